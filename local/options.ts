import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InvalidArgumentError } from 'commander';
import { Day } from '../core/calendar/moment.ts';
import { WrongUse } from './stored.ts';

/** The invented creditor, for those who name none. */
export const exampleCreditor = fileURLToPath(new URL('../examples/creditor.json', import.meta.url));

/** Reads a date of the command line. @throws InvalidArgumentError */
export function day(text: string): Day {
  if (!Day.safeParse(text).success) throw new InvalidArgumentError('A date is YYYY-MM-DD, like 2026-01-05.');
  return text;
}

/** Reads a whole number of the command line between two others. @throws InvalidArgumentError */
export function whole(low: number, high: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < low || number > high) {
      throw new InvalidArgumentError(`Give a whole number from ${low} to ${high}.`);
    }
    return number;
  };
}

export function today(): Day {
  return new Date().toISOString().slice(0, 10);
}

/** @throws WrongUse where a file that was named is not there */
export function needFiles(...files: (string | undefined)[]): void {
  for (const file of files) if (file && !existsSync(file)) throw new WrongUse(`There is no file ${file}.`);
}
