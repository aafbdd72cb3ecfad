import { describe, expect, test } from 'vitest';
import type { Day } from '../../../core/calendar/moment.ts';
import type { Fact } from '../../../core/case/entry.ts';
import { type CaseTarget, caseRow, caseTable } from '../../../core/score/case-rows.ts';
import { channelsThatReach } from '../../../core/score/cases/known.ts';
import { scoringDay } from '../../../core/score/cases/view.ts';
import { catalogue } from '../../../core/score/catalogue.ts';
import type { Table } from '../../../core/score/glass-box/table.ts';
import { scoreCase } from '../../../functions/score-case/handler.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, type Story, tell } from '../make-case.ts';
import { look } from './cases/look.ts';

const LATER = '2027-06-01T00:00:00Z';

let states = 0;
async function score({ ports, id }: Story): Promise<void> {
  await scoreCase.handle(ports)({ case: id, journey: 1, state: `Score ${++states}` });
}

async function answers(story: Story, target: CaseTarget, until = LATER): Promise<number[]> {
  return [...caseTable([await story.entries()], target, until).answers];
}

/** One row of a table by the names of its columns. */
function rowOf(table: Table, row: number): Record<string, number> {
  return Object.fromEntries(
    table.columns.map((column) => [
      column.name,
      column.kind === 'number' ? Number(column.values[row]) : Number.NaN,
    ]),
  );
}

const everything = {
  features: catalogue.map(({ name }) => ({ binning: { name, kind: 'number', edges: [] } })),
};

describe('a row to learn from', () => {
  test('is what the live score knew at that moment, made by the same code, earlier cases and all', async () => {
    const first = await tell({ rows: [makeRow({ invoicesBefore: 4, lateBefore: 1 })] });
    await first.say('first-reminder', 7);
    await first.pay(100_000);
    const story = await tell({ ports: first.ports, rows: [makeRow({ invoice: 'B', dueOn: '2026-01-02' })] });
    await story.say('first-reminder', 7);
    await story.react({ what: 'information' });
    await story.person({ kind: 'address-failed', channel: 'email' });
    story.on('2026-02-10');

    const journals = async () => [await story.entries(), await first.entries()];
    const { prior } = caseTable(await journals(), 'paid-30', LATER);
    const live = await look(story, prior);
    await score(story);
    await story.say('second-reminder', 7);

    const table = caseTable(await journals(), 'paid-30', LATER);
    const names = table.columns.map(({ name }) => name);
    const row = caseRow(everything as never, live);
    const expected = Object.fromEntries(catalogue.map(({ name }, at) => [name, row[at]]));
    expect(table.answers).toHaveLength(1);
    expect(rowOf(table, 0)).toEqual(Object.fromEntries(names.map((name) => [name, expected[name]])));
    expect(rowOf(table, 0)).toMatchObject({ channels: 1, asks: 1, replies: 1, 'first-arrears': 0 });
    expect(rowOf(table, 0)['last-lateness']).toBeGreaterThan(30);
    expect(table.days?.[0]).toBe(scoringDay('2026-02-10T06:30:00Z'));
    expect(channelsThatReach(await story.ctx())).toBe(1);
  });

  test('knows nothing of the entry that scored, nor of anything later', async () => {
    const story = await tell();
    await score(story);
    await story.say('first-reminder', 7);
    await story.pay(40_000);
    const before = rowOf(caseTable([await story.entries()], 'paid-90', LATER), 0);
    await story.react({ what: 'promise', payOn: '2026-01-20' });
    await story.add(f.agreed('p'));
    await story.pay(10_000);
    const after = rowOf(caseTable([await story.entries()], 'paid-90', LATER), 0);
    expect(after).toEqual(before);
    expect(before).toMatchObject({ asks: 0, payments: 0, outstanding: 1_000 });
  });

  test('is one for each time that the case was scored', async () => {
    const story = await tell();
    await score(story);
    await story.say('first-reminder', 7);
    await score(story);
    const table = caseTable([await story.entries()], 'paid-60', LATER);
    expect([rowOf(table, 0).asks, rowOf(table, 1).asks]).toEqual([0, 1]);
  });

  test('is drawn towards what all debtors of the creditor do', async () => {
    const one = await tell({ rows: [makeRow({ invoicesBefore: 10, lateBefore: 5 })] });
    const other = await tell({ rows: [makeRow({ debtorReference: 'D-2' })] });
    await score(other);
    await one.pay(100_000);
    const table = caseTable([await one.entries(), await other.entries()], 'paid-30', LATER);
    expect(table.prior).toEqual({ meanLateness: 35, shareLate: 0.5 });
    expect(rowOf(table, 0)).toMatchObject({ 'share-late': 0.5, 'mean-lateness': 35 });
  });
});

