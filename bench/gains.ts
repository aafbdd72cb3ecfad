import { Profile } from '../core/case/words.ts';
import type { Draw } from '../core/score/glass-box/table.ts';
import type { Came } from './compare-profiles.ts';

export type Interval = [low: number, high: number];

/** One figure of a run: what is counted, over what. */
interface Metric {
  name: string;
  unit: '%' | '€' | '';
  /** True where more of it is better, false where less is. */
  more: boolean;
  top: (came: Came) => number;
  under: (came: Came) => number;
}

const one = () => 1;

export const metrics: readonly Metric[] = [
  {
    name: 'recovered after 90 days',
    unit: '%',
    more: true,
    top: (c) => 100 * c.recovered90,
    under: (c) => c.principal,
  },
  {
    name: 'recovered after 180 days',
    unit: '%',
    more: true,
    top: (c) => 100 * c.recovered180,
    under: (c) => c.principal,
  },
  { name: 'asks and notices a case', unit: '', more: false, top: (c) => c.contacts, under: one },
  { name: 'costs charged a case', unit: '€', more: false, top: (c) => c.costs / 100, under: one },
  { name: 'plans kept, of 100 cases', unit: '', more: true, top: (c) => 100 * c.plansKept, under: one },
  {
    name: 'plans kept, of those that ended',
    unit: '%',
    more: true,
    top: (c) => 100 * c.plansKept,
    under: (c) => c.plansKept + c.plansBroken,
  },
  {
    name: 'cases that come to a handler',
    unit: '%',
    more: false,
    top: (c) => (c.tasks > 0 ? 100 : 0),
    under: one,
  },
  { name: 'tasks of handlers a case', unit: '', more: false, top: (c) => c.tasks, under: one },
];

export interface Gain extends Pick<Metric, 'name' | 'unit' | 'more'> {
  with: number;
  without: number;
  /** With profiles less without, and its 95 % interval. */
  difference: number;
  interval: Interval;
}

const SAMPLES = 1_000;

/**
 * What profiles gain over one journey for all. The same debtors stand at the same places in both lists, and are drawn in
 * pairs: what differs between people is not taken for a difference between journeys.
 */
export function gainsOf(profiles: readonly Came[], without: readonly Came[], draw: Draw): Gain[] {
  const size = profiles.length;
  const columns = metrics.map(({ top, under }) => [
    Float64Array.from(profiles, top),
    Float64Array.from(profiles, under),
    Float64Array.from(without, top),
    Float64Array.from(without, under),
  ]);
  const rows = Int32Array.from(Array(size).keys());
  const values = (chosen: Int32Array) =>
    columns.map(([topA, underA, topB, underB]) => {
      let [a, ofA, b, ofB] = [0, 0, 0, 0];
      for (const row of chosen) {
        a += topA?.[row] ?? 0;
        ofA += underA?.[row] ?? 0;
        b += topB?.[row] ?? 0;
        ofB += underB?.[row] ?? 0;
      }
      return [ofA > 0 ? a / ofA : 0, ofB > 0 ? b / ofB : 0] as const;
    });
  const whole = values(rows);
  const samples = Array.from({ length: SAMPLES }, () => values(rows.map(() => draw(size))));
  return metrics.map(({ name, unit, more }, at) => {
    const [a, b] = whole[at] ?? [0, 0];
    const differences = samples.map((sample) => (sample[at]?.[0] ?? 0) - (sample[at]?.[1] ?? 0));
    return { name, unit, more, with: a, without: b, difference: a - b, interval: middle(differences) };
  });
}

export interface Confusion {
  /** Debtors by true profile and by the one that was assigned. */
  counts: Record<Profile, Record<Profile, number>>;
  debtors: number;
  /** Share that was found, per cent, and its 95 % interval. */
  accuracy: number;
  interval: Interval;
  /** Share that would be right by giving everybody the commonest true profile, per cent. */
  commonest: number;
}

/** How well profiles were found. Pairs of true and assigned profile. */
export function confusionOf(pairs: readonly (readonly [Profile, Profile])[], draw: Draw): Confusion {
  const counts = Object.fromEntries(
    Profile.options.map((row) => [row, Object.fromEntries(Profile.options.map((column) => [column, 0]))]),
  ) as Confusion['counts'];
  for (const [hidden, assigned] of pairs) counts[hidden][assigned] += 1;
  const right = Float64Array.from(pairs, ([hidden, assigned]) => (hidden === assigned ? 100 : 0));
  const size = pairs.length;
  const mean = (rows: Iterable<number>) => {
    let sum = 0;
    for (const value of rows) sum += value;
    return sum / size;
  };
  const samples = Array.from({ length: SAMPLES }, () => mean(right.map(() => right[draw(size)] ?? 0)));
  const rows = Profile.options.map((hidden) => Object.values(counts[hidden]).reduce((a, b) => a + b, 0));
  return {
    counts,
    debtors: size,
    accuracy: mean(right),
    interval: middle(samples),
    commonest: (100 * Math.max(...rows)) / size,
  };
}

/** Between what 95 of 100 samples lie. */
function middle(samples: number[]): Interval {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}
