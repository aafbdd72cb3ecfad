import type { Card } from '../glass-box/model.ts';
import type { InvoiceTarget } from './rows.ts';

const whats: Record<InvoiceTarget, string> = {
  late: 'How likely it is that an invoice is paid after the day it is due',
  'paid-30': 'How likely it is that an invoice is paid in full within 30 days',
  'paid-60': 'How likely it is that an invoice is paid in full within 60 days',
  'paid-90': 'How likely it is that an invoice is paid in full within 90 days',
};

/** What any score of people may and may not be used for. */
export const uses: Pick<Card, 'mayBeUsedFor' | 'mayNotBeUsedFor'> = {
  mayBeUsedFor: [
    'helping early: a kind word before the day an invoice is due',
    'choosing the tone, the channel and the order of messages',
    'softening or delaying a step, and offering a plan',
    'forecasting what comes in',
  ],
  mayNotBeUsedFor: [
    'refusing anything, or handing a case to a bailiff or court: a person decides',
    'shortening a term, starting costs or advancing a step',
    'deciding whom to sell to, to insure, to employ or to house',
    'other creditors, or people of whom nothing was learnt',
  ],
};

/** The card of a model of invoices. */
export function invoiceCard(target: InvoiceTarget): Card {
  return {
    what: whats[target],
    forWhom: 'The creditor whose invoices it was learnt from',
    ...uses,
    warnings: [],
  };
}

/** The card of a model of a plain table, of which nobody knows what it says. */
export function tableCard(target: string, warnings: string[]): Card {
  return cardOf(`How likely it is that ${target} comes true`, warnings);
}

/** The card of a model of a plain table whose answers are shares. */
export function shareCard(target: string, warnings: string[]): Card {
  return cardOf(`What ${target} comes to, as a share from 0 to 1`, warnings);
}

function cardOf(what: string, warnings: string[]): Card {
  return {
    what,
    forWhom: 'Whoever made the table',
    mayBeUsedFor: ['comparing this kind of model with others on public data'],
    mayNotBeUsedFor: ['scoring debtors: that needs the features of the catalogue, as of a moment'],
    warnings,
  };
}
