import type { Command } from 'commander';
import { allocate, type Debt } from '../../core/money/allocate.ts';
import type { Bucket } from '../../core/money/cents.ts';
import { buckets } from '../../core/money/statement.ts';
import { WrongUse } from '../stored.ts';
import { decimal, type LawFlags, needed, readAmount, readDay, readPack, readPercent } from './flags.ts';
import { type Asked, collected, question, type Reply, reply } from './question.ts';

interface Flags extends LawFlags {
  costs?: string;
  interest?: string;
  principal?: string;
  payment?: string;
  claim: string[];
  designated: string[];
}

/** Adds the command `law allocate`. */
export function addAllocate(law: Command, asked: Asked): void {
  question(law, 'allocate', 'what a payment is counted for: costs, interest, principal, and over claims')
    .option('--costs <amount>', 'costs that are due')
    .option('--interest <amount>', 'interest that is due')
    .option('--principal <amount>', 'principal')
    .option('--payment <amount>', 'what was paid')
    .addOption(
      collected(
        '--claim <fields>',
        'one of several claims, like name=A,principal=100,due=2026-01-05,rate=4.00,costs=40,interest=1.20',
      ),
    )
    .addOption(collected('--designated <name>', 'a claim that the payer named, the first first'))
    .action(asked<Flags>(divide));
}

function divide(flags: Flags): Reply {
  const pack = readPack(flags);
  const payment = readAmount('--payment', needed('--payment', flags.payment));
  const debts = debtsOf(flags);
  for (const name of flags.designated) {
    if (!debts.some(({ claim }) => claim === name))
      throw new WrongUse(`--designated ${name}: there is no such --claim.`);
  }
  const order = pack.allocationOrder();
  const { parts, credit } = allocate(payment, debts, order.value, flags.designated);
  const paid = (bucket: Bucket, claim?: string) =>
    parts
      .filter((part) => part.bucket === bucket && (claim === undefined || part.claim === claim))
      .reduce((sum, part) => sum + part.cents, 0);
  const owed = debts.reduce((sum, debt) => sum + openOn(debt), 0);
  const claims = debts.map((debt) => ({
    claim: debt.claim,
    ...Object.fromEntries(buckets.map((bucket) => [bucket, decimal(paid(bucket, debt.claim))])),
    left: decimal(openOn(debt) - buckets.reduce((sum, bucket) => sum + paid(bucket, debt.claim), 0)),
  }));
  const open = (bucket: Bucket) =>
    decimal(debts.reduce((sum, debt) => sum + debt.open[bucket], 0) - paid(bucket));
  return reply(
    {
      costs: decimal(paid('costs')),
      interest: decimal(paid('interest')),
      principal: decimal(paid('principal')),
      left: decimal(owed - payment + credit),
      credit: decimal(credit),
      open: { costs: open('costs'), interest: open('interest'), principal: open('principal') },
      ...(flags.claim.length > 0 && { claims }),
    },
    order,
  );
}

function openOn({ open }: Debt): number {
  return open.costs + open.interest + open.principal;
}

/** @throws WrongUse */
function debtsOf(flags: Flags): Debt[] {
  const { costs = '0', interest = '0', principal } = flags;
  if (flags.claim.length === 0) {
    const open = {
      costs: readAmount('--costs', costs),
      interest: readAmount('--interest', interest),
      principal: readAmount('--principal', needed('--principal', principal)),
    };
    return [{ claim: 'claim', open, dueOn: '1970-01-01', rate: 0 }];
  }
  if (principal !== undefined || flags.costs !== undefined || flags.interest !== undefined) {
    throw new WrongUse('Either --claim for each, or --costs, --interest and --principal of one.');
  }
  const debts = flags.claim.map(readClaim);
  const twice = debts.find((debt, at) => debts.findIndex(({ claim }) => claim === debt.claim) < at);
  if (twice) throw new WrongUse(`--claim ${twice.claim} is there twice: give each its own name.`);
  return debts;
}

const known = ['name', 'costs', 'interest', 'principal', 'due', 'rate'];

function readClaim(written: string): Debt {
  const fields = new Map(
    written.split(',').map((field) => {
      const [name = '', value = ''] = field.split('=');
      if (!known.includes(name) || value === '') {
        throw new WrongUse(`--claim "${field}": a claim is ${known.join('=…,')}=….`);
      }
      return [name, value] as const;
    }),
  );
  const of = (name: string) => needed(`--claim ${written}: ${name}`, fields.get(name));
  const amount = (name: string) => readAmount(`--claim ${name}`, fields.get(name) ?? '0');
  of('principal');
  return {
    claim: of('name'),
    open: { costs: amount('costs'), interest: amount('interest'), principal: amount('principal') },
    dueOn: readDay('--claim due', of('due')),
    rate: readPercent('--claim rate', fields.get('rate') ?? '0'),
  };
}
