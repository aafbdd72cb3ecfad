import { directDebit, latePayment } from './eu.ts';
import type { NamedTable } from './law.ts';
import { euros, named, percent } from './tables.ts';

/** All tables, as people are shown them. */
export const euTables: readonly NamedTable[] = [
  named(
    'eu/late-payment',
    'What a business may ask of another, or of a public body, that is late.',
    latePayment,
    ({ flat, term, longestTerm, aboveCentralBank }) =>
      `${euros(flat)}; ${term} days to pay, at most ${longestTerm}; ${percent(aboveCentralBank)} above the central bank’s rate`,
  ),
  named(
    'eu/direct-debit',
    'Announcing, refunding and lapsing of a SEPA direct debit.',
    directDebit,
    ({ announced, refund, refundUnauthorised, lapses }) =>
      `announced ${announced} days before; refund for ${refund} days, ${refundUnauthorised} months where nobody allowed it; a mandate lapses after ${lapses} months unused`,
  ),
];
