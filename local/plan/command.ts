import { type Command, InvalidArgumentError } from 'commander';
import { sqliteJournal } from '../../adapters/local/journal.ts';
import { sqliteCreditors } from '../../adapters/local/tables.ts';
import type { Day } from '../../core/calendar/moment.ts';
import { Draft, load } from '../../core/case/change.ts';
import { today } from '../../core/law/of-case.ts';
import { packOf } from '../../core/law/packs.ts';
import { chargeInterest } from '../../core/money/charge.ts';
import { type Proposals, proposePlans } from '../../core/plan/propose.ts';
import { questionOf } from '../../core/plan/question-of.ts';
import { runningBeside } from '../../core/plan/running-beside.ts';
import { decimal, readAmount, readDayOrToday } from '../law/flags.ts';
import { exampleCreditor, needFiles, whole } from '../options.ts';
import { readCreditor } from '../policy.ts';
import { openStored, WrongUse } from '../stored.ts';
import { clockOf, findCase } from '../view.ts';
import { euros } from '../words.ts';

interface PlanFlags {
  balance?: string;
  case?: string;
  db?: string;
  means?: string;
  income?: string;
  attachmentFree?: string;
  payDay?: number;
  running?: string;
  creditor?: string;
  on?: string;
  json?: boolean;
}

/** Adds the command `plan` to the program. */
export function addPlan(program: Command, print: (text: string) => void = console.log): void {
  program
    .command('plan')
    .description(
      'propose two or three plans for what somebody owes and can pay, the recommended one first. A plan costs nothing extra, and is never refused: a person decides what the policy does not agree at once.',
    )
    .option('--balance <amount>', 'what is owed, like 1234.56')
    .option('--case <case>', 'or a case, by its id or the beginning of it: all that is known of it counts')
    .option('--db <file>', 'with --case: a database made by run (default: the last run)')
    .option('--means <amount>', 'what they can spare a month')
    .option('--income <amount>', 'or their net income a month')
    .option('--attachment-free <amount>', 'the part of it that the law leaves them (default: 95 %)')
    .option('--pay-day <day>', 'day of the month on which they get their money: 1 to 31, or last', payDay)
    .option('--running <amount>', 'what they pay a month for plans that run already')
    .option('--creditor <policy.json>', "the creditor's policy (default: the invented one in examples/)")
    .option('--on <date>', 'the day on which they ask (default: today)')
    .option('--json', 'print one JSON object')
    .action((flags: PlanFlags) => {
      const tell = (found: Found) => print(flags.json ? JSON.stringify(asJson(found)) : tellProposals(found));
      return flags.case === undefined ? tell(proposed(flags)) : ofCase(flags.case, flags).then(tell);
    });
}

/** Reads a pay-day; `last` is 31, which every shorter month takes as its last day. @throws InvalidArgumentError */
function payDay(text: string): number {
  if (text === 'last') return 31;
  try {
    return whole(1, 31)(text);
  } catch {
    throw new InvalidArgumentError('Give a day of the month from 1 to 31, or last.');
  }
}

type Found = Proposals & { balance: number; on: Day };

/** @throws WrongUse */
function proposed(flags: PlanFlags): Found {
  const { means, income, attachmentFree } = flags;
  if (means !== undefined && income !== undefined)
    throw new WrongUse('Either --means or --income: what can be spared follows from one or the other.');
  if (attachmentFree !== undefined && income === undefined)
    throw new WrongUse('--attachment-free is a part of an --income.');
  if (flags.balance === undefined) throw new WrongUse('Give what is owed with --balance, or a --case.');
  needFiles(flags.creditor);
  const { plan: policy } = readCreditor(flags.creditor ?? exampleCreditor);
  const balance = readAmount('--balance', flags.balance);
  const on = readDayOrToday('--on', flags.on);
  const found = proposePlans({
    balance,
    means: meansOf(flags),
    payDay: flags.payDay,
    runningPlans: flags.running === undefined ? 0 : readAmount('--running', flags.running),
    policy,
    today: on,
  });
  return { ...found, balance, on };
}

/** Plans for a case of a run, as the page has them now; a model of plans may put another first there. @throws WrongUse */
async function ofCase(beginning: string, flags: PlanFlags): Promise<Found> {
  const { balance, means, income, attachmentFree, running, creditor: policy, on } = flags;
  if ([balance, means, income, attachmentFree, running, policy, on].some((flag) => flag !== undefined))
    throw new WrongUse('--case reads all of that from the case: give --pay-day beside it, or nothing.');
  const db = openStored(flags.db);
  const journal = sqliteJournal(db);
  const c = await load(journal, findCase(db, beginning));
  if (c.closed) throw new WrongUse(`Case ${c.id} is closed: nothing is paid in parts any more.`);
  const creditor = await sqliteCreditors(db).get(c.creditor);
  const ctx = { creditor, pack: packOf(creditor, c) };
  // The clock of a run that goes on is kept behind what it writes.
  const now = [clockOf(db), c.at].toSorted().at(-1) ?? c.at;
  const day = today(ctx.pack, now);
  const draft = new Draft(c.id, c, now);
  chargeInterest(draft, ctx, day);
  const question = questionOf(draft.case, ctx, now, await runningBeside(journal, c));
  return { ...proposePlans({ ...question, payDay: flags.payDay }), balance: question.balance, on: day };
}

function meansOf({ means, income, attachmentFree }: PlanFlags) {
  if (means !== undefined) return { spare: readAmount('--means', means) };
  if (income === undefined) return undefined;
  return {
    netIncome: readAmount('--income', income),
    ...(attachmentFree !== undefined && { attachmentFree: readAmount('--attachment-free', attachmentFree) }),
  };
}

function asJson({ balance, on, means, estimated, plans, debtHelp }: Found) {
  return {
    on,
    balance: decimal(balance),
    means: decimal(means),
    estimated,
    proposals: plans.map(({ wish, instalments, total, cost, answer, reason }, index) => ({
      recommended: index === 0,
      answer,
      reason,
      months: wish.months,
      total: decimal(total),
      cost: decimal(cost),
      instalments: instalments.map(({ on: day, cents }) => ({ on: day, amount: decimal(cents) })),
    })),
    ...(debtHelp && { debtHelp }),
  };
}

const inWords = {
  'at-once': 'agreed at once',
  person: 'a person decides',
  'debt-help': 'debt help suggested',
};

function tellProposals({ balance, means, estimated, plans, debtHelp }: Found): string {
  const can = estimated
    ? `Nobody has told what can be paid: plans are shaped with a cautious ${euros(means)} a month.`
    : `${euros(means)} a month can be paid.`;
  const told = plans.map(({ instalments, total, answer, reason }, index) => {
    const [first, last] = [instalments[0], instalments.at(-1)];
    const amounts =
      first?.cents === last?.cents
        ? `${instalments.length} × ${euros(first?.cents ?? 0)}`
        : `${instalments.length - 1} × ${euros(first?.cents ?? 0)} and ${euros(last?.cents ?? 0)}`;
    return `${index === 0 ? 'Recommended: ' : ''}${amounts}, from ${first?.on} to ${last?.on}, ${euros(total)} in all, nothing extra: ${inWords[answer]}.\n  ${reason}`;
  });
  return [
    `${euros(balance)} is owed. ${can}`,
    ...told,
    ...(debtHelp ? [`Debt help is suggested. ${debtHelp}`] : []),
    ...(plans.length > 0
      ? ['A day can be a weekend or a holiday: a transfer may then come on the next working day.']
      : []),
  ].join('\n');
}
