import { Matrix } from 'ml-matrix';
import { RandomForestClassifier } from 'ml-random-forest';
import type { Column, Table } from '../core/score/glass-box/table.ts';

/*
 * Well-known models of npm on our tables. They know numbers only: numbers are standardised and missing ones are the mean.
 * For the logistic regression words and what is missing are marks; the forest, which is slow, gets the codes of words.
 */

// It has no types of its own.
// @ts-expect-error TS7016
const { default: LogisticRegression } = await import('ml-logistic-regression');

export interface Reference {
  name: string;
  /** Rows it is given: these libraries are slow, so that each gets what it manages in about the time of ours. */
  rows: number;
  /** Rows with `--full`, where it needs a minute or two: its time grows faster than they do. */
  rowsInFull?: number;
  /** Learns, and returns what says the probabilities of other rows. */
  learn(train: Table): (test: Table) => Float64Array;
}

const STEPS = 100;
const TREES = 10;

export const references: readonly Reference[] = [
  {
    name: 'ml-logistic-regression',
    rows: 30_000,
    learn(train) {
      const design = designOf(train, true);
      const rows = train.answers.length;
      // Its steps sum over rows: the rate is for the mean.
      const model = new LogisticRegression({ numSteps: STEPS, learningRate: 4 / rows });
      model.train(new Matrix(design(train)), Matrix.columnVector(Array.from(train.answers)));
      // Its class 0 is told apart from the rest first: what the second says is the probability of class 0.
      return (test) =>
        Float64Array.from(model.classifiers[0].testScores(new Matrix(design(test))) as number[]);
    },
  },
  {
    name: 'ml-random-forest',
    rows: 1_000,
    rowsInFull: 4_000,
    learn(train) {
      const design = designOf(train, false);
      const model = new RandomForestClassifier({
        nEstimators: TREES,
        maxFeatures: 0.5,
        seed: 1,
        replacement: false,
        useSampleBagging: true,
        noOOB: true,
        isClassifier: true,
        treeOptions: { minNumSamples: 10 },
      });
      model.train(design(train), Array.from(train.answers));
      return (test) => Float64Array.from(model.predictProbability(design(test), 1));
    },
  },
];

/** Rows of numbers, made in the way that the training rows ask for; with `marks` words and what is missing become marks. */
function designOf(train: Table, marks: boolean): (table: Table) => number[][] {
  const makers = train.columns.map((column) => makerOf(column, marks));
  return (table) => {
    const columns = makers.flatMap((make, at) => make(table.columns[at] as Column));
    const base = new Float64Array(table.answers.length).fill(1);
    return Array.from(table.answers, (_, row) => [base, ...columns].map((column) => column[row] as number));
  };
}

function makerOf(column: Column, marks: boolean): (column: Column) => Float64Array[] {
  if (column.kind === 'category') {
    const codes = (other: Column) => (other.kind === 'category' ? other.codes : new Int32Array(0));
    if (!marks) return (other) => [Float64Array.from(codes(other))];
    return (other) =>
      column.words.map((_, word) => Float64Array.from(codes(other), (code) => (code === word ? 1 : 0)));
  }
  const known = column.values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length) || 1;
  return (other) => {
    const values = other.kind === 'number' ? other.values : new Float64Array(0);
    const standard = values.map((value) => (Number.isNaN(value) ? 0 : (value - mean) / spread));
    return marks ? [standard, values.map((value) => (Number.isNaN(value) ? 1 : 0))] : [standard];
  };
}
