import type { Day, Moment } from '../../core/calendar/moment.ts';
import type { Channel } from '../../core/case/words.ts';
import { ZONE } from '../days.ts';
import { wall } from '../story.ts';

const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });
const shortDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const number = new Intl.NumberFormat('en-IE');

/** `Sunday 5 April 2026` */
export function fullDay(day: Day): string {
  return longDay.format(new Date(day)).replace(',', '');
}

/** `5 Apr 2026` */
export function shortly(day: Day): string {
  return shortDay.format(new Date(day));
}

/** `5 Apr 2026, 10:37`, by the clock on the wall. */
export function dayAndTime(moment: Moment): string {
  const [day, clock] = wall(moment, ZONE);
  return `${shortly(day)}, ${clock}`;
}

export function numbers(value: number): string {
  return number.format(value);
}

/** `63 %`; nothing of nothing is `0 %`. */
export function share(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
}

export const channelInWords: Record<Channel, string> = {
  email: 'e-mail',
  sms: 'text message',
  letter: 'letter',
};

/** The first letter in capitals: names of states and steps begin lines. */
export function capital(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}
