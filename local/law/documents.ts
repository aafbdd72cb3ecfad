import { type Day, daysBetween, plusDays } from '../../core/calendar/moment.ts';
import type { RuleRef } from '../../core/case/entry.ts';
import { euTables } from '../../core/law/eu-tables.ts';
import { kinder } from '../../core/law/kinder.ts';
import type { NamedTable, Pack } from '../../core/law/law.ts';
import { noticeForAll } from '../../core/law/of-case.ts';
import { LawCountry, packFor } from '../../core/law/packs.ts';
import { costsBeside } from '../../core/law/stacking.ts';
import { spoken } from '../words.ts';
import { rulesOf, shownSettings } from './ask-widely.ts';
import { plainCreditor } from './flags.ts';

/** Years whose closed days are listed. */
const YEARS = [2026, 2027, 2028];

const names: Record<LawCountry, string> = { NL: 'the Netherlands', BE: 'Belgium', DE: 'Germany' };

const warning = `This page is made from the code by \`npm run docs:law\`: what stands here is what the code does. Change it there.

It is analysis, not legal advice. A qualified person must confirm it before real letters go out. How sure we are of a
rule: _verified_ was read in that source, _derived_ follows from what was read, _from memory_ was not looked up,
_doubtful_ has two readings or a gap.`;

/** The documents on the law by file name. */
export function lawDocuments(): Map<string, string> {
  const documents = new Map<string, string>();
  for (const country of LawCountry.options) {
    documents.set(`${country.toLowerCase()}.md`, documentOf(country));
  }
  documents.set('eu.md', betweenCountries());
  return documents;
}

function documentOf(country: LawCountry): string {
  const pack = packFor(country);
  const tables = new Set(pack.tables.map(({ name }) => name));
  // A table's rows are shown with it.
  const rules = rulesOf(country).filter(({ name }) => !tables.has(name.replace(/-\d{4}-\d\d-\d\d$/, '')));
  return pageOf([
    `# The law of ${names[country]}`,
    warning,
    `Version \`${pack.id}\`; hours and days are those of ${pack.zone}.`,
    '## Tables',
    'A row holds from its day until the next one. From the day of its review on, the last row holds no longer: what rests on it is then refused until somebody has read the source again.',
    ...pack.tables.map(tableOf),
    '## Settings',
    'Where the law leaves doubt, these choose the reading. The defaults are the ones that are kinder to who owes.',
    rowsOf(
      ['setting', 'default', 'or', 'what it decides'],
      shownSettings(country).map(({ name, about, standard, others, range }) => [
        `\`${name}\``,
        shownValue(standard),
        range ?? others.map(shownValue).join(', '),
        about,
      ]),
    ),
    '## Rules',
    'Receipts and answers carry these names.',
    rulesTable(rules),
    '## Closed days',
    'On these days and on Sundays nobody is approached.',
    rowsOf(['day', 'rule', 'source'], closedDaysOf(pack)),
  ]);
}

/** What holds between countries, and our own policy in all of them. */
function betweenCountries(): string {
  const [residence, contract] = [packFor('NL'), packFor('BE')];
  const rules = [true, false].flatMap(
    (consumer) => kinder(residence, contract, consumer).allocationOrder().rules,
  );
  const scale = (principals: readonly number[]) =>
    residence.costs('consumer', principals, plainCreditor, '2026-01-01');
  rules.push(...kinder(residence, contract, true).noticeNeeded('consumer').rules);
  rules.push(...costsBeside(scale, { principals: [10_000], charged: 4_000 }, [10_000]).rules, noticeForAll);
  const own = [...new Map(rules.map((rule) => [rule.name, rule])).values()];
  return pageOf([
    '# Between countries',
    warning,
    'How somebody is approached follows from where they live. Costs, interest and limitation follow the law of the contract, which is the creditor’s; a consumer has the kinder of the two.',
    '## Tables',
    ...euTables.map(tableOf),
    '## Rules',
    rulesTable(own.filter(({ name }) => /^(eu|own)\//.test(name))),
  ]);
}

function pageOf(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

function tableOf({ name, about, rows, show }: NamedTable): string {
  const table = rowsOf(
    ['from', 'value', 'confidence', 'review by', 'source'],
    rows.map(({ from, value, source, confidence, reviewBy }) => [
      from,
      show(value),
      spoken(confidence),
      reviewBy ?? '',
      source,
    ]),
  );
  return `### ${name}\n\n${about}\n\n${table}`;
}

function rulesTable(rules: readonly RuleRef[]): string {
  const rows = rules.map(({ name, source, confidence }) => [`\`${name}\``, spoken(confidence), source]);
  return rowsOf(['rule', 'confidence', 'source'], rows);
}

function closedDaysOf(pack: Pack): string[][] {
  const found: string[][] = [];
  for (const year of YEARS) {
    for (const day of daysOf(year)) {
      const rule = pack.closed.closedBy(day);
      if (rule && !rule.name.endsWith('/sunday')) found.push([day, `\`${rule.name}\``, rule.source]);
    }
  }
  return found;
}

function daysOf(year: number): Day[] {
  const first = `${year}-01-01`;
  return Array.from({ length: daysBetween(first, `${year + 1}-01-01`) }, (_, at) => plusDays(first, at));
}

function shownValue(value: unknown): string {
  return Array.isArray(value) && value.length === 0 ? 'none' : `\`${String(value)}\``;
}

/** A table in Markdown, its columns aligned. */
function rowsOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = cells;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(first), rule, ...rest.map(line)].join('\n');
}
