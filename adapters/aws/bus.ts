import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Bus } from '../../core/ports.ts';
import { patient } from './patience.ts';

/** Source and type of what the journal tells: rules match on them. */
export const told = { source: 'amicable.journal', type: 'written' } as const;

/** The bus did not take everything: what it took will come again. */
export class BusRefused extends Error {
  override name = 'BusRefused';
}

const BATCH = 10;
const TRIES = 4;

export function openBus(bus: string): Bus {
  return awsBus(new EventBridgeClient(patient), bus);
}

/** @param pause waits so many milliseconds */
export function awsBus(
  client: EventBridgeClient,
  bus: string,
  pause: (ms: number) => Promise<unknown> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Bus {
  const entryOf = (event: object) => ({
    EventBusName: bus,
    Source: told.source,
    DetailType: told.type,
    Detail: JSON.stringify(event),
  });
  const put = async (entries: ReturnType<typeof entryOf>[]): Promise<number> => {
    let left = entries;
    for (let tried = 0; left.length > 0 && tried < TRIES; tried++) {
      if (tried > 0) await pause(50 * 4 ** tried);
      const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: left }));
      left = left.filter((_, index) => Entries[index]?.ErrorCode !== undefined);
    }
    return left.length;
  };
  return {
    publish: async (events) => {
      let refused = 0;
      for (let at = 0; at < events.length; at += BATCH) {
        refused += await put(
          events.slice(at, at + BATCH).map(({ case: id, seq, kinds }) => entryOf({ case: id, seq, kinds })),
        );
      }
      if (refused > 0) throw new BusRefused(`The bus did not take ${refused} of ${events.length} events.`);
    },
  };
}
