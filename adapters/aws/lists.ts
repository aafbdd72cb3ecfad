import type { Listed, Lists } from '../../core/ports.ts';
import { caseLists, casePlace, keys, rowOfPlace, SHARDS } from './keys.ts';
import { eachOf, type Indexed, type Table } from './table.ts';

/** Lists that are read at once. */
const AT_ONCE = 2 * SHARDS;

const states = ['open', 'closed'] as const;

/** @param creditors whose cases may be overdue: all there are */
export function dynamoLists(table: Table, creditors: { all(): Promise<string[]> }): Lists {
  return {
    put: async (row) => {
      const key = keys.listRow(row.case);
      const { list, place } = casePlace(row);
      // A read costs a fifth of a write, and most entries change nothing here.
      const before = await table.get(key);
      if (before && (Number(before.seq) >= row.seq || (before.list === list && before.place === place)))
        return false;
      await table.update(
        key,
        {
          text: 'set #seq = :seq, #list = :list, #place = :place',
          names: { '#seq': 'seq', '#list': 'list', '#place': 'place' },
          values: { ':seq': row.seq, ':list': list, ':place': place },
        },
        'attribute_not_exists(#seq) or #seq < :seq',
      );
      // Refused or not: an earlier try may have written it unseen.
      return true;
    },
    overdue: async (moment) => {
      const all = (await creditors.all()).flatMap((creditor) =>
        states.flatMap((state) => caseLists(creditor, state).map((list) => ({ creditor, state, list }))),
      );
      const rows = await eachOf(all, AT_ONCE, async ({ creditor, state, list }) => {
        const found: Listed[] = [];
        let from: Indexed | undefined;
        do {
          const page = await table.list(list, { before: moment, ...(from && { from }) });
          for (const one of page.found) found.push(rowOfPlace(creditor, state, one));
          from = page.more;
        } while (from);
        return found;
      });
      return rows.flat().sort((a, b) => compare(a.next, b.next) || compare(a.case, b.case));
    },
    // List after list: a case whose next moment changes meanwhile can be on two pages, or on none.
    ofCreditor: async (creditor, state, { after = '0', limit }) => {
      const lists = caseLists(creditor, state);
      const rows: Listed[] = [];
      let { shard, from } = readCursor(after, lists);
      for (let list = lists[shard]; list && rows.length < limit; list = lists[shard]) {
        const page = await table.list(list, { limit: limit - rows.length, ...(from && { from }) });
        for (const one of page.found) rows.push(rowOfPlace(creditor, state, one));
        from = page.more;
        if (!from) shard += 1;
      }
      return { rows, ...(lists[shard] && { next: cursor(shard, from) }) };
    },
  };
}

/** Where a page ended: its list, and in there the last row if there are more. */
function cursor(shard: number, from: Indexed | undefined): string {
  return from ? `${shard},${from.place},${from.pk}` : `${shard}`;
}

/** The list is ours to say, not that of whoever brings a cursor: else they could read on among another's cases. */
function readCursor(text: string, lists: readonly string[]): { shard: number; from: Indexed | undefined } {
  const [number, place, pk] = text.split(',');
  const shard = Number(number);
  const list = lists[shard];
  const from = list && place && pk ? { pk, sk: keys.listRow('').sk, list, place } : undefined;
  return { shard, from };
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
