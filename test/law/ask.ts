import { Command } from 'commander';
import { addLaw } from '../../local/law/command.ts';
import { jsonOf, type Told } from '../../local/law/question.ts';

/** Asks the law as the command line does, and returns what `--json` would print. @throws CommanderError */
export async function askLaw(...words: string[]): Promise<Record<string, unknown>> {
  let told: Told | undefined;
  const program = new Command('amicable').exitOverride().configureOutput({ writeErr: () => {} });
  addLaw(program, (found) => {
    told = found;
  });
  await program.parseAsync(['law', ...words, '--json'], { from: 'user' });
  if (told === undefined) throw new Error('The command answered nothing.');
  return 'refused' in told ? { refused: told.refused } : { ...jsonOf(told) };
}
