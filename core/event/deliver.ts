import { plusSeconds } from '../calendar/moment.ts';
import type { Entry } from '../case/entry.ts';
import { spread } from '../case/ids.ts';
import type { Creditor } from '../creditor/creditor.ts';
import type { Delivery, Ports } from '../ports.ts';
import { eventOf } from './event.ts';
import { signed } from './sign.ts';

/** Seconds after a failed try until the next one, as Standard Webhooks suggests: ten tries in three days. */
export const WAITS: readonly number[] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** Stands among the tries where somebody asked for the delivery again: all tries are open once more. */
const REPLAYED = 'replayed';

type Needs = Pick<Ports, 'deliveries' | 'schedules' | 'clock'>;

/**
 * Begins to tell a creditor of an entry: keeps the delivery, then asks for its first try. Again it changes nothing,
 * and asks again only while nothing was tried, so that a crash in between loses nothing.
 */
export async function tell(ports: Needs, creditor: Creditor, id: string, entry: Entry): Promise<void> {
  const event = eventOf(id, entry);
  if (!creditor.webhook || !event) return;
  if (creditor.webhook.events && !creditor.webhook.events.includes(event.type)) return;
  const delivery = await ports.deliveries.begin({
    id: `${id}.${entry.seq}`,
    creditor: creditor.id,
    body: JSON.stringify(event),
    at: ports.clock.now(),
    state: 'waiting',
    tries: [],
  });
  if (delivery.state === 'waiting' && delivery.tries.length === 0) await tryAfter(ports, delivery, -1);
}

/**
 * Tries a delivery once more and notes what came of it. Two tries at once, and a crash before the note, can send it
 * twice: always with the same id.
 *
 * @returns `again`: it failed and will be tried again; `nothing`: there was nothing to try, or another try had arrived
 */
export async function tryOnce(
  ports: Needs & Pick<Ports, 'creditors' | 'web' | 'secrets'>,
  creditor: string,
  id: string,
): Promise<'delivered' | 'dead' | 'again' | 'nothing'> {
  const delivery = await ports.deliveries.get(creditor, id);
  if (delivery?.state !== 'waiting') return 'nothing';
  const { webhook } = await ports.creditors.get(creditor);
  const status = webhook ? await post(ports, webhook.url, delivery) : 'no-webhook';

  // Another try may have ended meanwhile: what arrived has arrived.
  const latest = (await ports.deliveries.get(creditor, id)) ?? delivery;
  const tried: Delivery = { ...latest, tries: [...latest.tries, { at: ports.clock.now(), status }] };
  const wait = WAITS[failedTries(tried) - 1];
  if (latest.state === 'delivered') {
    await ports.deliveries.put(tried);
    return 'nothing';
  }
  if (typeof status === 'number' && status >= 200 && status < 300) {
    await ports.deliveries.put({ ...tried, state: 'delivered' });
    return 'delivered';
  }
  // 410 is how a receiver says that nobody will ever listen there again.
  if (!webhook || status === 410 || wait === undefined) {
    await ports.deliveries.put({ ...tried, state: 'dead' });
    return 'dead';
  }
  // Not all that failed together comes again together.
  await tryAfter(ports, tried, wait + spread(`${id} ${tried.tries.length}`, Math.ceil(wait / 10)));
  await ports.deliveries.put(tried);
  return 'again';
}

/** Asks for a delivery again at once, in whatever state it is. Undefined when there is none. */
export async function replay(ports: Needs, creditor: string, id: string): Promise<Delivery | undefined> {
  const delivery = await ports.deliveries.get(creditor, id);
  if (!delivery) return undefined;
  const asked = delivery.state === 'waiting' && delivery.tries.at(-1)?.status === REPLAYED;
  const again: Delivery = asked
    ? delivery
    : {
        ...delivery,
        state: 'waiting',
        tries: [...delivery.tries, { at: ports.clock.now(), status: REPLAYED }],
      };
  await ports.deliveries.put(again);
  await tryAfter(ports, again, -1);
  return again;
}

async function post(
  ports: Pick<Ports, 'web' | 'secrets' | 'clock'>,
  url: string,
  delivery: Delivery,
): Promise<number | string> {
  const headers = signed(ports.secrets.hooks, delivery, ports.clock.now());
  try {
    const answer = await ports.web.post(
      url,
      { 'content-type': 'application/json', ...headers },
      delivery.body,
    );
    return answer.status;
  } catch (error) {
    return error instanceof Error ? error.name : 'Error';
  }
}

/** Tries since the delivery was begun or last asked for again. */
function failedTries({ tries }: Delivery): number {
  return tries.length - 1 - tries.findLastIndex(({ status }) => status === REPLAYED);
}

/** @param seconds negative: a moment that has gone by, so at once */
async function tryAfter(ports: Needs, { creditor, id, tries }: Delivery, seconds: number): Promise<void> {
  await ports.schedules.set({
    // A name of its own for each try: a schedule that is just being done cannot be moved.
    name: `webhook-${id}-${tries.length + 1}`,
    at: plusSeconds(ports.clock.now(), seconds),
    function: 'deliver-webhook',
    input: { creditor, id },
  });
}
