import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { Day, dayAt, type Moment } from '../../core/calendar/moment.ts';
import { Cents } from '../../core/money/cents.ts';
import type { BankStore, PaymentNews, Payments, PaymentWish } from '../../core/ports.ts';

/** A payment as the pretend bank keeps it. */
export interface BankPayment extends PaymentWish {
  /** The bank's own id. */
  payment: string;
  state: 'open' | 'paid' | 'cancelled' | 'failed' | 'reversed';
  paidOn?: Day;
}

/** What a provider tells, ready to be sent to our webhook. */
export interface SignedWebhook {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** A bank that exists only here: nothing is really paid. All the rest is as with a real provider. */
export interface PretendBank extends Payments {
  look(payment: string): Promise<BankPayment | undefined>;
  /** What the payer chose. Only an open payment can be paid, cancelled or fail, only a paid one taken back. */
  choose(
    payment: string,
    state: 'paid' | 'cancelled' | 'failed' | 'reversed',
  ): Promise<BankPayment | undefined>;
  /** What the webhook is told of a payment that was paid or taken back. */
  webhook(payment: BankPayment): Promise<SignedWebhook>;
}

const NAME = 'pretend-bank';

/** Messages that carry money; any other type says nothing to us. */
const Told = z.object({
  type: z.enum(['payment.paid', 'payment.reversed']),
  data: z.object({
    payment: z.string().check(z.regex(/^pb_[0-9a-f]{32}$/)),
    case: z.string().check(z.minLength(1), z.maxLength(100)),
    cents: Cents,
    currency: z.string().check(z.length(3)),
    on: Day,
    shownOn: z.optional(Day),
  }),
});
const AnyType = z.object({ type: z.string() });

/**
 * Begins payments, keeps them, and signs what it tells after the Standard Webhooks specification.
 *
 * @param keys `whsec_…`: the first signs; all of them are accepted, so that keys can be changed without a gap
 * @param now the clock of the world in which is paid: it dates payments. Signatures are dated by the real clock,
 * because what they guard against is a real message that is sent again later.
 */
export function pretendBank(store: BankStore, keys: readonly string[], now: () => Moment): PretendBank {
  const [key] = keys;
  if (!key) throw new Error('A provider without a key cannot sign.');

  const look = async (payment: string): Promise<BankPayment | undefined> => {
    const record = await store.get(payment);
    return record === undefined ? undefined : (JSON.parse(record) as BankPayment);
  };
  const newest = async (ours: string) => {
    const payment = await store.newest(ours);
    return payment === undefined ? undefined : await look(payment);
  };
  const keep = async (payment: BankPayment) => {
    await store.put(payment.payment, JSON.stringify(payment));
    return payment;
  };
  // The bank's pages and our webhook are on the same server as the page from which people come.
  const here = (wish: PaymentWish, path: string) => new URL(path, wish.returnTo).href;
  const at = (payment: BankPayment) => here(payment, `/bank/${payment.payment}`);

  return {
    provider: NAME,
    pagesAt: "'self'",
    look,
    begin: async (wish) => {
      const begun = await newest(wish.id);
      if (begun && begun.state !== 'cancelled' && begun.state !== 'failed') return { url: at(begun) };
      const payment: BankPayment = {
        ...wish,
        payment: `pb_${randomBytes(16).toString('hex')}`,
        state: 'open',
      };
      const record = JSON.stringify(payment);
      // A double click begins one payment, not two.
      const kept = await store.begin(wish.id, begun?.payment, payment.payment, record);
      return { url: at({ ...payment, payment: kept }) };
    },
    find: async (ours) => {
      const found = await newest(ours);
      if (!found) return undefined;
      const { case: of, cents, state } = found;
      const told = state === 'reversed' ? 'paid' : state;
      return { case: of, cents, state: told, payment: inJournal(found.payment) };
    },
    choose: async (payment, state) => {
      const found = await look(payment);
      if (!found || found.state !== (state === 'reversed' ? 'paid' : 'open')) return found;
      return await keep({
        ...found,
        state,
        ...(state === 'paid' && { paidOn: dayAt(now(), 'Europe/Amsterdam') }),
      });
    },
    webhook: async (payment) => {
      const { case: of, cents, currency, shownOn, paidOn, state } = payment;
      const type = state === 'reversed' ? 'payment.reversed' : 'payment.paid';
      const on = state === 'reversed' ? dayAt(now(), 'Europe/Amsterdam') : paidOn;
      const data = { payment: payment.payment, case: of, cents, currency, on, shownOn };
      const signedAt = new Date();
      const body = JSON.stringify({ type, timestamp: signedAt.toISOString(), data });
      const id = `${payment.payment}.${type}`;
      const { sign } = await signatures();
      return {
        url: here(payment, `/webhooks/${NAME}`),
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
          'webhook-signature': sign(key, id, signedAt, body),
        },
        body,
      };
    },
    read: async (headers, body) => {
      const { verify } = await signatures();
      return verify(keys, headers, body) ?? understand(body);
    },
  };
}

/** Whoever begins a payment has nothing to sign or verify. */
const signatures = () => import('./pretend-bank-signatures.ts');

function understand(body: string): PaymentNews | { refused: 'malformed' } {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return { refused: 'malformed' };
  }
  const told = Told.safeParse(raw);
  if (!told.success) {
    const type = AnyType.safeParse(raw).data?.type;
    const known = Told.shape.type.safeParse(type).success;
    return type === undefined || known ? { refused: 'malformed' } : { told: 'nothing' };
  }
  const { type, data } = told.data;
  const { shownOn, ...rest } = data;
  const money = { ...rest, payment: inJournal(data.payment) };
  if (type === 'payment.paid') return { told: 'paid', ...money, ...(shownOn && { shownOn }) };
  return { told: 'reversed', ...money, reason: 'taken-back-by-the-payer' };
}

/** Two providers may give the same id: in the journal the provider stands in front. */
function inJournal(payment: string): string {
  return `${NAME}:${payment}`;
}
