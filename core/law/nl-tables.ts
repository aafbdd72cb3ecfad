import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { ClaimBasis } from '../case/words.ts';
import { type Hours, hoursInWords } from './contact-hours.ts';
import type { Dated, NamedTable, Table } from './law.ts';
import { euros, named, percent } from './tables.ts';

const commercial = '6:119a BW; secondary sources citing rijksoverheid.nl';

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

/**
 * Statutory interest in trade (6:119a BW; public debtors 6:119b), in basis points a year: the European Central Bank's
 * main refinancing rate just before the half-year and eight points.
 */
export const commercialInterest: Table<number> = [
  { from: '2015-01-01', value: 805, source: commercial, confidence: 'verified' },
  { from: '2016-07-01', value: 800, source: commercial, confidence: 'verified' },
  { from: '2023-01-01', value: 1_050, source: commercial, confidence: 'verified' },
  { from: '2023-07-01', value: 1_200, source: commercial, confidence: 'verified' },
  { from: '2024-01-01', value: 1_250, source: commercial, confidence: 'verified' },
  { from: '2024-07-01', value: 1_225, source: commercial, confidence: 'verified' },
  { from: '2025-01-01', value: 1_115, source: commercial, confidence: 'verified' },
  { from: '2025-07-01', value: 1_015, source: commercial, confidence: 'verified' },
  {
    from: '2026-07-01',
    value: 1_040,
    source: '6:119a BW; secondary source citing rijksoverheid.nl and the ECB rate of 2.40 % since 2026-06-17',
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

/** Collection costs by principal. */
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
    reviewBy: '2027-07-01',
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
    reviewBy: '2027-07-01',
  },
];

/** Hours in which somebody may be approached. Before the Bki it is our own policy: the first row holds for ever back. */
export const contactWindow: Table<Hours> = [
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
    reviewBy: '2027-07-01',
  },
];

/** Calendar days. */
export interface NoticeDays {
  /** A letter counts as delivered on this counting day after posting. */
  delivery: number;
  /** Days to pay without costs, from the day after delivery. */
  free: number;
}

/** The free notice before costs. */
export const noticeDays: Table<NoticeDays> = [
  {
    from: '2012-07-01',
    value: { delivery: 2, free: 14 },
    source: '6:96(6) BW; HR 25-11-2016, ECLI:NL:HR:2016:2704',
    confidence: 'verified',
    reviewBy: '2027-07-01',
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
export const decrees: readonly [Decree, ...Decree[]] = [
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

const asRow = ({ days, ...rest }: Decree): Dated<readonly Day[]> => ({
  from: days[0] ?? '',
  value: days,
  ...rest,
});
const [firstDecree, ...laterDecrees] = decrees;
const decreedDays: Table<readonly Day[]> = [asRow(firstDecree), ...laterDecrees.map(asRow)];

/** Years after which a claim cannot be enforced any more, by what it is for. */
export interface LimitationTerms {
  /** The price of goods that a consumer bought: energy and water among them. */
  consumerSale: number;
  otherwise: Record<ClaimBasis, number>;
  /** A term that began again after an interruption is at most so long. */
  renewed: number;
}

export const limitation: Table<LimitationTerms> = [
  {
    from: '1992-01-01',
    value: {
      consumerSale: 2,
      otherwise: { sale: 5, service: 5, periodic: 5, judgment: 20 },
      renewed: 5,
    },
    source: '7:28, 3:307, 3:308, 3:324 and 3:319 BW',
    confidence: 'verified',
    reviewBy: '2028-01-01',
  },
];

const percentTable = (name: string, about: string, rows: Table<number>) => named(name, about, rows, percent);
/** All tables, as people are shown them. */
export const nlTables: readonly NamedTable[] = [
  percentTable('nl/statutory-interest', 'Statutory interest of consumers, a year.', consumerInterest),
  percentTable(
    'nl/commercial-interest',
    'Statutory interest between businesses, a year.',
    commercialInterest,
  ),
  named(
    'nl/collection-costs-scale',
    'Collection costs by the principal of all claims in one notice.',
    costScale,
    ({ bands, min, max }) =>
      `${bands
        .map(({ upTo, rate }) => `${percent(rate)}${Number.isFinite(upTo) ? ` to ${euros(upTo)}` : ' above'}`)
        .join(', ')}; at least ${euros(min)}, at most ${euros(max)}`,
  ),
  percentTable(
    'nl/collection-costs-vat',
    'VAT on collection costs, where the creditor cannot deduct it.',
    vatRate,
  ),
  named(
    'nl/contact-window',
    'Hours in which somebody may be approached, Sundays and holidays never.',
    contactWindow,
    hoursInWords,
  ),
  named(
    'nl/notice-fourteen-days',
    'The free notice before costs.',
    noticeDays,
    ({ delivery, free }) =>
      `presumed delivered on counting day ${delivery} after posting, then ${free} free days`,
  ),
  named(
    'nl/decreed-days',
    'Days that a royal decree made equal to a holiday, beside Sundays and the holidays of Atw art. 3.',
    decreedDays,
    (days) => days.join(', '),
  ),
  named(
    'nl/limitation',
    'Years after which a claim is time-barred.',
    limitation,
    ({ consumerSale, otherwise, renewed }) =>
      `sale to a consumer ${consumerSale}, performance ${otherwise.service}, periodic ${otherwise.periodic}, judgment ${otherwise.judgment}; after an interruption as long again, at most ${renewed}`,
  ),
];
