import * as z from 'zod';
import { Day } from '../calendar/moment.ts';
import { Cents } from '../money/cents.ts';
import {
  type Reading,
  reject,
  shown,
  take,
  takeCents,
  takeCount,
  takeCountry,
  takeCurrency,
  takeDay,
  takeEmail,
  takeNeeded,
  takePhone,
  takePostcode,
  takeWord,
  takeYesNo,
} from './claim-field.ts';
import { DebtorKind, Language } from './words.ts';

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
  'invoicedOn',
  'dueOn',
  'settledOn',
  'agreedTerm',
  'termsCleared',
  'subject',
  'sector',
  'invoicesBefore',
  'lateBefore',
]);
export type OurField = z.infer<typeof OurField>;

const needed = ['debtorReference', 'invoice', 'amount', 'dueOn'] as const satisfies readonly OurField[];

/** How a creditor's file is to be read: which of its columns is which of our fields, and how it writes things. */
export const ColumnMap = z
  .strictObject({
    /** Our field → the file's column. */
    columns: z.partialRecord(OurField, z.string().min(1)),
    /** Our field → what holds for every row where the file has no column or leaves it empty. */
    constants: z.partialRecord(OurField, z.string()).default({}),
    /** Our field → the file's word → our word. */
    values: z.partialRecord(OurField, z.record(z.string(), z.string())).optional(),
    dateFormat: z.enum(['yyyy-MM-dd', 'd-M-yyyy', 'd/M/yyyy', 'M/d/yyyy']),
    /** The sign before the cents. */
    decimal: z.enum(['.', ',']),
    delimiter: z.enum([',', ';', '\t']).optional(),
  })
  .refine((map) => needed.every((field) => map.columns[field] !== undefined), {
    message: `a column must be named for each of ${needed.join(', ')}`,
    path: ['columns'],
  });
export type ColumnMap = z.infer<typeof ColumnMap>;

/** The map of our own files: every column is named like our field. Optional columns may be absent. */
export const ownColumns: ColumnMap = {
  columns: Object.fromEntries(OurField.options.map((field) => [field, field])),
  constants: {},
  dateFormat: 'yyyy-MM-dd',
  decimal: '.',
};

/** One invoice as a creditor hands it in, checked and in one form. */
export const ClaimRow = z.strictObject({
  /** The creditor's own number for the debtor. */
  debtorReference: z.string().min(1),
  debtorKind: DebtorKind,
  name: z.string().optional(),
  email: z.string().optional(),
  /** E.164: `+31612345678`. */
  phone: z.string().optional(),
  street: z.string().optional(),
  postcode: z.string().optional(),
  city: z.string().optional(),
  country: z.string().length(2),
  /** Present when only the creditor knows the postal address: letters are possible, we just cannot see where to. */
  addressHeldBy: z.literal('creditor').optional(),
  /** Absent: the creditor's language. */
  language: Language.optional(),
  invoice: z.string().min(1),
  cents: Cents,
  currency: z.literal('EUR'),
  invoicedOn: Day.optional(),
  dueOn: Day,
  /** The day of payment, in files of the past that a score is learnt from; a claim to collect has none. */
  settledOn: Day.optional(),
  /** Absent: what the creditor's policy says of its contracts. */
  agreedTerm: z.boolean().optional(),
  termsCleared: z.boolean().optional(),
  subject: z.string().optional(),
  sector: z.string().optional(),
  /** Earlier invoices of this debtor that the creditor knows of, and how many of them were paid late; counts. */
  invoicesBefore: z.int().nonnegative().optional(),
  lateBefore: z.int().nonnegative().optional(),
});
export type ClaimRow = z.infer<typeof ClaimRow>;

/** A record of a file. `row` is the line on which it starts; the header is line 1. */
export interface RawRow {
  row: number;
  fields: Record<string, string>;
}

/** Why a record was not accepted: a sentence that says what was found and what to do, free of personal data. */
export interface RejectedRow {
  row: number;
  /** One of our fields; `row` or `file` where the trouble is not in one field. */
  field: string;
  reason: string;
}

