import { expect, test } from 'vitest';
import { UnknownCase } from '../../core/case/change.ts';
import { outstanding } from '../../core/message/blocked.ts';
import { makeLaptop } from './make-laptop.ts';

test('the same payment told a hundred times at once is booked once', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const told = await Promise.all(Array.from({ length: 100 }, () => laptop.pay('bank-1', 1_000)));
  expect(told.filter((one) => JSON.stringify(one) === '{"booked":true}')).toHaveLength(1);
  expect(await laptop.all('payment-received')).toHaveLength(1);
  expect(outstanding(await laptop.fold())).toBe(3_500);
});

test('a payment that is told again after years is not booked again', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.pay('bank-1', 4_500);
  await laptop.days(800);
  expect(await laptop.pay('bank-1', 4_500)).toEqual({ booked: false });
});

test('ten payments at once are all booked, and the books add up', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const ids = Array.from({ length: 10 }, (_, index) => `bank-${index}`);
  await Promise.all(ids.map((id) => laptop.pay(id, 300)));
  expect((await laptop.all('payment-received')).map(({ payment }) => payment).sort()).toEqual(ids);
  expect(outstanding(await laptop.fold())).toBe(1_500);
});

test('a payment before anything was sent settles the case, and nobody hears of it', async () => {
  const laptop = await makeLaptop();
  await laptop.pay('bank-1', 4_500);
  await laptop.days(30);
  expect((await laptop.fold()).closed?.outcome).toBe('settled');
  expect(laptop.sent).toEqual([]);
});

test('what was paid too much is credit, and a person refunds it', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.pay('bank-1', 5_000);
  expect((await laptop.fold()).credit).toBe(500);
  await laptop.close(await laptop.task('refund'), { decision: 'refunded' });
  expect((await laptop.fold()).credit).toBe(0);
});

test('a part payment gives a week before anybody looks again', async () => {
  const laptop = await makeLaptop();
  await laptop.days(20);
  await laptop.pay('bank-1', 1_000);
  await laptop.days(6);
  expect(await laptop.all('follow-up-due')).toEqual([]);
  expect(laptop.steps()).toEqual(['first-reminder']);
  await laptop.days(1);
  expect(await laptop.all('follow-up-due')).toHaveLength(1);
});

test('a payment that the bank takes back opens the case again, and it is asked for anew', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.pay('bank-1', 4_500);
  await laptop.days(1);
  const reversed = { reversed: { reason: 'MD06' } };
  expect(await laptop.pay('bank-1', 4_500, reversed)).toEqual({ booked: true });
  expect(await laptop.pay('bank-1', 4_500, reversed)).toEqual({ booked: false });
  expect(outstanding(await laptop.fold())).toBe(4_500);
  await laptop.days(7);
  expect((await laptop.fold()).journey?.journey).toBe(2);
});

test('a payment for a case that does not exist is refused', async () => {
  const laptop = await makeLaptop();
  const input = { case: 'no-such-case-1', payment: 'bank-1', cents: 100, on: '2026-01-05' };
  await expect(laptop.invoke('receive-payment', input)).rejects.toThrow(UnknownCase);
});

test('a reversal that overtakes its payment is refused, and booked when it comes again', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const reversal = { reversed: { reason: 'MD06' } };
  await expect(laptop.pay('bank-1', 4_500, reversal)).rejects.toThrow(
    expect.objectContaining({ name: 'UnknownPayment' }),
  );
  await laptop.pay('bank-1', 4_500);
  await laptop.pay('bank-1', 4_500, reversal);
  expect(outstanding(await laptop.fold())).toBe(4_500);
});
