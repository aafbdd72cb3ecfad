import { binColumn, binCount, learnBins } from '../core/score/glass-box/bins.ts';
import { probabilityOf } from '../core/score/glass-box/logistic.ts';
import { type Draw, shuffled, type Table } from '../core/score/glass-box/table.ts';

/*
 * What a glass box is held against: plain gradient boosted trees as the well-known libraries grow them (histograms, leaf by
 * leaf, words of a category ordered in each node), with early stopping on a tenth of the rows, which
 * also choose between small and large trees. Of
 * these libraries none is installed here.
 */
const LEAVES = [7, 31] as const;
const ROWS_A_LEAF = 20;
const RATE = 0.05;
const ROUNDS = 600;
const PATIENCE = 30;
const RIDGE = 1;

interface Node {
  feature: number;
  /** Bins that go left; none: a leaf. */
  left?: Uint8Array;
  children?: [Node, Node];
  value: number;
}

interface Leaf {
  node: Node;
  rows: Int32Array;
  split?: { gain: number; feature: number; left: Uint8Array };
}

/** Learns trees and returns the probabilities of other rows. */
export function boostTrees(train: Table, test: Table, draw: Draw): Float64Array {
  const order = shuffled(train.answers.length, draw);
  const tried = LEAVES.map((leaves) => boostWith(leaves, train, test, order));
  return tried.reduce((best, one) => (one.loss < best.loss ? one : best)).probabilities;
}

function boostWith(
  most: number,
  train: Table,
  test: Table,
  order: Int32Array,
): { loss: number; probabilities: Float64Array } {
  const binnings = train.columns.map(learnBins);
  const bins = train.columns.map((column, at) => binColumn(binnings[at] ?? learnBins(column), column));
  const sizes = binnings.map(binCount);
  const ordered = binnings.map(({ kind }) => kind === 'number');
  const held = order.slice(0, Math.floor(order.length / 10));
  const rows = order.slice(held.length).sort();
  const scores = new Float64Array(train.answers.length);
  const slopes = new Float64Array(scores.length);
  const curves = new Float64Array(scores.length);
  const trees: Node[] = [];
  let [best, bestAt] = [Number.POSITIVE_INFINITY, 0];
  while (trees.length < ROUNDS && trees.length - bestAt < PATIENCE) {
    for (const row of rows) {
      const probability = probabilityOf(scores[row] as number);
      slopes[row] = (train.answers[row] as number) - probability;
      curves[row] = probability * (1 - probability);
    }
    const tree = grow(most, rows, bins, sizes, ordered, slopes, curves);
    trees.push(tree);
    for (let row = 0; row < scores.length; row += 1) (scores[row] as number) += valueFor(tree, bins, row);
    let loss = 0;
    for (const row of held)
      loss += Math.log1p(Math.exp(((train.answers[row] as number) * -2 + 1) * (scores[row] as number)));
    if (loss < best) [best, bestAt] = [loss, trees.length];
  }
  const testBins = test.columns.map((column, at) => binColumn(binnings[at] ?? learnBins(column), column));
  const kept = trees.slice(0, bestAt);
  const probabilities = Float64Array.from(test.answers, (_, row) =>
    probabilityOf(kept.reduce((sum, tree) => sum + valueFor(tree, testBins, row), 0)),
  );
  return { loss: best, probabilities };
}

function valueFor(tree: Node, bins: readonly Uint8Array[], row: number): number {
  let node = tree;
  while (node.left && node.children) {
    node = node.children[node.left[(bins[node.feature] as Uint8Array)[row] as number] === 1 ? 0 : 1];
  }
  return node.value;
}

function grow(
  most: number,
  rows: Int32Array,
  bins: readonly Uint8Array[],
  sizes: readonly number[],
  ordered: readonly boolean[],
  slopes: Float64Array,
  curves: Float64Array,
): Node {
  const leafOf = (part: Int32Array): Leaf => {
    let [slope, curve] = [0, 0];
    for (const row of part) {
      slope += slopes[row] as number;
      curve += curves[row] as number;
    }
    const leaf: Leaf = { node: { feature: 0, value: (RATE * slope) / (curve + RIDGE) }, rows: part };
    const split = bestSplit(part, slope, curve, bins, sizes, ordered, slopes, curves);
    return split ? { ...leaf, split } : leaf;
  };
  const root = leafOf(rows);
  const leaves = [root];
  while (leaves.length < most) {
    const next = leaves.reduce((most, leaf) =>
      (leaf.split?.gain ?? 0) > (most.split?.gain ?? 0) ? leaf : most,
    );
    if (!next.split) break;
    const { feature, left } = next.split;
    const column = bins[feature] as Uint8Array;
    const goesLeft = (row: number) => left[column[row] as number] === 1;
    const children = [
      leafOf(next.rows.filter(goesLeft)),
      leafOf(next.rows.filter((row) => !goesLeft(row))),
    ] as const;
    Object.assign(next.node, { feature, left, children: [children[0].node, children[1].node] });
    leaves.splice(leaves.indexOf(next), 1, ...children);
  }
  return root.node;
}

function bestSplit(
  rows: Int32Array,
  slope: number,
  curve: number,
  bins: readonly Uint8Array[],
  sizes: readonly number[],
  ordered: readonly boolean[],
  slopes: Float64Array,
  curves: Float64Array,
): Leaf['split'] {
  let best: Leaf['split'];
  const whole = slope ** 2 / (curve + RIDGE);
  for (const [feature, column] of bins.entries()) {
    const size = sizes[feature] ?? 0;
    const sums = new Float64Array(size * 3);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] as number;
      const bin = (column[row] as number) * 3;
      (sums[bin] as number) += slopes[row] as number;
      (sums[bin + 1] as number) += curves[row] as number;
      (sums[bin + 2] as number) += 1;
    }
    const order = Array.from({ length: size }, (_, bin) => bin);
    const mean = (bin: number) => (sums[bin * 3] as number) / ((sums[bin * 3 + 1] as number) + 10);
    if (!ordered[feature]) order.sort((a, b) => mean(a) - mean(b) || a - b);
    let [s, c, n] = [0, 0, 0];
    for (let at = 0; at < size - 1; at += 1) {
      const bin = (order[at] as number) * 3;
      s += sums[bin] as number;
      c += sums[bin + 1] as number;
      n += sums[bin + 2] as number;
      if (n < ROWS_A_LEAF || rows.length - n < ROWS_A_LEAF) continue;
      const gain = s ** 2 / (c + RIDGE) + (slope - s) ** 2 / (curve - c + RIDGE) - whole;
      if (gain <= (best?.gain ?? 1e-6)) continue;
      const left = new Uint8Array(size);
      for (const each of order.slice(0, at + 1)) left[each] = 1;
      best = { gain, feature, left };
    }
  }
  return best;
}
