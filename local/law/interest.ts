import { type Command, Option } from 'commander';
import type { Interest, LawCreditor } from '../../core/law/law.ts';
import { roundHalfUp } from '../../core/money/cents.ts';
import { WrongUse } from '../stored.ts';
import {
  decimal,
  type LawFlags,
  needed,
  plainCreditor,
  readAmount,
  readDay,
  readDayOrToday,
  readPack,
  readPercent,
  readPerson,
  termsAssumed,
} from './flags.ts';
import { type Asked, type Field, question, type Reply, reply } from './question.ts';

interface Flags extends LawFlags {
  principal?: string;
  person?: string;
  from?: string;
  to?: string;
  commercial?: boolean;
  rate?: string;
  termsNotCleared?: boolean;
}

/** Adds the command `law interest`. */
export function addInterest(law: Command, asked: Asked): void {
  question(law, 'interest', 'interest on an amount, from the first day of default')
    .option('--principal <amount>', 'what is owed')
    .addOption(new Option('--person <kind>', 'who owes: consumer, business or legal (default: consumer)'))
    .option('--from <date>', 'first day of default, counted')
    .option('--to <date>', 'first day not counted (default: today)')
    .option('--commercial', 'a commercial transaction: who owes is no consumer')
    .option('--rate <percent>', 'Belgium and Germany: rate a year that the contract names')
    .option('--terms-not-cleared', 'nobody has looked at the contract’s terms yet')
    .action(asked<Flags>(interest));
}

function interest(flags: Flags): Reply {
  const pack = readPack(flags);
  const person = readPerson(flags.person ?? (flags.commercial ? 'legal' : 'consumer'));
  if (flags.commercial && person === 'consumer') {
    throw new WrongUse(
      'A consumer never owes commercial interest: leave --commercial out, or give --person business or legal.',
    );
  }
  const principal = readAmount('--principal', needed('--principal', flags.principal));
  const from = readDay('--from', needed('--from', flags.from));
  const to = readDayOrToday('--to', flags.to);
  if (to < from) throw new WrongUse(`--to ${to} lies before --from ${from}: interest runs forward.`);
  const answer = pack.interest(person, { principal, since: from, from, to }, creditorOf(flags, pack.country));
  return reply(
    {
      interest: decimal(answer.value.cents),
      total: decimal(principal + answer.value.cents),
      periods: periodsOf(answer.value),
      ...(person === 'consumer' && !flags.termsNotCleared && { assumes: [termsAssumed] }),
    },
    answer,
  );
}

/** Stretches of interest as they are printed; each rounded by itself, so that they may differ from the sum by a cent. */
export function periodsOf({
  periods,
}: Pick<Interest, 'periods'>): readonly { readonly [name: string]: Field }[] {
  return periods.map(({ from, to, rate, base, cents }) => ({
    from,
    to,
    rate: decimal(rate),
    base: decimal(base),
    interest: decimal(roundHalfUp(cents)),
  }));
}

/** @throws WrongUse where the law that was asked for has no use for a contract's rate */
function creditorOf({ rate, termsNotCleared }: Flags, country: string): LawCreditor {
  const creditor = { ...plainCreditor, termsCleared: termsNotCleared !== true };
  if (rate === undefined) return creditor;
  if (country !== 'NL') return { ...creditor, interestRate: readPercent('--rate', rate) };
  throw new WrongUse(
    'A contract’s own rate is not known in Dutch law as it is written down here: leave --rate out for the rate of the law.',
  );
}
