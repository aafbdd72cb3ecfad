import { dayAt, type Moment, momentOn } from '../calendar/moment.ts';
import { spread } from '../case/ids.ts';
import type { PartOfDay } from '../segment/groups.ts';

/** Hours of the day in which asks go out: within those of every law, `[from, to)`. */
const hours: Record<PartOfDay, readonly [from: number, to: number]> = {
  any: [8, 19],
  morning: [8, 11],
  midday: [11, 16],
  evening: [16, 19],
};

/**
 * Somewhere in the wished part of the first open day, the same for the same contact; never before `open`. Always that
 * day: a wish may not move the days that a text names.
 */
export function spreadOver(open: Moment, contact: string, moment: PartOfDay, zone: string): Moment {
  const [from, to] = hours[moment];
  const chosen = momentOn(dayAt(open, zone), from * 60 + spread(contact, (to - from) * 60), zone);
  return chosen > open ? chosen : open;
}
