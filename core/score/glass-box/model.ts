import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { CutOffs } from '../../segment/cut-offs.ts';
import type { Part, Terms } from './compile.ts';
import { probabilityOf } from './logistic.ts';
import { UNIT } from './unit.ts';

const Points = z.array(z.int());
const Groups = z.array(z.int().check(z.nonnegative(), z.lte(255)));
const Interval = z.tuple([z.number(), z.number()]);
const Figure = z.strictObject({ value: z.number(), interval: Interval });

const Binning = z.discriminatedUnion('kind', [
  z.strictObject({ name: z.string(), kind: z.literal('number'), edges: z.array(z.number()) }),
  z.strictObject({ name: z.string(), kind: z.literal('category'), words: z.array(z.string()) }),
]);

/** What a model is, for whom, and what it may and may not be used for: in words, for people. */
export const Card = z.strictObject({
  what: z.string(),
  forWhom: z.string(),
  mayBeUsedFor: z.array(z.string()),
  mayNotBeUsedFor: z.array(z.string()),
  /** Columns that a score of people must not know, in models of plain tables. */
  warnings: z.array(z.string()),
});
export type Card = z.infer<typeof Card>;

/** What rows a model was learnt from. */
export const Source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('invoices'),
    target: z.enum(['late', 'paid-30', 'paid-60', 'paid-90']),
    /** The moment at which an invoice is looked at. */
    at: z.enum(['issue', 'due']),
  }),
  z.strictObject({
    kind: z.literal('cases'),
    target: z.enum(['paid-30', 'paid-60', 'paid-90', 'recovered-180', 'kept']),
  }),
  /** Not learnt: made of what people who know the work think. */
  z.strictObject({ kind: z.literal('by-hand'), name: z.string(), target: z.literal('paid-90') }),
  z.strictObject({
    kind: z.literal('table'),
    target: z.string(),
    /** The word of the target column that is predicted, and the other one; absent where the target is a share from 0 to 1. */
    yes: z.optional(z.string()),
    no: z.optional(z.string()),
    /** The column of days, where there is one. */
    day: z.optional(z.string()),
  }),
]);
export type Source = z.infer<typeof Source>;

const Training = z.strictObject({
  rows: z.int(),
  /** Rows in which what is predicted came true; of shares, their sum, rounded. */
  positives: z.int(),
  /** First and last day at which a row was looked at; absent where rows have no days. */
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  /** Nothing that was known on this day or later was learnt from. */
  asOf: z.optional(z.string()),
  seed: z.int(),
  /** What rows with little history were drawn towards, where that was the same for all of them. */
  prior: z.optional(z.strictObject({ meanLateness: z.number(), shareLate: z.number() })),
});

/** Measured on rows that were held out while learning: later ones, or each once. 95 % intervals. */
const Measured = z.strictObject({
  rows: z.int(),
  heldOut: z.enum(['later', 'parts']),
  /** Absent where shares are predicted: then the mean absolute error is given. */
  auc: z.optional(Figure),
  meanAbsoluteError: z.optional(Figure),
  brier: Figure,
  logLoss: Figure,
  calibrationError: Figure,
  baseRate: z.number(),
});

const body = {
  format: z.literal('amicable-score-1'),
  card: Card,
  source: Source,
  training: Training,
  /** Absent where nothing was measured: the model was made by hand. */
  figures: z.optional(Measured),
  intercept: z.int(),
  features: z.array(
    z.strictObject({
      binning: Binning,
      direction: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
      points: Points,
    }),
  ),
  pairs: z.array(
    z.strictObject({
      first: z.int(),
      second: z.int(),
      firstGroups: Groups,
      secondGroups: Groups,
      points: Points,
    }),
  ),
  /** Where profiles end and begin with this score, fitted to the same portfolio; absent: the usual ones. */
  profiles: z.optional(CutOffs),
};

/** A model as it is kept in a file: everything in it but the hash is hashed. */
export const Model = z.strictObject({ ...body, hash: z.string() });
export type Model = z.infer<typeof Model>;

/** Gives a model its hash: SHA-256 of the rest, written as JSON with keys in the order of the schema. */
export function sealed(rest: Omit<Model, 'hash'>): Model {
  const { hash: _, ...ordered } = Model.parse({ ...rest, hash: '' });
  return { ...ordered, hash: hashOf(ordered) };
}

function hashOf(rest: Omit<Model, 'hash'>): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(rest))));
}

/** Reads a model from what a file holds, or says why it is none. A file that was changed by hand is refused. */
export function readModel(json: unknown): { ok: true; model: Model } | { ok: false; reason: string } {
  const parsed = Model.safeParse(json);
  if (!parsed.success)
    return { ok: false, reason: `It is no model of a score:\n${z.prettifyError(parsed.error)}` };
  // The schema gives keys in its own order, whatever the file's: the hash is of what was read.
  const { hash, ...rest } = parsed.data;
  if (hashOf(rest) !== hash)
    return { ok: false, reason: 'It was changed after it was learnt: its hash does not fit.' };
  const flaw = flawOf(parsed.data);
  return flaw ? { ok: false, reason: flaw } : { ok: true, model: parsed.data };
}

/** What scoring takes for granted: as many points as bins, pairs of features that there are, edges that rise. */
function flawOf({ features, pairs }: Model): string | undefined {
  const size = ({ binning }: Model['features'][number]) =>
    (binning.kind === 'number' ? binning.edges : binning.words).length + 2;
  for (const feature of features) {
    const { binning, points } = feature;
    if (points.length !== size(feature)) return `The points of ${binning.name} do not fit its bins.`;
    if (
      binning.kind === 'number' &&
      binning.edges.some((edge, at, edges) => at > 0 && edge <= Number(edges[at - 1]))
    )
      return `The edges of ${binning.name} do not rise.`;
  }
  const fits = pairs.every(({ first, second, firstGroups, secondGroups, points }) => {
    const [one, other] = [features[first], features[second]];
    const cells = (Math.max(0, ...firstGroups) + 1) * (Math.max(0, ...secondGroups) + 1);
    return (
      one &&
      other &&
      firstGroups.length === size(one) &&
      secondGroups.length === size(other) &&
      points.length === cells
    );
  });
  return fits ? undefined : 'A pair does not fit its features.';
}

/** What a model is called in a journal; its hash says which one it is exactly. */
export function calledOf({ source, training }: Pick<Model, 'source' | 'training'>): string {
  if (source.kind === 'by-hand') return source.name;
  return [source.kind, source.target, training.asOf ?? training.to].filter((part) => part).join('-');
}

/** Whether a model predicts a share of something, not whether it comes true. */
export function predictsShares({ source }: Pick<Model, 'source'>): boolean {
  return source.kind === 'table' ? source.yes === undefined : source.target === 'recovered-180';
}

/** The probability that a score in units stands for. */
export function probabilityOfScore(score: number): number {
  return probabilityOf(score * UNIT);
}

/** The name of a term: `base`, a feature, or two joined by ` × `. */
export function nameOf(model: Terms, part: Part): string {
  return part.features.map((at) => model.features[at]?.binning.name).join(' × ') || 'base';
}
