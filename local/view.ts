import { type Database, recall } from '../adapters/local/database.ts';
import { sqliteJournal } from '../adapters/local/journal.ts';
import { detailsOf, sqliteCreditors } from '../adapters/local/tables.ts';
import type { Case } from '../core/case/case.ts';
import { fold } from '../core/case/fold.ts';
import { packOf } from '../core/law/packs.ts';
import { compose } from '../core/message/compose.ts';
import type { Message } from '../core/message/message.ts';
import { laptopSecrets } from './laptop.ts';
import { WrongUse } from './stored.ts';

/** The full id of the case that an id or its beginning means. @throws WrongUse */
export function findCase(db: Database, beginning: string): string {
  const found = db.all<{ stream: string }>(
    "select distinct stream from items where stream like ? || '%' order by stream limit 3",
    beginning.replace(/[^a-z0-9-]/gi, ''),
  );
  const [first, second] = found;
  if (!first)
    throw new WrongUse(`There is no case that begins with ${beginning}. "amicable case" lists them.`);
  if (second && first.stream !== beginning)
    throw new WrongUse(`Several cases begin with ${beginning}: write more of it.`);
  return first.stream;
}

/**
 * The messages of a case as their reader sees them, composed from journal, policy and personal data.
 *
 * @param payPage where pay links lead, when not to the creditor's own page
 */
export async function messagesOf(db: Database, id: string, payPage?: string): Promise<Message[]> {
  const c = fold(await sqliteJournal(db).read(id));
  if (!c) throw new WrongUse(`There is no case ${id}.`);
  const policy = await sqliteCreditors(db).get(c.creditor);
  const creditor = payPage ? { ...policy, payPage } : policy;
  const to = c.erased ? undefined : detailsOf(db, c.person);
  if (!to)
    throw new WrongUse(`The person of case ${id} was erased: their messages cannot be shown any more.`);
  const parties = { creditor, pack: packOf(creditor, c), to, links: laptopSecrets.links };
  return [...c.contacts.values()]
    .filter((contact) => contact.sentAt)
    .map((contact) => compose(c, contact, parties));
}

/** A case worth telling: it ended, after some history. The same one for the same run. */
export function notableCase(db: Database): string | undefined {
  return db.get<{ stream: string }>(
    `select stream, sum(json_array_length(entries)) as length from items
     where stream in (select stream from lists where state = 'closed')
     group by stream having length between 25 and 60 order by length desc, stream limit 1`,
  )?.stream;
}

/** Id, state and profile of every case. */
export function listCases(db: Database): { id: string; c: Case }[] {
  const rows = db.all<{ stream: string }>('select distinct stream from items order by stream');
  return rows.flatMap(({ stream }) => {
    const items = db.all<{ stream: string; seq: number; cause: string; entries: string }>(
      'select stream, seq, cause, entries from items where stream = ? order by seq',
      stream,
    );
    const c = fold(items.map((row) => ({ ...row, entries: JSON.parse(row.entries) })));
    return c ? [{ id: stream, c }] : [];
  });
}

/** The moment at which a stored run stands. */
export function clockOf(db: Database): string {
  return recall<string>(db, 'now') ?? '1970-01-01T00:00:00Z';
}
