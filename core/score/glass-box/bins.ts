import type { CategoryColumn, Column } from './table.ts';

/** Bin 0 is "nothing is known" for every feature; bin 1 of a category holds rare words and those never seen. */
export const MISSING = 0;
export const OTHER = 1;

/** Most bins of one feature. */
const MOST_BINS = 64;
/** Rows that a bin should hold at least. */
const ROWS_A_BIN = 12;
/** Rows that a word needs for a bin of its own. */
const ROWS_A_WORD = 8;

/** How the values of one feature are put into bins. */
export type Binning =
  | {
      name: string;
      kind: 'number';
      /** Ascending; a value lies in bin 1 + the number of edges that are not above it. */
      edges: number[];
    }
  | {
      name: string;
      kind: 'category';
      /** The words with a bin of their own: word number i has bin i + 2. */
      words: string[];
    };

/** How many bins a feature has, the one for missing values counted. */
export function binCount(binning: Binning): number {
  return binning.kind === 'number' ? binning.edges.length + 2 : binning.words.length + 2;
}

/** Learns the bins of a column: quantiles of numbers, the words of a category that are not rare. */
export function learnBins(column: Column): Binning {
  const { name } = column;
  if (column.kind === 'number') return { name, kind: 'number', edges: learnEdges(column.values) };
  return { name, kind: 'category', words: learnWords(column) };
}

function learnWords({ words, codes }: CategoryColumn): string[] {
  const counts = new Int32Array(words.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] as number) + 1;
  return (
    words
      .map((word, code) => ({ word, rows: counts[code] as number }))
      .filter(({ rows }) => rows >= ROWS_A_WORD)
      .sort((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1))
      .slice(0, MOST_BINS - 2)
      .map(({ word }) => word)
      // In a fixed order, so that the order of rows does not show.
      .sort()
  );
}

/**
 * Cuts numbers into bins of about equal count. A value that many rows share fills a bin alone and takes no share from the
 * others: of a column that is nearly always 0, what is not 0 is told apart as finely as any other.
 */
function learnEdges(values: Float64Array): number[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const most = Math.max(2, Math.min(MOST_BINS - 1, Math.floor(known.length / ROWS_A_BIN)));
  const runs: { value: number; rows: number }[] = [];
  for (const value of known) {
    const last = runs.at(-1);
    if (last && last.value === value) last.rows += 1;
    else runs.push({ value, rows: 1 });
  }
  const wanted = wantedRows(runs, most);
  const edges: number[] = [];
  let inBin = 0;
  for (const [at, { value, rows }] of runs.entries()) {
    if (inBin > 0 && edges.length < MOST_BINS - 2 && (inBin >= wanted || rows >= wanted)) {
      edges.push(between((runs[at - 1] as { value: number }).value, value));
      inBin = 0;
    }
    inBin += rows;
  }
  return edges;
}

/** Rows of a bin, once each value that more rows share than that has a bin of its own. */
function wantedRows(runs: readonly { rows: number }[], most: number): number {
  let wanted = 0;
  for (;;) {
    const alone = runs.filter(({ rows }) => wanted > 0 && rows >= wanted);
    const others =
      runs.reduce((sum, { rows }) => sum + rows, 0) - alone.reduce((sum, { rows }) => sum + rows, 0);
    const next = Math.max(ROWS_A_BIN, others / Math.max(1, most - alone.length));
    if (wanted > 0 && next >= wanted) return wanted;
    wanted = next;
  }
}

/** The shortest number above `low` and not above `high`: it is written into a file. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  for (let digits = 3; digits < 16; digits += 1) {
    const rounded = Number(middle.toPrecision(digits));
    if (rounded > low && rounded <= high) return rounded;
  }
  return high;
}

/** The bin of a number; NaN is missing. */
export function binOfNumber(edges: Float64Array, value: number): number {
  if (Number.isNaN(value)) return MISSING;
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= (edges[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** The bin of each word of a column, by its code. */
function binsOfWords(known: readonly string[], words: readonly string[]): Uint8Array {
  const bins = new Map(known.map((word, index) => [word, index + 2]));
  return Uint8Array.from(words, (word) => bins.get(word) ?? OTHER);
}

/** Writes the bin of each row from `from` on into `bins`, for a column of one kind. */
export type Binner = (column: Column, from: number, bins: Uint8Array) => void;

/** Makes a binning ready. The binner throws a TypeError for a column of another kind than was learnt. */
export function binnerOf(binning: Binning): Binner {
  const edges = binning.kind === 'number' ? Float64Array.from(binning.edges) : new Float64Array(0);
  return (column, from, bins) => {
    if (binning.kind === 'number' && column.kind === 'number') {
      for (let row = 0; row < bins.length; row += 1) {
        bins[row] = binOfNumber(edges, column.values[from + row] as number);
      }
    } else if (binning.kind === 'category' && column.kind === 'category') {
      const known = binsOfWords(binning.words, column.words);
      for (let row = 0; row < bins.length; row += 1) {
        const code = column.codes[from + row] as number;
        bins[row] = code < 0 ? MISSING : (known[code] as number);
      }
    } else throw new TypeError(`Column ${column.name} was learnt as ${binning.kind} and is ${column.kind}.`);
  };
}

export function rowsIn(column: Column): number {
  return column.kind === 'number' ? column.values.length : column.codes.length;
}

/** The bin of every row. @throws TypeError for a column of another kind than was learnt */
export function binColumn(binning: Binning, column: Column): Uint8Array {
  const bins = new Uint8Array(rowsIn(column));
  binnerOf(binning)(column, 0, bins);
  return bins;
}
