import { SingleBar } from 'cli-progress';
import type { Pack } from '../core/law/law.ts';
import { LawCountry, packFor } from '../core/law/packs.ts';
import { type Account, accountOf } from '../local/law/account.ts';
import { type LawCase, lawCases } from './law-cases.ts';
import { dayByDay } from './law-daily.ts';

/*
 * Statements a second: principal, five years of interest with its periods, costs, and what each part payment paid, for
 * invented claims of all countries and kinds of person. Beside it the same statements with interest that is added up day
 * by day in whole numbers. Both must agree to the cent in every line of every statement: else the exit code is 1.
 *
 *   npm run -s bench:law              100,000 cases (a minute)
 *   npm run -s bench:law -- 9000      another number
 */
const cases = Number(process.argv[2] ?? 100_000);
/** Cases that are worked out between two looks at the clock. */
const BATCH = 500;

interface Row {
  cases: number;
  /** Seconds. */
  law: number;
  daily: number;
  differ: number;
}

const law = new Map<string, Pack>(LawCountry.options.map((country) => [country, packFor(country)]));
const daily = new Map([...law].map(([country, pack]) => [country, dayByDay(pack)]));
const rows = new Map<string, Row>();
const waiting = new Map<string, LawCase[]>();
const bar = process.stderr.isTTY
  ? new SingleBar({ format: '{bar} {value} of {total} cases', hideCursor: true, clearOnComplete: true })
  : undefined;

// Both ways are compiled and know their days before anything is measured.
const first = [...lawCases(Math.min(cases, 3_000))];
timed(first, law);
timed(first, daily);
bar?.start(cases, 0);
for (const one of lawCases(cases)) {
  const name = `${one.country} ${one.asked.payments.length === 0 ? 'unpaid' : 'part payments'}`;
  const batch = waiting.get(name) ?? [];
  waiting.set(name, batch);
  batch.push(one);
  if (batch.length === BATCH) measure(name);
}
for (const name of waiting.keys()) measure(name);
bar?.stop();
process.exitCode = tell() === 0 ? 0 : 1;

function measure(name: string): void {
  const batch = waiting.get(name) ?? [];
  waiting.set(name, []);
  const row = rows.get(name) ?? { cases: 0, law: 0, daily: 0, differ: 0 };
  rows.set(name, row);
  const fast = timed(batch, law);
  const slow = timed(batch, daily);
  row.cases += batch.length;
  row.law += fast.seconds;
  row.daily += slow.seconds;
  row.differ += fast.accounts.filter((one, at) => amounts(one) !== amounts(slow.accounts[at])).length;
  bar?.increment(batch.length);
}

function timed(batch: readonly LawCase[], packs: ReadonlyMap<string, Pack>) {
  const began = performance.now();
  const accounts = batch.map(({ country, asked }) =>
    accountOf(packs.get(country) ?? packFor(country), asked),
  );
  return { seconds: (performance.now() - began) / 1000, accounts };
}

/** Every cent of a statement: each line with what was owed after it, each part of a payment, and what is open. */
function amounts(account: Account | undefined): string {
  return JSON.stringify(account && [account.lines, account.open, account.vat, account.paid, account.credit]);
}

/** Prints the table. Returns how many statements differ. */
function tell(): number {
  const all: Row = { cases: 0, law: 0, daily: 0, differ: 0 };
  for (const row of rows.values()) {
    for (const key of ['cases', 'law', 'daily', 'differ'] as const) all[key] += row[key];
  }
  const columns = ['cases', 'statements/s', 'day by day/s', 'times', 'same cents'];
  console.log(`${''.padEnd(18)}${columns.map((name) => name.padStart(14)).join('')}`);
  for (const [name, row] of [...[...rows].sort(), ['all', all] as const]) {
    const figures = [
      row.cases.toLocaleString('en-IE'),
      Math.round(row.cases / row.law).toLocaleString('en-IE'),
      Math.round(row.cases / row.daily).toLocaleString('en-IE'),
      (row.daily / row.law).toFixed(1),
      row.differ === 0 ? 'all' : `not in ${row.differ}`,
    ];
    console.log(`${name.padEnd(18)}${figures.map((figure) => figure.padStart(14)).join('')}`);
  }
  return all.differ;
}
