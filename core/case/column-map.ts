import * as z from 'zod/mini';
import { shown } from './claim-field.ts';
import type { RejectedRow } from './claim-row.ts';
import { DecimalSign, decimalSignsOf } from './written-amount.ts';
import { DayStyle, dayStylesOf } from './written-day.ts';

/** What we can read of an invoice; also the column names of our own files. `amount` is in euros and cents: 12.50. */
export const OurField = z.enum([
  'debtorReference',
  'debtorKind',
  'name',
  'email',
  'phone',
  'street',
  'postcode',
  'city',
  'country',
  'addressHeldBy',
  'language',
  'invoice',
  'amount',
  'currency',
  'contractOn',
  'invoicedOn',
  'dueOn',
  'settledOn',
  'agreedTerm',
  'termsCleared',
  'subject',
  'sector',
  'segment',
  'basis',
  'invoicesBefore',
  'lateBefore',
]);
export type OurField = z.infer<typeof OurField>;

const needed = ['debtorReference', 'invoice', 'amount', 'dueOn'] as const satisfies readonly OurField[];
const MOST_NAMES = 20;

export const Delimiter = z.enum([',', ';', '\t', '|']);
export type Delimiter = z.infer<typeof Delimiter>;

/** Which of a creditor's columns is which of our fields. How it writes things is recognised where it is not said. */
export const ColumnMap = z
  .strictObject({
    /** Our field → the file's column. */
    columns: z.partialRecord(OurField, z.string().check(z.minLength(1))),
    /** Our field → what holds for every row where the file has no column or leaves it empty. */
    constants: z._default(z.partialRecord(OurField, z.string()), {}),
    /** Our field → the file's word → our word. */
    values: z.optional(z.partialRecord(OurField, z.record(z.string(), z.string()))),
    dateFormat: z.optional(DayStyle),
    decimal: z.optional(DecimalSign),
    delimiter: z.optional(Delimiter),
  })
  .check(
    z.refine((map) => needed.every((field) => map.columns[field] !== undefined), {
      message: `a column must be named for each of ${needed.join(', ')}`,
      path: ['columns'],
    }),
  );
export type ColumnMap = z.infer<typeof ColumnMap>;

/** A map with which rows can be read: what was not said has been recognised. */
export const CompleteMap = z.safeExtend(ColumnMap, { dateFormat: DayStyle, decimal: DecimalSign });
export type CompleteMap = z.infer<typeof CompleteMap>;

/** The map of our own files: every column is named like our field. Optional columns may be absent. */
export const ownColumns: ColumnMap = {
  columns: Object.fromEntries(OurField.options.map((field) => [field, field])),
  constants: {},
};

/**
 * What a header lacks for this map, each once and on row 1; the first tells what it has. A column that was renamed in the map is a promise and must
 * be there; of those that carry our own name only the needed ones must.
 */
export function missingColumns(map: ColumnMap, header: readonly string[]): RejectedRow[] {
  const present = new Set(header);
  const rejected: RejectedRow[] = [];
  for (const field of OurField.options) {
    const column = map.columns[field];
    if (column === undefined || present.has(column)) continue;
    if (column === field && !(needed as readonly string[]).includes(field)) continue;
    const reason = `The header has no column ${shown(column)}: add it, or name the right column for ${field} in the map.`;
    rejected.push({ row: 1, field, reason: rejected.length === 0 ? `${reason} ${told(header)}` : reason });
  }
  return rejected;
}

/** The columns that there are, so that somebody sees the slip of the pen. */
function told(header: readonly string[]): string {
  // Without a header the first line is an invoice: what it says of a debtor must not be repeated.
  if (header.some(looksLikeValue))
    return 'Its first line looks like an invoice: put a line with names above it.';
  const names = header.slice(0, MOST_NAMES).map(shown).join(', ');
  const more = header.length - MOST_NAMES;
  return `It has ${names}${more > 0 ? ` and ${more} more` : ''}.`;
}

function looksLikeValue(name: string): boolean {
  if (/\S@\S/.test(name) || dayStylesOf(name).styles.length > 0) return true;
  return /\d[.,]\d/.test(name) && decimalSignsOf(name).signs.length > 0;
}
