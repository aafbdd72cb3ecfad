import type { Command } from 'commander';
import { addAllocate } from './allocate.ts';
import { addCheckText } from './check-text.ts';
import { addContact } from './contact.ts';
import { addCosts } from './costs.ts';
import { addDirectDebit } from './direct-debit.ts';
import { addInterest } from './interest.ts';
import { addLimitation } from './limitation.ts';
import { addNotice } from './notice.ts';
import { askedBy, type Print, printTold } from './question.ts';
import { addRates } from './rates.ts';
import { addReminder } from './reminder.ts';
import { addReview } from './review.ts';
import { addStatement } from './statement.ts';

/**
 * Adds the command `law` with all its questions to the program.
 *
 * @param print where answers go; to the terminal if left out
 */
export function addLaw(program: Command, print: Print = printTold): void {
  const law = program
    .command('law')
    .description(
      'ask the law what may be charged, said and done. It is analysis, not legal advice: a qualified person must confirm it before real letters go out.',
    );
  const asked = askedBy(print);
  for (const add of [
    addCosts,
    addInterest,
    addNotice,
    addReminder,
    addContact,
    addLimitation,
    addAllocate,
    addDirectDebit,
    addStatement,
    addRates,
    addCheckText,
    addReview,
  ]) {
    add(law, asked);
  }
}
