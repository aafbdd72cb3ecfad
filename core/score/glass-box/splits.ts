import type { Split } from './boost.ts';
import { cameTrue, type Draw, shuffled, type Table } from './table.ts';

/** How rows are held out: later ones after earlier ones where the order in time is known, else each once, in parts. */
export type HoldingOut = 'later' | 'parts';

/** Of the rows in the order of time, these shares are held out in turn, after all that came before them. */
const LATER = [
  [0.4, 0.6],
  [0.6, 0.8],
  [0.8, 1],
] as const;
/** Rows of either answer that are needed in each of those shares, and before it. */
const NEEDED = 25;
/** Share of rows that a bag leaves out by chance, so that bags differ. */
const LEFT_OUT = 0.15;

/** Splits that hold rows out, and how. */
export function splitsOf(table: Table, bags: number, draw: Draw): { by: HoldingOut; splits: Split[] } {
  const later = laterOf(table);
  if (later.length > 0) {
    const splits = Array.from({ length: bags }, (_, bag) => {
      const { earlier, held } = later[bag % later.length] as Later;
      return { train: bagOf(earlier, draw), held };
    });
    return { by: 'later', splits };
  }
  const order = shuffled(table.answers.length, draw);
  const splits = Array.from({ length: bags }, (_, bag) => ({
    train: order.filter((_, at) => at % bags !== bag).sort(),
    held: order.filter((_, at) => at % bags === bag).sort(),
  }));
  return { by: 'parts', splits };
}

/** Splits over all rows, none held out: for a last time when it is known how many rounds are good. */
export function bagsOf(rows: number, bags: number, draw: Draw): Split[] {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  return Array.from({ length: bags }, () => ({ train: bagOf(all, draw), held: new Int32Array(0) }));
}

function bagOf(rows: Int32Array, draw: Draw): Int32Array {
  const order = shuffled(rows.length, draw);
  const kept = Math.ceil(rows.length * (1 - LEFT_OUT));
  return order
    .slice(0, kept)
    .map((at) => rows[at] as number)
    .sort();
}

interface Later {
  earlier: Int32Array;
  held: Int32Array;
}

function laterOf({ days, answers }: Table): Later[] {
  if (!days) return [];
  const sorted = days.slice().sort();
  const rows = Int32Array.from(days.keys());
  // A day is never cut in two.
  const dayAt = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.POSITIVE_INFINITY;
  const shares = LATER.map(([from, to]) => ({
    earlier: rows.filter((row) => (days[row] as number) < dayAt(from)),
    held: rows.filter((row) => (days[row] as number) >= dayAt(from) && (days[row] as number) < dayAt(to)),
  }));
  const enough = (part: Int32Array) => {
    const positives = cameTrue(Float64Array.from(part, (row) => answers[row] as number));
    return Math.min(positives, part.length - positives) >= NEEDED;
  };
  return shares.filter(({ earlier, held }) => enough(earlier) && enough(held));
}
