import * as z from 'zod/mini';
import { Day } from '../calendar/moment.ts';
import { Cents } from '../money/cents.ts';
import {
  type Reading,
  reject,
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
import type { CompleteMap } from './column-map.ts';
import { ClaimBasis, DebtorKind, Language } from './words.ts';

/** One invoice as a creditor hands it in, checked and in one form. */
export const ClaimRow = z.strictObject({
  /** The creditor's own number for the debtor. */
  debtorReference: z.string().check(z.minLength(1)),
  debtorKind: DebtorKind,
  name: z.optional(z.string()),
  email: z.optional(z.string()),
  /** E.164: `+31612345678`. */
  phone: z.optional(z.string()),
  street: z.optional(z.string()),
  postcode: z.optional(z.string()),
  city: z.optional(z.string()),
  /** Where the debtor lives: whose rules of conduct hold. */
  country: z.string().check(z.length(2)),
  /** Present when the claim itself named no country, and the creditor's policy did. */
  countryFrom: z.optional(z.literal('policy')),
  /** Present when only the creditor knows the postal address: letters are possible, we just cannot see where to. */
  addressHeldBy: z.optional(z.literal('creditor')),
  /** Absent: the creditor's language. */
  language: z.optional(Language),
  invoice: z.string().check(z.minLength(1)),
  cents: Cents,
  currency: z.literal('EUR'),
  /** The day on which the contract was made: in Germany the law wants it in a collector's first demand. */
  contractOn: z.optional(Day),
  invoicedOn: z.optional(Day),
  dueOn: Day,
  /** The day of payment, in files of the past that a score is learnt from; a claim to collect has none. */
  settledOn: z.optional(Day),
  /** Absent: what the creditor's policy says of its contracts. */
  agreedTerm: z.optional(z.boolean()),
  termsCleared: z.optional(z.boolean()),
  subject: z.optional(z.string()),
  sector: z.optional(z.string()),
  /** What kind of customer the debtor is, in the creditor's own words. It lies with the personal data. */
  segment: z.optional(z.string()),
  /** What the claim is for; absent: nobody said. */
  basis: z.optional(ClaimBasis),
  /** Earlier invoices of this debtor that the creditor knows of, and how many of them were paid late; counts. */
  invoicesBefore: z.optional(z.int().check(z.nonnegative())),
  lateBefore: z.optional(z.int().check(z.nonnegative())),
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
 * Reads one record as an invoice, of a file that lacks no column (`missingColumns`). All that is wrong is told at once.
 *
 * @param debtorCountry where debtors live of whom the file does not say it; undefined: then their rows are refused
 */
export function readClaimRow(
  map: CompleteMap,
  raw: RawRow,
  debtorCountry: string | undefined,
): { ok: true; row: ClaimRow } | { ok: false; rejected: RejectedRow[] } {
  const from: Reading = { map, raw, rejected: [] };
  const named = take(from, 'country') !== undefined;
  const country = takeCountry(from, debtorCountry);
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
    countryFrom: named ? undefined : ('policy' as const),
    addressHeldBy: takeWord(from, 'addressHeldBy', ['creditor'] as const),
    language: takeWord(from, 'language', Language.options),
    invoice: takeNeeded(from, 'invoice', 'give the number of the invoice'),
    cents: takeCents(from),
    currency: takeCurrency(from),
    contractOn: takeDay(from, 'contractOn'),
    invoicedOn: takeDay(from, 'invoicedOn'),
    dueOn:
      takeNeeded(from, 'dueOn', 'give the day by which the invoice had to be paid') && takeDay(from, 'dueOn'),
    settledOn: takeDay(from, 'settledOn'),
    agreedTerm: takeYesNo(from, 'agreedTerm'),
    termsCleared: takeYesNo(from, 'termsCleared'),
    subject: take(from, 'subject'),
    sector: take(from, 'sector'),
    segment: take(from, 'segment'),
    basis: takeWord(from, 'basis', ClaimBasis.options),
    invoicesBefore: takeCount(from, 'invoicesBefore'),
    lateBefore: takeCount(from, 'lateBefore'),
  };
  checkTogether(from, row);
  if (from.rejected.length > 0) return { ok: false, rejected: from.rejected };
  const known: Record<string, unknown> = {};
  for (const field of Object.keys(row) as (keyof typeof row)[])
    if (row[field] !== undefined) known[field] = row[field];
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
