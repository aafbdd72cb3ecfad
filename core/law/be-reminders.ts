import type { Day } from '../calendar/moment.ts';
import { reminderFees } from './be-tables.ts';
import type { Answer } from './law.ts';
import { heldOn, missingOn, ruleOf } from './tables.ts';

/** Which reminder to a consumer is meant, and what sending it costs. */
export interface ReminderAsked {
  /** What is delivered: once, regularly (a subscription), or telephone and internet, which have their own rule. */
  delivery: 'once' | 'regular' | 'telecom';
  /** Which unpaid due date in the calendar year the reminder is about, from 1. */
  dueDate: number;
  /** Which reminder about that due date it is, from 1. */
  reminder: number;
  /** Cents. */
  postage: number;
}

/**
 * The most that a reminder to a consumer may cost, in cents: the creditor's own reminders here are all free, so this is
 * for whoever checks the letters of somebody else.
 */
export function reminderCeiling(asked: ReminderAsked, on: Day): Answer<number> {
  const row = heldOn(reminderFees, on);
  if (row === undefined) {
    return { value: 0, rules: [], missing: missingOn('The cost of reminders', reminderFees, on) };
  }
  const { freeDueDates, further, telecom } = row.value;
  const rules = [ruleOf('be/reminder-fees', row)];
  const free = asked.delivery === 'regular' ? asked.dueDate <= freeDueDates : asked.reminder === 1;
  if (free) return { value: 0, rules };
  return { value: asked.delivery === 'telecom' ? telecom : further + asked.postage, rules };
}
