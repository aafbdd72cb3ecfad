import { type Command, Option } from 'commander';
import { type CaseTarget, caseTargets } from '../../core/score/case-rows.ts';
import { openStoredToWrite } from '../stored.ts';
import { spoken } from '../words.ts';
import { promoteStored, refitStored, tellRefit } from './refit.ts';

interface Flags {
  db?: string;
  creditor?: string;
  target: CaseTarget;
  promote?: string;
  plot?: string;
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
    .option(
      '--promote <hash>',
      'learn nothing: let a model that was learnt before score from now on; none: as before the first',
    )
    .option('--plot <file.svg>', 'write a picture of how far off the challenger is, group by group')
    .option('--json', 'print one JSON object')
    .action(async ({ db: file, creditor, target, promote, plot, json }: Flags) => {
      const db = openStoredToWrite(file);
      try {
        if (promote) {
          console.log(await promoteStored(db, target, promote, creditor));
          return;
        }
        const found = await refitStored(db, target, creditor);
        const by = found.report?.fairness?.by ?? [];
        if (plot && by.length > 0) {
          const { writeGapPlot } = await import('./plots.ts');
          const named = by.flatMap(({ what, groups }) =>
            groups.map((each) => ({ ...each, group: `${spoken(what)} ${each.group}` })),
          );
          writeGapPlot(plot, named);
        }
        console.log(json ? JSON.stringify(found) : tellRefit(found));
      } finally {
        db.close();
      }
    });
}
