import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { Dated } from './law.ts';

/** A dated table with at least one row, the oldest first. */
export type Table<T> = readonly [Dated<T>, ...Dated<T>[]];

/**
 * Statutory interest outside trade, in basis points a year (6:119 BW). There is no row before 2015: older days bear
 * none. The last row lapses on its `reviewBy`: a rate nobody has read bears no interest.
 * Never a formula: the published method predicts 5 % for July 2025, while the rate stayed at 6 %.
 */
export const consumerInterest: Table<number> = [
  { from: '2015-01-01', value: 200, source: '6:119 BW; Stb. 2014, 491', confidence: 'verified' },
  { from: '2023-01-01', value: 400, source: '6:119 BW; BWBR0047640', confidence: 'verified' },
  { from: '2023-07-01', value: 600, source: '6:119 BW; BWBR0047640', confidence: 'verified' },
  { from: '2024-01-01', value: 700, source: '6:119 BW; Stb. 2023, 484', confidence: 'verified' },
  {
    from: '2025-01-01',
    value: 600,
    source: '6:119 BW; secondary sources citing rijksoverheid.nl',
    confidence: 'verified',
  },
  {
    from: '2026-01-01',
    value: 400,
    source: '6:119 BW; secondary sources citing rijksoverheid.nl, still so at 2026-07-01',
    confidence: 'verified',
    reviewBy: '2027-01-01',
  },
];

export interface CostScale {
  /** Slices of the principal: up to so many cents, so many basis points. */
  bands: readonly { upTo: number; rate: number }[];
  /** Cents. */
  min: number;
  /** Cents, before VAT. */
  max: number;
}

/** Collection costs by principal. Unlike an interest rate, a scale past its `reviewBy` still holds. */
export const costScale: Table<CostScale> = [
  {
    from: '2012-07-01',
    value: {
      bands: [
        { upTo: 250_000, rate: 1_500 },
        { upTo: 500_000, rate: 1_000 },
        { upTo: 1_000_000, rate: 500 },
        { upTo: 20_000_000, rate: 100 },
        { upTo: Number.POSITIVE_INFINITY, rate: 50 },
      ],
      min: 4_000,
      max: 677_500,
    },
    source: 'BIK art. 2; Stb. 2012, 141',
    confidence: 'verified',
    reviewBy: '2027-01-01',
  },
];

/** VAT on collection costs, in basis points. No row: no VAT. */
export const vatRate: Table<number> = [
  {
    from: '2012-10-01',
    value: 2_100,
    // That the paragraph exists was read; the exact condition was not.
    source: 'BIK art. 2(3)',
    confidence: 'from-memory',
    reviewBy: '2027-01-01',
  },
];

/** Minutes since local midnight: approached from `opens` (included) to `closes` (excluded). */
export interface ContactWindow {
  opens: number;
  closes: number;
}

/** Hours in which somebody may be approached. Before the Bki it is our own policy: the first row holds for ever back. */
export const contactWindow: Table<ContactWindow> = [
  {
    from: '1900-01-01',
    value: { opens: 7 * 60, closes: 20 * 60 },
    source: 'own policy, like Bki art. 4.2',
    confidence: 'derived',
  },
  {
    from: '2024-04-01',
    value: { opens: 7 * 60, closes: 20 * 60 },
    source: 'Bki art. 4.2; Stb. 2024, 44',
    confidence: 'verified',
    reviewBy: '2027-01-01',
  },
];

/** Calendar days. */
export interface NoticeDays {
  /** A letter counts as delivered on this counting day after posting. */
  delivery: number;
  /** Days to pay without costs, from the day after delivery. */
  free: number;
  /** Days to wait after the term before costs are charged: post is slower than it was in 2016. */
  buffer: number;
}

/** The free notice before costs. */
export const noticeDays: Table<NoticeDays> = [
  {
    from: '2012-07-01',
    value: { delivery: 2, free: 14, buffer: 3 },
    source: '6:96(6) BW; HR 25-11-2016, ECLI:NL:HR:2016:2704',
    confidence: 'verified',
    reviewBy: '2027-01-01',
  },
];

/** Days that a royal decree made equal to a holiday for the Algemene termijnenwet. */
export interface Decree {
  days: readonly Day[];
  source: string;
  confidence: RuleRef['confidence'];
  /** The day by which the next decree must have been read. */
  reviewBy?: Day;
}

/** Decrees come about every three years; no decree was looked up for days before 2017. */
export const decrees: readonly Decree[] = [
  {
    days: ['2017-04-28', '2017-05-26', '2018-05-11', '2018-12-24', '2018-12-31', '2019-05-31', '2019-12-27'],
    source: 'Stcrt. 2016, 58653, quoted by uitvaart.nl',
    confidence: 'verified',
  },
  {
    // Decree not found; the Friday after Ascension is equated in practice every year.
    days: ['2020-05-22', '2021-05-14', '2022-05-27'],
    source: 'Atw art. 3(3)',
    confidence: 'from-memory',
  },
  {
    days: ['2023-04-28', '2023-05-19', '2024-05-10', '2024-12-27', '2025-05-30'],
    source: 'title of the decree for 2023-2025, quoted by sterfgeval.nl; 2024 also by nvi.nl',
    confidence: 'verified',
  },
  {
    days: ['2026-01-02', '2026-05-15', '2027-05-07', '2028-04-28', '2028-05-26'],
    source: 'title of the decree for 2026-2028, quoted by sterfgeval.nl',
    confidence: 'doubtful',
    reviewBy: '2028-10-01',
  },
];

/** The row that holds on a day; undefined before the first one. */
export function heldOn<T>(table: Table<T>, day: Day): Dated<T> | undefined {
  return table.findLast((row) => row.from <= day);
}

/** A row as a receipt shows it. */
export function ruleOf(name: string, row: Dated<unknown>): RuleRef {
  return { name, source: row.source, confidence: row.confidence };
}
