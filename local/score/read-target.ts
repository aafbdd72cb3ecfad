import { WrongUse } from '../stored.ts';
import { isMissing, isNumber } from './read-table.ts';

/** The two words of a target, the first of which means that it came true; none where it is a share from 0 to 1. */
export interface TargetWords {
  yes?: string | undefined;
  no?: string | undefined;
}

/** Words for "it came true" in a column of two words. */
const yeses = ['1', 'yes', 'true', 'y', 't', 'ja', 'oui', 'positive', 'late', 'bad'];

/** What the column of a target says. @throws WrongUse for one value only, or more than two that are no shares */
export function wordsOf(target: string, cells: readonly string[]): TargetWords {
  const words = [...new Set(cells.filter((cell) => !isMissing(cell)))].sort();
  const [first, second] = words;
  if (first === undefined) throw new WrongUse(`The column "${target}" is empty.`);
  if (second === undefined)
    throw new WrongUse(
      `The column "${target}" says "${first}" in every row: there is nothing to tell apart.`,
    );
  if (words.length > 2) {
    if (words.every(isShare)) return {};
    throw new WrongUse(
      `The column "${target}" has ${words.length} different values: a target has two, like 0 and 1, or shares from 0 to 1.`,
    );
  }
  return yeses.includes(first.toLowerCase()) ? { yes: first, no: second } : { yes: second, no: first };
}

/** The answer of each cell: 1, 0 or a share; NaN where it says none. */
export function answersOf(cells: readonly string[], { yes, no }: TargetWords): Float64Array {
  return Float64Array.from(cells, (cell) => {
    if (yes === undefined) return isShare(cell) ? Number(cell) : Number.NaN;
    return cell === yes ? 1 : cell === no ? 0 : Number.NaN;
  });
}

function isShare(cell: string): boolean {
  return isNumber(cell) && Number(cell) >= 0 && Number(cell) <= 1;
}
