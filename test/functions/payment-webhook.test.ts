import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { sqliteBankPayments } from '../../adapters/local/bank-payments.ts';
import { pretendBank } from '../../adapters/psp/pretend-bank.ts';
import { JournalBusy } from '../../core/case/change.ts';
import { outstanding } from '../../core/message/blocked.ts';
import { type MadeLaptop, makeLaptop } from './make-laptop.ts';

const KEY = 'whsec_bGFwdG9wOiBubyBzZWNyZXQgYXQgYWxs';
const OTHER = 'whsec_YW5vdGhlciBzZWNyZXQgYWx0b2dldGhlcg==';
const PAYMENT = `pb_${'0123456789abcdef'.repeat(2)}`;

interface Arrived {
  headers: Record<string, string>;
  body: string;
}

interface Sent {
  key?: string;
  type?: string;
  data?: Record<string, unknown>;
  /** The body as it is signed, when it is no JSON of ours. */
  body?: string;
  signedAt?: Date;
  /** Changes what arrives after it was signed. */
  tamper?: (webhook: Arrived) => Partial<Arrived>;
  provider?: string;
}

async function tellWebhook(laptop: MadeLaptop, sent: Sent = {}) {
  const signedAt = sent.signedAt ?? new Date();
  const data = {
    payment: PAYMENT,
    case: laptop.case,
    cents: 1_000,
    currency: 'EUR',
    on: '2026-01-06',
    ...sent.data,
  };
  const body = sent.body ?? JSON.stringify({ type: sent.type ?? 'payment.paid', data });
  const headers = {
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1_000)),
    'webhook-signature': new Webhook(sent.key ?? KEY).sign('msg-1', signedAt, body),
  };
  const webhook = { headers, body, ...sent.tamper?.({ headers, body }) };
  return (await laptop.invoke('payment-webhook', {
    provider: sent.provider ?? 'pretend-bank',
    ...webhook,
  })) as { status: number; body: string };
}

async function made() {
  const laptop = await makeLaptop();
  await laptop.days(1);
  return laptop;
}

describe('a payment that a provider tells', () => {
  test('is booked once, however often and by how many at once it is told', async () => {
    const laptop = await made();
    const answers = await Promise.all(Array.from({ length: 20 }, () => tellWebhook(laptop)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.filter(({ body }) => body === 'Booked.\n')).toHaveLength(1);
    expect(await tellWebhook(laptop)).toEqual({ status: 200, body: 'Known already.\n' });
    expect(outstanding(await laptop.fold())).toBe(3_500);
  });

  test('is booked as receive-payment books it, and under its provider’s name', async () => {
    const laptop = await made();
    await tellWebhook(laptop, { data: { cents: 4_500 } });
    expect((await laptop.fold()).closed?.outcome).toBe('settled');
    expect(await laptop.all('payment-received')).toMatchObject([
      { payment: `pretend-bank:${PAYMENT}`, cents: 4_500, on: '2026-01-06' },
    ]);
    await laptop.days(1);
    expect(laptop.steps()).toEqual(['first-reminder', 'thanks']);
  });

  test('may be taken back, and comes again when it overtakes its payment', async () => {
    const laptop = await made();
    const reversed = { type: 'payment.reversed' };
    expect((await tellWebhook(laptop, reversed)).status).toBe(503);
    await tellWebhook(laptop);
    expect((await tellWebhook(laptop, reversed)).body).toBe('Booked.\n');
    expect((await tellWebhook(laptop, reversed)).body).toBe('Known already.\n');
    expect(outstanding(await laptop.fold())).toBe(4_500);
  });
});

describe('what cannot be accepted writes nothing, and can come again', () => {
  const flip = (text: string) => text.replace(/.(?=.$)/, (sign) => (sign === 'A' ? 'B' : 'A'));
  const withSignature =
    (change: (signature: string) => string) =>
    ({ headers }: Arrived) => ({
      headers: { ...headers, 'webhook-signature': change(headers['webhook-signature'] ?? '') },
    });
  const refused: [string, Sent, number, string][] = [
    ['signed with another key', { key: OTHER }, 401, 'signature'],
    [
      'with another amount than was signed',
      { tamper: ({ body }) => ({ body: body.replace('1000', '9000') }) },
      401,
      'signature',
    ],
    ['with a changed signature', { tamper: withSignature(flip) }, 401, 'signature'],
    ['with a signature of nothing', { tamper: withSignature(() => 'v1, v1 ,') }, 401, 'signature'],
    [
      'with another id',
      { tamper: ({ headers }) => ({ headers: { ...headers, 'webhook-id': 'msg-2' } }) },
      401,
      'signature',
    ],
    ['without a signature', { tamper: () => ({ headers: {} }) }, 401, 'signature'],
    ['six minutes old', { signedAt: new Date(Date.now() - 6 * 60_000) }, 401, 'timestamp'],
    ['from the future', { signedAt: new Date(Date.now() + 6 * 60_000) }, 401, 'timestamp'],
    ['that is no JSON', { body: 'paid!' }, 400, 'cannot be understood'],
    ['that is empty', { body: '' }, 400, 'cannot be understood'],
    ['without an amount', { data: { cents: 0 } }, 400, 'cannot be understood'],
    ['with half a cent', { data: { cents: 10.5 } }, 400, 'cannot be understood'],
    ['with a day that cannot be', { data: { on: '2026-02-30' } }, 400, 'cannot be understood'],
    ['with an id that is none of the bank', { data: { payment: '../x' } }, 400, 'cannot be understood'],
    ['for a case that does not exist', { data: { case: 'nobody-1' } }, 400, 'no such case'],
    ['in another currency', { data: { currency: 'USD' } }, 400, 'another currency'],
    ['of another provider', { provider: 'elsewhere' }, 404, 'no such provider'],
  ];
  test.each(refused)('%s', async (_, sent, status, said) => {
    const laptop = await made();
    const before = (await laptop.entries()).length;
    const answer = await tellWebhook(laptop, sent);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(said);
    expect(await laptop.entries()).toHaveLength(before);
    expect((await tellWebhook(laptop)).body).toBe('Booked.\n');
  });

  test('while the journal is busy it is asked to come again', async () => {
    const laptop = await made();
    const read = laptop.ports.journal.read;
    laptop.ports.journal.read = async () => {
      throw new JournalBusy('busy');
    };
    expect((await tellWebhook(laptop)).status).toBe(503);
    laptop.ports.journal.read = read;
    expect((await tellWebhook(laptop)).status).toBe(200);
  });
});

test('news that moves no money is heard and books nothing', async () => {
  const laptop = await made();
  const before = (await laptop.entries()).length;
  expect(await tellWebhook(laptop, { type: 'payment.cancelled' })).toEqual({
    status: 200,
    body: 'Nothing to book.\n',
  });
  expect(await laptop.entries()).toHaveLength(before);
});

test('keys are changed without a gap: both are taken for a while, then only the new one', async () => {
  const laptop = await made();
  const bank = (keys: string[]) => pretendBank(sqliteBankPayments(laptop.db), keys, () => laptop.now());
  laptop.ports.payments = bank([OTHER, KEY]);
  expect((await tellWebhook(laptop, { key: KEY })).body).toBe('Booked.\n');
  expect((await tellWebhook(laptop, { key: OTHER })).body).toBe('Known already.\n');
  laptop.ports.payments = bank([OTHER]);
  expect((await tellWebhook(laptop, { key: KEY })).status).toBe(401);
  expect((await tellWebhook(laptop, { key: OTHER })).status).toBe(200);
});
