import { createHash } from 'node:crypto';
import { sqliteArchive } from '../adapters/local/archive.ts';
import { sqliteBankPayments } from '../adapters/local/bank-payments.ts';
import type { Database } from '../adapters/local/database.ts';
import { recall, remember } from '../adapters/local/database.ts';
import { sqliteDeliveries } from '../adapters/local/deliveries.ts';
import { sqliteErasures } from '../adapters/local/erasures.ts';
import { sqliteExecutions } from '../adapters/local/executions.ts';
import { sqliteFiles } from '../adapters/local/files.ts';
import { type Appended, sqliteJournal, sqlitePersons, written } from '../adapters/local/journal.ts';
import { sqliteModels } from '../adapters/local/models.ts';
import { sqliteRequests } from '../adapters/local/requests.ts';
import {
  type Due,
  putOnAgenda,
  sqliteCreditors,
  sqliteLists,
  sqliteOutbox,
  sqlitePeople,
  sqliteSchedules,
  sqliteTokens,
} from '../adapters/local/tables.ts';
import { sqliteTries } from '../adapters/local/tries.ts';
import { sqliteUploads } from '../adapters/local/uploads.ts';
import { localWeb } from '../adapters/local/web.ts';
import { type PretendBank, pretendBank } from '../adapters/psp/pretend-bank.ts';
import { renderPage } from '../adapters/render/page.ts';
import type { Moment } from '../core/calendar/moment.ts';
import { approvedTexts } from '../core/message/approved-texts.ts';
import type { Message } from '../core/message/message.ts';
import type { Ports, Secrets, Written } from '../core/ports.ts';
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

/** Where the world acts: a laptop, or a stage in the cloud. */
export interface Place {
  ports: Pick<Ports, 'journal' | 'creditors' | 'machines' | 'secrets'>;
  now(): Moment;
  /** Calls a function by name, as its host in the cloud would. */
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Puts something of the world's own on the agenda. */
  later(at: Moment, what: unknown): void;
}

/** The whole of Amicable in one process: the same functions and state machines, a virtual clock, one database. */
export interface Laptop extends Place {
  ports: Ports;
  db: Database;
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
  uploads: ReturnType<typeof sqliteUploads>;
  archive: ReturnType<typeof sqliteArchive>;
}

/** The laptop has nothing to hide and must make the same ids each time. */
export const laptopSecrets: Secrets = {
  ids: 'laptop: not a secret',
  links: [{ key: 1, secret: 'laptop: no secret either' }],
  api: [{ key: 'laptop', creditor: 'voorbeeld-incasso', secret: 'laptop: not a secret' }],
  hooks: [{ key: 1, secret: 'laptop: not a secret' }],
};

/** The bank at which debtors pay on the laptop. Its key is public too: whoever reads this could sign for it. */
export function laptopBank(db: Database, now: () => Moment): PretendBank {
  return pretendBank(sqliteBankPayments(db), ['whsec_bGFwdG9wOiBubyBzZWNyZXQgYXQgYWxs'], now);
}

const nobody: World = { sent: () => {}, written: async () => {}, due: async () => {} };

/** Items of the journal that are told to the bus at once. */
const BATCH = 200;
/** Steps of the agenda in one stretch: what a crash can cost, and is done again. */
const STRETCH = 500;

/**
 * When what happens reaches the database.
 * `stretches`: for a file. Some hundred steps at a time, all or nothing, so that a run that is stopped hard goes on
 * from between two steps, and does the rest again in the same way.
 * `at-the-end`: for memory. What only machines and clock need is written by `flush`.
 * `every-write`: as in the cloud, where a crash can come between any two writes.
 */
export type Keeping = 'stretches' | 'at-the-end' | 'every-write';

/** What a host is given to run: a function by its name, its input, the ports it is to have. */
export interface Call {
  name: string;
  input: unknown;
  ports: Ports;
  /** Runs the function with these ports, or with others that stand before them. */
  run(ports: Ports): Promise<unknown>;
}

/** Runs a function. One of your own can look on, and see what each function asks of its ports. */
export type Host = (call: Call) => Promise<unknown>;

const plainHost: Host = ({ ports, run }) => run(ports);

/**
 * Assembles the ports on one database and goes on where it stopped.
 *
 * @param start the moment at which a new database begins; a database that has lived goes on at its own clock
 */
