import { type Day, dayAt, momentOn, plusDays } from '../core/calendar/moment.ts';
import type { Laptop } from './laptop.ts';

/** Time zone of the laptop's wall clock. */
export const ZONE = 'Europe/Amsterdam';

/** The day on which a laptop stands. */
export function dayOfLaptop(laptop: Laptop): Day {
  return dayAt(laptop.now(), ZONE);
}

/**
 * Lets whole days pass, from the midnight that began today: all that falls due, and the daily sweep at five.
 *
 * @param progress told after each day how many have passed; awaited, so that whoever else waits gets a turn
 */
export async function passDays(
  laptop: Laptop,
  days: number,
  progress?: (done: number) => void | Promise<void>,
): Promise<void> {
  const from = dayOfLaptop(laptop);
  for (let day = 0; day < days; day++) {
    laptop.later(momentOn(plusDays(from, day), 5 * 60, ZONE), { who: 'clock' });
    await laptop.advance(momentOn(plusDays(from, day + 1), 0, ZONE));
    await progress?.(day + 1);
  }
}
