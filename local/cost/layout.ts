import type { Item } from '../../core/case/fold.ts';
import type { ListRow, WaitPlace } from '../../core/ports.ts';

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
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value),
    0,
  );
}

function sizeOf(value: Kept): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).length / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  const inside: Kept[] = Object.values(value);
  return (
    3 +
    inside.length +
    (Array.isArray(value)
      ? inside.reduce<number>((sum, one) => sum + sizeOf(one), 0)
      : bytesOf(value as { [name: string]: Kept }))
  );
}

/** Units of one put of so many bytes. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / WRITE_UNIT));
}

/** Units of one strongly consistent read; one that finds nothing costs as much as the smallest. */
export function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / READ_UNIT));
}

/** An item of a journal. Its entries are one text, so that no name in them is counted as an attribute's. */
export function journalItem(of: 'case' | 'person', item: Item<{ kind: string }>): { [name: string]: Kept } {
  return {
    pk: `${of}#${item.stream}`,
    sk: numbered(item.seq),
    cause: item.cause,
    entries: JSON.stringify(item.entries),
    mark: '........',
  };
}

/** A row of the lists. The keys are all that its index holds. */
export function listItem({ case: stream, creditor, state, next = 'never', seq }: ListRow): {
  keys: { [name: string]: Kept };
  rest: { [name: string]: Kept };
} {
  return {
    keys: { pk: `list#${stream}`, sk: 'list', list: `${creditor}#${state}#00`, place: next },
    rest: { seq },
  };
}

/** A token of Step Functions, whose length is all that counts here. */
export function tokenItem(place: WaitPlace): { [name: string]: Kept } {
  const key = { pk: `token#${place.case}`, sk: `${numbered(place.journey)}#${numbered(place.wait)}` };
  return { ...key, token: ''.padEnd(TOKEN, '.'), fades: 1_800_000_000 };
}

/** Personal data, sealed, and the key with which they are read. */
export function detailItems(person: string, details: object): { [name: string]: Kept }[] {
  const [pk, at, key] = [`details#${person}`, '2026-01-05T08:00:00Z', '............'];
  const sealed = ''.padEnd(JSON.stringify(details).length + SEAL, '.');
  return [
    { pk, sk: `key#${key}`, wrapped: ''.padEnd(32 + SEAL, '.'), at },
    { pk, sk: 'details', key, sealed, at },
  ];
}

const TOKEN = 700;
/** Nonce and proof. */
const SEAL = 28;
const numbered = (number: number) => String(number).padStart(8, '0');
