import { recall, remember } from '../adapters/local/database.ts';
import { type Day, dayAt, daysBetween, momentOn, plusDays } from '../core/calendar/moment.ts';
import type { Laptop } from './laptop.ts';

/** What waits on the agenda for the clock: a function that is called at its hour. */
export interface ClockEvent {
  who: 'clock';
  calls: 'sweep' | 'start-refits';
}

/** Time zone of the laptop's wall clock. */
export const ZONE = 'Europe/Amsterdam';

/** The day on which a laptop stands. */
export function dayOfLaptop(laptop: Laptop): Day {
  return dayAt(laptop.now(), ZONE);
}

/** Lets so many whole days pass; see `passUntil`. */
export async function passDays(
  laptop: Laptop,
  days: number,
  progress?: (done: number) => void | Promise<void>,
): Promise<void> {
  await passUntil(laptop, plusDays(dayOfLaptop(laptop), days), progress);
}

/**
 * Lets time pass to the midnight with which a day begins: all that falls due, the daily sweep at five, and on the first
 * of a month at three, as in the cloud, the refits.
 *
 * @param progress told after each day how many have passed; awaited, so that whoever else waits gets a turn
 */
export async function passUntil(
  laptop: Laptop,
  until: Day,
  progress?: (done: number) => void | Promise<void>,
): Promise<void> {
  const from = dayOfLaptop(laptop);
  for (let day = from; day < until; day = plusDays(day, 1)) {
    planCalls(laptop, day);
    await laptop.advance(momentOn(plusDays(day, 1), 0, ZONE));
    await progress?.(daysBetween(from, day) + 1);
  }
}

/** Once a day, also when somebody goes on with a day that was broken off. */
function planCalls(laptop: Laptop, day: Day): void {
  const last = recall<Day>(laptop.db, 'sweep');
  if (last !== undefined && last >= day) return;
  const call = (hour: number, calls: ClockEvent['calls']) =>
    laptop.later(momentOn(day, hour * 60, ZONE), { who: 'clock', calls } satisfies ClockEvent);
  if (day.endsWith('-01')) call(3, 'start-refits');
  call(5, 'sweep');
  remember(laptop.db, 'sweep', day);
}
