import { createHash } from 'node:crypto';
import { sqliteBankPayments } from '../adapters/local/bank-payments.ts';
import type { Database } from '../adapters/local/database.ts';
import { recall, remember } from '../adapters/local/database.ts';
import { sqliteExecutions } from '../adapters/local/executions.ts';
import { sqliteFiles } from '../adapters/local/files.ts';
import { sqliteJournal, sqlitePersons, written } from '../adapters/local/journal.ts';
import {
  sqliteCreditors,
  sqliteLists,
  sqliteOutbox,
  sqlitePeople,
  sqliteSchedules,
  sqliteTokens,
} from '../adapters/local/tables.ts';
import { sqliteTries } from '../adapters/local/tries.ts';
import { type PretendBank, pretendBank } from '../adapters/psp/pretend-bank.ts';
import { renderPage } from '../adapters/render/page.ts';
import type { Moment } from '../core/calendar/moment.ts';
import type { Message } from '../core/message/message.ts';
import type { Ports, Written } from '../core/ports.ts';
import { run } from '../functions/define.ts';
import { functions } from './functions.ts';
import { createInterpreter } from './interpreter/interpreter.ts';
import type { ExecutionRecord } from './interpreter/record.ts';
import { loadMachines } from './machines.ts';

/** The world outside: what happens when a message arrives or a person gets a task, and what falls due out there. */
export interface World {
  sent(message: Message): void;
  written(event: Written): Promise<void>;
  due(what: unknown): Promise<void>;
}

/** The whole of Amicable in one process: the same functions and state machines, a virtual clock, one database. */
export interface Laptop {
  ports: Ports;
  db: Database;
  now(): Moment;
  /** Calls a function by name, as its host in the cloud would. */
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Puts something of the world's own on the agenda. */
  later(at: Moment, what: unknown): void;
  /** Jumps from one due moment to the next, doing all that falls due before `until`; what is due then is left. */
  advance(until: Moment, progress?: (now: Moment) => void): Promise<void>;
  /** State transitions of all executions. */
  transitions(): number;
  /** Writes what is only in memory. */
  flush(): void;
  /** Set before anything runs. */
  world: World;
  creditors: ReturnType<typeof sqliteCreditors>;
  files: ReturnType<typeof sqliteFiles>;
}

/** The laptop has nothing to hide and must make the same ids each time. */
export const laptopSecrets: Ports['secrets'] = {
  ids: 'laptop: not a secret',
  links: [{ key: 1, secret: 'laptop: no secret either' }],
};

/** The bank at which debtors pay on the laptop. Its key is public too: whoever reads this could sign for it. */
export function laptopBank(db: Database, now: () => Moment): PretendBank {
  return pretendBank(sqliteBankPayments(db), ['whsec_bGFwdG9wOiBubyBzZWNyZXQgYXQgYWxs'], now);
}

const nobody: World = { sent: () => {}, written: async () => {}, due: async () => {} };

/** Items of the journal that are told to the bus at once. */
const BATCH = 200;

/**
 * Assembles the ports on one database and goes on where it stopped.
 *
 * @param start the moment at which a new database begins; a database that has lived goes on at its own clock
 * @param durable true when the database is a file that must survive a crash
 */
