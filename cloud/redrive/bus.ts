import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Bus } from '../../core/ports.ts';

/** Most that the bus takes at once. */
const AT_ONCE = 10;

/** The bus of a stage, told as `publish-journal` tells it. */
export function eventBridgeBus(client: EventBridgeClient, name: string): Bus {
  return {
    publish: async (events) => {
      for (let at = 0; at < events.length; at += AT_ONCE) {
        const { FailedEntryCount } = await client.send(
          new PutEventsCommand({
            Entries: events.slice(at, at + AT_ONCE).map((written) => ({
              EventBusName: name,
              Source: 'amicable.journal',
              DetailType: 'written',
              Detail: JSON.stringify(written),
            })),
          }),
        );
        if (FailedEntryCount)
          throw new Error('The bus did not take everything. Nothing was lost: try again.');
      }
    },
  };
}
