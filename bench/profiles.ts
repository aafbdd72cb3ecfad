import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawFrom } from '../core/score/draw.ts';
import { exampleCreditor } from '../local/options.ts';
import { readCreditor } from '../local/policy.ts';
import { tellFit } from '../local/segment/fit.ts';
import { type Came, DAYS, runArm } from './compare-profiles.ts';
import { type Confusion, confusionOf, type Gain, gainsOf } from './gains.ts';
import { inventDebtors } from './invent-debtors.ts';

/*
 * How well profiles find what invented debtors hide, and what is gained by them over one journey for all: the same
 * debtors, the same dice, run twice through half a year. Whatever comes out is printed, also when nothing is gained.
 *
 * npm run -s bench:profiles -- --debtors 5000 --plots plots
 */

const { values } = parseArgs({
  options: {
    debtors: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    plots: { type: 'string' },
  },
});
const FROM = '2026-01-05';
const seed = Number(values.seed);
const { csv, debtors } = inventDebtors(Number(values.debtors), seed, FROM);
const creditor = readCreditor(exampleCreditor);
const folder = mkdtempSync(join(tmpdir(), 'amicable-profiles-'));
const portfolio = join(folder, 'debtors.csv');

try {
  writeFileSync(portfolio, csv);
  const options = { portfolio, debtors, creditor, from: FROM, seed };
  process.stderr.write('1 of 2: with profiles\n');
  const profiles = await runArm({ ...options, profiles: true });
  process.stderr.write('2 of 2: one journey for all\n');
  const without = await runArm({ ...options, profiles: false });

  const pairs = (which: 'first' | 'last') =>
    debtors.flatMap(({ hidden }, at) => {
      const assigned = profiles.came[at]?.[which];
      return hidden && assigned ? [[hidden, assigned] as const] : [];
    });
  const first = confusionOf(pairs('first'), drawFrom(seed));
  const last = confusionOf(pairs('last'), drawFrom(seed));
  const gains = gainsOf(profiles.came, without.came, drawFrom(seed));

  console.log(
    `${debtors.length} invented debtors, ${DAYS} days, seed ${seed}, in ${profiles.seconds} and ${without.seconds} s.`,
  );
  tellConfusion('first', first);
  tellConfusion('last', last);
  tellGains(gains);
  tellByProfile(profiles.came, without.came);
  console.log(`\nCut-offs that would fit these debtors:\n${tellFit(profiles.fit)}`);
  console.log(`\n${profiles.breaches + without.breaches} breaches found by the audit.`);
  if (values.plots) {
    // Plots bring a library along: loaded only when they are drawn.
    const { plotProfiles } = await import('./plot-profiles.ts');
    console.log(plotProfiles(values.plots, first, last, gains).join('\n'));
  }
  process.exitCode = profiles.breaches + without.breaches > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

function tellConfusion(
  which: 'first' | 'last',
  { counts, debtors: size, accuracy, interval, commonest }: Confusion,
): void {
  console.log(
    `\nTrue profile (rows) against the ${which} that was assigned, of ${size} debtors of whom it is a question of paying:`,
  );
  console.table(counts);
  console.log(
    `Found: ${accuracy.toFixed(1)} % (${interval.map((end) => end.toFixed(1)).join(' to ')}); the commonest for everybody would be right in ${commonest.toFixed(1)} %.`,
  );
}

function tellGains(gains: readonly Gain[]): void {
  console.log('\nWith profiles against one journey for all, with 95 % intervals over debtors:');
  console.table(
    Object.fromEntries(
      gains.map(({ name, unit, more, with: a, without: b, difference, interval: [low, high] }) => {
        const sure = low > 0 || high < 0;
        const told = !sure ? 'no difference shown' : difference > 0 === more ? 'better' : 'worse';
        return [
          `${name}${unit && ` (${unit})`}`,
          {
            profiles: a.toFixed(2),
            'one journey': b.toFixed(2),
            difference: difference.toFixed(2),
            interval: `${low.toFixed(2)} to ${high.toFixed(2)}`,
            told,
          },
        ];
      }),
    ),
  );
}

/** Where a difference comes from. */
function tellByProfile(profiles: readonly Came[], without: readonly Came[]): void {
  console.log('\nBy true profile, with profiles and without:');
  const groups = Object.groupBy(debtors.keys(), (at) => debtors[at]?.hidden ?? 'no question of paying');
  const mean = (rows: readonly number[], came: readonly Came[], of: (one: Came) => number) =>
    rows.reduce((sum, at) => sum + of(came[at] as Came), 0);
  const share = (rows: readonly number[], came: readonly Came[], of: (one: Came) => number) =>
    ((100 * mean(rows, came, of)) / mean(rows, came, ({ principal }) => principal)).toFixed(1);
  console.table(
    Object.fromEntries(
      Object.entries(groups).map(([name, rows]) => [
        name,
        {
          debtors: rows.length,
          'recovered 90 %': `${share(rows, profiles, (c) => c.recovered90)} / ${share(rows, without, (c) => c.recovered90)}`,
          'recovered 180 %': `${share(rows, profiles, (c) => c.recovered180)} / ${share(rows, without, (c) => c.recovered180)}`,
          'costs €': `${(mean(rows, profiles, (c) => c.costs) / rows.length / 100).toFixed(2)} / ${(mean(rows, without, (c) => c.costs) / rows.length / 100).toFixed(2)}`,
        },
      ]),
    ),
  );
}