export function createLaptop(db: Database, start: Moment, durable: boolean): Laptop {
  let now = recall<Moment>(db, 'now') ?? start;
  let published = recall<number>(db, 'published') ?? 0;
  const executions = sqliteExecutions<ExecutionRecord>(db, durable);
  const creditors = sqliteCreditors(db);
  const files = sqliteFiles(db);

  const interpreter = createInterpreter(loadMachines(new Set(functions.keys())), {
    store: executions,
    now: () => now,
    // Jitter spreads load in the cloud; here nothing competes, and a fixed share keeps runs the same.
    random: () => 0.5,
    invoke,
    wakeAt: (id, at) => {
      db.run("insert into agenda (at, kind, what) values (?, 'execution', ?)", at, id);
    },
    finished: (record) => {
      if (record.status !== 'SUCCEEDED') failed.push(record);
    },
  });
  const failed: ExecutionRecord[] = [];

  const ports: Ports = {
    clock: { now: () => now },
    journal: sqliteJournal(db),
    persons: sqlitePersons(db),
    people: sqlitePeople(db),
    creditors,
    bus: { publish: deliver },
    tokens: sqliteTokens(db),
    machines: {
      start: async (machine, name, input) => interpreter.start(machine, name, input),
      succeed: async (token, output) => interpreter.succeed(token, output),
    },
    schedules: sqliteSchedules(db),
    channels: sqliteOutbox(
      db,
      () => now,
      (message) => laptop.world.sent(message),
    ),
    writer: approvedTexts,
    lists: sqliteLists(db),
    files,
    pages: { render: renderPage },
    tries: sqliteTries(db),
    payments: laptopBank(db, () => now),
    secrets: laptopSecrets,
  };

  async function invoke(name: string, input: unknown): Promise<unknown> {
    const definition = functions.get(name);
    if (!definition) throw new Error(`There is no function ${name}.`);
    return await run(definition, ports, input);
  }

  /** The bus: whoever listens to one of the kinds that were written is called. */
  async function deliver(events: readonly Written[]): Promise<void> {
    for (const event of events) {
      for (const { name, listens } of functions.values()) {
        if (listens === 'everything' || listens?.some((kind) => event.kinds.includes(kind))) {
          await invoke(name, event);
        }
      }
      await laptop.world.written(event);
    }
  }

  /** Runs machines and tells the bus until nothing more happens at this moment. */
  async function settle(): Promise<void> {
    for (;;) {
      await interpreter.drain();
      for (const record of failed.splice(0)) await reportExecution(record);
      const items = written(db, published, BATCH);
      const last = items.at(-1);
      if (!last) return;
      await invoke('publish-journal', { items });
      published = last.n;
      remember(db, 'published', published);
    }
  }

  /** What EventBridge does with an execution that failed or timed out as a whole. */
  async function reportExecution(record: ExecutionRecord): Promise<void> {
    const input = record.input as { case?: string; journey?: number };
    if (!input.case || !input.journey) return;
    await invoke('report-failure', {
      case: input.case,
      journey: input.journey,
      state: record.id,
      error: record.error ?? record.status,
    });
  }

  async function advance(until: Moment, progress?: (now: Moment) => void): Promise<void> {
    await settle();
    for (;;) {
      const next = db.get<{ n: number; at: Moment; kind: string; what: string }>(
        'select n, at, kind, what from agenda order by at, n limit 1',
      );
      if (!next || next.at >= until) break;
      if (next.at > now) {
        now = next.at;
        remember(db, 'now', now);
        progress?.(now);
      }
      await act(next.kind, next.what);
      await settle();
      // Only now: a crash before this line does it again, and everything on the agenda may be done again.
      db.run('delete from agenda where n = ?', next.n);
    }
    if (until > now) now = until;
    remember(db, 'now', now);
  }

  async function act(kind: string, what: string): Promise<void> {
    if (kind === 'execution') return interpreter.wake(what);
    const parsed: unknown = JSON.parse(what);
    if (kind === 'world') return await laptop.world.due(parsed);
    const { function: called, input } = parsed as { function: string; input: unknown };
    await invoke(called, input);
  }

  const laptop: Laptop = {
    ports,
    db,
    now: () => now,
    invoke,
    later: (at, what) => {
      db.run("insert into agenda (at, kind, what) values (?, 'world', ?)", at, JSON.stringify(what));
    },
    advance,
    transitions: () => executions.transitions(),
    flush: () => executions.flush(),
    world: nobody,
    creditors,
    files,
  };
  interpreter.recover(executions.running());
  return laptop;
}

/** The default writer: one approved text a step. A language model or an experiment can stand here instead. */
const approvedTexts: Ports['writer'] = {
  choose: async ({ step }) => ({
    variant: step,
    model: 'approved-texts-1',
    options: [{ option: step, probability: 1 }],
  }),
};

/** A fingerprint of everything in all journals: two runs that are alike to the last entry have the same. */
export function digestOf(db: Database): string {
  const hash = createHash('sha256');
  for (const table of ['items', 'person_items'] as const) {
    for (const row of db.all<{ stream: string; seq: number; entries: string }>(
      `select stream, seq, entries from ${table} order by stream, seq`,
    )) {
      hash.update(`${row.stream}\n${row.seq}\n${row.entries}\n`);
    }
  }
  return hash.digest('hex');
}
