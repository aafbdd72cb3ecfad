import { expect, test } from 'vitest';
import { sqliteBankPayments } from '../../../adapters/local/bank-payments.ts';
import { openDatabase } from '../../../adapters/local/database.ts';
import { pretendBank } from '../../../adapters/psp/pretend-bank.ts';

const KEY = 'whsec_dGVzdDogbm90IGEgc2VjcmV0';
const wish = {
  id: 'page-1',
  case: 'abc-1',
  cents: 1_250,
  currency: 'EUR',
  shownOn: '2026-01-06',
  reference: 'RF18539007547034',
  description: 'Voorbeeld RF18539007547034',
  to: 'Derdengelden Voorbeeld',
  returnTo: 'https://betalen.example.nl/p/abc-1.1code?payment=page-1&lang=en',
};

function made() {
  const db = openDatabase(':memory:');
  const bank = pretendBank(sqliteBankPayments(db), [KEY], () => '2026-01-06T23:30:00Z');
  const begin = async () => (await bank.begin(wish)).url.replace('https://betalen.example.nl/bank/', '');
  return { bank, begin };
}

test('a payment that is begun is kept, under an id that nobody guesses, on a page beside ours', async () => {
  const { bank, begin } = made();
  const payment = await begin();
  expect(payment).toMatch(/^pb_[0-9a-f]{32}$/);
  expect(await bank.look(payment)).toEqual({ ...wish, payment, state: 'open' });
  expect(await bank.find('page-1')).toEqual({
    case: 'abc-1',
    cents: 1_250,
    state: 'open',
    payment: `pretend-bank:${payment}`,
  });
  expect(await bank.find('page-2')).toBeUndefined();
});

test.each([
  ['open', 'paid', 'paid'],
  ['open', 'cancelled', 'cancelled'],
  ['open', 'failed', 'failed'],
  ['open', 'reversed', 'open'],
  ['paid', 'cancelled', 'paid'],
  ['paid', 'reversed', 'reversed'],
  ['cancelled', 'paid', 'cancelled'],
  ['failed', 'paid', 'failed'],
] as const)('a payment that is %s and shall be %s is %s', async (before, wanted, after) => {
  const { bank, begin } = made();
  const payment = await begin();
  if (before !== 'open') await bank.choose(payment, before);
  expect((await bank.choose(payment, wanted))?.state).toBe(after);
});

test('what the bank tells, it reads again, with the day on which the payer saw the amount', async () => {
  const { bank, begin } = made();
  const paid = await bank.choose(await begin(), 'paid');
  if (!paid) throw new Error('nothing was paid');
  const { url, headers, body } = await bank.webhook(paid);
  expect(url).toBe('https://betalen.example.nl/webhooks/pretend-bank');
  // Half past eleven in the evening by UTC is the next day in the Netherlands.
  const money = {
    case: 'abc-1',
    payment: `pretend-bank:${paid.payment}`,
    cents: 1_250,
    currency: 'EUR',
    on: '2026-01-07',
  };
  expect(await bank.read(headers, body)).toEqual({ told: 'paid', ...money, shownOn: '2026-01-06' });
  const back = await bank.choose(paid.payment, 'reversed');
  const told = back && (await bank.webhook(back));
  expect(told && (await bank.read(told.headers, told.body))).toEqual({
    told: 'reversed',
    ...money,
    reason: 'taken-back-by-the-payer',
  });
});

test('a bank without a key cannot be made', () => {
  const store = sqliteBankPayments(openDatabase(':memory:'));
  expect(() => pretendBank(store, [], () => '2026-01-06T08:00:00Z')).toThrow('cannot sign');
});
