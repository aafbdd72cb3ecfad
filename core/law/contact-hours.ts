import { type Day, type Moment, momentOn, plusDays, wallTime } from '../calendar/moment.ts';
import type { ClosedDays } from './closed-days.ts';
import type { Answer, Table } from './law.ts';
import { heldOn, missingOn, ruleOf } from './tables.ts';

/** Minutes since local midnight: approached from `opens` (included) to `closes` (excluded). */
export interface Hours {
  opens: number;
  closes: number;
}

/** Hours as they are read: `08:00 to 20:00`. */
export function hoursInWords({ opens, closes }: Hours): string {
  return `${onTheClock(opens)} to ${onTheClock(closes)}`;
}

function onTheClock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

// A run asks for the same few hundred openings again and again, and time zones are slow.
const openings = new Map<string, Moment>();

function opening(day: Day, minutes: number, zone: string): Moment {
  const key = `${day} ${minutes} ${zone}`;
  let moment = openings.get(key);
  if (moment === undefined) {
    moment = momentOn(day, minutes, zone);
    openings.set(key, moment);
  }
  return moment;
}

/**
 * The first moment at or after `moment` within the hours of an open day. The hours are those of the day on which
 * somebody is approached; each kind of day that was passed over is named. Past their review date the last hours that
 * were read still keep the night quiet, but the answer says that they were to be read again.
 */
export function withinHours(
  name: string,
  table: Table<Hours>,
  closed: ClosedDays,
  zone: string,
  moment: Moment,
): Answer<Moment> {
  const wall = wallTime(moment, zone);
  const held = heldOn(table, wall.day);
  const row = held ?? table.at(-1) ?? table[0];
  const { opens, closes } = row.value;
  const rules = [ruleOf(name, row)];
  const answer = (value: Moment): Answer<Moment> => {
    return held ? { value, rules } : { value, rules, missing: missingOn('Contact hours', table, wall.day) };
  };

  let day = wall.day;
  let why = closed.closedBy(day);
  if (why === undefined && wall.minutes < closes) {
    return answer(wall.minutes < opens ? opening(day, opens, zone) : moment);
  }
  do {
    if (why !== undefined && !rules.includes(why)) rules.push(why);
    day = plusDays(day, 1);
    why = closed.closedBy(day);
  } while (why !== undefined);
  return answer(opening(day, opens, zone));
}
