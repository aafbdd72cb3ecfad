import { createHash } from 'node:crypto';
import { spread } from '../../core/case/ids.ts';
import type { Erasure, ListRow, WaitPlace } from '../../core/ports.ts';

/** What the table must look like; the stack that makes it and the tests read it here. */
export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Seconds since 1970 after which an item may be deleted. */
  fades: 'fades',
  /** The one index. It holds keys alone, so that a write that moves nothing in it costs nothing there. */
  index: { name: 'lists', partitionKey: 'list', sortKey: 'place' },
  /** Items of cases' journals: their stream alone is told to the bus. */
  casePrefix: 'case#',
} as const;

// A type, not an interface: only so it is also a list of attributes.
export type Key = { pk: string; sk: string };

/** Where an item stands in a list of the index. */
export interface ListPlace {
  list: string;
  place: string;
}

// Outsiders chose some names. As they are only while they are short and plain: no two names make one key.
const plain = /^[\w.:@-]{1,200}$/;
function named(name: string): string {
  return plain.test(name) ? name : `~${createHash('sha256').update(name).digest('base64url')}`;
}

const numbered = (number: number) => String(number).padStart(8, '0');

/** Keys of items without a sort of their own. */
const alone = (kind: string, name: string): Key => ({ pk: `${kind}#${named(name)}`, sk: kind });

/** Every key of the table, by what the item is. */
export const keys = {
  /** `cause`, `entries` (JSON, or deflated JSON where it is long), `mark`. */
  caseItem: (stream: string, seq: number): Key => ({
    pk: `${tableShape.casePrefix}${named(stream)}`,
    sk: numbered(seq),
  }),
  /** The same; those of ways to reach somebody fade. */
  personItem: (stream: string, seq: number): Key => ({ pk: `person#${named(stream)}`, sk: numbered(seq) }),
  /** `token`; fades. */
  token: ({ case: stream, journey, wait }: WaitPlace): Key => ({
    pk: `token#${named(stream)}`,
    sk: `${numbered(journey)}#${numbered(wait)}`,
  }),
  /** `count`; fades. */
  tries: (name: string) => alone('tries', name),
  /** `fingerprint`; fades. */
  request: (name: string) => alone('request', name),
  /** `policy` (JSON). All creditors are in one partition, so that they can be listed. */
  creditor: (id: string): Key => ({ pk: 'creditors', sk: named(id) }),
  /** All stop orders, one attribute each, while they stand: so that one read tells before every send. */
  stops: { pk: 'stops', sk: 'stops' },
  /** `through`: the day through which a creditor has told all payments. */
  books: (creditor: string) => alone('books', creditor),
  /** `model` (deflated JSON), `report` (JSON). */
  model: (creditor: string, target: string, hash: string): Key => ({
    pk: `models#${named(creditor)}#${target}`,
    sk: `model#${hash}`,
  }),
  /** `hash` of the model that scores. */
  champion: (creditor: string, target: string): Key => ({
    pk: `models#${named(creditor)}#${target}`,
    sk: 'champion',
  }),
  /** `sealed` under the data key named `key`; `at`. */
  details: (person: string): Key => ({ pk: `details#${named(person)}`, sk: 'details' }),
  /** `wrapped`; `at`. */
  dataKey: (person: string, key: string): Key => ({ pk: `details#${named(person)}`, sk: `key#${key}` }),
  /** `seq`; in the index. */
  listRow: (stream: string) => alone('list', stream),
  /** `record` (JSON); in the index; fades once it was delivered. */
  delivery: (creditor: string, id: string): Key => ({ pk: `delivery#${named(creditor)}`, sk: named(id) }),
  /** `payment`: which one is the newest under an id of ours. */
  bankNewest: (ours: string) => alone('bank-newest', ours),
  /** `record`. */
  bankPayment: (payment: string) => alone('bank-payment', payment),
  /** `creditor`, `columns` (JSON); fades, like all of a file. */
  upload: (file: string): Key => ({ pk: `file#${named(file)}`, sk: 'upload' }),
  /** `read` (JSON). */
  fileRead: (file: string): Key => ({ pk: `file#${named(file)}`, sk: 'read' }),
  /** `total` (JSON). */
  partTotal: (file: string, part: number): Key => ({
    pk: `file#${named(file)}`,
    sk: `part#${numbered(part)}`,
  }),
  /** `row`, `claim` (JSON). */
  partRow: (file: string, part: number, row: number): Key => ({
    pk: `part#${named(file)}#${part}`,
    sk: numbered(row),
  }),
  /** `row`, `debtor`. Each in a partition of its own: a file has very many. */
  invoice: (file: string, invoice: string): Key => ({
    pk: `invoice#${named(file)}#${named(invoice)}`,
    sk: 'invoice',
  }),
  /** `row`, `field`, `reason`. */
  rejected: (file: string, row: number, field: string): Key => ({
    pk: `rejected#${named(file)}`,
    sk: `${numbered(row)}#${field}`,
  }),
};

/** Rows of a creditor's cases are spread over so many lists, so that no list is written to too often. */
export const SHARDS = 16;

/** After every moment: nothing is expected. */
const NEVER = 'never';

/** The lists in which a creditor's cases of one state are. */
export function caseLists(creditor: string, state: ListRow['state']): string[] {
  return Array.from({ length: SHARDS }, (_, shard) => `${named(creditor)}#${state}#${shard}`);
}

export function casePlace({ case: stream, creditor, state, next = NEVER }: Omit<ListRow, 'seq'>): ListPlace {
  return { list: `${named(creditor)}#${state}#${spread(stream, SHARDS)}`, place: next };
}

/** The row that stands for a case in one of a creditor's lists. */
export function rowOfPlace(
  creditor: string,
  state: ListRow['state'],
  { pk, place }: { pk: string; place: string },
): Omit<ListRow, 'seq'> {
  const row = { case: pk.slice('list#'.length), creditor, state };
  return place === NEVER ? row : { ...row, next: place };
}

/** Deliveries of a creditor, by when they were begun. The dead ones are apart: somebody looks for just them. */
export function deliveryList(creditor: string, dead: boolean): string {
  return `${named(creditor)}#${dead ? 'dead' : 'deliveries'}`;
}

/** Moment in the world's own time at which an item may be deleted: DynamoDB asks no other clock. */
export function fadesAfter(days: number): number {
  return Math.floor(Date.now() / 1_000) + days * 86_400;
}

/** Keys of objects in buckets. */
export const objects = {
  upload: (creditor: string, file: string) => `uploads/${creditor}/${file}`,
  archive: (name: string) => `exports/${name}`,
  /** In a bucket of their own, the oldest first. */
  erasure: ({ person, at }: Erasure) => `${at}/${person}`,
};

/** The erasure that an object stands for. */
export function erasureOf(key: string): Erasure {
  const [at = '', person = ''] = key.split('/');
  return { person, at };
}
