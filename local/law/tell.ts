import { spoken } from '../words.ts';
import type { Field, Reply } from './question.ts';

type Row = { readonly [name: string]: Field };

/** An answer for people: what was found, and below it the rules, each with its source and how sure we are of it. */
export function tellReply({ fields, rules }: Reply): string {
  const parts = [tellFields(fields)];
  if (rules.length > 0) {
    const rows = rules.map(({ name, confidence, source }) => ({
      rule: name,
      confidence: spoken(confidence),
      source,
    }));
    parts.push(table(rows));
  }
  return parts.filter((part) => part !== '').join('\n\n');
}

function tellFields(fields: Row): string {
  const single = Object.entries(fields).filter(([, value]) => !isNested(value));
  const width = Math.max(0, ...single.map(([name]) => heading(name).length));
  const lines = single.map(([name, value]) => `${heading(name).padEnd(width)}  ${cell(value)}`);
  const nested = Object.entries(fields).flatMap(([name, value]) => {
    if (!isNested(value)) return [];
    const inside = Array.isArray(value) ? table(value as readonly Row[]) : tellFields(value as Row);
    return inside === '' ? [] : [`${heading(name)}\n${inside.replace(/^(?=.)/gm, '  ')}`];
  });
  return [lines.join('\n'), ...nested].filter((part) => part !== '').join('\n\n');
}

function isNested(value: Field): boolean {
  return (
    typeof value === 'object' && !(Array.isArray(value) && value.every((one) => typeof one === 'string'))
  );
}

/** Rows under the names of their fields, each column as wide as it must be. */
function table(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const flat = names.filter((name) => !rows.some((row) => row[name] !== undefined && isNested(row[name])));
  const written = [flat.map(heading), ...rows.map((row) => flat.map((name) => cell(row[name])))];
  const widths = flat.map((_, column) => Math.max(...written.map((line) => line[column]?.length ?? 0)));
  const lines = written.map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)));
  const inside = (row: Row | undefined) =>
    row === undefined
      ? ''
      : tellFields(Object.fromEntries(Object.entries(row).filter(([name]) => !flat.includes(name))));
  return lines
    .flatMap((line, at) => {
      const more = inside(rows[at - 1]);
      return [line.join('  ').trimEnd(), ...(more === '' ? [] : [more.replace(/^(?=.)/gm, '    ')])];
    })
    .join('\n');
}

/** `lastFreeDay` as people say it: `last free day`. */
function heading(name: string): string {
  return spoken(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

function cell(value: Field | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
