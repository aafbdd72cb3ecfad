/** A column of numbers; NaN where nothing is known. */
export interface NumberColumn {
  name: string;
  kind: 'number';
  values: Float64Array;
}

/** A column of categories: `codes` point into `words`; -1 where nothing is known. */
export interface CategoryColumn {
  name: string;
  kind: 'category';
  words: readonly string[];
  codes: Int32Array;
}

export type Column = NumberColumn | CategoryColumn;

/** 1 where what is predicted came true, else 0; or for each row the share from 0 to 1 that came true. */
export type Answers = Uint8Array | Float64Array;

/** Rows to learn from. Every column has as many values as there are answers. */
export interface Table {
  columns: readonly Column[];
  answers: Answers;
  /** Days since 1970 at which each row stood to be scored; absent where nobody knows an order in time. */
  days?: Int32Array;
  /** What rows with little history were drawn towards, where that was the same for all: it is kept in the model. */
  prior?: { meanLateness: number; shareLate: number };
}

/** How many rows came true; of shares, their sum. */
export function cameTrue(answers: Answers): number {
  let sum = 0;
  for (const answer of answers) sum += answer;
  return sum;
}

/** Whether answers are shares and not only yes and no. */
export function areShares(answers: Answers): boolean {
  return answers.some((answer) => answer !== 0 && answer !== 1);
}

/** Chance, as an argument: a whole number from 0 to below `end`. The same seed must give the same numbers. */
export type Draw = (end: number) => number;

/** The numbers from 0 to below `size`, in an order of chance. */
export function shuffled(size: number, draw: Draw): Int32Array {
  const order = Int32Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last -= 1) {
    const other = draw(last + 1);
    const held = order[last] as number;
    order[last] = order[other] as number;
    order[other] = held;
  }
  return order;
}
