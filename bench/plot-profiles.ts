import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Plot from '@observablehq/plot';
import { Profile } from '../core/case/words.ts';
import { picture } from '../local/picture.ts';
import { spoken } from '../local/words.ts';
import type { Confusion, Gain } from './gains.ts';

const GREEN = '#3f7d6e';
const RED = '#a4452c';
const GREY = '#888';

/** Writes the confusion tables and the differences as pictures into a folder; returns their paths. */
export function plotProfiles(
  folder: string,
  first: Confusion,
  last: Confusion,
  gains: readonly Gain[],
): string[] {
  mkdirSync(folder, { recursive: true });
  const plots = {
    'profiles-first': drawConfusion('the first profile that was assigned', first),
    'profiles-last': drawConfusion('the last profile that was assigned', last),
    'profiles-gain': drawGains(gains),
  };
  return Object.entries(plots).map(([name, svg]) => {
    const path = join(folder, `${name}.svg`);
    writeFileSync(path, `${svg}\n`);
    return path;
  });
}

/** Of those with a true profile, the share that was assigned each. */
function drawConfusion(label: string, { counts }: Confusion): string {
  const cells = Profile.options.flatMap((hidden) => {
    const all = Object.values(counts[hidden]).reduce((a, b) => a + b, 0);
    return Profile.options.map((assigned) => ({
      hidden: spoken(hidden),
      assigned: spoken(assigned),
      count: counts[hidden][assigned],
      share: all > 0 ? counts[hidden][assigned] / all : 0,
    }));
  });
  const domain = Profile.options.map(spoken);
  return draw(`True profile against ${label}.`, {
    height: 380,
    marginLeft: 110,
    x: { label, domain, axis: 'top' },
    y: { label: 'true profile', domain },
    color: { range: ['#f3f6f5', GREEN], domain: [0, 1] },
    marks: [
      Plot.cell(cells, { x: 'assigned', y: 'hidden', fill: 'share', inset: 1 }),
      Plot.text(cells, {
        x: 'assigned',
        y: 'hidden',
        text: ({ count, share }: (typeof cells)[number]) => `${count}\n${Math.round(100 * share)} %`,
        fill: ({ share }: (typeof cells)[number]) => (share > 0.6 ? 'white' : '#222'),
      }),
    ],
  });
}

/** Each difference with its interval, one below the other; each on a scale of its own, where 1 is its value without. */
function drawGains(gains: readonly Gain[]): string {
  const shown = gains.map(({ name, more, without, difference, interval: [low, high] }) => {
    const share = (value: number) => value / Math.max(Math.abs(without), 1e-9);
    const sure = low > 0 || high < 0;
    const colour = !sure ? GREY : difference > 0 === more ? GREEN : RED;
    return { name, at: share(difference), low: share(low), high: share(high), colour };
  });
  return draw('What profiles change against one journey for all, with 95 % intervals; green is better.', {
    height: 340,
    marginLeft: 200,
    x: {
      label: 'change against one journey for all',
      tickFormat: (share: number) => `${Math.round(share * 100)} %`,
      grid: true,
    },
    y: { label: null, domain: gains.map(({ name }) => name) },
    marks: [
      Plot.ruleX([0], { stroke: '#222' }),
      Plot.ruleY(shown, { y: 'name', x1: 'low', x2: 'high', stroke: 'colour', strokeWidth: 2 }),
      Plot.dot(shown, { y: 'name', x: 'at', fill: 'colour', r: 5 }),
    ],
  });
}

function draw(label: string, options: Plot.PlotOptions): string {
  return picture(label, { width: 640, ...options });
}
