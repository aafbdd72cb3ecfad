import type { Command } from 'commander';
import {
  collectableFrom,
  directDebit,
  mandateLapsesOn,
  preNotificationBy,
  refundableUntil,
  stopsPlan,
} from '../../core/law/eu.ts';
import { heldOn, missingOn, ruleOf } from '../../core/law/tables.ts';
import { WrongUse } from '../stored.ts';
import { readCount, readDay } from './flags.ts';
import type { Asked, Field, Reply } from './question.ts';

interface Flags {
  collect?: string;
  announced?: string;
  agreedDays?: string;
  scheme: string;
  unauthorised?: boolean;
  lastUsed?: string;
  returned?: string;
  json?: boolean;
}

/** Adds the command `law direct-debit`: the same in all countries of the euro's payment area. */
export function addDirectDebit(law: Command, asked: Asked): void {
  law
    .command('direct-debit')
    .description(
      'SEPA: when a direct debit is announced, collected and refunded, and when its mandate lapses',
    )
    .option(
      '--collect <date>',
      'the day of collection: by when it is announced, and until when it can be had back',
    )
    .option('--announced <date>', 'the day of the announcement: from when may be collected')
    .option(
      '--agreed-days <n>',
      'days of announcement that payer and creditor agreed on (default: what the scheme says)',
    )
    .option('--scheme <name>', 'core or b2b', 'core')
    .option('--unauthorised', 'nobody had allowed the collection')
    .option('--last-used <date>', 'last use of the mandate, or its signature: when it lapses')
    .option('--returned <code>', 'the reason (ISO 20022) with which it came back: whether a plan stops')
    .option('--json', 'print one JSON object')
    .action(asked<Flags>(answer));
}

function answer({ collect, announced, agreedDays, lastUsed, returned, ...flags }: Flags): Reply {
  const agreed = agreedDays === undefined ? undefined : readCount('--agreed-days', agreedDays);
  const { scheme } = flags;
  if (scheme !== 'core' && scheme !== 'b2b') throw new WrongUse(`--scheme ${scheme}: give core or b2b.`);
  const fields: Record<string, Field> = {};
  if (collect !== undefined) {
    const on = readDay('--collect', collect);
    fields.announceBy = preNotificationBy(on, agreed);
    const until = refundableUntil(on, scheme, flags.unauthorised !== true);
    fields.refundable = until !== undefined;
    if (until !== undefined) fields.refundableUntil = until;
  }
  if (announced !== undefined)
    fields.collectableFrom = collectableFrom(readDay('--announced', announced), agreed);
  if (lastUsed !== undefined) fields.lapsesOn = mandateLapsesOn(readDay('--last-used', lastUsed));
  if (returned !== undefined) fields.stopsPlan = stopsPlan(returned);
  if (Object.keys(fields).length === 0) {
    throw new WrongUse('Nothing is asked: give --collect, --announced, --last-used or --returned.');
  }
  const rules = [ruleOf('eu/direct-debit', directDebit[0])];
  const unread = [collect, announced, lastUsed].find((day) => day !== undefined && !heldOn(directDebit, day));
  if (unread === undefined) return { fields, rules };
  return { fields, rules, missing: missingOn('Direct debits', directDebit, unread) };
}
