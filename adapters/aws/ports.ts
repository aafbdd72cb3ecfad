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

type Method = (...given: never[]) => Promise<unknown>;

/** A port whose code is loaded when one of its methods is first called. */
export function whenUsed<P extends object>(load: () => Promise<P>): { [M in keyof P]: P[M] & Method } {
  let loaded: Promise<P> | undefined;
  return new Proxy({} as { [M in keyof P]: P[M] & Method }, {
    get:
      (_, name) =>
      async (...given: never[]) => {
        loaded ??= load();
        // What could not be loaded is tried again the next time.
        loaded.catch(() => {
          loaded = undefined;
        });
        const port = await loaded;
        return await (port[name as keyof P] as Method)(...given);
      },
  });
}
