import type { Command } from 'commander';
import type { Database } from '../../adapters/local/database.ts';
import { sqliteCreditors } from '../../adapters/local/tables.ts';
import { type Day, daysBetween, plusMonths } from '../../core/calendar/moment.ts';
import type { Case } from '../../core/case/case.ts';
import type { Creditor } from '../../core/creditor/creditor.ts';
import type { NamedTable, Pack } from '../../core/law/law.ts';
import { interestTo } from '../../core/law/of-case.ts';
import { interestTables, LawCountry, packFor, packOf } from '../../core/law/packs.ts';
import type { RateChange } from '../../core/law/tables.ts';
import { FAILED } from '../exit-codes.ts';
import { openStored, WrongUse } from '../stored.ts';
import { listCases } from '../view.ts';
import { decimal, readDay, readDayOrToday, readPercent } from './flags.ts';
import { type Asked, collected, type Field, type Reply } from './question.ts';

interface Flags {
  on?: string;
  rate: string[];
  until?: string;
  db?: string;
  json?: boolean;
}

/** So many days before its review a table is listed: time to read a source. */
const AHEAD_DAYS = 60;

/** Adds the command `law review`. */
export function addReview(law: Command, asked: Asked): void {
  law
    .command('review')
    .description('which tables must be read again, and what a change of a rate would change in open cases')
    .option('--on <date>', 'day of the review (default: today)')
    .addOption(
      collected('--rate <table=percent@date>', 'a change, like nl/statutory-interest=5.00@2027-01-01'),
    )
    .option('--until <date>', 'day up to which interest is counted (default: six months after the change)')
    .option('--db <file>', 'a database made by run or import (default: the last run)')
    .option('--json', 'print one JSON object')
    .action(asked<Flags>(review));
}

async function review(flags: Flags): Promise<Reply> {
  const on = readDayOrToday('--on', flags.on);
  const tables = LawCountry.options.flatMap((country) =>
    packFor(country).tables.flatMap((table) => toReview(table, on)),
  );
  const past = tables.some(({ state }) => state === 'past');
  const changes = flags.rate.map(readChange);
  const [first] = changes;
  const change = first && (await whatChanges(changes, readUntil(flags, first.from), flags.db));
  const fields = { on, tables, ...(change && { change }) };
  return { fields, rules: [], ...(past && { code: FAILED }) };
}

/** A table whose last row lapses soon or has lapsed. */
function toReview({ name, about, rows }: NamedTable, on: Day): { [name: string]: Field }[] {
  const reviewBy = rows.at(-1)?.reviewBy;
  if (reviewBy === undefined) return [];
  const days = daysBetween(on, reviewBy);
  if (days > AHEAD_DAYS) return [];
  return [{ table: name, reviewBy, days, state: days <= 0 ? 'past' : 'soon', about }];
}

/** @throws WrongUse */
function readChange(written: string): RateChange {
  const [, table = '', rate = '', from = ''] = /^([\w/-]+)=([\d.]+)@(\S+)$/.exec(written) ?? [];
  if (interestTables.includes(table)) {
    return { table, value: readPercent('--rate', rate), from: readDay('--rate', from) };
  }
  const known = interestTables.join(', ');
  throw new WrongUse(
    `--rate ${written}: write a table, a percentage and a day, like ${interestTables[0]}=5.00@2027-01-01. The tables are ${known}.`,
  );
}

/** @throws WrongUse */
function readUntil({ until }: Flags, from: Day): Day {
  if (until === undefined) return plusMonths(from, 6);
  const day = readDay('--until', until);
  if (day > from) return day;
  throw new WrongUse(`--until ${day}: nothing changes before ${from}.`);
}

/**
 * The interest that open cases would bear up to a day under today's tables, which know no rate from their review on,
 * and with a change: sums over cases, and nothing about anybody.
 */
async function whatChanges(
  changes: readonly RateChange[],
  until: Day,
  file: string | undefined,
): Promise<{ [name: string]: Field }> {
  const db = openStored(file);
  try {
    const laws = lawsOf(db, changes);
    let [open, cases, today, changed, largest] = [0, 0, 0, 0, 0];
    for (const { c } of listCases(db)) {
      if (c.closed) continue;
      open += 1;
      const { creditor, asIs, ifChanged } = await laws(c);
      const [before, after] = [
        interestOf(c, creditor, asIs, until),
        interestOf(c, creditor, ifChanged, until),
      ];
      today += before;
      changed += after;
      if (before !== after) cases += 1;
      if (Math.abs(after - before) > Math.abs(largest)) largest = after - before;
    }
    return {
      rates: changes.map(({ table, from, value }) => ({ table, from, rate: decimal(value) })),
      until,
      open,
      cases,
      today: decimal(today),
      changed: decimal(changed),
      difference: decimal(changed - today),
      largest: decimal(largest),
    };
  } finally {
    db.close();
  }
}

function interestOf(c: Case, creditor: Creditor, pack: Pack, until: Day): number {
  let cents = 0;
  for (const claim of c.claims.values()) cents += interestTo(c, claim, creditor, pack, until)?.cents ?? 0;
  return cents;
}

/** The law of a case as it is and as it would be. Cases of one kind share it. */
function lawsOf(
  db: Database,
  changes: readonly RateChange[],
): (c: Case) => Promise<{ creditor: Creditor; asIs: Pack; ifChanged: Pack }> {
  const known = new Map<string, { creditor: Creditor; asIs: Pack; ifChanged: Pack }>();
  return async (c) => {
    const key = `${c.creditor} ${c.country} ${c.debtor}`;
    const found = known.get(key);
    if (found) return found;
    const creditor = await sqliteCreditors(db).get(c.creditor);
    const laws = { creditor, asIs: packOf(creditor, c), ifChanged: packOf(creditor, c, changes) };
    known.set(key, laws);
    return laws;
  };
}
