import type { Ports } from '../../core/ports.ts';

/** A function used a port that its entry does not assemble. */
export class PortNotAssembled extends Error {
  override name = 'PortNotAssembled';
}

/** How each port is made; what a function does not need is left out. */
export type Makers = { [P in keyof Ports]?: () => Ports[P] };

/** Ports that are made when they are first used. One that nobody makes fails loudly, with its name. */
export function portsFrom(makers: Makers): Ports {
  const made = new Map<string, unknown>();
  return new Proxy({} as Ports, {
    get: (_, name) => {
      const make = makers[name as keyof Ports];
      if (!make) throw new PortNotAssembled(`This function has no port ${String(name)}.`);
      if (!made.has(name as string)) made.set(name as string, make());
      return made.get(name as string);
    },
  });
}

/** A port of promises whose code is loaded when one of its methods is first called. */
export function whenUsed<P extends object>(load: () => Promise<P>): P {
  let loaded: Promise<P> | undefined;
  const once = async (): Promise<P> => {
    loaded ??= load();
    try {
      return await loaded;
    } catch (error) {
      // What could not be loaded is tried again the next time.
      loaded = undefined;
      throw error;
    }
  };
  return new Proxy({} as P, {
    get: (_, name) => {
      // Whoever awaits the port itself is not kept waiting for ever.
      if (name === 'then') return undefined;
      return async (...given: unknown[]) => {
        const port = (await once()) as Record<string | symbol, (...given: unknown[]) => unknown>;
        return await port[name]?.(...given);
      };
    },
  });
}