export function createLaptop(db: Database, start: Moment, keeping: Keeping, host: Host = plainHost): Laptop {
  let now = recall<Moment>(db, 'now') ?? start;
  let published = recall<number>(db, 'published') ?? 0;
  const untold: Appended[] = written(db, published);
  const executions = sqliteExecutions<ExecutionRecord>(db, keeping === 'every-write');
  const creditors = sqliteCreditors(db);
  const files = sqliteFiles(db);
  const uploads = sqliteUploads(db, () => now);
  const archive = sqliteArchive(db, () => now);

  const interpreter = createInterpreter(loadMachines(new Set(functions.keys())), {
    store: executions,
    now: () => now,
    // Jitter spreads load in the cloud; here nothing competes, and a fixed share keeps runs the same.
    random: () => 0.5,
    invoke,
    wakeAt: (id, at) => putOnAgenda(db, { at, name: `wake ${at} ${id}`, kind: 'execution', what: id }),
    finished: (record) => {
      if (record.status !== 'SUCCEEDED') failed.push(record);
    },
  });
  const failed: ExecutionRecord[] = [];

  const ports: Ports = {
    clock: { now: () => now },
    journal: sqliteJournal(db, (item) => untold.push(item)),
    persons: sqlitePersons(db),
    people: sqlitePeople(db, () => now),
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
    uploads,
    requests: sqliteRequests(db),
    deliveries: sqliteDeliveries(db),
    web: localWeb,
    archive,
    erasures: sqliteErasures(db),
    models: sqliteModels(db, (code) => console.error(`amicable: ${code}`)),
    secrets: laptopSecrets,
  };

  async function invoke(name: string, input: unknown): Promise<unknown> {
    const definition = functions.get(name);
    if (!definition) throw new Error(`There is no function ${name}.`);
    return await host({ name, input, ports, run: (given) => run(definition, given, input) });
  }

  /** The bus: whoever listens to one of the kinds that were written is called. */
  async function deliver(events: readonly Written[]): Promise<void> {
    const last = new Map(events.map((event) => [event.case, event]));
    for (const event of events) {
      for (const { name, listens } of functions.values()) {
        // Whoever listens to everything reads the case again: of what is told at once the last is enough.
        const hears =
          listens === 'everything'
            ? last.get(event.case) === event
            : listens?.some((kind) => event.kinds.includes(kind));
        if (hears) await invoke(name, event);
      }
      await laptop.world.written(event);
    }
  }

  /** Runs machines and tells the bus until nothing more happens at this moment. */
  async function settle(): Promise<void> {
    for (;;) {
      await interpreter.drain();
      for (const record of failed.splice(0)) await reportExecution(record);
      const items = untold.slice(0, BATCH);
      const last = items.at(-1);
      if (!last) return;
      await invoke('publish-journal', { items });
      untold.splice(0, items.length);
      published = last.n;
      if (keeping === 'every-write') remember(db, 'published', published);
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
    // In memory too: one long stretch spares SQLite a journal for every statement.
    if (keeping !== 'every-write') db.begin();
    try {
      await settle();
      for (let steps = 1; ; steps++) {
        const next = db.get<Due & { n: number }>('select * from agenda order by at, n limit 1');
        if (!next || next.at >= until) break;
        if (next.at > now) {
          now = next.at;
          if (keeping === 'every-write') remember(db, 'now', now);
          progress?.(now);
        }
        await act(next.kind, next.what);
        await settle();
        // Only now: a crash before this line does it again, and everything on the agenda may be done again.
        db.run('delete from agenda where n = ?', next.n);
        if (keeping === 'stretches' && steps % STRETCH === 0) {
          flush();
          db.begin();
        }
      }
      if (until > now) now = until;
    } finally {
      if (keeping !== 'at-the-end') flush();
    }
  }

  /** Writes what is only in memory. */
  function flush(): void {
    executions.flush();
    remember(db, 'now', now);
    remember(db, 'published', published);
    db.commit();
  }

  async function act(kind: Due['kind'], what: string): Promise<void> {
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
      const text = JSON.stringify(what);
      putOnAgenda(db, { at, name: `world ${at} ${text}`, kind: 'world', what: text });
    },
    advance,
    transitions: () => executions.transitions(),
    flush,
    world: nobody,
    creditors,
    files,
    uploads,
    archive,
  };
  interpreter.recover(executions.running());
  return laptop;
}

/** A fingerprint of everything in all journals: two runs that are alike to the last entry have the same. */
export function digestOf(db: Database): string {
  const hash = createHash('sha256');
  for (const table of ['items', 'person_items'] as const) {
    for (const row of db.each<{ stream: string; seq: number; entries: string }>(
      `select stream, seq, entries from ${table} order by stream, seq`,
    )) {
      hash.update(`${row.stream}\n${row.seq}\n${row.entries}\n`);
    }
  }
  return hash.digest('hex');
}
