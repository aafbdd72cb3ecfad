import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { ClaimBasis } from '../case/words.ts';
import { type Hours, hoursInWords } from './contact-hours.ts';
import type { Dated, NamedTable, Table } from './law.ts';
import { euros, named, percent } from './tables.ts';

function rate(
  from: Day,
  value: number,
  source = '§ 247 BGB; Bundesbank series',
  confidence: RuleRef['confidence'] = 'verified',
): Dated<number> {
  return { from, value, source, confidence };
}

const read: Table<number> = [
  rate('2015-01-01', -83),
  rate('2016-07-01', -88),
  rate('2023-01-01', 162),
  rate('2023-07-01', 312),
  rate('2024-01-01', 362),
  rate('2024-07-01', 337),
  rate('2025-01-01', 227),
  rate('2025-07-01', 127),
  rate('2026-01-01', 127, '§ 247 BGB; finanzmarktnachrichten.de on the notice'),
];

/**
 * Base rate, basis points a year, from half-year to half-year; it was below zero for years. The last row is worked out
 * from the rate of the European Central Bank (2.40 after 2.15 %): nobody has read the Bundesbank's notice.
 */
export const baseRate: Table<number> = [
  ...read,
  {
    ...rate('2026-07-01', 152, '§ 247 BGB; worked out, the Bundesbank notice was not read', 'doubtful'),
    reviewBy: '2027-01-01',
  },
];

/** The base rate where the row that was only worked out is not believed: the last one that was read, as it is lower. */
export const baseRateRead: Table<number> = [
  ...read,
  {
    ...rate('2026-07-01', 127, '§ 247 BGB; the rate before, the Bundesbank notice was not read', 'doubtful'),
    reviewBy: '2027-01-01',
  },
];

/** Basis points above the base rate. */
export interface Surcharge {
  /** Where a consumer is involved. */
  consumer: number;
  /** For payment that one business owes another. */
  business: number;
}

/** What is added to the base rate in default. */
export const surcharge: Table<Surcharge> = [
  {
    from: '2014-07-29',
    value: { consumer: 500, business: 900 },
    // No day of review of its own: whoever reads the next base rate reads this too.
    source: '§ 288(1) and (2) BGB',
    confidence: 'verified',
  },
];

/** What a business owes for being in default, cents. */
export const flatSum: Table<number> = [
  {
    from: '2014-07-29',
    value: 4_000,
    source: '§ 288(5) BGB',
    confidence: 'verified',
    reviewBy: '2028-01-01',
  },
];

/** Fees of a lawyer by what the matter is worth; what a collector's costs are limited to (§ 13e RDG). Cents. */
export interface FeeScale {
  /** Fee for an undisputed claim of at most so many cents. */
  small: { upTo: number; fee: number };
  /** Fee to 500 euros. */
  first: number;
  /** Above: up to so many cents, for each begun `every` so much more. */
  steps: readonly { upTo: number; every: number; more: number }[];
  /** Post and telephone, basis points of the fee, and the most. */
  expenses: { rate: number; max: number };
  /** No fee is lower. */
  min: number;
}

const expenses = { rate: 2_000, max: 2_000 };

function steps(...more: readonly [number, number, number, number, number, number, number]) {
  const [a, b, c, d, e, f, g] = more;
  return [
    { upTo: 200_000, every: 50_000, more: a },
    { upTo: 1_000_000, every: 100_000, more: b },
    { upTo: 2_500_000, every: 300_000, more: c },
    { upTo: 5_000_000, every: 500_000, more: d },
    { upTo: 20_000_000, every: 1_500_000, more: e },
    { upTo: 50_000_000, every: 3_000_000, more: f },
    { upTo: Number.POSITIVE_INFINITY, every: 5_000_000, more: g },
  ];
}

export const feeScale: Table<FeeScale> = [
  {
    from: '2021-10-01',
    value: {
      small: { upTo: 5_000, fee: 3_000 },
      first: 4_900,
      steps: steps(3_900, 5_600, 5_200, 8_100, 9_400, 13_200, 16_500),
      expenses,
      min: 1_500,
    },
    source: '§ 13 and Annex 2 RVG; Nos. 2300 and 7002 VV RVG, as from 1 October 2021',
    confidence: 'verified',
  },
  {
    from: '2025-06-01',
    value: {
      // One source has 31.50, the pension insurance's collection of laws 30.50; all others of this row agree.
      small: { upTo: 5_000, fee: 3_150 },
      first: 5_150,
      steps: steps(4_150, 5_950, 5_500, 8_600, 9_950, 14_000, 17_500),
      expenses,
      min: 1_500,
    },
    source:
      '§ 13 and Annex 2 RVG, KostBRÄG 2025 (BGBl. 2025 I Nr. 109); sources differ on claims of at most 50 euros',
    confidence: 'doubtful',
    reviewBy: '2028-01-01',
  },
];

