import { createHash } from 'node:crypto';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { Webhook } from 'standardwebhooks';
import { type Moment, plusSeconds } from '../../core/calendar/moment.ts';
import type { Case } from '../../core/case/case.ts';
import type { Entry } from '../../core/case/entry.ts';
import { fold } from '../../core/case/fold.ts';
import { packOf } from '../../core/law/packs.ts';
import { compose } from '../../core/message/compose.ts';
import type { Message } from '../../core/message/message.ts';
import type { Ports, Secrets } from '../../core/ports.ts';
import { signedRequest } from '../../examples/sign-request.ts';
import type { Place, World } from '../../local/laptop.ts';
import type { Stage } from './stage.ts';

/** A deployed stage as the world outside meets it: addresses, and what only its owner knows. */
export interface Deployed {
  stage: Stage;
  /** `amicable-<stage>-`, before the names of functions. */
  prefix: string;
  apiUrl: string;
  mailTopic: string;
  table: string;
  buckets: { files: string; letters: string };
  ports: Pick<Ports, 'journal' | 'creditors' | 'people' | 'machines' | 'secrets'>;
  secrets: Secrets & { bank: readonly string[] };
  /** The creditor's key. */
  key: { key: string; secret: string };
  /** That of another creditor. */
  otherKey: { key: string; secret: string };
}

/** A signed request of the creditor's system, ready to be sent. */
export function signed(
  { stage, key }: Pick<Deployed, 'stage' | 'key'>,
  method: string,
  path: string,
  body?: unknown,
  idempotencyKey?: string,
) {
  // On the emulator the API stands behind a longer path; what is signed is the one that clients know.
  const url = `https://stage.example/api/v1${path}`;
  const at = Date.parse(stage.now()) / 1_000;
  const text = body === undefined ? undefined : JSON.stringify(body);
  return signedRequest(key.key, key.secret, method, url, text, idempotencyKey, at);
}

/** Sends a signed request of the creditor's system. */
export async function ask(
  deployed: Pick<Deployed, 'stage' | 'apiUrl' | 'key'>,
  method: string,
  path: string,
  body?: unknown,
  idempotencyKey?: string,
): Promise<{ status: number; body: unknown }> {
  return await send(deployed, path, signed(deployed, method, path, body, idempotencyKey));
}

