import { type Command, InvalidArgumentError } from 'commander';
import type { Database } from '../adapters/local/database.ts';
import { Moment } from '../core/calendar/moment.ts';
import { inWords } from './refusals.ts';
import type { StageFlags } from './stage.ts';

// What a command needs of AWS takes half a second to load, and nobody else needs it: only when it is called.

/** Adds the commands with which operators look after a deployed stage. */
export function addStageCommands(program: Command): void {
  onStage(program.command('doctor'))
    .description('look at a deployed stage, and say what to do')
    .action(told(async (flags: StageFlags) => (await import('./doctor/doctor.ts')).doctor(flags)));

  onStage(program.command('redrive'))
    .description('deliver again what failed and waits in a dead-letter queue')
    .option('--queue <name>', 'only this queue')
    .option('--dry-run', 'only say what there is')
    .option(
      '--since <moment>',
      'tell again all that was written to journals since then, like 2026-01-05T08:00:00Z',
      moment,
    )
    .action(told(async (flags: StageFlags) => (await import('./redrive/command.ts')).redriveStage(flags)));

  const key = program.command('key').description("keys with which creditors' systems sign their requests");
  onStage(key.command('add'))
    .description('make a key; its secret is printed this once')
    .requiredOption('--creditor <id>', 'whose system')
    .action(
      told(async (flags: StageFlags & { creditor: string }) => (await import('./api-keys.ts')).add(flags)),
    );
  onStage(key.command('list'))
    .description('names of keys, and whose they are')
    .option('--creditor <id>', 'only those of this creditor')
    .action(told(async (flags: StageFlags) => (await import('./api-keys.ts')).list(flags)));
  onStage(key.command('remove'))
    .description('take a key out: what it signs is refused from then on')
    .argument('<key>', 'its name')
    .action(
      told(async (name: string, flags: StageFlags) => (await import('./api-keys.ts')).remove(name, flags)),
    );

  const creditor = program.command('creditor').description('creditors of a deployed stage');
  onStage(creditor.command('set'))
    .description("set a creditor's policy, or add a creditor")
    .argument('<policy.json>', 'the policy')
    .action(
      told(async (file: string, flags: StageFlags) =>
        (await import('./creditors.ts')).setCreditor(file, flags),
      ),
    );

  onStage(program.command('stop'))
    .description('the emergency brake: nothing is sent from the next message on')
    .option('--creditor <id>', 'for this creditor')
    .option('--all', 'for everybody')
    .option('--lift', 'lift the stop order')
    .option(...restoredTable)
    .action(told(async (flags: StageFlags) => (await import('./creditors.ts')).stop(flags)));

  onStage(program.command('restore-erasures'))
    .description('after a restore of the table: erase again everybody who was erased')
    .option(...restoredTable)
    .action(
      told(async (flags: StageFlags & { table?: string }) =>
        (await import('./restore-erasures.ts')).restoreErasures(flags),
      ),
    );
}

const restoredTable = ['--table <name>', 'a restored table, while the stage still uses another'] as const;

/** Adds to a command that reads a database the flags by which it reads a stage instead. */
export function orOnStage(command: Command): Command {
  return command
    .option('--stage <stage>', 'read this deployed stage instead', stageName)
    .option('--region <region>', 'its AWS region (default: that of your AWS settings)')
    .option('--profile <profile>', 'the profile of your AWS settings')
    .option(...restoredTable);
}

/**
 * The journals of a stage, copied into a database as the laptop has it.
 *
 * @param only the full id of a case, when no other is wanted
 */
export async function copyOfStage(flags: StageFlags & { table?: string }, only?: string): Promise<Database> {
  return told(async () => (await import('./read-stage.ts')).copyOfStage(flags, only))();
}

function onStage(command: Command): Command {
  return command
    .requiredOption('--stage <stage>', 'the deployed stage', stageName)
    .option('--region <region>', 'its AWS region (default: that of your AWS settings)')
    .option('--profile <profile>', 'the profile of your AWS settings')
    .option('--json', 'print one JSON object');
}

/** Work whose refusals by AWS are told in our own words. */
function told<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await work(...args);
    } catch (error) {
      throw inWords(error);
    }
  };
}

function stageName(text: string): string {
  if (/^[a-z][a-z0-9]{1,11}$/.test(text)) return text;
  throw new InvalidArgumentError('A stage has 2 to 12 small letters and digits, a letter first, like dev.');
}

function moment(text: string): Moment {
  if (Moment.safeParse(text).success) return text;
  throw new InvalidArgumentError('A moment is written like 2026-01-05T08:00:00Z.');
}
