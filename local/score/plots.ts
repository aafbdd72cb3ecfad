import { writeFileSync } from 'node:fs';
import * as Plot from '@observablehq/plot';
import type { GroupFigures } from '../../core/score/fairness.ts';
import { gains, reliability } from '../../core/score/glass-box/figures.ts';
import type { Answers } from '../../core/score/glass-box/table.ts';
import { picture } from '../picture.ts';

const GREEN = '#3f7d6e';
const GREY = '#888';
const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Writes both plots of an evaluation beside a name (`<name>.reliability.svg`, `<name>.gain.svg`); returns their paths. */
export function writePlots(name: string, probabilities: Float64Array, answers: Answers): string[] {
  const plots = {
    reliability: drawReliability(probabilities, answers),
    gain: drawGain(probabilities, answers),
  };
  return Object.entries(plots).map(([what, svg]) => {
    const path = `${name}.${what}.svg`;
    writeFileSync(path, `${svg}\n`);
    return path;
  });
}

type Gap = Pick<GroupFigures, 'group' | 'gap' | 'gapInterval'>;

/** Writes a picture of how far what was said lay from what happened, group by group, with its interval. */
export function writeGapPlot(file: string, groups: readonly Gap[]): void {
  const svg = draw('What was said less what happened, group by group, with 95 % intervals.', {
    marginLeft: Math.max(90, ...groups.map(({ group }) => 7 * group.length)),
    height: 80 + 34 * groups.length,
    x: { label: 'said less happened', tickFormat: (share: number) => percent(share), grid: true },
    y: { label: null },
    marks: [
      Plot.ruleX([0], { stroke: GREY, strokeDasharray: '4 3' }),
      Plot.link(groups, {
        x1: ({ gapInterval }: Gap) => gapInterval[0],
        x2: ({ gapInterval }: Gap) => gapInterval[1],
        y: 'group',
        stroke: GREEN,
        strokeWidth: 2,
      }),
      Plot.dot(groups, { x: 'gap', y: 'group', fill: GREEN, r: 5 }),
    ],
  });
  writeFileSync(file, `${svg}\n`);
}

/** What was said against what happened, in five bins of equal count: on the line it was said rightly. */
function drawReliability(probabilities: Float64Array, answers: Answers): string {
  const bins = reliability(probabilities, answers);
  return draw('What was said against what happened, in five bins of equal count.', {
    x: { label: 'said', domain: [0, 1], tickFormat: percent, grid: true },
    y: { label: 'happened', domain: [0, 1], tickFormat: percent, grid: true },
    marks: [
      diagonal(),
      Plot.lineY(bins, { x: 'said', y: 'happened', stroke: GREEN, strokeWidth: 2 }),
      Plot.dot(bins, { x: 'said', y: 'happened', fill: GREEN, r: 5 }),
    ],
  });
}

/** Of those that came true, how many are found when those with the highest scores are looked at first. */
function drawGain(probabilities: Float64Array, answers: Answers): string {
  return draw('Share found against share looked at, highest scores first.', {
    x: { label: 'looked at, highest scores first', domain: [0, 1], tickFormat: percent, grid: true },
    y: { label: 'found', domain: [0, 1], tickFormat: percent, grid: true },
    marks: [
      diagonal(),
      Plot.lineY(gains(probabilities, answers), { x: 'looked', y: 'found', stroke: GREEN, strokeWidth: 2.5 }),
    ],
  });
}

function diagonal(): Plot.Markish {
  const ends = [
    [0, 0],
    [1, 1],
  ] as [number, number][];
  return Plot.line(ends, { stroke: GREY, strokeDasharray: '4 3' });
}

function draw(label: string, options: Plot.PlotOptions): string {
  return picture(label, { width: 480, height: 440, marginLeft: 56, ...options });
}
