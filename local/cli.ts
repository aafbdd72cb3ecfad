import { setFlagsFromString } from 'node:v8';
import { SingleBar } from 'cli-progress';
import { Command, CommanderError, Option } from 'commander';
import type { Database } from '../adapters/local/database.ts';
import { sqliteJournal } from '../adapters/local/journal.ts';
import { addStageCommands, copyOfStage, orOnStage } from '../cloud/commands.ts';
import { outstanding } from '../core/message/blocked.ts';
import { addCost } from './cost/command.ts';
import { FAILED, REJECTED, WRONG_USE } from './exit-codes.ts';
import { exportJournals } from './export.ts';
import { addImport } from './import/command.ts';
import { isUsual, tellRecognised } from './import/report.ts';
import { addLaw } from './law/command.ts';
import { day, exampleCreditor, needFiles, today, whole } from './options.ts';
import { addPersonas } from './personas.ts';
import { addPlan } from './plan/command.ts';
import { readCreditor, readGroups } from './policy.ts';
import { auditDatabase, runPortfolio } from './run.ts';
import { addScore } from './score/command.ts';
import { addExplain } from './score/explain-command.ts';
import { addFairness } from './score/fairness.ts';
import { addRefit } from './score/refit-command.ts';
import { addProfiles } from './segment/command.ts';
import { openNewRun, openStored, openToWrite, WrongUse } from './stored.ts';
import { tellCase } from './story.ts';
import { tellRun } from './summary.ts';
import { clockOf, findCase, listCases, notableCase } from './view.ts';
import { count, euros, spoken } from './words.ts';

const ZONE = 'Europe/Amsterdam';

/** Where `case`, `audit` and `export` read: a database, or a deployed stage. */
interface Source {
  db?: string;
  stage?: string;
  region?: string;
  profile?: string;
  table?: string;
}

interface RunFlags {
  columns?: string;
  creditor?: string;
  groups?: string;
  from: string;
  days: number;
  seed: number;
  debtors: 'simulated' | 'recorded';
  db?: string;
  json?: boolean;
}

const program = new Command('amicable')
  .description(
    'Collects unpaid invoices in a decent way. Everything runs on this machine, and nobody is really written to, but for the commands that take --stage: they look after a deployed stage in AWS.',
  )
  .version('0.1.0')
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride();

program
  .command('run')
  .description('run a portfolio of invoices through its days, with simulated or recorded debtors')
  .argument('<portfolio.csv>', 'invoices, one a row, with a header')
  .option('--columns <map.json>', 'which of your columns is which of ours')
  .option('--creditor <policy.json>', "the creditor's policy (default: the invented one in examples/)")
  .option('--groups <groups.json>', 'which areas or customers belong to which communication group')
  .option('--from <date>', 'first day', day, today())
  .option('--days <n>', 'number of days', whole(1, 3660), 90)
  .option('--seed <n>', 'the same seed gives the same run', whole(0, 2 ** 31), 1)
  .addOption(
    new Option('--debtors <kind>', 'how debtors behave')
      .choices(['simulated', 'recorded'])
      .default('simulated'),
  )
  .option('--db <file>', 'keep everything in this file; one that exists is continued')
  .option('--json', 'print one JSON object')
  .action(run);

addImport(program);

program
  .command('serve')
  .description(
    'serve the pages of a run on this computer: figures, cases, messages, the debtor’s page, the clock',
  )
  .option('--db <file>', 'a database made by run or import (default: the last run)')
  .option('--port <n>', 'the first port that is tried', whole(1, 65_535), 8080)
  .action(async (flags: { db?: string; port: number }) => {
    // The pages bring plots, MJML and PDF along: loaded only when somebody looks.
    const { serveUntilInterrupted } = await import('./page/serve.ts');
    await serveUntilInterrupted(flags);
  });

orOnStage(program.command('export'))
  .description('write all journals, one entry a line')
  .requiredOption('--out <journals.ndjson>', 'file to write')
  .option('--db <file>', 'a database made by run (default: the last run)')
  .action(async ({ out, ...source }: Source & { out: string }) => {
    console.log(`${count(exportJournals(await opened(source), out, ZONE), 'entry')} written to ${out}`);
  });

orOnStage(program.command('case'))
  .description('tell the story of one case; without an id, list the cases')
  .argument('[id]', 'id of a case, or its beginning')
  .option('--db <file>', 'a database made by run (default: the last run)')
  .option('--all', 'leave no entry out')
  .option('--messages <folder>', 'also write what its reader was sent: e-mail, text message, letter (PDF)')
  .action(tell);

orOnStage(program.command('audit'))
  .description('re-read journals and outboxes with independent code, and list every breach')
  .option('--db <file>', 'a database made by run (default: the last run)')
  .option('--json', 'print one JSON object')
  .action(check);

addCost(program);
addLaw(program);
addPersonas(program);
addProfiles(program);
addScore(program);
addExplain(program);
addPlan(program);
addFairness(program);
addRefit(program);
addStageCommands(program);

