import { dayAt } from '../calendar/moment.ts';
import type { EntryOf } from '../case/entry.ts';
import { strongest } from '../score/told.ts';
import type { Why } from './page.ts';
import type { Visit } from './visit.ts';

const MOST_REASONS = 6;

/** The latest score of a case as whom it is about may read it; undefined where it was never scored. */
export function whyOf({ items, ctx }: Pick<Visit, 'items' | 'ctx'>): Why | undefined {
  const last = items
    .flatMap(({ entries }) => entries)
    .findLast((entry): entry is EntryOf<'scored'> => entry.kind === 'scored');
  return (
    last && {
      page: 'why',
      chance: last.points,
      on: dayAt(last.at, ctx.pack.zone),
      reasons: strongest(last.reasons, last.receipt?.inputs ?? {}, MOST_REASONS),
    }
  );
}
