import { readFileSync } from 'node:fs';
import { readRows } from '../adapters/csv/read-rows.ts';
import { type Database, recall, remember } from '../adapters/local/database.ts';
import { streams } from '../adapters/local/journal.ts';
import { type Day, dayAt, momentOn, plusDays } from '../core/calendar/moment.ts';
import { ColumnMap, ownColumns, type RejectedRow } from '../core/case/claim-row.ts';
import type { Entry } from '../core/case/entry.ts';
import type { Creditor } from '../core/creditor/creditor.ts';
import { audit, type Violation } from './audit/audit.ts';
import { createLaptop, digestOf, type Laptop } from './laptop.ts';
import { planNights, readLines } from './world/feed.ts';
import { planSettlements } from './world/recorded.ts';
import { createWorld } from './world/world.ts';

const ZONE = 'Europe/Amsterdam';
/** Buffer of the Dutch pack between the last free day and the first day of costs. */
const COSTS_BUFFER_DAYS = 3;

export interface RunOptions {
  portfolio: string;
  columns?: string;
  creditor: Creditor;
  from: Day;
  days: number;
  seed: number;
  debtors: 'simulated' | 'recorded';
  /** True when the database is a file that is kept and continued. */
  durable: boolean;
  progress?: (day: number) => void;
}

/** What a run prints with `--json`. All cents are positive integers. */
export interface RunResult {
  cases: number;
  claims: number;
  rejected: RejectedRow[];
  outcomes: Record<string, number>;
  contacts: Record<string, number>;
  cents: {
    principal: number;
    interest: number;
    costs: number;
    paid: number;
    waived: number;
    outstanding: number;
  };
  entries: number;
  transitions: number;
  seconds: number;
  violations: Violation[];
  digest: string;
}

/**
 * Runs a portfolio through its days: reads the file, lets the creditor send what is overdue night by night, and
 * lets time pass. A database that has lived before goes on from where its clock stopped.
 */
export async function runPortfolio(
  db: Database,
  options: RunOptions,
): Promise<{ result: RunResult; laptop: Laptop }> {
  const began = performance.now();
  const map = options.columns
    ? ColumnMap.parse(JSON.parse(readFileSync(options.columns, 'utf8')))
    : ownColumns;
  const start = momentOn(options.from, 0, ZONE);
  const laptop = createLaptop(db, start, options.durable);
  const seed = recall<number>(db, 'seed') ?? options.seed;
  const debtors = recall<RunOptions['debtors']>(db, 'debtors') ?? options.debtors;
  laptop.world = createWorld(laptop, seed, debtors);
  laptop.creditors.put(options.creditor);

  if (recall(db, 'portfolio') === undefined) {
    const { lines, rejected } = await readLines(
      readRows(options.portfolio, { ...(map.delimiter && { delimiter: map.delimiter }) }),
      map,
    );
    await laptop.files.reject('portfolio', rejected);
    planNights(laptop, lines, { creditor: options.creditor.id, map, from: options.from, name: 'portfolio' });
    if (debtors === 'recorded') planSettlements(laptop, options.creditor.id, lines);
    remember(db, 'seed', seed);
    remember(db, 'debtors', debtors);
    remember(db, 'portfolio', options.portfolio);
  }

  const first = dayAt(laptop.now(), ZONE);
  const until = momentOn(plusDays(first, options.days), 0, ZONE);
  for (let day = 0; day < options.days; day++) {
    laptop.later(momentOn(plusDays(first, day), 5 * 60, ZONE), { who: 'clock' });
  }
  for (let day = 1; day <= options.days; day++) {
    await laptop.advance(momentOn(plusDays(first, day), 0, ZONE));
    options.progress?.(day);
  }
  await laptop.advance(until);
  laptop.flush();
  const result = summarise(laptop, rejectedRows(db));
  result.seconds = Math.round((performance.now() - began) / 10) / 100;
  return { result, laptop };
}

export function rejectedRows(db: Database): RejectedRow[] {
  return db
    .all<RejectedRow>('select distinct row, field, reason from rejected order by row, field')
    .map((r) => ({ ...r }));
}

/** Re-reads all journals and the outbox with the independent audit. */
export function auditDatabase(db: Database, now: string): ReturnType<typeof audit> {
  return audit({
    journals: journals(db),
    outbox: db.all<{ contact: string; case: string; channel: string; at: string }>(
      'select contact, stream as "case", channel, at from outbox order by n',
    ),
    now,
    buffers: { costsDays: COSTS_BUFFER_DAYS },
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
    violations,
    digest: digestOf(laptop.db),
  };
}
