import { describe, expect, it } from 'vitest';
import { drawFrom } from '../../../core/score/draw.ts';
import { readModel } from '../../../core/score/glass-box/model.ts';
import { type Refit, refit } from '../../../core/score/refit.ts';
import { WatchReport } from '../../../core/score/watch-report.ts';

type TableOf = Refit['tableOf'];

/** Rows of cases by the day they were scored, as the journals would give them. */
interface Invented {
  rows?: number;
  /** How likely a row comes true, by what is known of it: the days it is overdue, from 0 to 99, and when it was scored. */
  chance(overdue: number, share: number, language: string): number;
  /** The latest rows are of debtors who are this many days later. */
  later?: number;
  /** Languages of the debtors, in turn. */
  languages?: string[];
  /** Of every second row that came true nobody knows the language. */
  unknown?: boolean;
}

const FIRST = 20_089; // 2025-01-01

/** A double of the table: two rows a day, of which nothing is known before the day of the row. */
function invented({ rows = 1_200, chance, later = 0, languages = ['nl'], unknown }: Invented): TableOf {
  const draw = drawFrom(7);
  const all = Array.from({ length: rows }, (_, row) => {
    const overdue = draw(100) + (row > rows * 0.7 ? later : 0);
    const language = languages[row % languages.length] ?? 'nl';
    return {
      overdue,
      language,
      day: FIRST + Math.floor(row / 2),
      came: draw(1_000) < 1_000 * chance(overdue, row / rows, language),
    };
  });
  return (_journals, _target, until) => {
    const known = all.filter(({ day }) => day < Date.parse(until) / 86_400_000);
    return {
      columns: [
        { name: 'days-overdue', kind: 'number', values: Float64Array.from(known, ({ overdue }) => overdue) },
      ],
      answers: Uint8Array.from(known, ({ came }) => (came ? 1 : 0)),
      days: Int32Array.from(known, ({ day }) => day),
      prior: { meanLateness: 20, shareLate: 0.3 },
      groups: known.map(({ language, came }, row) => (unknown && came && row % 4 < 2 ? {} : { language })),
    };
  };
}

const work = (tableOf: TableOf, but: Partial<Refit> = {}): Refit => ({
  journals: [],
  target: 'paid-90',
  until: '2027-01-01T00:00:00Z',
  champion: undefined,
  seed: 1,
  drawFrom,
  tableOf,
  ...but,
});
const found = (tableOf: TableOf, but: Partial<Refit> = {}) => {
  const result = refit(work(tableOf, but));
  if ('tooFew' in result) throw new Error(result.tooFew);
  return result;
};

const signal = invented({ chance: (overdue) => (overdue < 50 ? 0.85 : 0.2) });
const noise = invented({ chance: () => 0.55 });