/** VAT on collection costs, basis points. */
export const vatRate: Table<number> = [
  {
    from: '2021-01-01',
    value: 1_900,
    source: '§ 12(1) UStG; § 13a(1) no. 6 RDG',
    confidence: 'from-memory',
    reviewBy: '2028-01-01',
  },
];

/** The free notice before costs, which no law wants here. Days. */
export interface NoticeDays {
  /** A letter counts as delivered on this day after posting, Sundays and holidays not counted. */
  delivery: number;
  /** Days to pay without costs, from the day after delivery. */
  free: number;
  /** Days to wait after the term before costs are charged. */
  buffer: number;
}

export const noticeDays: Table<NoticeDays> = [
  {
    from: '1900-01-01',
    value: { delivery: 4, free: 14, buffer: 3 },
    source: 'own policy; four days for a letter as in § 122(2) AO',
    confidence: 'derived',
  },
];

export const contactHours: Table<Hours> = [
  {
    from: '1900-01-01',
    value: { opens: 8 * 60, closes: 20 * 60 },
    source: 'own policy: no statute names hours',
    confidence: 'derived',
  },
];

/** Days after due date and invoice by which a business is in default without a reminder. */
export const businessTerm: Table<number> = [
  {
    from: '2002-01-01',
    value: 30,
    source: '§ 286(3) BGB',
    confidence: 'verified',
    reviewBy: '2028-01-01',
  },
];

/** Years after which a claim is time-barred: all but judgments from the end of the year in which it fell due. */
export const limitation: Table<Record<ClaimBasis, number>> = [
  {
    from: '2002-01-01',
    value: { sale: 3, service: 3, periodic: 3, judgment: 30 },
    source: '§§ 195, 197(1) no. 3, 199(1) BGB',
    confidence: 'verified',
    reviewBy: '2028-01-01',
  },
];

/** All tables, as people are shown them. */
export const deTables: readonly NamedTable[] = [
  named('de/base-rate', 'Base rate, a year; the surcharge of default comes on top.', baseRate, percent),
  named(
    'de/default-surcharge',
    'Points above the base rate that a debt in default bears.',
    surcharge,
    ({ consumer, business }) => `consumers ${percent(consumer)}, between businesses ${percent(business)}`,
  ),
  named('de/flat-sum', 'What a business owes for being in default.', flatSum, euros),
  named(
    'de/collection-fee',
    'A lawyer’s full fee for an undisputed claim, of which a collector may ask a part.',
    feeScale,
    ({ small, first, steps, expenses }) =>
      `to ${euros(small.upTo)}: ${euros(small.fee)}; to € 500.00: ${euros(first)}; ${steps
        .map(({ upTo, every, more }) => {
          const reach = Number.isFinite(upTo) ? `to ${euros(upTo)}` : 'above that';
          return `${reach} ${euros(more)} for each begun ${euros(every)}`;
        })
        .join(', ')}; expenses ${percent(expenses.rate)}, at most ${euros(expenses.max)}`,
  ),
  named('de/vat', 'VAT on collection costs, where the creditor cannot deduct it.', vatRate, percent),
  named(
    'de/notice',
    'The free notice before costs.',
    noticeDays,
    ({ delivery, free, buffer }) =>
      `presumed delivered on day ${delivery} after posting, then ${free} free days and ${buffer} for slow post`,
  ),
  named(
    'de/contact-hours',
    'Hours in which somebody may be approached, Sundays and holidays never.',
    contactHours,
    hoursInWords,
  ),
  named(
    'de/business-term',
    'Days after due date and invoice by which a business is in default without a reminder.',
    businessTerm,
    String,
  ),
  named(
    'de/limitation',
    'Years after which a claim is time-barred.',
    limitation,
    ({ sale, judgment }) => `${sale} from the end of the year in which it fell due, a judgment ${judgment}`,
  ),
];
