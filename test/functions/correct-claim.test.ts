import { expect, test } from 'vitest';
import { outstanding } from '../../core/message/blocked.ts';
import { type MadeLaptop, makeLaptop } from './make-laptop.ts';

const withdraw = { kind: 'withdraw' };
const credit = (cents: number) => ({ kind: 'credit', cents });
const correct = (laptop: MadeLaptop, id: string, what: unknown, claim = 'F-1') =>
  laptop.invoke('correct-claim', { case: laptop.case, claim, id, what, reason: 'creditor' });

test('a credit note lowers what is owed, once', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await Promise.all(Array.from({ length: 10 }, () => correct(laptop, 'note-1', credit(1_500))));
  expect(await laptop.all('claim-credited')).toMatchObject([{ cents: 1_500 }]);
  expect(outstanding(await laptop.fold())).toBe(3_000);
});

test('a message that names the old amount is not sent after a credit note', async () => {
  const laptop = await makeLaptop();
  await laptop.days(0);
  await correct(laptop, 'note-1', credit(1_500));
  await laptop.days(7);
  expect(laptop.sent.map(({ asked }) => asked)).toEqual(Array(laptop.sent.length).fill(3_000));
  expect(laptop.sent.length).toBeGreaterThan(0);
});

test('a credit note over everything closes the case as credited', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await correct(laptop, 'note-1', credit(9_999));
  await laptop.days(30);
  expect((await laptop.fold()).closed?.outcome).toBe('credited');
  expect(laptop.steps()).toEqual(['first-reminder', 'case-closed']);
});

test('a credit note over what was paid already gives the money back', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.pay('bank-1', 4_000);
  await correct(laptop, 'note-1', credit(4_500));
  const c = await laptop.fold();
  expect([c.closed?.outcome, c.credit]).toEqual(['credited', 4_000]);
  expect(await laptop.task('refund')).toBeDefined();
});

test('a claim that is withdrawn ends its case, and no ask follows', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await correct(laptop, 'note-1', withdraw);
  await correct(laptop, 'note-2', withdraw);
  await laptop.days(60);
  expect((await laptop.fold()).closed?.outcome).toBe('withdrawn');
  expect(await laptop.all('claim-withdrawn')).toHaveLength(1);
  expect(laptop.steps()).toEqual(['first-reminder', 'case-closed']);
});

test('a correction of a claim that the case does not have changes nothing', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const before = await laptop.entries();
  await correct(laptop, 'note-1', withdraw, 'F-99');
  await correct(laptop, 'note-2', credit(100), 'F-99');
  expect(await laptop.entries()).toEqual(before);
});
