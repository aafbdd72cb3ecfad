import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Plot from '@observablehq/plot';
import { picture } from '../local/picture.ts';
import type { Month } from './refit-months.ts';

/** Draws how good the cold start and the live score were, month by month; returns where it is. */
export function plotRefit(folder: string, months: readonly Month[]): string {
  const points = months.flatMap(({ month, cold, live }) => [
    { month, what: 'cold start', ...cold },
    { month, what: 'what scored', ...live },
  ]);
  const svg = picture(
    'How well later cases were told apart, month by month: the cold start, and what scored.',
    {
      width: 640,
      height: 320,
      marginLeft: 50,
      x: { type: 'point', label: 'cases opened in' },
      y: { label: 'AUC', grid: true, zero: false },
      color: { domain: ['cold start', 'what scored'], range: ['#888', '#3f7d6e'], legend: false },
      marks: [
        Plot.link(points, {
          x1: 'month',
          x2: 'month',
          y1: ({ aucInterval }) => aucInterval[0],
          y2: ({ aucInterval }) => aucInterval[1],
          stroke: 'what',
          strokeOpacity: 0.4,
        }),
        Plot.lineY(points, { x: 'month', y: 'auc', stroke: 'what', strokeWidth: 2 }),
        Plot.dot(points, { x: 'month', y: 'auc', fill: 'what', r: 4 }),
        Plot.text(points.slice(-2), {
          x: 'month',
          y: 'auc',
          text: 'what',
          fill: 'what',
          dy: -12,
          textAnchor: 'end',
        }),
      ],
    },
  );
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'refit.svg');
  writeFileSync(path, `${svg}\n`);
  return path;
}
