import type { Case } from '../case/case.ts';
import type { Entry } from '../case/entry.ts';
import { learnGroup } from '../segment/learn-group.ts';

/**
 * By what a score is measured group by group, and never scored: what journals know and may be compared. Where somebody
 * lives is not among it: journals hold only the communication group that a creditor's map has for it.
 */
export const groupings = [
  'language',
  'country',
  'sector',
  'capacity',
  'group-learned',
  'group-on-map',
] as const;
export type Grouping = (typeof groupings)[number];

/** The groups that a row belongs to, as far as they are known. */
export type RowGroups = Partial<Record<Grouping, string>>;

/** All countries whose law we know share its clock. */
const ZONE = 'Europe/Amsterdam';

/**
 * @param seen the case as it was known when it was scored: what somebody did later tells how they paid, not who they are
 * @param journal all of it, for the map does not depend on what happened
 */
export function groupsOfRow(seen: Case, journal: readonly Entry[]): RowGroups {
  const [sector, ...others] = new Set([...seen.claims.values()].map((claim) => claim.sector ?? 'not said'));
  const mapped = onMap(journal);
  return {
    language: seen.language,
    country: seen.country,
    ...(sector !== undefined && { sector: others.length > 0 ? 'several' : sector }),
    capacity: seen.capacity,
    'group-learned': learnGroup(seen, ZONE).group,
    ...(mapped !== undefined && { 'group-on-map': mapped }),
  };
}

/** The group that the creditor's map had for somebody, as the receipts of messages tell; undefined without a map. */
function onMap(journal: readonly Entry[]): string | undefined {
  for (const entry of journal) {
    if (entry.kind !== 'contact-written') continue;
    const { group, persona } = entry.receipt?.inputs ?? {};
    if (group === 'map' && typeof persona === 'string') return persona.split('/')[0];
  }
  return undefined;
}
