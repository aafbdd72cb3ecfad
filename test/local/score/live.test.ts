import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../adapters/local/database.ts';
import { sqliteJournal } from '../../../adapters/local/journal.ts';
import { reasonInWords } from '../../../adapters/render/reasons.ts';
import type { Moment } from '../../../core/calendar/moment.ts';
import type { Entry, EntryKind, EntryOf } from '../../../core/case/entry.ts';
import { fold } from '../../../core/case/fold.ts';
import { caseRow, caseTable, priorFor } from '../../../core/score/case-rows.ts';
import { caseCard } from '../../../core/score/cases/card.ts';
import { channelsNoted, earlierCases, knownBefore } from '../../../core/score/cases/known.ts';
import { coldPrior, scoringDay, viewOf } from '../../../core/score/cases/view.ts';
import { directionsFor } from '../../../core/score/catalogue.ts';
import { coldStart } from '../../../core/score/cold-start.ts';
import { drawFrom } from '../../../core/score/draw.ts';
import { compile } from '../../../core/score/glass-box/compile.ts';
import { calledOf, readModel } from '../../../core/score/glass-box/model.ts';
import { makeModel } from '../../../core/score/make-model.ts';
import { scoreCase } from '../../../core/score/score-case.ts';
import { strongest } from '../../../core/score/told.ts';
import { runPortfolio } from '../../../local/run.ts';
import { explain, tellExplanation } from '../../../local/score/explain.ts';
import { exampleCreditor } from '../../functions/make-laptop.ts';
import { amicable, emptyFolder, inProject } from '../amicable.ts';

// Real journals: sixty days of the example portfolio.
const folder = emptyFolder();
const file = join(folder, 'run.db');
const db = openDatabase(file);
await runPortfolio(db, {
  portfolio: inProject('examples/portfolio.csv'),
  creditor: exampleCreditor(),
  from: '2026-01-05',
  days: 60,
  seed: 3,
  debtors: 'simulated',
  keeping: 'at-the-end',
});
const journal = sqliteJournal(db);
const ids = db.all<{ stream: string }>('select distinct stream from items').map(({ stream }) => stream);
const cases = await Promise.all(
  ids.map(async (id) => ({ id, entries: (await journal.read(id)).flatMap(({ entries }) => entries) })),
);
const isScore = (entry: Entry): entry is EntryOf<'scored'> => entry.kind === 'scored';
const scores = cases.flatMap(({ id, entries }) =>
  entries.filter(isScore).map((scored) => ({ id, entries, scored })),
);

/** The score that the cold start gives on some entries. */
async function scoreOf(id: string, known: readonly Entry[], at: Moment, channels: number) {
  const c = fold([{ stream: id, seq: 1, cause: '', entries: [...known] }]);
  const earlier = await earlierCases(journal, id, at);
  const view = c && viewOf(c, { day: scoringDay(at), earlier, channels, prior: coldPrior });
  return view && scoreCase(coldStart, view);
}

