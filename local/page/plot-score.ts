import * as Plot from '@observablehq/plot';
import type { Html } from './frame.ts';
import { draw } from './plots.ts';

/** What each reason added to a score, the strongest first: to the right what raised it, to the left what lowered it. */
export function plotReasons(label: string, reasons: readonly { name: string; points: number }[]): Html {
  const fill = ({ points }: { points: number }) => (points > 0 ? 'var(--paid)' : 'var(--open)');
  return draw(label, () => ({
    height: 30 + reasons.length * 22,
    marginLeft: 130,
    marginRight: 12,
    x: { axis: null },
    y: { label: null, tickSize: 0, domain: reasons.map(({ name }) => name) },
    marks: [
      Plot.barX(reasons, { y: 'name', x: 'points', fill, insetTop: 2, insetBottom: 2 }),
      Plot.ruleX([0]),
    ],
    color: { type: 'identity' },
  }));
}

/** A share of cases for which a chance was put in one of ten bins. */
export interface ChanceBin {
  /** Lower end, percent. */
  from: number;
  what: 'paid' | 'waived' | 'outstanding';
  cases: number;
}

/** How many cases were given which chance when they were first scored, and what came of them. */
export function plotChances(
  label: string,
  bins: readonly ChanceBin[],
  colours: Record<ChanceBin['what'], string>,
): Html {
  return draw(label, () => ({
    height: 220,
    marginLeft: 40,
    marginRight: 16,
    x: { label: null, domain: [0, 100], tickFormat: (percent: number) => `${percent} %` },
    y: { label: null, grid: true },
    marks: [
      Plot.rectY(bins, {
        x1: 'from',
        x2: ({ from }) => from + 10,
        y: 'cases',
        fill: ({ what }) => colours[what as ChanceBin['what']],
        insetLeft: 1,
        insetRight: 1,
      }),
      Plot.ruleY([0]),
    ],
    color: { type: 'identity' },
  }));
}

/** A stretch of cases: the mean chance they were given, and the share that was paid, 0 to 1. */
export interface Kept {
  chance: number;
  paid: number;
  cases: number;
}

/** Chances that were given against what came: dots on the line were right. */
export function plotRight(label: string, stretches: readonly Kept[]): Html {
  const percent = (part: number) => `${Math.round(part * 100)} %`;
  return draw(label, () => ({
    height: 260,
    marginLeft: 48,
    marginRight: 16,
    x: { label: null, domain: [0, 1], tickFormat: percent },
    y: { label: null, domain: [0, 1], grid: true, tickFormat: percent },
    marks: [
      Plot.line(
        [
          { chance: 0, paid: 0 },
          { chance: 1, paid: 1 },
        ],
        { x: 'chance', y: 'paid', stroke: 'var(--open)', strokeDasharray: '4 3' },
      ),
      Plot.line(stretches, { x: 'chance', y: 'paid', stroke: 'var(--paid)', strokeWidth: 2 }),
      Plot.dot(stretches, { x: 'chance', y: 'paid', fill: 'var(--paid)', r: 5 }),
    ],
  }));
}

/** How far what was said of a group lay from what happened, with its 95 % interval, 0 to 1. */
export interface Gap {
  group: string;
  gap: number;
  gapInterval: readonly [low: number, high: number];
}

/** Group by group: on the dashed line a group was judged rightly, left of it worse than it deserves. */
export function plotGaps(label: string, groups: readonly Gap[]): Html {
  return draw(label, () => ({
    height: 60 + 26 * groups.length,
    marginLeft: 130,
    marginRight: 16,
    x: { label: null, grid: true, tickFormat: (part: number) => `${Math.round(part * 100)} %` },
    y: { label: null, tickSize: 0, domain: groups.map(({ group }) => group) },
    marks: [
      Plot.ruleX([0], { stroke: 'var(--open)', strokeDasharray: '4 3' }),
      Plot.link(groups, {
        x1: ({ gapInterval }: Gap) => gapInterval[0],
        x2: ({ gapInterval }: Gap) => gapInterval[1],
        y: 'group',
        stroke: 'var(--paid)',
        strokeWidth: 2,
      }),
      Plot.dot(groups, { x: 'gap', y: 'group', fill: 'var(--paid)', r: 4 }),
    ],
  }));
}
