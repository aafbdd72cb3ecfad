import { randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../core/case/fold.ts';
import { Kept } from '../../core/kept.ts';
import { isWay } from '../../core/person/ways.ts';
import type { CaseJournal, Journal, PersonJournal } from '../../core/ports.ts';
import { fadesAfter, type Key, keys } from './keys.ts';
import { type Stored, type Table, unmarshal } from './table.ts';

/** Streams whose state a warm function remembers: some ten megabytes. */
const REMEMBERED = 1_000;

/** An item of the table holds 400 KB. Text of this length (bytes) is deflated: a debtor can have very many invoices. */
const LONG = 100_000;

/** What a way to reach somebody has counted is asked for a year at most. Days. */
const WAYS_KEPT = 400;

export function dynamoJournal(table: Table): CaseJournal {
  return journalIn(table, keys.caseItem);
}

export function dynamoPersons(table: Table): PersonJournal {
  return journalIn(table, keys.personItem);
}

function journalIn<E, State>(table: Table, keyOf: (stream: string, seq: number) => Key): Journal<E, State> {
  return {
    // What is newer is read each time, from every writer: what is remembered is never old.
    kept: new Kept<State>(REMEMBERED),
    read: async (stream, after = 0) => {
      const { pk, sk } = keyOf(stream, after);
      return (await table.query(pk, sk)).map((item) => itemFrom<E>(stream, item));
    },
    append: async (item) => {
      const text = JSON.stringify(item.entries);
      const key = keyOf(item.stream, item.seq);
      // A put whose answer was lost is sent again by the client and then refused by what it wrote itself.
      const mark = randomBytes(6).toString('base64url');
      const entries = Buffer.byteLength(text) > LONG ? deflateRawSync(text) : text;
      const fades = isWay(item.stream) ? { fades: fadesAfter(WAYS_KEPT) } : {};
      if (await table.putNew({ ...key, cause: item.cause, entries, mark, ...fades })) return 'appended';
      return (await table.get(key))?.mark === mark ? 'appended' : 'taken';
    },
  };
}

/** An item of a case's journal as the table's stream tells of it. */
export function itemOf(image: Record<string, AttributeValue>): Item {
  const stored = unmarshal(image) as Stored;
  return itemFrom(stored.pk.slice(stored.pk.indexOf('#') + 1), stored);
}

function itemFrom<E>(stream: string, { sk, cause, entries }: Stored): Item<E> {
  const text = typeof entries === 'string' ? entries : inflateRawSync(entries as Uint8Array).toString();
  return { stream, seq: Number(sk), cause: `${cause}`, entries: JSON.parse(text) };
}
