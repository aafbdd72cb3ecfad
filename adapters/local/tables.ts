import type { Moment } from '../../core/calendar/moment.ts';
import { reachOf } from '../../core/case/context.ts';
import { Creditor, UnknownCreditor } from '../../core/creditor/creditor.ts';
import { Kept } from '../../core/kept.ts';
import type { Addressee, Message } from '../../core/message/message.ts';
import type { Channels, Creditors, Listed, Lists, People, Schedules, Tokens } from '../../core/ports.ts';
import type { Database } from './database.ts';

/** Personal data as it was put last. */
export function detailsOf(db: Database, person: string): Addressee | undefined {
  const row = db.get<{ details: string }>('select details from people where person = ?', person);
  return row && (JSON.parse(row.details) as Addressee);
}

export function sqlitePeople(db: Database, now: () => Moment): People {
  // This process is the only writer, and nobody changes what they were given.
  const known = new Kept<Addressee>(50_000);
  return {
    get: async (person) => {
      const details = known.get(person) ?? detailsOf(db, person);
      if (details) known.set(person, details);
      return details;
    },
    put: async (person, details) => {
      known.set(person, details);
      db.run(
        'insert or replace into people (person, details, at) values (?, ?, ?)',
        person,
        JSON.stringify(details),
        now(),
      );
    },
    erase: async (person, before) => {
      known.delete(person);
      db.run('delete from people where person = ? and at <= ?', person, before);
    },
  };
}

export function sqliteCreditors(db: Database): Creditors {
  const known = new Map<string, Creditor>();
  return {
    get: async (id) => {
      const kept = known.get(id);
      if (kept) return kept;
      const row = db.get<{ policy: string }>('select policy from creditors where id = ?', id);
      if (!row) throw new UnknownCreditor(`There is no creditor ${id}.`);
      const creditor = Creditor.parse(JSON.parse(row.policy));
      known.set(id, creditor);
      return creditor;
    },
    stopped: async (id) =>
      db.get<{ creditor: string }>("select creditor from stops where creditor in (?, '*') limit 1", id) !==
      undefined,
    put: async (creditor) => {
      known.delete(creditor.id);
      db.run(
        'insert or replace into creditors (id, policy) values (?, ?)',
        creditor.id,
        JSON.stringify(creditor),
      );
    },
    stop: async (id, stands) => {
      if (stands) db.run('insert or ignore into stops (creditor) values (?)', id);
      else db.run('delete from stops where creditor = ?', id);
    },
    booksThrough: async (id) =>
      db.get<{ through: string }>('select through from books where creditor = ?', id)?.through,
    noteBooks: async (id, through) => {
      db.run('insert or replace into books (creditor, through) values (?, ?)', id, through);
    },
    all: async () => db.all<{ id: string }>('select id from creditors').map(({ id }) => id),
  };
}

export function sqliteTokens(db: Database): Tokens {
  return {
    put: async ({ case: stream, journey, wait }, token) => {
      db.run(
        'insert or replace into wait_tokens (stream, journey, wait, token) values (?, ?, ?, ?)',
        stream,
        journey,
        wait,
        token,
      );
    },
    get: async ({ case: stream, journey, wait }) =>
      db.get<{ token: string }>(
        'select token from wait_tokens where stream = ? and journey = ? and wait = ?',
        stream,
        journey,
        wait,
      )?.token,
  };
}

export function sqliteLists(db: Database): Lists {
  return {
    put: async (row) =>
      db.run(
        `insert into lists (stream, seq, creditor, state, next) values (?, ?, ?, ?, ?)
         on conflict (stream) do update set seq = excluded.seq, state = excluded.state, next = excluded.next
         where excluded.seq > lists.seq and (excluded.state, excluded.next) is not (lists.state, lists.next)`,
        row.case,
        row.seq,
        row.creditor,
        row.state,
        row.next ?? null,
      ).changes > 0,
    overdue: async (moment) =>
      db.all<Row>(`${rows} where next < ? order by next, stream`, moment).map(listed),
    ofCreditor: async (creditor, state, { after = '', limit }) => {
      const found = db.all<Row>(
        `${rows} where creditor = ? and state = ? and stream > ? order by stream limit ?`,
        creditor,
        state,
        after,
        limit + 1,
      );
      const page = found.slice(0, limit).map(listed);
      const last = page.at(-1);
      return { rows: page, ...(last && found.length > limit && { next: last.case }) };
    },
  };
}

const rows = 'select stream, creditor, state, next from lists';

interface Row {
  stream: string;
  creditor: string;
  state: Listed['state'];
  next: string | null;
}

function listed({ stream, creditor, state, next }: Row): Listed {
  return { case: stream, creditor, state, ...(next !== null && { next }) };
}

/** What is to happen at some moment, by whom, under a name: what is told twice is on the agenda once. */
export interface Due {
  at: string;
  name: string;
  kind: 'schedule' | 'execution' | 'world';
  what: string;
}

/** Puts something on the agenda, unless something of that name is there. */
export function putOnAgenda(db: Database, { at, name, kind, what }: Due): void {
  db.run('insert or ignore into agenda (at, name, kind, what) values (?, ?, ?, ?)', at, name, kind, what);
}

/** One-time schedules, kept in the agenda among everything else that is due at some moment. */
export function sqliteSchedules(db: Database): Schedules {
  return {
    set: async ({ name, at, function: called, input }) => {
      const what = JSON.stringify({ function: called, input });
      db.run('delete from agenda where name = ?', name);
      putOnAgenda(db, { at, name, kind: 'schedule', what });
    },
  };
}

/**
 * Outboxes for mail, text messages and letters: who was sent what, when. The message itself is not kept: it is
 * composed again from the journal when somebody looks.
 *
 * @param sent told of every message that was taken, as the world is when something arrives
 */
export function sqliteOutbox(db: Database, now: () => string, sent: (message: Message) => void): Channels {
  const take = async (message: Message) => {
    if (!reachOf(message.to)[message.channel]) return { refused: 'no-address' };
    const { lastInsertRowid } = db.run(
      'insert into outbox (contact, stream, channel, at) values (?, ?, ?, ?)',
      message.contact,
      message.case,
      message.channel,
      now(),
    );
    sent(message);
    return { accepted: `outbox-${lastInsertRowid}` };
  };
  return { email: take, sms: take, letter: take };
}
