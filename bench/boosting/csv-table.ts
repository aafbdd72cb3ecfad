import { drawFrom } from '../../core/score/draw.ts';
import { shuffled } from '../../core/score/glass-box/table.ts';
import type { Bar } from '../../local/bar.ts';
import { picked } from '../../local/score/material.ts';
import { columnOf, kindOf, readTable } from '../../local/score/read-table.ts';
import { answersOf, wordsOf } from '../../local/score/read-target.ts';
import { WrongUse } from '../../local/stored.ts';
import type { Divided } from './written-table.ts';

const SEED = 1;

/**
 * A CSV file, read as `amicable train` reads it, in an order of chance that is always the same: a third is to test on.
 *
 * @param without columns that are left out
 * @throws WrongUse for a file that is none, or a target that is not one of two words
 */
export async function csvTable(
  file: string,
  target: string,
  without: readonly string[],
  bar: Bar,
): Promise<Divided> {
  const { cells } = await readTable(file, bar);
  const lacking = [target, ...without].find((name) => !cells.has(name));
  if (lacking !== undefined)
    throw new WrongUse(`The file has no column "${lacking}". It has ${[...cells.keys()].join(', ')}.`);
  const written = cells.get(target) ?? [];
  const words = wordsOf(target, written);
  if (words.yes === undefined)
    throw new WrongUse(`The column "${target}" has shares: name one of two words.`);
  const said = answersOf(written, words);
  const order = [...shuffled(said.length, drawFrom(SEED))].filter((row) => !Number.isNaN(said[row]));
  const columns = [...cells].flatMap(([name, each]) => {
    const kind = kindOf(each);
    if (name === target || name === '' || kind === 'day' || without.includes(name)) return [];
    return [picked(columnOf(name, kind, each), order)];
  });
  const answers = Uint8Array.from(order, (row) => said[row] as number);
  return { table: { columns, answers }, train: Math.floor((2 * order.length) / 3) };
}
