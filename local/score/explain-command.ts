import { type Command, InvalidArgumentError, Option } from 'commander';
import { Day, Moment, momentOn } from '../../core/calendar/moment.ts';
import { Language } from '../../core/case/words.ts';
import { ZONE } from '../days.ts';
import { openStored } from '../stored.ts';
import { explain, tellExplanation } from './explain.ts';

interface Flags {
  language?: Language;
  at?: Moment;
  db?: string;
  json?: boolean;
}

/** Adds the command `explain` to the program. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('say what the score of a case is made of, and what it may not be used for')
    .argument('<case>', 'id of a case, or its beginning')
    .addOption(
      new Option('--language <language>', "the language of the reasons (default: the debtor's)").choices(
        Language.options,
      ),
    )
    .option('--at <moment>', 'score it again, on what was known before this day or moment', moment)
    .option('--db <file>', 'a database made by run (default: the last run)')
    .option('--json', 'print one JSON object')
    .action(async (id: string, { db, json, ...wanted }: Flags) => {
      const found = await explain(openStored(db), id, wanted);
      console.log(json ? JSON.stringify(found) : tellExplanation(found));
    });
}

function moment(text: string): Moment {
  if (Day.safeParse(text).success) return momentOn(text, 0, ZONE);
  if (Moment.safeParse(text).success) return text;
  throw new InvalidArgumentError('Write a date like 2026-01-05, or a moment like 2026-01-05T08:00:00Z.');
}