/** @throws WrongUse */
async function opened({ stage, db, ...account }: Source, only?: string): Promise<Database> {
  if (stage === undefined) return openStored(db);
  if (db !== undefined) throw new WrongUse('Either --db or --stage: what is read is one or the other.');
  return copyOfStage({ stage, ...account }, only);
}

async function run(portfolio: string, flags: RunFlags): Promise<void> {
  needFiles(portfolio, flags.columns, flags.creditor, flags.groups);
  const policy = readCreditor(flags.creditor ?? exampleCreditor);
  const creditor = flags.groups ? { ...policy, communication: readGroups(flags.groups) } : policy;
  const fresh = flags.db ? undefined : openNewRun();
  const db = fresh?.db ?? openToWrite(flags.db ?? '');
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: '{bar} day {value} of {total}{doing}',
        hideCursor: true,
        clearOnComplete: true,
      })
    : undefined;
  bar?.start(flags.days, 0, { doing: '' });
  try {
    const { result, from, to, resumed, recognised } = await runPortfolio(db, {
      portfolio,
      ...(flags.columns && { columns: flags.columns }),
      creditor,
      from: flags.from,
      days: flags.days,
      seed: flags.seed,
      debtors: flags.debtors,
      // A run that is not kept until it is done need not survive a crash.
      keeping: fresh ? 'at-the-end' : 'stretches',
      progress: (done) => bar?.update(done),
      host: async ({ name, ports, run }) => {
        if (name !== 'learn-score') return await run(ports);
        bar?.update({ doing: ', learning the score anew' });
        try {
          return await run(ports);
        } finally {
          bar?.update({ doing: '' });
        }
      },
    });
    bar?.stop();
    if (flags.json) {
      console.log(JSON.stringify(result));
    } else {
      if (resumed) console.log('This run had been stopped on the way. It went on to its end.\n');
      if (recognised && !isUsual(recognised)) console.log(`${tellRecognised(recognised)}\n`);
      console.log(tellRun(result, { from, to }));
      const notable = notableCase(db);
      if (notable) {
        console.log(`\n${tellCase(notable, await sqliteJournal(db).read(notable), ZONE)}`);
        console.log('\nAnother case: npm run -s amicable -- case        (the list, then: case <id>)');
      }
    }
    process.exitCode = result.violations.length > 0 ? FAILED : result.rejected.length > 0 ? REJECTED : 0;
    if (fresh) fresh.keep();
    else db.close();
  } finally {
    bar?.stop();
  }
}

async function tell(
  id: string | undefined,
  flags: Source & { all?: boolean; messages?: string },
): Promise<void> {
  if (flags.stage && flags.messages)
    throw new WrongUse('Messages hold personal data, which is not copied from a stage.');
  const db = await opened(flags, id);
  if (id === undefined) {
    for (const { id: one, c } of listCases(db)) {
      const state = c.closed ? spoken(c.closed.outcome) : 'waiting';
      console.log(
        `${one}  ${state.padEnd(22)} ${euros(outstanding(c)).padStart(12)} open  ${spoken(c.profile ?? '')}`,
      );
    }
    return;
  }
  const found = findCase(db, id);
  console.log(tellCase(found, await sqliteJournal(db).read(found), ZONE, flags.all));
  if (!flags.messages) return;
  // Rendering brings MJML and PDF along: loaded only when somebody looks.
  const { writeMessages } = await import('./write-messages.ts');
  const names = await writeMessages(db, found, flags.messages);
  console.log(`\n${count(names.length, 'file')} in ${flags.messages}: ${names.join(', ')}`);
}

async function check(flags: Source & { json?: boolean }): Promise<void> {
  const db = await opened(flags);
  const { violations, totals } = auditDatabase(db, clockOf(db));
  if (flags.json) {
    console.log(JSON.stringify({ ...totals, violations }));
  } else {
    for (const { case: id, seq, rule, detail } of violations)
      console.log(`${id} entry ${seq}: ${rule}${detail ? ` (${detail})` : ''}`);
    console.log(
      `${count(totals.entries, 'entry')} of ${count(totals.cases, 'case')} read: ${
        violations.length === 0 ? 'no breach.' : `${count(violations.length, 'breach')}.`
      }`,
    );
    if (flags.stage) {
      console.log(
        'What providers were handed is not in the table: whether they sent it, and nothing else, shows only there.',
      );
    }
  }
  process.exitCode = violations.length > 0 ? FAILED : 0;
}

// Left alone, V8 lets what is thrown away pile up for as long as the machine has room.
setFlagsFromString('--heap-growing-percent=100');

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
  } else if (error instanceof WrongUse) {
    console.error(`amicable: ${error.message}`);
    process.exitCode = WRONG_USE;
  } else {
    console.error(error instanceof Error ? `amicable: ${error.name}: ${error.message}` : error);
    if (process.env.AMICABLE_DEBUG) console.error(error);
    process.exitCode = FAILED;
  }
}
