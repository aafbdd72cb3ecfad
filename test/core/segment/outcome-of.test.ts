import { expect, test } from 'vitest';
import type { Fact } from '../../../core/case/entry.ts';
import type { Outcome } from '../../../core/segment/fit-cut-offs.ts';
import { outcomeOf } from '../../../core/segment/outcome-of.ts';
import * as f from '../case/make-facts.ts';
import { tell } from '../make-case.ts';

const scored: Fact = { kind: 'scored', model: 'm', points: 50, reasons: [] };
const settled: Fact[] = [{ ...f.ended, end: 'settled' } as Fact, { kind: 'case-closed', outcome: 'settled' }];

async function look(on: string, facts: Fact[], now = '2026-12-31T00:00:00Z') {
  const story = await tell();
  await story.add(scored);
  const begun = await story.case();
  story.on(on);
  if (facts.length > 0) await story.add(...facts);
  return outcomeOf(begun, await story.case(), now);
}

test.each<[string, string, Fact[], Partial<Outcome>]>([
  [
    'paid at once within thirty days',
    '2026-01-20',
    [f.paid('z', 100_000), ...settled],
    { paid30: true, paid90: true, how: 'at-once' },
  ],
  [
    'paid in two parts, after thirty',
    '2026-03-01',
    [f.paid('y', 40_000), f.paid('z', 60_000), ...settled],
    { paid30: false, paid90: true, how: 'in-parts' },
  ],
  ['paid after ninety', '2026-06-01', [f.paid('z', 100_000), ...settled], { paid30: false, paid90: false }],
  ['paid a part', '2026-01-20', [f.paid('z', 40_000)], { paid30: false, paid90: false, how: 'in-parts' }],
  ['written off', '2026-02-20', f.closed, { paid30: false, paid90: false }],
  ['agreed in parts', '2026-01-20', [f.agreed('p')], { paid30: false, paid90: false, how: 'in-parts' }],
])('what came of a case that was %s', async (_, on, facts, outcome) => {
  const found = await look(on, facts);
  expect(found).toMatchObject({ points: 50, cents: 100_000, ...outcome });
  if (!outcome.how && facts === f.closed) expect(found).not.toHaveProperty('how');
});

test('a plan that was offered and never agreed says nothing of how somebody pays', async () => {
  const instalment = { on: '2026-02-01', cents: 100_000 };
  const offered: Fact = { kind: 'plan-proposed', plan: 'p', cents: 100_000, instalments: [instalment] };
  expect(await look('2026-01-20', [offered])).not.toHaveProperty('how');
});

test('nothing is known before ninety days have passed, also not of who paid early: the others could not yet', async () => {
  expect(
    await look('2026-01-20', [f.paid('z', 100_000), ...settled], '2026-03-01T00:00:00Z'),
  ).toBeUndefined();
});

test('a case without a score says nothing', async () => {
  const c = await (await tell()).case();
  expect(outcomeOf(c, c, '2027-01-01T00:00:00Z')).toBeUndefined();
});

test('whoever was only offered a plan has not paid in parts', async () => {
  const offer: Fact = { kind: 'plan-proposed', plan: 'p', cents: 100_000, instalments: f.instalments };
  expect(await look('2026-01-20', [offer])).not.toHaveProperty('how');
});
