import { momentAt } from '../../core/calendar/moment.ts';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** "The RFC3339 profile of ISO 8601, with an uppercase T, and an uppercase Z in the absence of a numeric time zone offset". */
export const isTimestamp = {
  what: 'a timestamp such as 2016-03-14T01:59:00Z',
  is: (value: unknown): value is string =>
    typeof value === 'string' && RFC3339.test(value) && !Number.isNaN(Date.parse(value)),
};

/** The moment of a timestamp; a part of a second counts as a whole one, so that no wait is too short. */
export function momentOf(timestamp: string): string {
  return momentAt(Math.ceil(Date.parse(timestamp) / 1000));
}
