import type { Command } from 'commander';
import { openStored } from '../stored.ts';
import { clockOf } from '../view.ts';
import { casesSinceScored, fitPortfolio, tellFit } from './fit.ts';

/** Adds the command `profiles fit` to the program. */
export function addProfiles(program: Command): void {
  program
    .command('profiles')
    .description('payment profiles: where one ends and the next begins')
    .command('fit')
    .description("fit the cut-offs to what came of a run's own cases; nothing is changed by it")
    .option('--db <file>', 'a database made by run or import (default: the last run)')
    .option('--json', 'print one JSON object')
    .action(({ db: file, json }: { db?: string; json?: boolean }) => {
      const db = openStored(file);
      const found = fitPortfolio(casesSinceScored(db), clockOf(db));
      console.log(json ? JSON.stringify(found) : tellFit(found));
    });
}
