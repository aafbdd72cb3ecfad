import type { Column, Table } from '../glass-box/table.ts';
import { invoiceFeatures } from './catalogue.ts';
import { createHistory, type Invoice } from './history.ts';

/** What can be asked of an invoice: paid after the day it is due, or in full within so many days of the moment. */
export const invoiceTargets = ['late', 'paid-30', 'paid-60', 'paid-90'] as const;
export type InvoiceTarget = (typeof invoiceTargets)[number];

/** When an invoice is looked at: on the day it is issued, on the day it falls due, or on a day for all (since 1970). */
export type Moment = 'issue' | 'due' | number;

export function momentOf(invoice: Invoice, at: Moment): number {
  return at === 'issue' ? invoice.issuedOn : at === 'due' ? invoice.dueOn : at;
}

/** The history as it was known before a day: later invoices are not in it, later payments not yet made. */
export function asKnown(invoices: readonly Invoice[], day: number): Invoice[] {
  return invoices
    .filter(({ issuedOn }) => issuedOn < day)
    .map(({ settledOn, ...invoice }) =>
      settledOn !== undefined && settledOn < day ? { ...invoice, settledOn } : invoice,
    );
}

/**
 * The day after the last one of which a history tells something. One without an invoice day stands on the day it is due,
 * which may lie ahead: it tells nothing of when the file was made.
 */
export function knownUntil(invoices: readonly Invoice[]): number {
  const told = ({ issuedOn, dueOn, settledOn }: Invoice) =>
    Math.max(issuedOn < dueOn ? issuedOn : 0, settledOn ?? 0);
  return invoices.reduce((last, invoice) => Math.max(last, told(invoice)), 0) + 1;
}

/** Whether an invoice can be looked at then: it was issued, and not paid before. */
export function isOpen({ issuedOn, settledOn }: Invoice, day: number): boolean {
  return issuedOn <= day && (settledOn === undefined || settledOn >= day);
}

/**
 * What came true for an invoice that was looked at on `day`, as known before `until`: 1, 0, or undefined where its time was
 * not over. One that was paid early is not counted before the others of its age: only good news would be known.
 */
export function outcomeOf(
  { dueOn, settledOn }: Invoice,
  target: InvoiceTarget,
  day: number,
  until: number,
): 0 | 1 | undefined {
  const limit = target === 'late' ? dueOn : day + Number(target.slice('paid-'.length));
  if (limit >= until) return undefined;
  const intime = settledOn !== undefined && settledOn <= limit;
  return intime === (target === 'late') ? 0 : 1;
}

/** The features of invoices, each at its moment, out of a history. One column for each feature of the catalogue. */
export function featureColumns(
  history: readonly Invoice[],
  invoices: readonly Invoice[],
  at: Moment,
): Column[] {
  const known = createHistory(history);
  const columns = invoiceFeatures.map(({ name }) => ({
    name,
    kind: 'number' as const,
    values: new Float64Array(invoices.length),
  }));
  for (const [row, invoice] of invoices.entries()) {
    const day = momentOf(invoice, at);
    const past = known.before(day, invoice);
    for (const [feature, { of }] of invoiceFeatures.entries()) {
      (columns[feature] as (typeof columns)[number]).values[row] = of({ invoice, past, day });
    }
  }
  return columns;
}

/** Invoices of which it is known what came true, as a table. */
export function invoiceTable(
  history: readonly Invoice[],
  target: InvoiceTarget,
  at: Moment,
  until: number,
  chosen: (day: number) => boolean = () => true,
): Table & { invoices: Invoice[]; days: Int32Array } {
  const found = history.flatMap((invoice) => {
    const day = momentOf(invoice, at);
    const outcome = outcomeOf(invoice, target, day, until);
    return outcome !== undefined && chosen(day) && isOpen(invoice, day) ? [{ invoice, day, outcome }] : [];
  });
  const invoices = found.map(({ invoice }) => invoice);
  return {
    invoices,
    columns: featureColumns(history, invoices, at),
    answers: Uint8Array.from(found, ({ outcome }) => outcome),
    days: Int32Array.from(found, ({ day }) => day),
  };
}