/** Sends a request to the creditor's API as it is. */
export async function send(
  { apiUrl }: Pick<Deployed, 'apiUrl'>,
  path: string,
  request: RequestInit,
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${apiUrl}/api/v1${path}`, request);
  const said = await answer.text();
  return { status: answer.status, body: said === '' ? undefined : JSON.parse(said) };
}

/** The world's place on a deployed stage: what people, the bank and the provider do comes in by the real doors. */
export function createPlace(deployed: Deployed): Place & {
  /** What the world has planned, the next first. */
  agenda: { at: Moment; what: unknown }[];
} {
  const { stage, ports, prefix } = deployed;
  const agenda: { at: Moment; what: unknown }[] = [];
  const doors: Record<string, (input: never) => Promise<unknown>> = {
    'receive-payment': (input: Paid) => pay(deployed, input),
    'close-task': (input: Closed) => closeTask(deployed, input),
    'channel-feedback': (input: Feedback) => feedback(deployed, input),
  };
  return {
    agenda,
    ports,
    now: stage.now,
    later: (at, what) => {
      agenda.push({ at, what });
      agenda.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    },
    invoke: (name, input) => doors[name]?.(input as never) ?? stage.invoke(`${prefix}${name}`, input),
  };
}

interface Paid {
  case: string;
  payment: string;
  cents: number;
  on: string;
}
interface Closed {
  case: string;
  task: string;
  ruling: Record<string, unknown>;
}
interface Feedback {
  case: string;
  contact: string;
  id: string;
  what: 'delivered' | 'bounced' | 'returned' | 'opened';
}

/** The bank tells the webhook until it is heard, and tells it once more: banks do. */
export async function pay({ apiUrl, secrets }: Deployed, paid: Paid): Promise<void> {
  const payment = `pb_${createHash('sha256').update(paid.payment).digest('hex').slice(0, 32)}`;
  const signedAt = new Date();
  const data = { payment, case: paid.case, cents: paid.cents, currency: 'EUR', on: paid.on };
  const body = JSON.stringify({ type: 'payment.paid', timestamp: signedAt.toISOString(), data });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': payment,
    'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1_000)),
    'webhook-signature': new Webhook(secrets.bank[0] ?? '').sign(payment, signedAt, body),
  };
  const tell = async () => {
    const answer = await fetch(`${apiUrl}/webhooks/pretend-bank`, { method: 'POST', headers, body });
    return answer.status;
  };
  let status = await tell();
  if (status >= 500) status = await tell();
  if (status !== 200) throw new Error(`The webhook answered ${status}.`);
  if ((await tell()) !== 200) throw new Error('What was told already is refused.');
}

async function closeTask(deployed: Deployed, { case: id, task, ruling }: Closed): Promise<void> {
  const path = `/cases/${id}/tasks/${encodeURIComponent(task)}/answer`;
  const { status, body } = await ask(deployed, 'POST', path, ruling, `answer-${task}`);
  // A task that somebody else has dealt with meanwhile, or a decision that fits no more, is no fault.
  if (status !== 200 && status !== 409)
    throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
}

/** SES tells its topic; what the post tells comes from a person. */
async function feedback({ stage, prefix, mailTopic, ports }: Deployed, input: Feedback): Promise<void> {
  const c = fold(await ports.journal.read(input.case));
  if (c?.contacts.get(input.contact)?.channel !== 'email') {
    await stage.invoke(`${prefix}channel-feedback`, input);
    return;
  }
  const type = { delivered: 'Delivery', bounced: 'Bounce', opened: 'Open', returned: '' }[input.what];
  const mail = {
    messageId: input.id,
    timestamp: stage.now(),
    tags: { case: [input.case], contact: [input.contact] },
  };
  const more = { bounce: { bounceType: 'Permanent', feedbackId: input.id, timestamp: stage.now() } };
  const event = {
    eventType: type,
    mail,
    ...(type === 'Bounce' ? more : { [type.toLowerCase()]: { timestamp: stage.now() } }),
  };
  await new SNSClient(stage.aws).send(
    new PublishCommand({ TopicArn: mailTopic, Message: JSON.stringify(event) }),
  );
}

/** Reads what was newly written on a stage, and lets the world see of it what it can see: messages, and tasks. */
export function createWatch({ ports, secrets }: Deployed, cases: () => Promise<readonly string[]>) {
  const known = new Map<string, Case>();
  const journals = new Map<string, Entry[]>();
  return {
    journals,
    look: async (world: World): Promise<void> => {
      for (const id of await cases()) {
        const before = known.get(id);
        const items = await ports.journal.read(id, before?.seq);
        const c = fold(items, before);
        if (!c || items.length === 0) continue;
        known.set(id, c);
        const entries = items.flatMap((item) => item.entries);
        journals.set(id, [...(journals.get(id) ?? []), ...entries]);
        for (const entry of entries) {
          if (entry.kind === 'contact-sent') world.sent(await messageOf(c, entry.contact));
        }
        await world.written({ case: id, seq: c.seq, kinds: entries.map(({ kind }) => kind) });
      }
    },
  };

  async function messageOf(c: Case, id: string): Promise<Message> {
    const contact = c.contacts.get(id);
    const to = await ports.people.get(c.person);
    if (!contact || !to) throw new Error(`${id} went to nobody.`);
    const creditor = await ports.creditors.get(c.creditor);
    return compose(c, contact, { creditor, pack: packOf(creditor, c), to, links: secrets.links });
  }
}

/** Hours (UTC) at which all happens that fell due since the last: fewer, larger steps, and within contact hours. */
const HOURS = [9, 16];

/** The first of those moments that is not before another. */
export function stepAfter(moment: Moment): Moment {
  const midnight = `${moment.slice(0, 10)}T00:00:00Z`;
  const steps = [...HOURS, 24 + (HOURS[0] ?? 0)].map((hour) => plusSeconds(midnight, hour * 3_600));
  return steps.find((step) => step >= moment) ?? moment;
}

/** Lets time pass on a stage and in the world around it, step by step, until a moment or until nothing is due any more. */
export async function live(
  { stage }: Deployed,
  place: ReturnType<typeof createPlace>,
  world: World,
  watch: ReturnType<typeof createWatch>,
  until: Moment,
): Promise<void> {
  for (;;) {
    await stage.quiet();
    await watch.look(world);
    const next = [await stage.nextDue(), place.agenda[0]?.at].filter((at) => at !== undefined).sort()[0];
    if (next === undefined || next > until) break;
    const step = [stepAfter(next), stage.now()].sort().at(-1) as Moment;
    await stage.setClock(step);
    while (place.agenda[0] && place.agenda[0].at <= step) await world.due(place.agenda.shift()?.what);
  }
}
