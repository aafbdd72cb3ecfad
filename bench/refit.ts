import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../adapters/local/database.ts';
import { streams } from '../adapters/local/journal.ts';
import { sqliteModels } from '../adapters/local/models.ts';
import { momentOn, plusDays } from '../core/calendar/moment.ts';
import type { Entry } from '../core/case/entry.ts';
import type { Creditor } from '../core/creditor/creditor.ts';
import { coldStart } from '../core/score/cold-start.ts';
import { ZONE } from '../local/days.ts';
import { createLaptop, type Host } from '../local/laptop.ts';
import { exampleCreditor } from '../local/options.ts';
import { readCreditor } from '../local/policy.ts';
import { runPortfolio } from '../local/run.ts';
import { tellRefit } from '../local/score/refit.ts';
import { refittings } from '../local/score/refits.ts';
import { chance, pick } from '../local/world/chance.ts';
import { inventDebtors } from './invent-debtors.ts';
import { type Month, monthsOf, type Said } from './refit-months.ts';

/*
 * What learning anew each month is worth: invented debtors whose invoices fall due over a year, run until the monthly
 * refit has promoted what it learnt, with the cold start beside it on all later cases. An operator lets the newest
 * challenger score, thinks better of it, and goes back to the model that was promoted first. Groups are invented by
 * the dice: what somebody does depends on none of them.
 *
 * npm run -s bench:refit -- --debtors 5000 --plots plots
 */

const { values } = parseArgs({
  options: {
    debtors: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    plots: { type: 'string' },
  },
});
const FROM = '2026-01-05';
/** Invoices fall due through this many days; in the last weeks of them an operator tries another model, and goes back. */
const OVER = 355;
const TRIED = 331;
const BACK = 341;
/** Until the last cases are so old that it is known whether they were paid in 90 days. */
const DAYS = 455;
const seed = Number(values.seed);
const creditor: Creditor = {
  ...readCreditor(exampleCreditor),
  communication: {
    mode: 'attribute',
    assessment: { by: 'Voorbeeld', on: '2025-11-03', reference: 'VOORBEELD-1' },
    segments: { one: 'mail', two: 'text', three: 'evening' },
  },
};
const folder = mkdtempSync(join(tmpdir(), 'amicable-refit-'));
const portfolio = join(folder, 'debtors.csv');
const db = openDatabase(':memory:');
let learning = 0;

