import * as z from 'zod/mini';
import { Moment, plusSeconds, secondsBetween } from '../calendar/moment.ts';
import { keyedHash } from '../case/ids.ts';
import type { Ports } from '../ports.ts';

/** What can be exported: a row for each case, a row for each payment, or every entry of every journal. */
export const Exported = z.enum(['cases', 'payments', 'entries']);
export type Exported = z.infer<typeof Exported>;

/** What an export is of, and as of when: `cases-20260105T080000Z`. */
export const ExportId = z.string().check(z.regex(/^(cases|payments|entries)-\d{8}T\d{6}Z$/));

/** An export that was asked for. */
export const Wanted = z.strictObject({
  creditor: z.string(),
  export: ExportId,
  what: Exported,
  /** Only what was known then is in it, so that making it again makes the same. */
  asOf: Moment,
});
export type Wanted = z.infer<typeof Wanted>;

/** After so many seconds an export that is not there will not come, or has been cleared away. */
const MADE_WITHIN = 3_600;

/**
 * Asks for an export, which is made in the background.
 *
 * @param id of the request: the same again asks for the same export
 */
export async function begin(
  ports: Pick<Ports, 'requests' | 'schedules' | 'clock' | 'secrets'>,
  creditor: string,
  what: Exported,
  id: string,
): Promise<string> {
  const asOf = await ports.requests.first(`export ${creditor} ${what} ${id}`, ports.clock.now());
  const wanted: Wanted = { creditor, what, asOf, export: `${what}-${asOf.replaceAll(/[-:]/g, '')}` };
  await ports.schedules.set({
    // Names of schedules are short.
    name: `export-${keyedHash(ports.secrets.ids, 'export', [creditor, wanted.export], 16)}`,
    // A moment that has gone by, so at once.
    at: plusSeconds(asOf, -1),
    function: 'make-export',
    input: wanted,
  });
  return wanted.export;
}

/** How an export stands: being made, or ready to be fetched. Undefined when there is none. */
export async function look(
  ports: Pick<Ports, 'archive' | 'clock'>,
  creditor: string,
  id: string,
): Promise<{ state: 'making' } | { state: 'ready'; url: string; until: Moment } | undefined> {
  const link = await ports.archive.link(fileOf(creditor, id));
  if (link) return { state: 'ready', ...link };
  const [, date = '', time = ''] = /-(\d{8})T(\d{6})Z$/.exec(id) ?? [];
  const asOf = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`;
  const age = secondsBetween(asOf, ports.clock.now());
  return age >= 0 && age < MADE_WITHIN ? { state: 'making' } : undefined;
}

/** The name of an export's file. Ids of creditors hold no point, so no creditor can name another's. */
export function fileOf(creditor: string, id: string): string {
  return `${creditor}.${id}.${id.startsWith('entries-') ? 'ndjson' : 'csv'}`;
}
