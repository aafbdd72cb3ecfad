import * as z from 'zod/mini';
import { Day } from '../calendar/moment.ts';
import { Profile, Step } from '../case/words.ts';
import type { Addressee } from '../message/message.ts';
import { Group, Preferences } from './groups.ts';

const text = z.string().check(z.minLength(1));

/** A persona's own preferences, where they are others for some steps, or for claims of some sectors. */
export const PersonaPreferences = z.strictObject({
  ...Preferences.shape,
  steps: z.optional(z.partialRecord(Step, Preferences)),
  sectors: z.optional(z.record(text, Preferences)),
});
export type PersonaPreferences = z.infer<typeof PersonaPreferences>;

const own = {
  /** Preferences of a group in place of ours, one by one. */
  groups: z.optional(z.partialRecord(Group, Preferences)),
  /** Preferences of a persona, group by group and profile by profile; before those of its group. */
  personas: z.optional(z.partialRecord(Group, z.partialRecord(Profile, PersonaPreferences))),
};

const ImpactAssessment = z.strictObject(
  {
    /** Who made it. */
    by: text,
    on: Day,
    /** Where it can be read. */
    reference: text,
  },
  'groups by area or by kind of customer need an impact assessment: say who made it (by), on which day (on) and where it can be read (reference)',
);

/**
 * How a creditor's communication groups are found. By `reactions` (also when nothing is said): learned from what
 * somebody did with our own messages. By `attribute`: from a map, which only chooses words, channel and time of day.
 */
export const Communication = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('reactions'), ...own }),
  z
    .strictObject({
      mode: z.literal('attribute'),
      assessment: ImpactAssessment,
      /** Beginning of a postcode, behind its country (`NL 10`, `BE 9`), and the group of who lives there; the longest that fits. */
      areas: z.optional(
        z.record(
          z
            .string()
            .check(z.regex(/^[A-Z]{2} [A-Z0-9]+$/, 'an area is written like NL 10: country and postcode')),
          Group,
        ),
      ),
      /** What the column `segment` says, and the group of these customers; before any area. */
      segments: z.optional(z.record(text, Group)),
      ...own,
    })
    .check(
      z.refine(({ areas, segments }) => areas !== undefined || segments !== undefined, {
        message: 'say which areas or which segments belong to which group',
        path: ['areas'],
      }),
    ),
]);
export type Communication = z.infer<typeof Communication>;

/** The group that a creditor's map has for somebody; undefined where there is no map, or it does not name them. */
export function groupOnMap(
  communication: Communication | undefined,
  to: Addressee | undefined,
): Group | undefined {
  if (communication?.mode !== 'attribute') return undefined;
  const { areas = {}, segments = {} } = communication;
  if (to?.segment !== undefined && Object.hasOwn(segments, to.segment)) return segments[to.segment];
  if (!to?.postal) return undefined;
  const place = `${to.postal.country} ${to.postal.postcode.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
  const fitting = Object.keys(areas).filter((area) => place.startsWith(area));
  const [longest] = fitting.sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : areas[longest];
}