try {
  writeFileSync(portfolio, withGroups(inventDebtors(Number(values.debtors), seed, FROM, OVER).csv));
  const run = (days: number) =>
    runPortfolio(db, {
      portfolio,
      creditor,
      from: FROM,
      days,
      seed,
      debtors: 'simulated',
      keeping: 'at-the-end',
      host: timed,
      progress: (day) => day % 30 === 0 && process.stderr.write(`day ${day} of ${days}\n`),
    });
  const parts = [await run(TRIED)];
  const learnt = refittings(db).filter(({ target, hash }) => target === 'paid-90' && hash !== '');
  const first = learnt.find(({ end }) => end === 'promoted');
  const newest = learnt.at(-1)?.hash ?? '';
  if (first) await promote(newest);
  parts.push(await run(BACK - TRIED));
  if (first) await promote(first.hash);
  parts.push(await run(DAYS - BACK));
  const seconds = parts.reduce((sum, { result }) => sum + result.seconds, 0);
  const breaches = parts.at(-1)?.result.violations.length;

  console.log(
    `${values.debtors} invented debtors, ${DAYS} days, seed ${seed}, in ${Math.round(seconds)} s, ${Math.round(learning / 1000)} s of which were learning anew.\n`,
  );
  for (const { on, target, end, why, hash } of refittings(db))
    console.log(`${on}  ${target.padEnd(7)}  ${end.padEnd(14)}  ${hash.slice(0, 8).padEnd(8)}  ${why}`);
  const kept = first && (await sqliteModels(db, () => {}).get(creditor.id, 'paid-90', first.hash));
  if (kept) {
    console.log(`\nThe first that was promoted:\n\n${tellRefit({ ...first, report: kept.report })}`);
    console.log(`\nIts cut-offs: ${JSON.stringify(kept.model.profiles ?? 'the usual ones')}`);
  }
  const months = await monthsOf(db, creditor.id);
  tellMonths(months);
  const tried = scoredIn(TRIED, BACK, newest);
  const back = scoredIn(BACK, DAYS, first?.hash ?? '');
  console.log(
    `\nAn operator let ${newest.slice(0, 8)} score: ${tried.cases} cases, ${tried.byIt} of them by it. Then went back to ${first?.hash.slice(0, 8)}: ${back.cases} cases, ${back.byIt} of them by it.`,
  );
  console.log(`${breaches} breaches found by the audit.`);
  if (values.plots) {
    // Plots bring a library along: loaded only when they are drawn.
    const { plotRefit } = await import('./plot-refit.ts');
    console.log(plotRefit(values.plots, months));
  }
  process.exitCode = breaches !== 0 || !kept || tried.byIt === 0 || back.byIt === 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

/** Counts the time that learning takes. */
async function timed({ name, ports, run }: Parameters<Host>[0]): Promise<unknown> {
  const began = performance.now();
  const result = await run(ports);
  if (name === 'learn-score') learning += performance.now() - began;
  return result;
}

/** Language, kind of claim and communication group of each debtor, by the dice. */
function withGroups(csv: string): string {
  const [header, ...lines] = csv.trimEnd().split('\n');
  const rows = lines.map((line, n) => {
    const roll = (about: string) => chance(seed, n, about);
    const language = pick(roll('language'), [
      [0.7, 'nl'],
      [0.2, 'en'],
      [1, 'de'],
    ] as const);
    const sector = pick(roll('sector'), [
      [0.6, 'trade'],
      [1, 'telecom'],
    ] as const);
    const segment = pick(roll('segment'), [
      [0.4, 'one'],
      [0.3, 'two'],
      [1, 'three'],
    ] as const);
    return `${line},${language},${sector},${segment}`;
  });
  return `${[`${header},language,sector,segment`, ...rows].join('\n')}\n`;
}

async function promote(hash: string): Promise<void> {
  const laptop = createLaptop(db, momentOn(FROM, 0, ZONE), 'at-the-end');
  await laptop.invoke('promote-score', { creditor: creditor.id, target: 'paid-90', hash });
  laptop.flush();
}

/** Cases that were first scored from one day to another, and how many of them by this model. */
function scoredIn(from: number, to: number, hash: string): { cases: number; byIt: number } {
  const [since, until] = [from, to].map((days) => momentOn(plusDays(FROM, days), 0, ZONE));
  const hashes = Array.from(streams<Entry>(db)).flatMap(({ items }) => {
    const first = items.flatMap(({ entries }) => entries).find((entry) => entry.kind === 'scored');
    return first && since && until && first.at >= since && first.at < until ? [first.hash] : [];
  });
  return { cases: hashes.length, byIt: hashes.filter((one) => one === hash).length };
}

function tellMonths(months: readonly Month[]): void {
  console.log('\nCases by the month in which they were first scored, as it turned out after 90 days:');
  const inShort = ({ auc, aucInterval: [low, high] }: Said) =>
    `${auc.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
  console.table(
    Object.fromEntries(
      months.map(({ month, cases, paid, cold, live, by }) => [
        month,
        {
          cases,
          'paid %': ((100 * paid) / cases).toFixed(1),
          'AUC cold start': inShort(cold),
          'AUC of what scored': inShort(live),
          'Brier cold start': cold.brier.toFixed(4),
          'Brier of what scored': live.brier.toFixed(4),
          'scored by': by
            .map((hash) => (hash === coldStart.hash ? 'cold start' : hash.slice(0, 8)))
            .join(', '),
        },
      ]),
    ),
  );
}
