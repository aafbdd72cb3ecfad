import { binnerOf, binOfNumber, MISSING, OTHER, rowsIn } from './bins.ts';
import type { Learnt } from './learn.ts';
import type { Column } from './table.ts';

/** The part of a model that scores. */
export type Terms = Pick<Learnt, 'intercept' | 'features' | 'pairs'>;

/** What a term added, in units. The base and all terms add up to the score exactly. */
export interface Part {
  /** Features of the term; none for the base. */
  features: number[];
  points: number;
}

/** A model made ready: scores are whole numbers of units of a logit. */
export interface Scorer {
  /** The number that a word of a category is given in a row; NaN where it is not known. */
  codeOf(feature: number, word: string): number;
  /** One row: a number for each feature, NaN where it is missing, for categories what `codeOf` gave. */
  scoreRow(values: ArrayLike<number>): number;
  /** Every term of one row, the base first. */
  explainRow(values: ArrayLike<number>): Part[];
  /** Many rows, from columns in the order of the features. @throws TypeError for a column of another kind */
  scoreColumns(columns: readonly Column[]): Int32Array;
}

/** Rows whose bins are kept at once: they stay in the fast memory. */
const BLOCK = 4096;

interface Side {
  feature: number;
  /** The place in the points of a pair that each bin leads to; those of both sides are added. */
  places: Uint16Array;
}

const ready = new WeakMap<Terms, Scorer>();

/** Makes a model ready to score, once for each: the same model scores case after case. */
export function compile(model: Terms): Scorer {
  const known = ready.get(model);
  if (known) return known;
  const scorer = scorerOf(model);
  ready.set(model, scorer);
  return scorer;
}

function scorerOf(model: Terms): Scorer {
  const features = model.features.map(({ binning, points }) => ({
    edges: binning.kind === 'number' ? Float64Array.from(binning.edges) : undefined,
    words: binning.kind === 'category' ? binning.words : [],
    points: Int32Array.from(points),
    binner: binnerOf(binning),
  }));
  const pairs = model.pairs.map(({ first, second, firstGroups, secondGroups, points }) => {
    const wide = Math.max(...secondGroups) + 1;
    const one: Side = { feature: first, places: Uint16Array.from(firstGroups, (group) => group * wide) };
    const other: Side = { feature: second, places: Uint16Array.from(secondGroups) };
    return { one, other, points: Int32Array.from(points) };
  });
  const bins = new Uint8Array(features.length);
  const fill = (values: ArrayLike<number>) => {
    for (let at = 0; at < features.length; at += 1) {
      const { edges } = features[at] as (typeof features)[number];
      const value = values[at] as number;
      bins[at] = edges ? binOfNumber(edges, value) : Number.isNaN(value) ? MISSING : value;
    }
  };
  const pairPoints = ({ one, other, points }: (typeof pairs)[number]) => {
    const place = one.places[bins[one.feature] as number] as number;
    return points[place + (other.places[bins[other.feature] as number] as number)] as number;
  };
  return {
    codeOf: (feature, word) => {
      const known = features[feature]?.words.indexOf(word) ?? -1;
      return known < 0 ? OTHER : known + 2;
    },
    scoreRow: (values) => {
      fill(values);
      let sum = model.intercept;
      for (let at = 0; at < features.length; at += 1) {
        sum += (features[at] as (typeof features)[number]).points[bins[at] as number] as number;
      }
      for (let at = 0; at < pairs.length; at += 1) sum += pairPoints(pairs[at] as (typeof pairs)[number]);
      return sum;
    },
    explainRow: (values) => {
      fill(values);
      return [
        { features: [], points: model.intercept },
        ...features.map(({ points }, at) => ({
          features: [at],
          points: points[bins[at] as number] as number,
        })),
        ...pairs.map((pair) => ({
          features: [pair.one.feature, pair.other.feature],
          points: pairPoints(pair),
        })),
      ];
    },
    scoreColumns: (columns) => {
      const size = columns[0] ? rowsIn(columns[0]) : 0;
      const scores = new Int32Array(size).fill(model.intercept);
      const room = features.map(() => new Uint8Array(BLOCK));
      for (let from = 0; from < size; from += BLOCK) {
        const rows = Math.min(BLOCK, size - from);
        const block = room.map((bytes) => bytes.subarray(0, rows));
        for (const [at, { points, binner }] of features.entries()) {
          const found = block[at] as Uint8Array;
          binner(columns[at] as Column, from, found);
          addPoints(scores, from, points, found);
        }
        for (const { one, other, points } of pairs) {
          const [first, second] = [block[one.feature], block[other.feature]];
          if (first && second) addPairPoints(scores, from, points, one.places, first, other.places, second);
        }
      }
      return scores;
    },
  };
}

function addPoints(scores: Int32Array, from: number, points: Int32Array, bins: Uint8Array): void {
  for (let row = 0; row < bins.length; row += 1) {
    (scores[from + row] as number) += points[bins[row] as number] as number;
  }
}

function addPairPoints(
  scores: Int32Array,
  from: number,
  points: Int32Array,
  places: Uint16Array,
  bins: Uint8Array,
  otherPlaces: Uint16Array,
  otherBins: Uint8Array,
): void {
  for (let row = 0; row < bins.length; row += 1) {
    const place = places[bins[row] as number] as number;
    (scores[from + row] as number) += points[
      place + (otherPlaces[otherBins[row] as number] as number)
    ] as number;
  }
}
