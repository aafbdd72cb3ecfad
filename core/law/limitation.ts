import { type Day, plusDays, plusMonths } from '../calendar/moment.ts';
import type { Interruption } from './law.ts';

/** The first day on which a claim is time-barred whose term began on the day after this one. */
export function lapsesAfter(day: Day, years: number): Day {
  return plusDays(plusMonths(day, 12 * years), 1);
}

/** What interrupted a term, the first one first. */
export function inOrder(interruptions: readonly Interruption[]): Interruption[] {
  return [...interruptions].sort((a, b) => (a.on < b.on ? -1 : 1));
}
