import { type Day, dayOfWeek, type Moment, momentOn, plusDays } from '../calendar/moment.ts';
import type { Context } from '../case/context.ts';
import type { Pack } from '../law/law.ts';
import { today } from '../law/of-case.ts';
import { ownPolicy } from '../law/tables.ts';
import { type Block, MORNING } from '../message/blocked.ts';

/** Saturday and Sunday, by their number in a week: banks book nothing. */
const WEEKEND = 6;

/** The last day before a day on which banks were at work. */
function workingDayBefore({ closed }: Pack, day: Day): Day {
  let before = plusDays(day, -1);
  while (dayOfWeek(before) >= WEEKEND || closed.closedBy(before)) before = plusDays(before, -1);
  return before;
}

/** Working days that nobody has told us of: so many are counted, no more. */
const COUNTED = 20;

/**
 * Why nobody may be asked yet, where the creditor has not told all payments through a day; undefined when it has, or
 * tells each as it comes.
 *
 * @param needed left out: the last working day before today
 */
export function booksBehind(
  { books, pack }: Pick<Context, 'books' | 'pack'>,
  now: Moment,
  needed?: Day,
): Block | undefined {
  const day = today(pack, now);
  const through = books?.through ?? '';
  if (!books || through >= (needed ?? workingDayBefore(pack, day))) return undefined;
  let workingDays = 0;
  for (
    let missing = workingDayBefore(pack, day);
    missing > through && workingDays < COUNTED;
    missing = workingDayBefore(pack, missing)
  ) {
    workingDays += 1;
  }
  return {
    reason: 'books-behind',
    until: momentOn(plusDays(day, 1), MORNING, pack.zone),
    receipt: {
      reason: books.through
        ? `The creditor has told its payments through ${books.through}.`
        : 'The creditor has not said through which day it has told its payments.',
      inputs: { through: books.through ?? null, workingDays },
      rules: [ownPolicy('own/books-current')],
    },
  };
}
