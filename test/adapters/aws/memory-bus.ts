import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import type { Written } from '../../../core/ports.ts';
import { listeners, type MadeBus } from '../../contracts/bus.ts';

/** As much of EventBridge as our bus meets: it takes ten events at once, and every seventh only when asked again. */
export function memoryBus(): { client: EventBridgeClient; heard: MadeBus['heard'] } {
  const client = new EventBridgeClient({});
  const taken: Written[] = [];
  let seen = 0;
  mockClient(client)
    .on(PutEventsCommand)
    .callsFake(({ Entries = [] }: { Entries: { Detail: string }[] }) => {
      if (Entries.length < 1 || Entries.length > 10) throw new Error('ValidationException');
      const answer = Entries.map(({ Detail }) => {
        seen += 1;
        if (seen % 7 === 0) return { ErrorCode: 'ThrottlingException' };
        taken.push(JSON.parse(Detail));
        return { EventId: `event-${seen}` };
      });
      return { Entries: answer };
    });
  return {
    client,
    heard: async (name) => {
      const listens = listeners.find((listener) => listener.name === name)?.listens ?? [];
      return taken.filter(({ kinds }) => kinds.some((kind) => listens.includes(kind)));
    },
  };
}