/**
 * What a header lacks for this map, each once and on row 1; ask it once a file. A column that was renamed in the map
 * is a promise and must be there; of those that carry our own name only the needed ones must.
 */
export function missingColumns(map: ColumnMap, header: readonly string[]): RejectedRow[] {
  const present = new Set(header);
  const rejected: RejectedRow[] = [];
  for (const field of OurField.options) {
    const column = map.columns[field];
    if (column === undefined || present.has(column)) continue;
    if (column === field && !(needed as readonly string[]).includes(field)) continue;
    const reason = `The header has no column ${shown(column)}: add it, or name the right column for ${field} in the map.`;
    rejected.push({ row: 1, field, reason });
  }
  return rejected;
}

/**
 * Reads one record as an invoice. All that is wrong with it is told at once; a file without a needed column gives the
 * answer of `missingColumns`.
 */
export function readClaimRow(
  map: ColumnMap,
  raw: RawRow,
): { ok: true; row: ClaimRow } | { ok: false; rejected: RejectedRow[] } {
  const missing = missingColumns(map, Object.keys(raw.fields));
  if (missing.length > 0) return { ok: false, rejected: missing };

  const from: Reading = { map, raw, rejected: [] };
  const country = takeCountry(from);
  const row = {
    debtorReference: takeNeeded(from, 'debtorReference', 'give your own number for the debtor'),
    debtorKind: takeWord(from, 'debtorKind', DebtorKind.options) ?? 'unknown',
    name: take(from, 'name'),
    email: takeEmail(from),
    phone: takePhone(from, country),
    street: take(from, 'street'),
    postcode: takePostcode(from, country),
    city: take(from, 'city'),
    country,
    addressHeldBy: takeWord(from, 'addressHeldBy', ['creditor'] as const),
    language: takeWord(from, 'language', Language.options),
    invoice: takeNeeded(from, 'invoice', 'give the number of the invoice'),
    cents: takeCents(from),
    currency: takeCurrency(from),
    invoicedOn: takeDay(from, 'invoicedOn'),
    dueOn:
      takeNeeded(from, 'dueOn', 'give the day by which the invoice had to be paid') && takeDay(from, 'dueOn'),
    settledOn: takeDay(from, 'settledOn'),
    agreedTerm: takeYesNo(from, 'agreedTerm'),
    termsCleared: takeYesNo(from, 'termsCleared'),
    subject: take(from, 'subject'),
    sector: take(from, 'sector'),
    invoicesBefore: takeCount(from, 'invoicesBefore'),
    lateBefore: takeCount(from, 'lateBefore'),
  };
  checkTogether(from, row);
  if (from.rejected.length > 0) return { ok: false, rejected: from.rejected };
  const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
  return { ok: true, row: known as ClaimRow };
}

function checkTogether(
  from: Reading,
  row: { [field in 'invoicedOn' | 'dueOn' | 'invoicesBefore' | 'lateBefore']: string | number | undefined },
): void {
  if (row.invoicedOn && row.dueOn && row.invoicedOn > row.dueOn) {
    const reason = `The invoice is dated ${row.invoicedOn} and was due before that, on ${row.dueOn}: correct one of them.`;
    reject(from, 'invoicedOn', reason);
  }
  const known = [row.invoicesBefore, row.lateBefore].filter((count) => count !== undefined).length;
  const failed = from.rejected.some(({ field }) => field === 'invoicesBefore' || field === 'lateBefore');
  if (known === 1 && !failed) {
    reject(from, 'lateBefore', 'Only one of invoicesBefore and lateBefore is given: give both or neither.');
  }
  if (known === 2 && Number(row.lateBefore) > Number(row.invoicesBefore)) {
    const reason = `Of ${row.invoicesBefore} earlier invoices ${row.lateBefore} were late: correct one of the counts.`;
    reject(from, 'lateBefore', reason);
  }
}