describe('whether a case was paid in full within thirty days of the score of 5 January', () => {
  test.each<[string, (story: Story) => Promise<unknown>, number[]]>([
    ['paid on the last day', (story) => story.pay(100_000, '2026-02-04'), [1]],
    ['paid a day later', (story) => story.pay(100_000, '2026-02-05'), [0]],
    ['never paid', async () => undefined, [0]],
    ['paid in part', (story) => story.pay(60_000, '2026-01-10'), [0]],
    [
      'paid, but the money was taken back',
      async (story) => {
        await story.pay(60_000, '2026-01-10');
        await story.reverse('pay-1');
        await story.pay(40_000, '2026-01-12');
      },
      [0],
    ],
    ['given up by the creditor', (story) => story.add(...f.closed), [0]],
    [
      'withdrawn: nobody knows whether it would have been paid',
      (story) => story.add({ kind: 'claim-withdrawn', claim: 'A', cents: 0, waived: [], reason: 'error' }),
      [],
    ],
    [
      'paid, with a claim that joined later still open',
      async (story) => {
        await story.add({
          kind: 'claim-added',
          claim: 'B',
          cents: 5_000,
          dueOn: '2026-01-02',
          agreedTerm: true,
          termsCleared: true,
        });
        await story.pay(100_000, '2026-01-10', { designated: ['A'] });
      },
      [1],
    ],
  ])('%s', async (_, happens, expected) => {
    const story = await tell();
    await score(story);
    await happens(story);
    expect(await answers(story, 'paid-30')).toEqual(expected);
  });

  test('is asked only when the thirty days are over, though it was paid early', async () => {
    const story = await tell();
    await score(story);
    await story.pay(100_000, '2026-01-10');
    expect(await answers(story, 'paid-30', '2026-02-04T12:00:00Z')).toEqual([]);
    expect(await answers(story, 'paid-30', '2026-02-05T12:00:00Z')).toEqual([1]);
    expect(await answers(story, 'paid-90', '2026-02-05T12:00:00Z')).toEqual([]);
  });

  test('is not known from what was told later than the day on which one stands', async () => {
    const story = await tell();
    await score(story);
    story.on('2026-03-01');
    await story.pay(100_000, '2026-01-10');
    expect(await answers(story, 'paid-30', '2026-02-20T12:00:00Z')).toEqual([0]);
    expect(await answers(story, 'paid-30')).toEqual([1]);
  });
});

describe('which share was recovered within 180 days of the score of 5 January', () => {
  test.each<[string, (story: Story) => Promise<unknown>, number[]]>([
    ['all of it', (story) => story.pay(100_000, '2026-02-04'), [1]],
    ['nothing', async () => undefined, [0]],
    ['a part', (story) => story.pay(60_000, '2026-01-10'), [0.6]],
    [
      'parts, one of them too late',
      async (story) => {
        await story.pay(25_000, '2026-07-04');
        await story.pay(25_000, '2026-07-05');
      },
      [0.25],
    ],
    [
      'a part that was taken back',
      async (story) => {
        await story.pay(60_000, '2026-01-10');
        await story.reverse('pay-1');
      },
      [0],
    ],
    [
      'of what was withdrawn nobody knows',
      (story) => story.add({ kind: 'claim-withdrawn', claim: 'A', cents: 0, waived: [], reason: 'error' }),
      [],
    ],
  ])('%s', async (_, happens, expected) => {
    const story = await tell();
    await score(story);
    await happens(story);
    expect(await answers(story, 'recovered-180')).toEqual(expected);
  });

  test('counts from what was open when it was scored', async () => {
    const story = await tell();
    await story.pay(50_000, '2026-01-04');
    await score(story);
    await story.pay(10_000, '2026-02-04');
    expect(await answers(story, 'recovered-180')).toEqual([0.2]);
  });
});

describe('whether a plan was kept', () => {
  test.each<[string, Fact[], Day, number[]]>([
    ['paid to its end', [{ kind: 'plan-completed', plan: 'p' }], '2026-03-02', [1]],
    ['broken', [{ kind: 'plan-broken', plan: 'p' }], '2026-03-02', [0]],
    ['broken, but others of its age still run', [{ kind: 'plan-broken', plan: 'p' }], '2026-03-01', []],
    ['still running', [], '2026-06-01', []],
    ['replaced by another', [f.agreed('q')], '2026-06-01', []],
  ])('%s', async (_, facts, until, expected) => {
    const story = await tell();
    await story.add(f.agreed('p'));
    await story.add(...facts);
    expect(await answers(story, 'kept', `${until}T12:00:00Z`)).toEqual(expected);
  });

  test('is asked of what was known just before it was agreed, and of the plan', async () => {
    const story = await tell();
    await score(story);
    await story.add({ kind: 'promise-made', promise: 'x', payOn: '2026-01-08' });
    await story.add({ kind: 'promise-broken', promise: 'x' });
    await story.add(f.agreed('p'), { kind: 'plan-completed', plan: 'p' });
    await story.pay(10_000);
    expect(rowOf(caseTable([await story.entries()], 'kept', LATER), 0)).toMatchObject({
      'promises-broken': 1,
      'plans-kept': 0,
      'plan-running': 0,
      payments: 0,
      channels: 2,
      outstanding: 1_000,
      'plan-instalments': 2,
      'plan-instalment': 500,
      'plan-instalment-share': 0.5,
      'plan-first-days': 27,
    });
  });
});
