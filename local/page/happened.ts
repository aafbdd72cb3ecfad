import type { Database } from '../../adapters/local/database.ts';
import type { Entry } from '../../core/case/entry.ts';
import type { Channel, Outcome } from '../../core/case/words.ts';

/** What came into the journals over a stretch of days. Cents. */
export interface Happened {
  /** The last item of the journals that is counted. */
  upTo: number;
  opened: number;
  payments: number;
  cents: number;
  messages: Record<Channel, number>;
  replies: number;
  tasks: number;
  ended: { case: string; outcome: Outcome }[];
}

/** Nothing yet: what is written from now on counts. */
export function nothingYet(db: Database): Happened {
  const upTo = db.get<{ n: number | null }>('select max(n) as n from items')?.n ?? 0;
  const messages = { email: 0, sms: 0, letter: 0 };
  return { upTo, opened: 0, payments: 0, cents: 0, messages, replies: 0, tasks: 0, ended: [] };
}

/** Counts what was written since it was last asked. */
export function countOn(db: Database, happened: Happened): void {
  for (const { n, stream, entries } of db.all<{ n: number; stream: string; entries: string }>(
    'select n, stream, entries from items where n > ? order by n',
    happened.upTo,
  )) {
    for (const entry of JSON.parse(entries) as Entry[]) countEntry(happened, stream, entry);
    happened.upTo = n;
  }
}

function countEntry(happened: Happened, stream: string, entry: Entry): void {
  switch (entry.kind) {
    case 'case-opened':
      happened.opened += 1;
      return;
    case 'payment-received':
      happened.payments += 1;
      happened.cents += entry.cents;
      return;
    case 'contact-sent':
      happened.messages[entry.channel] += 1;
      return;
    case 'replied':
      happened.replies += 1;
      return;
    case 'task-opened':
      happened.tasks += 1;
      return;
    case 'case-closed':
      happened.ended.push({ case: stream, outcome: entry.outcome });
      return;
    case 'reopened':
      happened.ended = happened.ended.filter((one) => one.case !== stream);
  }
}
