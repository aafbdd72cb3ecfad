import type { Split } from './boost.ts';
import { type Draw, shuffled, type Table } from './table.ts';

/** How rows are held out: the latest ones where the order in time is known, else each row once, in parts. */
export type HoldingOut = 'latest' | 'parts';

/** Share of the rows that is held out as the latest. */
const LATEST = 0.2;
/** Rows of either answer that are needed among the latest, and before them. */
const NEEDED = 25;
/** Share of rows that a bag leaves out by chance, so that bags differ. */
const LEFT_OUT = 0.15;

/** Splits that hold rows out, and how. */
export function splitsOf(table: Table, bags: number, draw: Draw): { by: HoldingOut; splits: Split[] } {
  const latest = latestOf(table);
  if (latest) {
    const splits = Array.from({ length: bags }, () => ({
      train: bagOf(latest.earlier, draw),
      held: latest.held,
    }));
    return { by: 'latest', splits };
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

function latestOf({ days, answers }: Table): { earlier: Int32Array; held: Int32Array } | undefined {
  if (!days) return undefined;
  const sorted = days.slice().sort();
  // A day is never cut in two.
  const from = sorted[Math.floor(sorted.length * (1 - LATEST))] as number;
  const rows = Int32Array.from(days.keys());
  const earlier = rows.filter((row) => (days[row] as number) < from);
  const held = rows.filter((row) => (days[row] as number) >= from);
  const enough = (part: Int32Array) => {
    const positives = part.reduce((sum, row) => sum + (answers[row] as number), 0);
    return Math.min(positives, part.length - positives) >= NEEDED;
  };
  return enough(earlier) && enough(held) ? { earlier, held } : undefined;
}
