import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createBar } from '../local/bar.ts';
import { WRONG_USE } from '../local/exit-codes.ts';
import { needFiles } from '../local/options.ts';
import { WrongUse } from '../local/stored.ts';
import { type Comparison, compareModels } from './boosting/compare.ts';
import { csvTable } from './boosting/csv-table.ts';
import { invented, makeTable } from './boosting/invented.ts';
import { installLibrary } from './boosting/library.ts';
import { type Divided, writeTable } from './boosting/written-table.ts';

/*
 * The glass-box model beside a gradient boosting library (LightGBM), on invented tables of 20 to 26 columns or on a table of
 * your own: the same rows, in the same run, one after the other on one thread. The library has five settings and stops
 * early on rows that it holds out; the best of them is chosen on the very rows that the AUC is of. `--two-at-once` tells
 * besides what it comes to where a branch of its trees may ask for two features and no more. Needs Python 3.11 or later.
 *
 * npm run -s bench:boosting
 * npm run -s bench:boosting -- --tables sums,trees-3 --two-at-once
 * npm run -s bench:boosting -- --csv bank.csv --target y --without duration
 */

const NEAR = 0.005;
const MOST_SECONDS = 20;

interface Wanted {
  name: string;
  says: string;
  /** Its truth needs three features at once: it may miss. */
  three: boolean;
  make(folder: string): Divided | Promise<Divided>;
}

type Row = Comparison & Wanted;

const bar = createBar();
try {
  const { wanted, twoAtOnce } = readOptions();
  const problem = installLibrary();
  if (problem) throw new WrongUse(problem);
  const rows: Row[] = [];
  for (const one of wanted) {
    bar.show('comparing', rows.length, wanted.length);
    rows.push({ ...one, ...(await compare(one, twoAtOnce)) });
  }
  bar.stop();
  console.log(tell(rows, twoAtOnce));
  process.exitCode = rows.some((row) => isSlow(row) || (isFar(row) && !row.three)) ? 1 : 0;
} catch (error) {
  if (!(error instanceof WrongUse)) throw error;
  console.error(error.message);
  process.exitCode = WRONG_USE;
} finally {
  bar.stop();
}

function readOptions(): { wanted: Wanted[]; twoAtOnce: boolean } {
  const { values } = parseArgs({
    options: {
      tables: { type: 'string' },
      csv: { type: 'string' },
      target: { type: 'string' },
      without: { type: 'string', default: '' },
      'two-at-once': { type: 'boolean', default: false },
    },
  });
  const twoAtOnce = values['two-at-once'];
  const { csv, target, tables } = values;
  const names = tables?.split(',') ?? (csv === undefined ? [...invented.keys()] : []);
  const wanted = names.map(inventedTable);
  if (csv !== undefined) {
    if (target === undefined)
      throw new WrongUse('Say with --target which column of the file is to be learnt.');
    needFiles(csv);
    wanted.push(ownTable(csv, target, values.without.split(',').filter(Boolean)));
  }
  return { wanted, twoAtOnce };
}

function ownTable(csv: string, target: string, without: readonly string[]): Wanted {
  const make = async (folder: string) => {
    const divided = await csvTable(csv, target, without, bar);
    writeTable(folder, divided);
    return divided;
  };
  return { name: basename(csv, '.csv'), says: `your own: ${target}`, three: false, make };
}

function inventedTable(name: string): Wanted {
  const known = invented.get(name);
  if (!known)
    throw new WrongUse(`There is no table "${name}". There are ${[...invented.keys()].join(', ')}.`);
  return { name, says: known.says, three: known.three ?? false, make: (folder) => makeTable(name, folder) };
}

async function compare({ make }: Wanted, twoAtOnce: boolean): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'amicable-boosting-'));
  try {
    return compareModels(await make(folder), folder, twoAtOnce);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isFar({ ours, library }: Comparison): boolean {
  return ours.auc < library.auc - NEAR;
}

function isSlow({ ours }: Comparison): boolean {
  return ours.seconds >= MOST_SECONDS;
}

function tell(rows: readonly Row[], twoAtOnce: boolean): string {
  const head = ['table', 'rows', 'held out', 'columns', 'AUC ours', 'AUC library', 'difference'];
  if (twoAtOnce) head.push('AUC library, two at once');
  head.push('CPU s ours', 'CPU s library', 'ratio', 'pairs', 'KB', '  what its truth is');
  const cells = rows.map(({ name, says, three, learntFrom, testedOn, columns, ours, library, ...row }) => [
    name,
    ...[learntFrom, testedOn, columns].map(String),
    ours.auc.toFixed(4),
    library.auc.toFixed(4),
    signed(ours.auc - library.auc),
    ...(twoAtOnce ? [row.twoAtOnce?.toFixed(4) ?? ''] : []),
    ours.seconds.toFixed(1),
    library.seconds.toFixed(1),
    (ours.seconds / library.seconds).toFixed(1),
    String(ours.pairs),
    String(Math.ceil(ours.bytes / 1024)),
    `  ${says}${three ? ' (three at once)' : ''}`,
  ]);
  const far = rows.filter(isFar);
  const told = [
    `${rows.length - far.length} of ${rows.length} are within ${NEAR} of the library, or above it.`,
  ];
  if (far.length > 0) told.push(`Not: ${far.map(farInWords).join(', ')}.`);
  const slow = rows.filter(isSlow).map(({ name }) => name);
  const most = Math.max(...rows.map(({ ours }) => ours.seconds)).toFixed(1);
  told.push(`Learning took ${most} s of CPU at most: under ${MOST_SECONDS} s is the goal.`);
  if (slow.length > 0) told.push(`Too slow: ${slow.join(', ')}.`);
  return [...aligned([head, ...cells]), '', ...told].join('\n');
}

function farInWords({ name, three }: Row): string {
  return three ? `${name} (needs three features at once)` : `${name} (MISSED)`;
}

function signed(difference: number): string {
  return `${difference >= 0 ? '+' : ''}${difference.toFixed(4)}`;
}

/** Lines of a table: the first and the last column begin alike, numbers end alike. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const last = (rows[0]?.length ?? 0) - 1;
  const widths = Array.from({ length: last }, (_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  const cell = (text: string, at: number) =>
    at === 0 ? text.padEnd(widths[at] ?? 0) : at === last ? text : text.padStart((widths[at] ?? 0) + 2);
  return rows.map((row) => row.map(cell).join(''));
}
