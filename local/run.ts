import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openFile } from '../adapters/csv/open-file.ts';
import { type Database, recall, remember } from '../adapters/local/database.ts';
import { streams } from '../adapters/local/journal.ts';
import { type Day, dayAt, momentOn, plusDays } from '../core/calendar/moment.ts';
import type { RejectedRow } from '../core/case/claim-row.ts';
import type { ColumnMap } from '../core/case/column-map.ts';
import type { Entry } from '../core/case/entry.ts';
import type { Recognised } from '../core/case/recognise.ts';
import { Creditor } from '../core/creditor/creditor.ts';
import type { Totals } from '../core/money/statement.ts';
import { audit, type Violation } from './audit/audit.ts';
import { dayOfLaptop, passUntil, ZONE } from './days.ts';
import { createLaptop, digestOf, type Host, type Keeping, type Laptop } from './laptop.ts';
import { readColumns } from './policy.ts';
import { type Refitting, refittings } from './score/refits.ts';
import { planNights, readLines } from './world/feed.ts';
import { planSettlements } from './world/recorded.ts';
import { createWorld } from './world/world.ts';

/** What the files of a run are called in the database; others are there when somebody used `import`. */
const PORTFOLIO = 'portfolio-';

export interface RunOptions {
  portfolio: string;
  columns?: string;
  creditor: Creditor;
  from: Day;
  days: number;
  seed: number;
  debtors: 'simulated' | 'recorded';
  keeping: Keeping;
  /** Looks on at every function that runs. */
  host?: Host;
  progress?: (day: number) => void;
}

/** What a run prints with `--json`. All cents are positive integers. */
export interface RunResult {
  cases: number;
  claims: number;
  rejected: RejectedRow[];
  outcomes: Record<string, number>;
  contacts: Record<string, number>;
  cents: Totals;
  entries: number;
  transitions: number;
  seconds: number;
  /** Claims left alone because they stay below the amount from which the creditor opens a case. */
  small: number;
  /** The scores that were learnt anew, month by month, and what came of it. */
  refits: Refitting[];
  violations: Violation[];
  digest: string;
}

/**
 * Runs a portfolio through its days: reads the file, lets the creditor send what is overdue night by night, and
 * lets time pass. A database that has lived before goes on from where its clock stopped; a run that was broken off is
 * first brought to the end that it was to have, and then `days` counts for nothing.
 */
export async function runPortfolio(
  db: Database,
  options: RunOptions,
): Promise<{
  result: RunResult;
  from: Day;
  to: Day;
  /** True when the run had been broken off before. */
  resumed: boolean;
  /** What was recognised in the file; absent when it was known. */
  recognised?: Recognised;
}> {
  const began = performance.now();
  const map = readColumns(options.columns);
  const start = momentOn(options.from, 0, ZONE);
  const laptop = createLaptop(db, start, options.keeping, options.host);
  // Seed, file and goal belong together: all of them are known to whoever goes on, or nothing is.
  if (options.keeping === 'stretches') db.begin();
  const seed = recall<number>(db, 'seed') ?? options.seed;
  const debtors = recall<RunOptions['debtors']>(db, 'debtors') ?? options.debtors;
  laptop.world = createWorld(laptop, seed, debtors);
  await laptop.creditors.put(options.creditor);

  const from = dayOfLaptop(laptop);
  const before = recall<Day>(db, 'goal');
  const resumed = before !== undefined && before !== recall<Day>(db, 'reached');
  const goal = resumed ? before : plusDays(from, options.days);
  remember(db, 'seed', seed);
  remember(db, 'debtors', debtors);
  remember(db, 'creditor', options.creditor.id);
  const recognised = await feed(laptop, options, map, from, debtors);
  remember(db, 'goal', goal);

  await passUntil(laptop, goal, options.progress);
  laptop.flush();
  const result = summarise(laptop, rejectedRows(db));
  remember(db, 'reached', goal);
  result.seconds = Math.round((performance.now() - began) / 10) / 100;
  const to = plusDays(dayAt(laptop.now(), ZONE), -1);
  return { result, from, to, resumed, ...(recognised && { recognised }) };
}

/**
 * Hands the file to the creditor's own system, unless the very same file was handed to it before.
 *
 * @returns what was recognised in it; undefined when nothing was read
 */
async function feed(
  laptop: Laptop,
  options: RunOptions,
  map: ColumnMap,
  from: Day,
  debtors: RunOptions['debtors'],
): Promise<Recognised | undefined> {
  const content = createHash('sha256')
    .update(readFileSync(options.portfolio))
    .update(JSON.stringify(map))
    .digest('hex');
  const fed = recall<string[]>(laptop.db, 'fed') ?? [];
  if (fed.includes(content)) return undefined;
  const name = `${PORTFOLIO}${fed.length + 1}`;
  const recognised = await openFile(options.portfolio, map, async (file) => {
    const { lines, rejected } = file.ok
      ? await readLines(file.rows(), file.map, options.creditor.debtorCountry)
      : { lines: [], rejected: file.rejected };
    await laptop.files.reject(name, rejected);
    if (!file.ok) return undefined;
    planNights(laptop, lines, { creditor: options.creditor.id, map: file.map, from, name });
    if (debtors === 'recorded') planSettlements(laptop, options.creditor.id, lines);
    return file.recognised;
  });
  remember(laptop.db, 'fed', [...fed, content]);
  return recognised;
}

export function rejectedRows(db: Database): RejectedRow[] {
  return db
    .all<RejectedRow>(
      `select distinct row, field, reason from rejected where file like '${PORTFOLIO}%' order by row, field`,
    )
    .map((r) => ({ ...r }));
}

/** Re-reads all journals and the outbox with the independent audit. */
export function auditDatabase(db: Database, now: string): ReturnType<typeof audit> {
  return audit({
    journals: journals(db),
    outbox: db.all<{ contact: string; case: string; channel: string; at: string }>(
      'select contact, stream as "case", channel, at from outbox order by n',
    ),
    persons: Array.from(streams<unknown>(db, 'person_items'), ({ stream, items }) => ({
      person: stream,
      entries: items.flatMap((item) => item.entries),
    })),
    creditors: db
      .all<{ policy: string }>('select policy from creditors')
      .map(({ policy }) => Creditor.parse(JSON.parse(policy))),
    now,
  });
}

function* journals(db: Database): Generator<{ case: string; entries: Entry[] }> {
  for (const { stream, items } of streams<Entry>(db)) {
    yield { case: stream, entries: items.flatMap((item) => item.entries) };
  }
}

function summarise(laptop: Laptop, rejected: RejectedRow[]): RunResult {
  const { violations, totals } = auditDatabase(laptop.db, laptop.now());
  return {
    cases: totals.cases,
    claims: totals.claims,
    rejected,
    outcomes: totals.outcomes,
    contacts: { ...totals.contacts },
    cents: { ...totals.cents },
    entries: totals.entries,
    transitions: laptop.transitions(),
    seconds: 0,
    small: leftAlone(laptop.db),
    refits: refittings(laptop.db),
    violations,
    digest: digestOf(laptop.db),
  };
}

/** What the finished executions of `intake` say of claims too small to open a case for. */
function leftAlone(db: Database): number {
  return db
    .all<{ record: string }>(
      `select record from executions where id like 'intake:intake-${PORTFOLIO}%' and parent is null`,
    )
    .reduce(
      (sum, { record }) => sum + ((JSON.parse(record) as { output?: { small?: number } }).output?.small ?? 0),
      0,
    );
}
