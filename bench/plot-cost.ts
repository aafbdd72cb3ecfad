import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/*
 * Draws docs/cost.svg: what one case of the invented portfolio costs, line by line, beside the least that a journey
 * needs. On a scale of powers of ten: else the messages would be all that is seen.
 *
 *   npm run -s amicable -- cost --cases 10000 --json > cost.json && node bench/plot-cost.ts cost.json
 */
interface Line {
  what: string;
  microdollars: number;
  floor?: number;
}
const [file = ''] = process.argv.slice(2);
const { lines } = JSON.parse(readFileSync(file, 'utf8')) as {
  lines: { portfolio: { machinery: Line[]; messages: Line[] } };
};
const { machinery, messages } = lines.portfolio;
const all = [
  ...machinery.map((line) => ({ ...line, part: 'machinery' })),
  ...messages.map((line) => ({ ...line, part: 'messages' })),
].sort((a, b) => b.microdollars - a.microdollars);

const dollars = (microdollars: number) =>
  microdollars >= 10_000 ? `$${(microdollars / 1e6).toFixed(2)}` : `$${(microdollars / 1e6).toFixed(6)}`;
const { document } = parseHTML('<!doctype html><html><body></body></html>');
const plot = Plot.plot({
  document,
  width: 760,
  height: 40 + 26 * all.length,
  marginLeft: 160,
  marginRight: 80,
  style: { background: 'white', color: '#222', fontSize: '12px' },
  x: {
    type: 'log',
    domain: [1, 1e6],
    grid: true,
    label: 'a case, in dollars',
    tickFormat: (n: number) => `$${n / 1e6}`,
  },
  y: { domain: all.map(({ what }) => what), label: null },
  color: { domain: ['machinery', 'messages'], range: ['#3f7d6e', '#c9803f'], legend: false },
  marks: [
    Plot.barX(all, { x1: 1, x2: 'microdollars', y: 'what', fill: 'part' }),
    Plot.tickX(
      all.filter(({ floor }) => floor !== undefined),
      { x: 'floor', y: 'what', stroke: '#222', strokeWidth: 2 },
    ),
    Plot.text(all, {
      x: ({ microdollars, floor = 0 }: Line) => Math.max(microdollars, floor),
      y: 'what',
      text: ({ microdollars }: Line) => dollars(microdollars),
      textAnchor: 'start',
      dx: 6,
    }),
  ],
} as Plot.PlotOptions);
// Plot brings a stylesheet along for pages; a picture by itself needs none.
plot.querySelector('style')?.remove();
plot.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
plot.setAttribute('role', 'img');
plot.setAttribute('aria-label', 'What each thing costs for one case: messages far above machinery.');
writeFileSync(fileURLToPath(new URL('../docs/cost.svg', import.meta.url)), `${plot.outerHTML}\n`);
