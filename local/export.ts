import { closeSync, openSync, writeSync } from 'node:fs';
import type { Database } from '../adapters/local/database.ts';
import { streams } from '../adapters/local/journal.ts';
import { withOffset } from '../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../core/case/entry.ts';

/**
 * Writes every entry of every case as one JSON object a line, in order within each case. Moments carry the zone's
 * offset; an entry about a contact also says its channel, step and purpose.
 *
 * @returns number of entries
 */
export function exportJournals(db: Database, file: string, zone: string): number {
  const out = openSync(file, 'w');
  let written = 0;
  try {
    for (const { stream, items } of streams<Entry>(db)) {
      const contacts = new Map<string, EntryOf<'contact-written'>>();
      const lines: string[] = [];
      for (const entry of items.flatMap((item) => item.entries)) {
        if (entry.kind === 'contact-written') contacts.set(entry.contact, entry);
        const contact = 'contact' in entry && entry.contact ? contacts.get(entry.contact) : undefined;
        const { seq, at, kind, ...facts } = entry;
        lines.push(
          JSON.stringify({
            case: stream,
            seq,
            at: withOffset(at, zone),
            kind,
            ...(contact && { channel: contact.channel, step: contact.step, purpose: contact.purpose }),
            ...facts,
          }),
        );
      }
      writeSync(out, `${lines.join('\n')}\n`);
      written += lines.length;
    }
  } finally {
    closeSync(out);
  }
  return written;
}