describe('scores of a run', () => {
  it('are the sum of their reasons, and name the model', () => {
    expect(scores.length).toBeGreaterThan(200);
    for (const { scored } of scores) {
      expect(scored.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(scored.score);
      expect(scored.hash).toBe(coldStart.hash);
    }
  });

  it('come out again from what the journal told before', async () => {
    for (const { id, entries, scored } of scores) {
      const known = entries.filter(({ seq }) => seq < scored.seq);
      const again = await scoreOf(id, known, scored.at, channelsNoted([scored]));
      const { score, points, reasons } = scored;
      expect(again).toMatchObject({ score, points, reasons, inputs: scored.receipt?.inputs });
    }
  });

  it('are learnt from as what the live score looked at', () => {
    const table = caseTable(
      cases.map(({ entries }) => entries),
      'paid-30',
      '2026-03-06T00:00:00Z',
    );
    // Rows stand in the order of the journals; those of which nothing can be asked any more are left out.
    const live = scores.map(({ scored }) => JSON.stringify(scored.receipt?.inputs)).join();
    expect(table.answers.length).toBeGreaterThan(150);
    expect(new Set(table.answers)).toEqual(new Set([0, 1]));
    for (const row of table.answers.keys()) {
      const values = new Map(table.columns.map(({ name, ...column }) => [name, valueAt(column, row)]));
      const seen = ['outstanding', 'days-overdue'].map((name) => `"${name}":${values.get(name)}`).join();
      expect(live).toContain(seen);
    }
  });
});

describe('a model that was learnt from journals', () => {
  const table = caseTable(
    cases.map(({ entries }) => entries),
    'paid-30',
    '2026-03-06T00:00:00Z',
  );
  const made = makeModel(table, {
    source: { kind: 'cases', target: 'paid-30' },
    card: caseCard('paid-30'),
    seed: 1,
    draw: drawFrom(1),
    asOf: '2026-03-06',
    directions: directionsFor('paid-30'),
  });

  it('is read again, has a name, and keeps what little history was drawn towards', () => {
    expect(readModel(JSON.parse(JSON.stringify(made)))).toMatchObject({ ok: true });
    expect(made.training.prior).toEqual(table.prior);
    expect(priorFor(made)).toEqual(table.prior);
    expect(calledOf(made)).toBe('cases-paid-30-2026-03-06');
  });

  it('scores a live case, and its reasons add up', () => {
    for (const { id, entries } of cases.slice(0, 50)) {
      const c = knownBefore(id, entries, '2026-02-01T00:00:00Z');
      const around = { day: scoringDay('2026-02-01T00:00:00Z'), earlier: [], channels: 2 };
      const view = c && viewOf(c, { ...around, prior: priorFor(made) });
      if (!view) throw new Error('no case');
      const { score, reasons, hash, inputs } = scoreCase(made, view);
      expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score);
      expect(score).toBe(compile(made).scoreRow(caseRow(made, view)));
      expect([hash, inputs.channels]).toEqual([made.hash, 2]);
      for (const told of strongest(reasons, inputs, 3)) expect(reasonInWords(told, 'nl')).toMatch(/\.$/);
    }
  });
});

function valueAt(column: object, row: number): number {
  return 'values' in column ? Number((column.values as Float64Array)[row]) : Number.NaN;
}

/** Kinds of which no score may know anything. */
const never: readonly EntryKind[] = [
  'dispute-raised',
  'dispute-answered',
  'complaint-raised',
  'complaint-answered',
  'hardship-reported',
  'payment-claimed',
  'information-asked',
  'means-stated',
  'means-withdrawn',
  'paused',
  'resumed',
  'suspended-by-law',
  'deferral-granted',
  'task-opened',
  'task-closed',
  'profile-assigned',
  'journey-started',
  'journey-ended',
];

describe('a case at any moment', () => {
  const places = fc
    .nat({ max: cases.length - 1 })
    .map((at) => cases[at] as (typeof cases)[number])
    .chain((chosen) =>
      fc.record({ chosen: fc.constant(chosen), at: fc.constantFrom(...chosen.entries.map(({ at }) => at)) }),
    );

  it('has the same score whatever comes at that moment or later', async () => {
    await fc.assert(
      fc.asyncProperty(places, fc.nat(), async ({ chosen: { id, entries }, at }, chance) => {
        const future = entries
          .filter((entry) => entry.at >= at && (entry.seq + chance) % 3 > 0)
          .map((entry) => ('cents' in entry ? { ...entry, cents: (entry.cents ?? 0) + 1 } : entry));
        const changed = [...entries.filter((entry) => entry.at < at), ...future] as Entry[];
        const scored = async (from: readonly Entry[]) => {
          const c = knownBefore(id, from, at);
          const known = from.filter((entry) => entry.at < at);
          return c && (await scoreOf(id, known, at, channelsNoted(known)));
        };
        expect(await scored(changed)).toEqual(await scored(entries));
      }),
      { numRuns: 200 },
    );
  });

  it('has the same score without the entries of which no score may know', async () => {
    let left = 0;
    for (const { id, entries } of cases) {
      const last = entries.at(-1)?.at ?? '';
      const channels = channelsNoted(entries);
      const without = entries.filter(({ kind }) => !never.includes(kind));
      left += entries.length - without.length;
      const known = await scoreOf(id, without, last, channels);
      expect(known).toEqual(await scoreOf(id, entries, last, channels));
    }
    expect(left).toBeGreaterThan(500);
  });
});

