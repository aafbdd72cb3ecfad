import { expect, test } from 'vitest';
import { runningBeside } from '../../../core/plan/running-beside.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

/** Somebody whose first case was paid, then opened again because the bank took the money back, when they had a second. */
async function reopened(): Promise<[first: Story, second: Story]> {
  const first = await tell();
  await first.pay(100_000);
  const second = await tell({ ports: first.ports, rows: [makeRow({ invoice: 'B' })] });
  expect(second.id).toMatch(/-2$/);
  await first.reverse('pay-1');
  return [first, second];
}

const beside = async (story: Story) => runningBeside(story.ports.journal, await story.case());

test('a plan that runs in another case of theirs is known in either', async () => {
  const [first, second] = await reopened();
  expect([await beside(first), await beside(second)]).toEqual([0, 0]);
  await first.react({ what: 'plan', months: 6 });
  expect([await beside(first), await beside(second)]).toEqual([0, 16_667]);
  await second.react({ what: 'plan', months: 2 });
  expect([await beside(first), await beside(second)]).toEqual([50_000, 16_667]);
});

test('what is still to be paid counts: the last instalment, and nothing once it was paid', async () => {
  const [first, second] = await reopened();
  await first.react({ what: 'plan', months: 6 });
  await first.pay(5 * 16_667);
  expect(await beside(second)).toBe(16_665);
  await first.pay(16_665);
  expect(await beside(second)).toBe(0);
});

test('a plan in another capacity is that of somebody else', async () => {
  const [first] = await reopened();
  const company = await tell({ ports: first.ports, rows: [makeRow({ invoice: 'C', debtorKind: 'legal' })] });
  await first.react({ what: 'plan', months: 6 });
  expect(await beside(company)).toBe(0);
});

test('for a first case that was never opened again nothing is read', async () => {
  const story = await tell();
  const c = await story.case();
  story.ports.journal.read = () => Promise.reject(new Error('it was read'));
  expect(await runningBeside(story.ports.journal, c)).toBe(0);
});

test('it is no plan of the past', async () => {
  const first = await tell();
  await first.add(f.agreed('p'), { kind: 'plan-broken', plan: 'p' }, ...f.closed);
  const second = await tell({ ports: first.ports, rows: [makeRow({ invoice: 'B' })] });
  expect(await beside(second)).toBe(0);
});
