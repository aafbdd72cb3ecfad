import { dayOfWeek, plusDays } from '../../calendar/moment.ts';
import type { Feature } from '../feature.ts';
import { latenessOf, type Past } from './history.ts';

/** Invoices that the average of all debtors counts for, so that one late payment is no habit. */
const PRIOR = 2;
const RECENT = 3;

const own = "the creditor's invoices and payments of this debtor";
const claim = 'the invoice itself';
const interest =
  'legitimate interest (GDPR article 6(1)(f)): how earlier invoices of the same contract were paid, as their parties know';
const contract = 'performance of the contract (GDPR article 6(1)(b)): what was agreed on this invoice';
const history = { source: own, reason: interest } as const;
const invoice = { source: claim, reason: contract } as const;

/** What a score knows of any invoice, in a case or not. */
export const invoiceFeatures: readonly Feature[] = [
  {
    name: 'mean-lateness',
    meaning: 'How late earlier invoices were paid on average, drawn towards all debtors where there were few',
    unit: 'days',
    ...history,
    lateness: 1,
    of: ({ past: { settled, meanLateness } }) =>
      (sum(settled.map(latenessOf)) + PRIOR * meanLateness) / (settled.length + PRIOR),
  },
  {
    name: 'share-late',
    meaning: 'Share of earlier invoices that were paid late, drawn towards all debtors where there were few',
    unit: 'share',
    ...history,
    lateness: 1,
    of: ({ past }) => {
      const { late, all } = paidBefore(past);
      return (late + PRIOR * past.shareLate) / (all + PRIOR);
    },
  },
  {
    name: 'last-lateness',
    meaning: 'How late the invoice that was paid last was paid',
    unit: 'days',
    ...history,
    lateness: 1,
    of: ({ past: { settled } }) => mean(settled.slice(-1).map(latenessOf)),
  },
  {
    name: 'lateness-trend',
    meaning: 'Lateness of the last three paid invoices, less that of all before them',
    unit: 'days',
    ...history,
    lateness: 0,
    of: ({ past: { settled } }) =>
      mean(settled.slice(-RECENT).map(latenessOf)) - mean(settled.slice(0, -RECENT).map(latenessOf)),
  },
  {
    name: 'recent-speed',
    meaning: 'Days from invoice to payment, of the last three that were paid',
    unit: 'days',
    ...history,
    lateness: 1,
    of: ({ past: { settled } }) =>
      mean(settled.slice(-RECENT).map(({ issuedOn, settledOn }) => settledOn - issuedOn)),
  },
  {
    name: 'invoices-paid',
    meaning: 'Invoices that were paid before',
    unit: 'invoices',
    ...history,
    lateness: 0,
    of: ({ past }) => paidBefore(past).all,
  },
  {
    name: 'first-invoice',
    meaning: 'No invoice was sent before',
    unit: 'yes or no',
    ...history,
    lateness: 0,
    of: ({ past }) => (past.issued.length + paidBefore(past).all === 0 ? 1 : 0),
  },
  {
    name: 'open-invoices',
    meaning: 'Other invoices that are not paid yet',
    unit: 'invoices',
    ...history,
    lateness: 0,
    of: ({ past: { open } }) => open.length,
  },
  {
    name: 'overdue-invoices',
    meaning: 'Other invoices that should have been paid and are not',
    unit: 'invoices',
    ...history,
    lateness: 1,
    of: ({ past: { open }, day }) => open.filter(({ dueOn }) => dueOn < day).length,
  },
  {
    name: 'longest-overdue',
    meaning: 'How long the oldest other unpaid invoice is overdue; 0 where none is',
    unit: 'days',
    ...history,
    lateness: 1,
    of: ({ past: { open }, day }) => open.reduce((most, { dueOn }) => Math.max(most, day - dueOn), 0),
  },
  {
    name: 'days-since-invoice',
    meaning: 'Days since the invoice before this one',
    unit: 'days',
    ...history,
    lateness: 0,
    of: ({ past: { issued }, day }) => day - (issued.at(-1)?.issuedOn ?? Number.NaN),
  },
  {
    name: 'amount-against-habit',
    meaning: 'The amount, divided by the average of earlier invoices',
    unit: 'ratio',
    ...history,
    lateness: 0,
    of: ({ invoice: { cents }, past: { issued } }) => cents / mean(issued.map((each) => each.cents)),
  },
  {
    name: 'amount',
    meaning: 'The amount',
    unit: 'euros',
    ...invoice,
    lateness: 0,
    of: ({ invoice: { cents } }) => cents / 100,
  },
  {
    name: 'term',
    meaning: 'Days from the invoice to the day it is due',
    unit: 'days',
    ...invoice,
    lateness: 0,
    of: ({ invoice: { issuedOn, dueOn } }) => dueOn - issuedOn,
  },
  {
    name: 'days-overdue',
    meaning: 'Days since it fell due; below 0 before',
    unit: 'days',
    ...invoice,
    lateness: 1,
    of: ({ invoice: { dueOn }, day }) => day - dueOn,
  },
  {
    name: 'due-month',
    meaning: 'Month in which it falls due, 1 to 12',
    unit: 'number',
    ...invoice,
    lateness: 0,
    of: ({ invoice: { dueOn } }) => Number(dated(dueOn).slice(5, 7)),
  },
  {
    name: 'due-at-quarter-end',
    meaning: 'It falls due in the last month of a quarter',
    unit: 'yes or no',
    ...invoice,
    lateness: 0,
    of: ({ invoice: { dueOn } }) => (Number(dated(dueOn).slice(5, 7)) % 3 === 0 ? 1 : 0),
  },
  {
    name: 'due-weekday',
    meaning: 'Day of the week on which it falls due, 1 (Monday) to 7',
    unit: 'number',
    ...invoice,
    lateness: 0,
    of: ({ invoice: { dueOn } }) => dayOfWeek(dated(dueOn)),
  },
];

/** Invoices that were paid before, and late ones: as we saw them, or as the creditor counted them where that is more. */
function paidBefore({ settled, told }: Past): { all: number; late: number } {
  const late = settled.filter((each) => latenessOf(each) > 0).length;
  return { all: Math.max(settled.length, told?.invoices ?? 0), late: Math.max(late, told?.late ?? 0) };
}

function dated(day: number): string {
  return plusDays('1970-01-01', day);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** NaN of nothing. */
function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
