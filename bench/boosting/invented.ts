import { drawFrom } from '../../core/score/draw.ts';
import { syntheticTable, type Truth } from '../synthetic-table.ts';
import { inventTable } from './library.ts';
import { type Divided, readTable, writeTable } from './written-table.ts';

interface Invented {
  /** What the truth of the table is. */
  says: string;
  /** Whether that needs three features at once, of which a sum of features and pairs knows nothing. */
  three?: true;
}

/** The invented tables; those that are not in `ownSeeds` are made by `tables.py`. */
export const invented: ReadonlyMap<string, Invented> = new Map<string, Invented>([
  ['sums', { says: 'sums of curves' }],
  ['pairs', { says: 'ten pairs' }],
  ['tangled', { says: 'three features at once, beside much else' }],
  ['many-categories', { says: 'many categories' }],
  ['rare', { says: '2 % come true' }],
  ['noise', { says: 'noise, much missing' }],
  ['payments', { says: 'like records of payments' }],
  ['crossed', { says: 'categories crossed with numbers' }],
  ['friedman-1', { says: 'Friedman, first' }],
  ['friedman-2-3', { says: 'Friedman, second and third' }],
  ['ball', { says: 'inside or outside a ball' }],
  ['net', { says: 'a small neural net' }],
  ['clusters-1', { says: 'clusters, one for each answer' }],
  ['clusters-2', { says: 'clusters, two for each answer' }],
  ['clusters-2-near', { says: 'clusters, two, nearer together', three: true }],
  ['clusters-3-near', { says: 'clusters, three, nearer together', three: true }],
  ['trees-2', { says: 'only sixty trees of two levels' }],
  ['trees-4', { says: 'only forty trees of four levels', three: true }],
  ['trees-3', { says: 'only thirty trees of three levels', three: true }],
  ['trees-3-other', { says: 'the same, other trees', three: true }],
]);

const ROWS = 30_000;
const ownSeeds: Readonly<Record<string, { truth: Truth; seed: number }>> = {
  sums: { truth: 'sums', seed: 1 },
  pairs: { truth: 'pairs', seed: 2 },
  tangled: { truth: 'tangled', seed: 3 },
};

/** Makes an invented table, and leaves it in the folder for the library to read. */
export function makeTable(name: string, folder: string): Divided {
  const own = ownSeeds[name];
  if (!own) {
    inventTable(name, folder);
    return readTable(folder);
  }
  const divided = { table: syntheticTable(2 * ROWS, drawFrom(own.seed), own.truth), train: ROWS };
  writeTable(folder, divided);
  return divided;
}
