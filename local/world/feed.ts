import { type Day, momentOn, plusDays } from '../../core/calendar/moment.ts';
import { type ClaimRow, type RawRow, type RejectedRow, readClaimRow } from '../../core/case/claim-row.ts';
import type { CompleteMap } from '../../core/case/column-map.ts';
import type { Laptop, Place } from '../laptop.ts';

/** What waits on the agenda of the creditor's own system: the night on which it sends a file of claims. */
export interface FeedEvent {
  who: 'creditor';
  file: string;
  creditor: string;
}

/** A row as it was read, with what it says when it can be understood. */
export interface Line {
  raw: RawRow;
  claim?: ClaimRow;
}

const ZONE = 'Europe/Amsterdam';

/** Reads rows as a creditor's system would, keeping what it cannot send out of the way of what it can. */
export async function readLines(
  rows: AsyncIterable<RawRow | RejectedRow>,
  map: CompleteMap,
  debtorCountry: string | undefined,
): Promise<{ lines: Line[]; rejected: RejectedRow[] }> {
  const lines: Line[] = [];
  const rejected: RejectedRow[] = [];
  for await (const raw of rows) {
    if ('reason' in raw) {
      rejected.push(raw);
      continue;
    }
    const read = readClaimRow(map, raw, debtorCountry);
    lines.push(read.ok ? { raw, claim: read.row } : { raw });
  }
  return { lines, rejected };
}

/**
 * The creditor's own system: every midnight it sends the invoices that fell due the day before and were not settled
 * by the end of that day. On the first night it sends all that are overdue by then, and every row that cannot be
 * read, so that intake says what is wrong with it.
 *
 * Only what is known on the night goes into the file: of a settlement in the future not a word.
 */
export function planNights(
  laptop: Laptop,
  lines: readonly Line[],
  options: { creditor: string; map: CompleteMap; from: Day; name: string },
): { sent: number } {
  const nights = new Map<Day, RawRow[]>();
  let sent = 0;
  for (const { raw, claim } of lines) {
    const night = claim ? plusDays(claim.dueOn, 1) : options.from;
    // Settled by the end of the due date: it was never overdue.
    if (claim?.settledOn && claim.settledOn < night) continue;
    // Settled before the first night: nothing to collect any more.
    if (claim?.settledOn && claim.settledOn < options.from) continue;
    const on = night < options.from ? options.from : night;
    nights.set(on, [...(nights.get(on) ?? []), withoutFuture(raw, options.map)]);
    sent += 1;
  }
  for (const [night, rows] of [...nights].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = `${options.name}@${night}`;
    laptop.files.put(file, rows, options.map);
    laptop.later(momentOn(night, 0, ZONE), {
      who: 'creditor',
      file,
      creditor: options.creditor,
    } satisfies FeedEvent);
  }
  return { sent };
}

/** Sends a night's file: starts `intake`, as an upload does in the cloud. */
export async function sendFile(place: Place, event: FeedEvent): Promise<void> {
  const name = `intake-${event.file}`.replace(/[^A-Za-z0-9_-]/g, '-').slice(-80);
  await place.ports.machines.start('intake', name, { creditor: event.creditor, file: event.file });
}

/** The columns that the map reads, with the day of settlement left blank. */
function withoutFuture(raw: RawRow, map: CompleteMap): RawRow {
  const fields: Record<string, string> = {};
  for (const [field, column] of Object.entries(map.columns)) {
    const value = raw.fields[column];
    if (value !== undefined) fields[column] = field === 'settledOn' ? '' : value;
  }
  return { row: raw.row, fields };
}
