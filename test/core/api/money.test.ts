import { describe, expect, test } from 'vitest';
import { outstanding } from '../../../core/message/blocked.ts';
import { callerOn } from '../../functions/make-caller.ts';
import { makeLaptop } from '../../functions/make-laptop.ts';

async function made(invoice = 'F-1') {
  const laptop = await makeLaptop({ claim: { invoice } });
  const ask = await callerOn(laptop);
  await laptop.days(1);
  return { laptop, ask, at: `/cases/${laptop.case}` };
}
const paid = { payment: 'bank-1', cents: 1_000, currency: 'EUR', on: '2026-01-06' };

describe('a payment', () => {
  test('is booked once, whoever reports it again and under whichever key', async () => {
    const { laptop, ask, at } = await made();
    const first = await ask('POST', `${at}/payments`, paid);
    expect([first.status, first.body.totals.outstanding]).toEqual([201, 3_500]);
    expect((await ask('POST', `${at}/payments`, paid)).status).toBe(200);
    expect(await laptop.all('payment-received')).toHaveLength(1);
  });

  test.each([{ cents: 2_000 }, { on: '2026-01-05' }])(
    'that was told before otherwise is a conflict: %j',
    async (change) => {
      const { laptop, ask, at } = await made();
      await ask('POST', `${at}/payments`, paid);
      const other = await ask('POST', `${at}/payments`, { ...paid, ...change });
      expect([other.status, other.body.code]).toEqual([409, 'conflict']);
      expect(outstanding(await laptop.fold())).toBe(3_500);
    },
  );

  test('of everything closes the case, and taken back opens it again', async () => {
    const { laptop, ask, at } = await made();
    const all = { ...paid, cents: 4_500, claims: ['F-1'] };
    expect((await ask('POST', `${at}/payments`, all)).body).toMatchObject({
      state: 'closed',
      outcome: 'settled',
    });
    const back = { on: '2026-01-06', reason: 'AM04' };
    const reversed = await ask('POST', `${at}/payments/bank-1/reversal`, back);
    expect(reversed.body).toMatchObject({ state: 'open', payments: [{ takenBack: true }] });
    expect((await ask('POST', `${at}/payments/bank-1/reversal`, back)).status).toBe(200);
    expect(await laptop.all('payment-reversed')).toMatchObject([{ reason: 'AM04' }]);
  });

  test('that comes in for a case that has ended goes back to whoever paid', async () => {
    const { laptop, ask, at } = await made();
    await ask('POST', `${at}/payments`, { ...paid, cents: 4_500 });
    const { body } = await ask('POST', `${at}/payments`, { ...paid, payment: 'bank/2' });
    expect([body.credit, body.openTasks]).toEqual([1_000, 1]);
    const back = await ask('POST', `${at}/payments/bank%2F2/reversal`, { on: '2026-01-06', reason: 'x' });
    expect([back.status, back.body.credit]).toEqual([200, 0]);
    expect(await laptop.all('payment-reversed')).toMatchObject([{ payment: 'bank/2' }]);
  });
});

describe('a claim', () => {
  test.each(['F-1', '2025/001', 'a b', '100%', 'é/credit', 'x/claims/y'])(
    'is found by its invoice number: %s',
    async (invoice) => {
      const { laptop, ask, at } = await made(invoice);
      const path = `${at}/claims/${encodeURIComponent(invoice)}/credit`;
      const { status, body } = await ask('POST', path, { cents: 500, currency: 'EUR', reason: 'goodwill' });
      expect([status, body.totals?.outstanding]).toEqual([200, 4_000]);
      expect(await laptop.all('claim-credited')).toMatchObject([{ claim: invoice, cents: 500 }]);
    },
  );

  test('is found as well when a gateway has decoded the path', async () => {
    const { ask, at } = await made('2025/001 é');
    const path = `${at}/claims/${encodeURIComponent('2025/001 é')}/withdraw`;
    expect((await ask('POST', path, { reason: 'x' }, { decoded: true })).status).toBe(200);
  });

  test('credited as a whole closes the case', async () => {
    const { ask, at } = await made();
    const { body } = await ask('POST', `${at}/claims/F-1/credit`, {
      cents: 4_500,
      currency: 'EUR',
      reason: 'x',
    });
    expect(body).toMatchObject({ state: 'closed', outcome: 'credited', claims: [{ credited: 4_500 }] });
  });

  test('is withdrawn once, by whichever request', async () => {
    const { laptop, ask, at } = await made();
    const first = await ask('POST', `${at}/claims/F-1/withdraw`, { reason: 'sent-in-error' });
    expect(first.body).toMatchObject({
      state: 'closed',
      outcome: 'withdrawn',
      claims: [{ gone: 'withdrawn' }],
    });
    const before = await laptop.entries();
    expect((await ask('POST', `${at}/claims/F-1/withdraw`, { reason: 'again' })).status).toBe(200);
    expect(await laptop.entries()).toEqual(before);
  });
});
