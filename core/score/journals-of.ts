import type { Entry } from '../case/entry.ts';
import type { Ports } from '../ports.ts';

/** Cases that are learnt from at most: the newest. So many took 40 seconds and 0.8 GB; a function has 2. */
const NEWEST = 10_000;
/** Cases that are read at most to find them: whole debtors, as their ids come. */
const MOST_READ = 200_000;
/** Journals that are read at once. */
const AT_ONCE = 20;
const PAGE = 1_000;

/** Journals of a creditor's cases, open and closed, in the order of their ids: the same cases give the same list. */
export async function journalsOf(
  ports: Pick<Ports, 'lists' | 'journal'>,
  creditor: string,
  newest = NEWEST,
): Promise<Entry[][]> {
  // A case that changes its list meanwhile can come twice.
  const ids = new Set<string>();
  for (const state of ['open', 'closed'] as const) {
    let after: string | undefined;
    do {
      const page = await ports.lists.ofCreditor(creditor, state, { ...(after && { after }), limit: PAGE });
      for (const { case: id } of page.rows) ids.add(id);
      after = page.next;
    } while (after !== undefined);
  }
  const wanted = [...ids].sort().slice(0, MOST_READ);
  let found: { id: string; entries: Entry[] }[] = [];
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE).map(async (id) => ({
      id,
      entries: (await ports.journal.read(id)).flatMap(({ entries }) => entries),
    }));
    found.push(...(await Promise.all(some)));
    if (found.length > newest + 1_000) found = latest(found, newest);
  }
  return latest(found, newest)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ entries }) => entries);
}

function latest<T extends { id: string; entries: Entry[] }>(found: readonly T[], most: number): T[] {
  const opened = ({ entries }: T) => entries[0]?.at ?? '';
  return found
    .toSorted((a, b) => {
      const [one, other] = [opened(a), opened(b)];
      return one === other ? (a.id < b.id ? -1 : 1) : one > other ? -1 : 1;
    })
    .slice(0, most);
}
