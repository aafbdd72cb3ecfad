import { type Command, Option } from 'commander';
import { buckets } from '../../core/money/statement.ts';
import { WrongUse } from '../stored.ts';
import { type Account, accountOf } from './account.ts';
import {
  decimal,
  type LawFlags,
  needed,
  plainCreditor,
  readAmount,
  readDay,
  readDayOrToday,
  readPack,
  readPerson,
  termsAssumed,
} from './flags.ts';
import { periodsOf } from './interest.ts';
import { type Asked, collected, type Field, question, type Reply, reply } from './question.ts';

interface Flags extends LawFlags {
  principal?: string;
  due?: string;
  person: string;
  agreedTerm?: boolean;
  remindedUntil: string[];
  posted?: string;
  channel: string;
  payment: string[];
  on?: string;
  vatNotReclaimable?: boolean;
}

/** Adds the command `law statement`. */
export function addStatement(law: Command, asked: Asked): void {
  question(law, 'statement', 'what is owed for one claim on a day, with every line and every rule')
    .option('--principal <amount>', 'amount of the invoice')
    .option('--due <date>', 'last day on which it could be paid')
    .addOption(new Option('--person <kind>', 'who owes: consumer, business or legal').default('consumer'))
    .option('--agreed-term', 'the due date was agreed in the contract: default follows without a reminder')
    .addOption(collected('--reminded-until <date>', 'last day that a written reminder gave'))
    .option('--posted <date>', 'day on which the free notice left')
    .addOption(new Option('--channel <channel>', 'how the notice left: letter or email').default('letter'))
    .addOption(collected('--payment <date=amount>', 'a payment'))
    .option('--on <date>', 'day of the statement: interest is counted up to it (default: today)')
    .option('--vat-not-reclaimable', 'the creditor cannot deduct VAT, and somebody else collects')
    .action(asked<Flags>(statement));
}

function statement(flags: Flags): Reply {
  const pack = readPack(flags);
  const person = readPerson(flags.person);
  const principal = readAmount('--principal', needed('--principal', flags.principal));
  const dueOn = readDay('--due', needed('--due', flags.due));
  const on = readDayOrToday('--on', flags.on);
  if (flags.channel !== 'letter' && flags.channel !== 'email') {
    throw new WrongUse(`--channel ${flags.channel}: a notice goes by letter or email.`);
  }
  const payments = flags.payment.map(readPayment);
  const late = payments.find((payment) => payment.on > on);
  if (late) throw new WrongUse(`--payment of ${late.on} lies after --on ${on}: it has not been made yet.`);
  const account = accountOf(pack, {
    person,
    creditor: flags.vatNotReclaimable
      ? { ...plainCreditor, canReclaimVat: false, outsourced: true }
      : plainCreditor,
    principal,
    dueOn,
    agreedTerm: flags.agreedTerm === true,
    remindedUntil: flags.remindedUntil.map((day) => readDay('--reminded-until', day)),
    ...(flags.posted !== undefined && {
      notice: { channel: flags.channel, on: readDay('--posted', flags.posted) },
    }),
    payments,
    on,
  });
  return reply(
    { on, ...fieldsOf(account), ...(person === 'consumer' && { assumes: [termsAssumed] }) },
    ...account.answers,
  );
}

function fieldsOf(account: Account): Reply['fields'] {
  const { lines, open, notice } = account;
  const charged = (bucket: string) =>
    decimal(lines.reduce((sum, line) => sum + (line.what === bucket ? line.cents : 0), 0));
  return {
    principal: charged('principal'),
    interest: charged('interest'),
    costs: charged('costs'),
    vat: decimal(account.vat),
    paid: decimal(account.paid),
    outstanding: decimal(open.principal + open.interest + open.costs),
    credit: decimal(account.credit),
    ...(account.defaultFrom !== undefined && { defaultFrom: account.defaultFrom }),
    ...(account.interestFrom !== undefined && { interestFrom: account.interestFrom }),
    ...(notice && { lastFreeDay: notice.lastFreeDay, weChargeFrom: notice.costsFrom }),
    ...(account.noticeTooEarly && {
      notice: 'left before default: nothing is charged for it, a new one is needed',
    }),
    lines: lines.map(({ on, what, cents, parts, owed }) => ({
      on,
      what,
      amount: decimal(what === 'payment' ? -cents : cents),
      owed: decimal(owed),
      ...(parts && { for: partsInWords(parts) }),
    })),
    periods: periodsOf(account),
  };
}

function partsInWords(parts: Record<string, number>): Field {
  return buckets
    .filter((bucket) => (parts[bucket] ?? 0) > 0)
    .map((bucket) => `${bucket} ${decimal(parts[bucket] ?? 0)}`)
    .join(', ');
}

/** @throws WrongUse */
function readPayment(written: string): { on: string; cents: number } {
  const [day = '', amount = ''] = written.split('=');
  return { on: readDay('--payment', day), cents: readAmount('--payment', amount) };
}
