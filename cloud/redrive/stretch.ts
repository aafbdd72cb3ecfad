import { type Moment, momentAt } from '../../core/calendar/moment.ts';

/** A stretch of time, both ends included; without an end it goes on until now. */
export interface Stretch {
  from: Moment;
  to?: Moment;
}

/** Seconds. An entry's moment is that of its decision, which a function makes at most so long before it writes. */
const DECIDED_BEFORE = 15 * 60;
/** Seconds. The table's clock and that of a function may differ. */
const CLOCKS_DIFFER = 60;

/** The stretch in which entries were decided that reached the stream between two moments. */
export function around({ from, to }: { from: string; to: string }): Required<Stretch> {
  return {
    from: momentAt(Date.parse(from) / 1_000 - DECIDED_BEFORE),
    to: momentAt(Date.parse(to) / 1_000 + CLOCKS_DIFFER),
  };
}

export function isIn({ from, to }: Stretch, at: Moment): boolean {
  return at >= from && (to === undefined || at <= to);
}
