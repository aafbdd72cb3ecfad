import { type Command, Option } from 'commander';
import { type CaseTarget, caseTargets } from '../../core/score/case-rows.ts';
import { openStoredToWrite } from '../stored.ts';
import { refitStored, tellRefit } from './refit.ts';

interface Flags {
  db?: string;
  creditor?: string;
  target: CaseTarget;
  json?: boolean;
}

/** Adds the command `refit` to the program. */
export function addRefit(program: Command): void {
  program
    .command('refit')
    .description('learn a challenger from the cases of a run, and let it score if it is better')
    .option('--db <file>', 'a database made by run (default: the last run)')
    .option('--creditor <id>', 'whose cases (default: the creditor of the run)')
    .addOption(
      new Option('--target <what>', 'what the score is about').choices(caseTargets).default('paid-90'),
    )
    .option('--json', 'print one JSON object')
    .action(async ({ db: file, creditor, target, json }: Flags) => {
      const db = openStoredToWrite(file);
      try {
        const found = await refitStored(db, target, creditor);
        console.log(json ? JSON.stringify(found) : tellRefit(found));
      } finally {
        db.close();
      }
    });
}
