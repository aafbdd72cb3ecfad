import type { Command } from 'commander';
import type { NamedTable } from '../../core/law/law.ts';
import { heldOn, missingOn } from '../../core/law/tables.ts';
import { WrongUse } from '../stored.ts';
import { type LawFlags, readDay, readPack } from './flags.ts';
import { type Asked, type Field, question, type Reply } from './question.ts';

interface Flags extends LawFlags {
  table?: string;
  on?: string;
}

/** Adds the command `law rates`. */
export function addRates(law: Command, asked: Asked): void {
  question(law, 'rates', 'the dated tables: rates, scales, terms and hours, with their sources')
    .option('--table <name>', 'one table, like nl/statutory-interest')
    .option('--on <date>', 'only what holds on that day')
    .action(asked<Flags>(rates));
}

function rates(flags: Flags): Reply {
  const { tables } = readPack(flags);
  const chosen = flags.table === undefined ? tables : tables.filter(({ name }) => name === flags.table);
  if (chosen.length === 0) {
    const names = tables.map(({ name }) => name).join(', ');
    throw new WrongUse(`--table ${flags.table}: there is no such table. There are ${names}.`);
  }
  const on = flags.on === undefined ? undefined : readDay('--on', flags.on);
  const shown = chosen.map((table) => ({ name: table.name, about: table.about, ...rowsOf(table, on) }));
  const answered = shown.some(({ rows }) => rows.length > 0);
  const missing = shown.find((one) => 'missing' in one)?.missing;
  return { fields: { tables: shown }, rules: [], ...(!answered && missing !== undefined && { missing }) };
}

function rowsOf(
  { rows, about, show }: NamedTable,
  on: string | undefined,
): { rows: readonly { readonly [name: string]: Field }[]; missing?: string } {
  const held = on === undefined ? rows : [heldOn(rows, on)].filter((row) => row !== undefined);
  const shown = held.map(({ from, value, source, confidence, reviewBy }) => ({
    from,
    value: show(value),
    confidence,
    ...(reviewBy !== undefined && { reviewBy }),
    source,
  }));
  if (on === undefined || held.length > 0) return { rows: shown };
  return { rows: [], missing: missingOn(about.replace(/\.$/, ''), rows, on) };
}
