import { expect, test } from 'vitest';
import { change } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import type { Ruling } from '../../core/case/decide.ts';
import { openTask } from '../../core/case/tasks.ts';
import { outstanding } from '../../core/message/blocked.ts';
import { type MadeLaptop, makeLaptop } from './make-laptop.ts';

async function disputed(): Promise<{ laptop: MadeLaptop; task: string }> {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.react('reply-1', { what: 'dispute', claims: [], ground: 'wrong-amount' });
  await laptop.days(1);
  return { laptop, task: await laptop.task('dispute') };
}

test.each<[Omit<Ruling, 'by'>, string]>([
  [{ decision: 'agree-plan' }, 'This decision needs "months".'],
  [{ decision: 'agree-plan', months: 36 }, 'The plan is longer than the policy allows.'],
  [
    { decision: 'pause' },
    'A dispute is answered: uphold it, reject it, withdraw the claim, or end the case.',
  ],
  [{ decision: 'settle-for-less' }, 'This decision needs "keep".'],
  [
    { decision: 'approve-hand-over', to: 'Somebody' },
    'A dispute is answered: uphold it, reject it, withdraw the claim, or end the case.',
  ],
])('an unfit ruling writes nothing: %o', async (ruling, reason) => {
  const { laptop, task } = await disputed();
  const before = await laptop.entries();
  expect(await laptop.close(task, ruling)).toEqual({ closed: false, reason });
  expect(await laptop.entries()).toEqual(before);
  await laptop.days(2);
  expect(laptop.steps()).toEqual(['first-reminder', 'dispute-received']);
});

/** A proposal to hand over, as the last step of a problem payer's journey makes it. */
async function proposed(cents: number): Promise<{ laptop: MadeLaptop; task: string }> {
  const laptop = await makeLaptop({ claim: { cents } });
  await laptop.days(1);
  const { ports } = laptop;
  await change(ports, laptop.case, 'propose', async (draft) => {
    openTask(draft, await contextOf(ports, draft.case), 'hand-over');
  });
  return { laptop, task: await laptop.task('hand-over') };
}

test('a person hands over to whom the policy names, and above its amount', async () => {
  const to = 'Voorbeeld Gerechtsdeurwaarders';
  const small = await proposed(4_500);
  expect(await small.laptop.close(small.task, { decision: 'approve-hand-over', to })).toMatchObject({
    closed: false,
  });

  const { laptop, task } = await proposed(45_000);
  expect(await laptop.close(task, { decision: 'approve-hand-over' })).toMatchObject({
    reason: 'This decision needs "to".',
  });
  expect(await laptop.close(task, { decision: 'approve-hand-over', to: 'Somebody' })).toMatchObject({
    closed: false,
  });
  expect(await laptop.close(task, { decision: 'approve-hand-over', to })).toEqual({ closed: true });
  await laptop.days(30);
  expect((await laptop.fold()).closed?.outcome).toBe('handed-over');
  expect(laptop.steps().at(-1)).toBe('handed-over');
  expect(laptop.db.all("select id from executions where status = 'RUNNING'")).toEqual([]);
});

test('a task that there is not cannot be closed', async () => {
  const { laptop } = await disputed();
  const before = await laptop.entries();
  expect(await laptop.close('t-99', { decision: 'go-on' })).toMatchObject({ closed: false });
  expect(await laptop.entries()).toEqual(before);
});

test('a task is closed once: the first decision stands', async () => {
  const { laptop, task } = await disputed();
  await Promise.all([
    laptop.close(task, { decision: 'reject' }),
    laptop.close(task, { decision: 'write-off' }),
    laptop.close(task, { decision: 'reject' }),
  ]);
  expect(await laptop.all('task-closed')).toMatchObject([{ task, decision: 'reject', by: 'handler-1' }]);
  expect((await laptop.fold()).closed).toBeUndefined();
});

test('a dispute that is upheld ends the case; one that is rejected is answered, and the asking goes on', async () => {
  const upheld = await disputed();
  await upheld.laptop.close(upheld.task, { decision: 'uphold' });
  expect((await upheld.laptop.fold()).closed?.outcome).toBe('credited');

  const rejected = await disputed();
  await rejected.laptop.close(rejected.task, { decision: 'reject' });
  await rejected.laptop.days(6);
  expect(rejected.laptop.steps().slice(2)).toEqual(['dispute-answered', 'first-reminder']);
  expect((await rejected.laptop.fold()).journeys).toBe(2);
});

test.each<[Omit<Ruling, 'by'>, string]>([
  [{ decision: 'write-off' }, 'written-off'],
  [{ decision: 'withdraw' }, 'withdrawn'],
  [{ decision: 'wrong-person' }, 'wrong-person'],
  [{ decision: 'estate' }, 'estate'],
  [{ decision: 'insolvency' }, 'insolvency'],
  [{ decision: 'refer-to-debt-help' }, 'debt-settlement'],
])('%o ends the case and its journey', async (ruling, outcome) => {
  const { laptop, task } = await disputed();
  expect(await laptop.close(task, ruling)).toEqual({ closed: true });
  await laptop.days(30);
  expect((await laptop.fold()).closed?.outcome).toBe(outcome);
  expect(laptop.db.all("select id from executions where status = 'RUNNING'")).toEqual([]);
});

test('what a person forgives is forgiven at once, and the rest is asked for', async () => {
  const { laptop, task } = await disputed();
  await laptop.close(task, { decision: 'settle-for-less', keep: 2_000 });
  expect(outstanding(await laptop.fold())).toBe(2_000);
  await laptop.days(10);
  const last = laptop.sent.at(-1);
  expect([last?.purpose, last?.asked]).toEqual(['ask', 2_000]);
});