describe('a challenger', () => {
  it('is better where it found what the cold start does not know, and says on what', () => {
    const { model, report } = found(signal);
    expect(report).toMatchObject({ verdict: 'better', champion: { kind: 'cold-start' } });
    expect(report.difference.interval[1]).toBeLessThan(0);
    expect(report.challenger.hash).toBe(model.hash);
    expect(readModel(model).ok).toBe(true);
    expect(WatchReport.parse(report)).toEqual(report);
  });

  it('is not better where there is nothing to find, and the base rate stays', () => {
    const { report } = found(noise, { target: 'kept' });
    expect(report).toMatchObject({ verdict: 'not-better', champion: { kind: 'base-rate' } });
  });

  it('of a share is told in a report that can be read again', () => {
    const shares: TableOf = (...asked) => {
      const table = signal(...asked);
      return { ...table, answers: Float64Array.from(table.answers, (came) => (came === 1 ? 0.9 : 0.15)) };
    };
    const { report } = found(shares, { target: 'recovered-180' });
    expect(WatchReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it('is not better than a champion that found the same', () => {
    const { model: champion } = found(signal, { until: '2026-03-01T00:00:00Z' });
    const { report } = found(signal, { champion });
    expect(report).toMatchObject({
      verdict: 'not-better',
      champion: { kind: 'promoted', hash: champion.hash },
    });
  });

  it('is not promoted when people pay in another way than it learnt, though it was better than the champion', () => {
    const { report } = found(
      invented({ chance: (overdue, share) => (overdue < 50 ? 0.95 : 0.02) * (share > 0.75 ? 0.75 : 1) }),
    );
    expect(report.verdict).toBe('badly-calibrated');
    expect(report.difference.interval[1]).toBeLessThan(0);
  });

  it('is the same of the same journals and seed, and another of another seed', () => {
    const hash = (seed: number) => found(signal, { seed }).model.hash;
    expect(found(signal)).toEqual(found(signal));
    expect(hash(1)).not.toBe(hash(2));
  });

  it('is learnt from nothing of the time on which it is measured', () => {
    const { model, report } = found(signal);
    expect(model.training.asOf).toBe(report.heldOutFrom);
    expect(`${model.training.to}` < report.heldOutFrom).toBe(true);
    expect(report.rows.learnt + report.rows.heldOut).toBe(1_200);
  });

  it('is measured on time that the champion never saw either', () => {
    const { model: champion } = found(signal);
    const asOf = '2026-06-15';
    const { report } = found(signal, { champion: { ...champion, training: { ...champion.training, asOf } } });
    expect(report.heldOutFrom).toBe(asOf);
  });

  it('is not better where all cases look alike: there is no model of nothing', () => {
    const alike: TableOf = (...asked) => {
      const { columns: _, ...table } = signal(...asked);
      const values = new Float64Array(table.answers.length);
      return { ...table, columns: [{ name: 'days-overdue', kind: 'number', values }] };
    };
    expect(found(alike, { target: 'kept' }).report.verdict).toBe('not-better');
  });

  it('is not learnt from too little', () => {
    const few = refit(work(invented({ rows: 150, chance: () => 0.5 })));
    expect(few).toEqual({ tooFew: expect.stringMatching(/at least 100 are needed/) });
    expect(refit(work(invented({ rows: 0, chance: () => 0.5 })))).toHaveProperty('tooFew');
  });
});

describe('groups', () => {
  const both = ['nl', 'nl', 'fr', 'nl', 'nl', 'fr'];
  const alike = invented({ chance: (overdue) => (overdue < 50 ? 0.85 : 0.2), languages: both });
  /** Half as many of those who speak French pay, whatever else is known of them. */
  const apart = invented({
    chance: (overdue, _, language) => (overdue < 50 ? 0.9 : 0.3) * (language === 'fr' ? 0.5 : 1),
    languages: both,
  });
  const fairness = (tableOf: TableOf, but: Partial<Refit> = {}) => {
    const { report } = found(tableOf, but);
    return { ...report.fairness, verdict: report.verdict };
  };

  it('are told of with what was said and what happened, and the price of not knowing them', () => {
    const { by, farOff, verdict } = fairness(alike);
    expect([by?.map(({ what }) => what), farOff, verdict]).toEqual([['language'], [], 'better']);
    const [fr, nl] = by?.[0]?.groups ?? [];
    expect([fr?.group, nl?.group]).toEqual(['fr', 'nl']);
    for (const each of [fr, nl]) {
      expect((each?.said ?? 0) - (each?.happened ?? 0)).toBeCloseTo(each?.gap ?? Number.NaN, 4);
      expect(each?.gapInterval[0]).toBeLessThan(0.02);
      expect(each?.gapInterval[1]).toBeGreaterThan(-0.02);
    }
    expect(by?.[0]?.price?.logLoss.interval[0]).toBeLessThan(0);
  });

  it('of which one pays in another way cost something to leave out', () => {
    const { by, farOff } = fairness(apart);
    expect(by?.[0]?.price?.logLoss.interval[0]).toBeGreaterThan(0);
    expect(farOff).toContainEqual(expect.objectContaining({ what: 'language', group: 'fr' }));
  });

  it('cost nothing to leave out only because they are not known of everybody: that can tell what came', () => {
    const { by } = fairness(
      invented({ chance: (overdue) => (overdue < 50 ? 0.85 : 0.2), languages: both, unknown: true }),
    );
    expect(by?.[0]?.price?.logLoss.interval[0]).toBeLessThan(0);
  });

  it('hold a challenger back that is further off about one of them than what scores now', () => {
    // It says too little of everybody: by that it is near the truth about those who speak French, and far from all others'.
    const { model } = found(apart);
    const champion = { ...model, intercept: model.intercept - 14_000 };
    const { verdict } = fairness(apart, { champion });
    expect(verdict).toBe('wrong-about-a-group');
    expect(found(apart, { champion }).report.why).toContain('language: fr');
  });

  it('of few rows are put together, or left out', () => {
    const few = ['fr', 'de', ...Array.from({ length: 18 }, () => 'nl')];
    const groups = fairness(invented({ chance: () => 0.5, languages: few })).by?.[0]?.groups;
    expect(groups?.map(({ group, rows }) => [group, rows >= 30])).toEqual([
      ['nl', true],
      ['others', true],
    ]);
    const fewer = ['fr', ...Array.from({ length: 39 }, () => 'nl')];
    const left = fairness(invented({ chance: () => 0.5, languages: fewer })).by?.[0];
    expect([left?.groups.map(({ group }) => group), left?.price]).toEqual([['nl'], undefined]);
  });
});

describe('drift', () => {
  it('is none where cases are as they were', () => {
    const { model: champion } = found(signal, { until: '2026-03-01T00:00:00Z' });
    expect(found(signal, { champion }).report.drift.overall).toBe('stable');
  });

  it('is told by the feature that drifts, and by chances that do not hold', () => {
    const chance = (overdue: number, share: number) => (overdue < 50 ? 0.85 : 0.2) * (share > 0.75 ? 0.4 : 1);
    const drifting = invented({ chance, later: 60 });
    const { model: champion } = found(drifting, { until: '2026-03-01T00:00:00Z' });
    const { drift } = found(drifting, { champion }).report;
    expect(drift).toMatchObject({
      overall: 'refit',
      features: [{ feature: 'days-overdue', drift: 'refit' }],
      calibration: { drift: 'refit' },
    });
    expect(drift.calibration.observed).toBeLessThan(drift.calibration.interval[0]);
  });
});
