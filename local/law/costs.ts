import { type Command, Option } from 'commander';
import type { Answer, Costs, LawCreditor } from '../../core/law/law.ts';
import { costsOfInstalments } from '../../core/law/stacking.ts';
import { WrongUse } from '../stored.ts';
import {
  decimal,
  type LawFlags,
  readAmount,
  readDayOrToday,
  readPack,
  readPercent,
  readPerson,
  termsAssumed,
} from './flags.ts';
import { type Asked, collected, question, type Reply, reply } from './question.ts';

interface Flags extends LawFlags {
  principal: string[];
  instalment: string[];
  paidInTerm?: string;
  person: string;
  on?: string;
  vatNotReclaimable?: boolean;
  outsourced?: boolean;
  balance?: string;
  damagesFlat?: string;
  damagesRate?: string;
  factor?: string;
  termsNotCleared?: boolean;
}

/** More than any contract names: what the law leaves of it is its ceiling. */
const BOUNDLESS = { flat: 99_999_999_999, rate: 0 };

/** Adds the command `law costs`. */
export function addCosts(law: Command, asked: Asked): void {
  question(law, 'costs', 'the most that may be charged for collecting claims under one notice')
    .addOption(collected('--principal <amount>', 'principal of a claim; several are added up'))
    .addOption(
      collected(
        '--instalment <amount>',
        'an instalment noticed on its own, all within half a year, the first first',
      ),
    )
    .option('--paid-in-term <amount>', 'principal that was paid before the notice’s term ended')
    .addOption(new Option('--person <kind>', 'who owes: consumer, business or legal').default('consumer'))
    .option('--on <date>', 'day of the charge (default: today)')
    .option('--vat-not-reclaimable', 'the creditor cannot deduct VAT, and somebody else collects')
    .option('--outsourced', 'somebody else collects')
    .option('--balance <amount>', 'Belgium: what is still owed under the reminder, instead of --principal')
    .option('--damages-flat <amount>', 'Belgium: flat sum that the contract names')
    .option('--damages-rate <percent>', 'Belgium: part of the balance that the contract names')
    .option('--factor <factor>', 'Germany: part of a lawyer’s fee, 0.5 or 0.9')
    .option('--terms-not-cleared', 'nobody has looked at the contract’s terms yet')
    .action(asked<Flags>(costs));
}

function costs(flags: Flags): Reply {
  const pack = readPack(withFactor(flags));
  const person = readPerson(flags.person);
  const on = readDayOrToday('--on', flags.on);
  const creditor = creditorOf(flags, pack.country);
  const scale = (principals: readonly number[]) => pack.costs(person, principals, creditor, on);
  const assumes = person === 'consumer' && !flags.termsNotCleared ? { assumes: [termsAssumed] } : {};

  if (flags.instalment.length > 0) {
    if (flags.principal.length > 0 || flags.paidInTerm !== undefined) {
      throw new WrongUse('Either --instalment for each, or --principal for claims in one notice.');
    }
    const principals = flags.instalment.map((one) => readAmount('--instalment', one));
    const answers = costsOfInstalments(scale, principals);
    const sum = (what: keyof Costs) => answers.reduce((total, { value }) => total + value[what], 0);
    const instalments = answers.map(({ value }, at) => ({
      principal: decimal(principals[at] ?? 0),
      ...fieldsOf(value),
    }));
    return reply(
      { ...fieldsOf({ cents: sum('cents'), vat: sum('vat') }), on, ...assumes, instalments },
      ...answers,
    );
  }

  const claimed = flags.balance === undefined ? flags.principal : [...flags.principal, flags.balance];
  if (claimed.length === 0) {
    throw new WrongUse(
      '--principal is missing: give it for each claim in the notice, or --instalment for each instalment.',
    );
  }
  const paid = readAmount('--paid-in-term', flags.paidInTerm ?? '0');
  const unpaid = lessPaid(
    claimed.map((one) => readAmount('--principal', one)),
    paid,
  );
  const answer = scale(unpaid);
  const ceiling =
    pack.country === 'BE' && person === 'consumer'
      ? ceilingOf(pack.costs(person, unpaid, { ...creditor, damages: BOUNDLESS }, on))
      : {};
  const fields = {
    ...fieldsOf(answer.value),
    ...ceiling,
    principal: decimal(unpaid.reduce((sum, cents) => sum + cents, 0)),
    on,
    ...assumes,
  };
  return reply(fields, answer);
}

/** @throws WrongUse */
function creditorOf(flags: Flags, country: string): LawCreditor {
  const { balance, damagesFlat, damagesRate, vatNotReclaimable = false } = flags;
  const named = damagesFlat !== undefined || damagesRate !== undefined;
  if ((named || balance !== undefined) && country !== 'BE') {
    throw new WrongUse(
      `--balance, --damages-flat and --damages-rate count in Belgium alone: leave them out, or give --pack be.`,
    );
  }
  return {
    termsCleared: flags.termsNotCleared !== true,
    canReclaimVat: !vatNotReclaimable,
    outsourced: vatNotReclaimable || flags.outsourced === true,
    ...(named && {
      damages: {
        flat: readAmount('--damages-flat', damagesFlat ?? '0'),
        rate: readPercent('--damages-rate', damagesRate ?? '0'),
      },
    }),
  };
}

/** The factor is a reading of German law. @throws WrongUse */
function withFactor({ factor, pack, setting }: Flags): Pick<LawFlags, 'pack' | 'setting'> {
  if (factor === undefined) return { pack, setting };
  if (pack.toLowerCase() !== 'de')
    throw new WrongUse('--factor counts in Germany alone: leave it out, or give --pack de.');
  return { pack, setting: [...setting, `feePercent=${readPercent('--factor', factor)}`] };
}

/** Principals after a payment, which counts for the first ones first: under one notice only their sum matters. */
function lessPaid(principals: readonly number[], paid: number): number[] {
  let left = paid;
  return principals.map((cents) => {
    const taken = Math.min(left, cents);
    left -= taken;
    return cents - taken;
  });
}

function fieldsOf({ cents, vat }: Costs): { costs: string; vat: string; total: string } {
  return { costs: decimal(cents - vat), vat: decimal(vat), total: decimal(cents) };
}

function ceilingOf({ value }: Answer<Costs>): { ceiling: string } {
  return { ceiling: decimal(value.cents) };
}
