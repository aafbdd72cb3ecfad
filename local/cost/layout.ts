import type { Item } from '../../core/case/fold.ts';
import type { ListRow } from '../../core/ports.ts';

/** A value as the table keeps it. */
export type Kept = string | number | boolean | null | readonly Kept[] | { readonly [name: string]: Kept };

/** What DynamoDB adds to every item when it counts what is stored. Bytes. */
export const PER_STORED_ITEM = 100;
const WRITE_UNIT = 1024;
const READ_UNIT = 4096;

/**
 * Size of an item as DynamoDB counts it: names and values in UTF-8, numbers half a byte a digit and one more, three
 * bytes for each list and map and one for each thing in it.
 */
export function bytesOf(item: { readonly [name: string]: Kept }): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value), 0);
}

function sizeOf(value: Kept): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).length / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  const inside: Kept[] = Object.values(value);
  return 3 + inside.length + (Array.isArray(value) ? inside.reduce<number>((sum, one) => sum + sizeOf(one), 0) : bytesOf(value as { [name: string]: Kept }));
}

/** Units of one put of so many bytes. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / WRITE_UNIT));
}

/** Units of one strongly consistent read; one that finds nothing costs as much as the smallest. */
export function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / READ_UNIT));
}

/** An item of a journal: its entries as one text, so that a name in them is not paid for twice. */
export function journalItem(item: Item<{ kind: string }>): { [name: string]: Kept } {
  return {
    pk: `case#${item.stream}`,
    sk: `item#${String(item.seq).padStart(9, '0')}`,
    cause: item.cause,
    call: '00000000-0000-0000-0000-000000000000',
    entries: JSON.stringify(item.entries),
  };
}

/** A row of the lists, with the keys of its two indexes: what is due next, and the cases of a creditor. */
export function listItem(row: ListRow): { [name: string]: Kept } {
  return {
    pk: `case#${row.case}`,
    sk: 'list',
    seq: row.seq,
    creditor: row.creditor,
    state: row.state,
    ofCreditor: `${row.creditor}#${row.state}`,
    ...(row.next && { due: 'due#00', next: row.next }),
  };
}
