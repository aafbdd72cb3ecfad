import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { ClaimBasis } from '../case/words.ts';
import { type Hours, hoursInWords } from './contact-hours.ts';
import type { Dated, NamedTable, Table } from './law.ts';
import { euros, named, percent } from './tables.ts';

// CEL: the Code of Economic Law. Its Book XIX, "Debts of the consumer", came with the law of 4 May 2023. It holds for
// older contracts from 1 December 2023 only; nobody tells us a contract's date, and its ceilings are the kinder rule.

type Confidence = RuleRef['confidence'];

function rate(from: Day, value: number, source: string, confidence: Confidence = 'verified'): Dated<number> {
  return { from, value, source, confidence };
}

const latePayment = 'Law of 2 August 2002, art. 5';

/**
 * Interest on late payment in commercial transactions, in basis points a year, and the most that a consumer's contract
 * may name (CEL art. XIX.4). It is the European Central Bank's rate and eight points, rounded up to the next half
 * point; never computed here, for a half-year of which nobody has read the notice is not known.
 */
export const latePaymentRate: Table<number> = [
  rate('2015-01-01', 850, `${latePayment}; lexalert.be on the notices`),
  rate('2016-07-01', 800, `${latePayment}; schoups.be on the notices to 24 February 2022`),
  rate('2022-07-01', 800, latePayment, 'from-memory'),
  rate('2023-01-01', 1_050, `${latePayment}; notice no. 2023041019`),
  rate('2023-07-01', 1_200, `${latePayment}; secondary source of 2024`),
  rate('2024-01-01', 1_250, `${latePayment}; secondary source of 2024`),
  rate('2024-07-01', 1_250, `${latePayment}; trendstop.levif.be on the notice of 30 July 2024`),
  rate('2025-01-01', 1_150, `${latePayment}; 3.15 and 8 points, rounded up`, 'from-memory'),
  rate('2025-07-01', 1_050, `${latePayment}; embuild.be`),
  rate('2026-01-01', 1_050, `${latePayment}; embuild.be, before the notice`),
  {
    ...rate(
      '2026-07-01',
      1_050,
      `${latePayment}; 2.40 and 8 points, rounded up; notice not read`,
      'doubtful',
    ),
    reviewBy: '2027-01-01',
  },
];

const civil = 'Law of 5 May 1865, art. 2 §1';

/** Statutory interest where a private person owes a business and no rate was agreed, in basis points a year. */
export const civilRate: Table<number> = [
  rate('2015-01-01', 250, `${civil}; Wolters Kluwer, table of 2023`),
  rate('2016-01-01', 225, `${civil}; Wolters Kluwer, table of 2023`),
  rate('2017-01-01', 200, `${civil}; Wolters Kluwer, table of 2023`),
  rate('2020-01-01', 175, `${civil}; Wolters Kluwer, table of 2023`),
  rate('2022-01-01', 150, `${civil}; schoups.be on the notice of 1 March 2022`),
  rate('2023-01-01', 525, `${civil}; Wolters Kluwer, table of 2023`),
  rate('2024-01-01', 575, `${civil}; secondary source of 2024`),
  rate('2025-01-01', 450, `${civil}; embuild.be`),
  { ...rate('2026-01-01', 450, `${civil}; embuild.be on the notice for 2026`), reviewBy: '2027-01-01' },
];

export interface DamagesCeiling {
  /** The first band that reaches the balance holds: a base in cents, and basis points of the part above `above` cents. */
  bands: readonly { upTo: number; base: number; above: number; rate: number }[];
  /** Cents. */
  max: number;
}

/** The most that a clause on damages may give a business against a consumer, by the balance that is owed. */
export const damagesCeiling: Table<DamagesCeiling> = [
  {
    from: '2023-09-01',
    value: {
      bands: [
        { upTo: 15_000, base: 2_000, above: 0, rate: 0 },
        { upTo: 50_000, base: 3_000, above: 15_000, rate: 1_000 },
        { upTo: Number.POSITIVE_INFINITY, base: 6_500, above: 50_000, rate: 500 },
      ],
      max: 200_000,
    },
    source: 'CEL art. XIX.4',
    confidence: 'verified',
    reviewBy: '2027-01-01',
  },
];

/** What a business owes another for the costs of collecting, in cents. */
export const flatCosts: Table<number> = [
  {
    from: '2013-03-16',
    value: 4_000,
    source: 'Law of 2 August 2002, art. 6',
    confidence: 'from-memory',
    reviewBy: '2027-01-01',
  },
];

export interface ReminderTerm {
  /** Days to pay without costs, the first day counted. */
  free: number;
  /** A letter's term starts on this working day after it was sent. */
  workingDay: number;
}

/** The term that the first reminder gives, in calendar days. By e-mail it starts on the day after sending. */
export const reminderTerm: Table<ReminderTerm> = [
  {
    from: '2023-09-01',
    value: { free: 14, workingDay: 3 },
    source: 'CEL art. XIX.2',
    confidence: 'verified',
    reviewBy: '2027-01-01',
  },
];