describe('amicable explain', () => {
  const some = scores.findLast(({ entries, scored }) => entries.indexOf(scored) > 20);
  const id = some?.id ?? '';

  it('shows every term with what was known, and that they add up', async () => {
    const found = await explain(db, id, { language: 'fr' });
    const { scored } = some as (typeof scores)[number];
    expect(found).toMatchObject({
      case: id,
      model: 'cold-start-1',
      hash: coldStart.hash,
      learnt: false,
      points: scored.points,
      score: scored.score,
      reasons: scored.reasons,
    });
    expect(found.told).toHaveLength(3);
    const text = tellExplanation(found);
    expect(text).toContain(`full within 90 days: ${scored.points} %`);
    expect(text).toMatch(/Days since it fell due\. \(\d+ days\)/);
    expect(text).toMatch(/together, in logits/);
    expect(text).toContain('In French:');
    expect(text).toMatch(/Profile: [a-z ]+\. [A-Z]/);
    expect(text).toContain('a person decides');
    const terms = [...text.matchAll(/^ *([+-]?\d+\.\d{4}) {2}(.*)$/gm)].map(([, number, words]) => ({
      units: Math.round(Number(number) * 10_000),
      words,
    }));
    const sum = terms.pop();
    expect(sum?.units).toBe(terms.reduce((all, { units }) => all + units, 0));
    expect(terms).toHaveLength(scored.reasons.length);
  });

  it('speaks the language of the debtor where none is named', async () => {
    const opened = cases.find((each) => each.id === id)?.entries[0];
    expect((await explain(db, id, {})).language).toBe(opened?.kind === 'case-opened' && opened.language);
  });

  it('scores again on what was known before a moment', async () => {
    const { scored, entries } = some as (typeof scores)[number];
    const then = await explain(db, id, { at: scored.at });
    const known = entries.filter(({ at }) => at < scored.at);
    expect(then).toMatchObject((await scoreOf(id, known, scored.at, channelsNoted(known))) ?? {});
    await expect(explain(db, id, { at: '2026-01-01T00:00:00Z' })).rejects.toThrow('not open yet');
  });

  it('is a command', () => {
    const { code, out } = amicable(folder, 'explain', id, '--db', file, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ case: id, points: some?.scored.points });
    const wrong = amicable(folder, 'explain', id, '--db', file, '--at', 'yesterday');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('Write a date like 2026-01-05');
  });
});

describe('an entry that another model or an earlier version made', () => {
  const old = openDatabase(':memory:');
  const reasons = [
    { feature: 'base', points: 55, words: 'Most people who are late still pay.' },
    { feature: 'bounds', points: 6, words: 'A score lies between 0 and 100.' },
  ];
  const opened = cases[0]?.entries.slice(0, 2) as Entry[];
  const scored = {
    kind: 'scored',
    seq: 3,
    at: '2026-01-05T00:00:00Z',
    model: 'points-1',
    points: 61,
    reasons,
  };

  it('is shown as it was recorded, and not scored again', async () => {
    await sqliteJournal(old).append({
      stream: 'aaa-1',
      seq: 1,
      cause: 'x',
      entries: [...opened, scored as Entry],
    });
    const found = await explain(old, 'aaa', {});
    expect(found).toMatchObject({ model: 'points-1', points: 61, told: [] });
    expect(tellExplanation(found)).toMatch(/ 61 {2}together$/m);
    await expect(explain(old, 'aaa', { at: '2026-02-01T00:00:00Z' })).rejects.toThrow(
      'scored by points-1, which is not part of this version',
    );
  });
});
