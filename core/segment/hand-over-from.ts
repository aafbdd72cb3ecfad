import { type Day, dayAt, plusDays } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import { byWordOrEvent } from './profile.ts';

/**
 * Days after which the usual journey, unanswered to its end, and the kind one that follows it have asked a person what
 * comes next: with two notices and all holidays at most 150 or so.
 */
const USUAL_DAYS = 160;

/**
 * The first day on which a case may be handed over of which nothing but a score says that it needs help: its journey
 * comes to the question sooner than the usual one, and it must not be worse off for that. Undefined for every other.
 * The profile is asked, not the journey: the question stays open when its journey has made way for another.
 */
export function handOverFrom(c: Case, zone: string): Day | undefined {
  if (c.profile !== 'problem-payer' || byWordOrEvent(c)) return undefined;
  return plusDays(dayAt(c.openedAt, zone), USUAL_DAYS);
}