export interface ReminderFees {
  /** Unpaid due dates in a calendar year whose reminders are free, where goods or services are delivered regularly. */
  freeDueDates: number;
  /** Cents for a further reminder, to which postage is added. */
  further: number;
  /** Cents for a further reminder of a telephone or internet bill, postage included. */
  telecom: number;
}

/** What a further reminder to a consumer may cost. */
export const reminderFees: Table<ReminderFees> = [
  {
    from: '2023-09-01',
    value: { freeDueDates: 3, further: 750, telecom: 1_000 },
    source: 'CEL art. XIX.2; telecom: BIPT on unpaid bills',
    confidence: 'verified',
    reviewBy: '2027-01-01',
  },
];

/** Hours in which somebody may be visited. Where the law was not read it is our own policy: the first row. */
export const visitHours: Table<Hours> = [
  {
    from: '1900-01-01',
    value: { opens: 8 * 60, closes: 22 * 60 },
    source: 'own policy, like CEL art. XIX.10 §3',
    confidence: 'derived',
  },
  {
    from: '2023-09-01',
    value: { opens: 8 * 60, closes: 22 * 60 },
    source: 'CEL art. XIX.10 §3',
    confidence: 'verified',
    reviewBy: '2027-01-01',
  },
];

/** Hours for everything else: Book XIX names none. */
export const contactHours: Table<Hours> = [
  {
    from: '1900-01-01',
    value: { opens: 8 * 60, closes: 20 * 60 },
    source: 'own policy; no hours found in CEL Book XIX',
    confidence: 'derived',
  },
];

/** Years. */
export interface LimitationTerms {
  /** Goods sold to somebody who is no trader: the law presumes that they were paid. */
  consumerSale: number;
  /** What comes over a network: water, gas, electricity, telephone, internet. */
  network: number;
  otherwise: Record<ClaimBasis, number>;
  /** After a registered formal notice by a lawyer or bailiff. */
  formalNotice: number;
}

/** After how many years a claim is time-barred. */
export const limitation: Table<LimitationTerms> = [
  {
    from: '1998-07-27',
    value: {
      consumerSale: 1,
      network: 5,
      otherwise: { sale: 10, service: 10, periodic: 5, judgment: 10 },
      formalNotice: 1,
    },
    source: 'old Civil Code arts. 2262bis, 2272, 2277 and 2244 §2; bailiffs’ and lawyers’ tables',
    confidence: 'verified',
    reviewBy: '2028-01-01',
  },
];

/** All tables, as people are shown them. */
export const beTables: readonly NamedTable[] = [
  named(
    'be/late-payment-rate',
    'Interest between businesses, a year, and the most that a consumer’s contract may name.',
    latePaymentRate,
    percent,
  ),
  named('be/civil-rate', 'Interest of consumers where the contract names none, a year.', civilRate, percent),
  named(
    'be/damages-ceiling',
    'The most that a clause on damages may give against a consumer, by the balance of all claims under one reminder.',
    damagesCeiling,
    ({ bands, max }) =>
      `${bands
        .map(({ upTo, base, above, rate }) => {
          const reach = Number.isFinite(upTo) ? `to ${euros(upTo)}` : 'above that';
          return `${reach}: ${euros(base)}${rate > 0 ? ` and ${percent(rate)} of the part above ${euros(above)}` : ''}`;
        })
        .join('; ')}; at most ${euros(max)}`,
  ),
  named('be/business-flat-costs', 'What a business owes for being late.', flatCosts, euros),
  named(
    'be/reminder-term',
    'The term of the first reminder.',
    reminderTerm,
    ({ free, workingDay }) =>
      `${free} calendar days, from the day after an e-mail or working day ${workingDay} after posting`,
  ),
  named(
    'be/reminder-fees',
    'The most that a further reminder to a consumer may cost.',
    reminderFees,
    ({ freeDueDates, further, telecom }) =>
      `${euros(further)} and postage, free for ${freeDueDates} due dates a year of a regular delivery; telecom ${euros(telecom)}`,
  ),
  named('be/visit-hours', 'Hours of visits, Sundays and holidays never.', visitHours, hoursInWords),
  named(
    'be/contact-hours',
    'Hours of all other contacts, Sundays and holidays never.',
    contactHours,
    hoursInWords,
  ),
  named(
    'be/limitation',
    'Years after which a claim is time-barred.',
    limitation,
    ({ consumerSale, network, otherwise, formalNotice }) =>
      `sale to a consumer ${consumerSale}, water, energy and telecom ${network}, sale and service ${otherwise.service}, periodic ${otherwise.periodic}, judgment ${otherwise.judgment}; after a lawyer’s formal notice ${formalNotice}`,
  ),
];
