import { readFileSync } from 'node:fs';
import { sqliteArchive } from '../../adapters/local/archive.ts';
import { sqliteBankPayments } from '../../adapters/local/bank-payments.ts';
import { type Database, openDatabase } from '../../adapters/local/database.ts';
import { sqliteDeliveries } from '../../adapters/local/deliveries.ts';
import { sqliteErasures } from '../../adapters/local/erasures.ts';
import { sqliteFiles } from '../../adapters/local/files.ts';
import { sqliteJournal, sqlitePersons } from '../../adapters/local/journal.ts';
import { sqliteModels } from '../../adapters/local/models.ts';
import { sqliteRequests } from '../../adapters/local/requests.ts';
import {
  sqliteCreditors,
  sqliteLists,
  sqlitePeople,
  sqliteSchedules,
  sqliteTokens,
} from '../../adapters/local/tables.ts';
import { sqliteTries } from '../../adapters/local/tries.ts';
import { sqliteUploads } from '../../adapters/local/uploads.ts';
import { pretendBank } from '../../adapters/psp/pretend-bank.ts';
import { renderPage } from '../../adapters/render/page.ts';
import { type Moment, plusSeconds } from '../../core/calendar/moment.ts';
import type { Channel } from '../../core/case/words.ts';
import { Creditor } from '../../core/creditor/creditor.ts';
import { approvedTexts } from '../../core/message/approved-texts.ts';
import type { Message } from '../../core/message/message.ts';
import type { Channels, Handed, Ports } from '../../core/ports.ts';

/** A Monday morning in the Netherlands, before the contact window opens: 06:30. */
export const MONDAY = '2026-01-05T05:30:00Z';

export interface TestPorts extends Ports {
  db: Database;
  clock: { now(): Moment; set(moment: Moment): void; pass(days: number): void };
  /** What the channels took, oldest first. */
  messages: { at: Moment; message: Message }[];
  /** What the channels answer; a function that throws is a provider's silence. */
  provider: { answer: (message: Message) => Handed | Promise<Handed> };
  /** Answers that were given to waiting tasks, and executions that were started. */
  succeeded: { token: string; output: unknown }[];
  started: { machine: string; name: string }[];
  scheduled: Map<string, { at: Moment; function: string; input: unknown }>;
  stops: { stop(creditor: string): void };
}

const example: Creditor = JSON.parse(
  readFileSync(new URL('../../examples/creditor.json', import.meta.url), 'utf8'),
);

/** The example creditor, with contract terms that a person has cleared and a safety budget that is never spent. */
export function makeCreditor(but: Partial<Creditor> = {}): Creditor {
  return Creditor.parse({
    ...example,
    contract: { termsCleared: true, agreedTerm: true },
    budget: { day: 99, week: 99, month: 99, costs: 100_000_000, perContact: 0 },
    ...(but.country === 'DE' && { collector: { ...example.collector, supervisor: 'Aufsicht, Musterstadt' } }),
    ...but,
  });
}

/** All ports on one database in memory, with a clock that a test sets and channels that remember. */
export function makePorts(
  but: { now?: Moment; creditor?: Partial<Creditor>; secret?: string } = {},
): TestPorts {
  const db = openDatabase(':memory:');
  let now = but.now ?? MONDAY;
  const creditors = sqliteCreditors(db);
  creditors.put(makeCreditor(but.creditor));
  const schedules = sqliteSchedules(db);

  const ports: TestPorts = {
    db,
    clock: {
      now: () => now,
      set: (moment) => {
        now = moment;
      },
      pass: (days) => {
        now = plusSeconds(now, days * 86_400);
      },
    },
    messages: [],
    provider: { answer: () => ({ accepted: 'taken' }) },
    succeeded: [],
    started: [],
    scheduled: new Map(),
    stops: {
      stop: (creditor) => {
        db.run('insert or ignore into stops (creditor) values (?)', creditor);
      },
    },
    journal: sqliteJournal(db),
    persons: sqlitePersons(db),
    people: sqlitePeople(db, () => now),
    creditors,
    bus: { publish: async () => {} },
    tokens: sqliteTokens(db),
    machines: {
      start: async (machine, name) => {
        if (ports.started.some((one) => one.name === name)) return 'exists';
        ports.started.push({ machine, name });
        return 'started';
      },
      succeed: async (token, output) => {
        ports.succeeded.push({ token, output });
        return 'accepted';
      },
    },
    schedules: {
      set: async (schedule) => {
        const { name, ...rest } = schedule;
        ports.scheduled.set(name, rest);
        await schedules.set(schedule);
      },
    },
    channels: recorded(() => ports),
    writer: { ...approvedTexts },
    lists: sqliteLists(db),
    files: sqliteFiles(db),
    pages: { render: renderPage },
    tries: sqliteTries(db),
    payments: pretendBank(sqliteBankPayments(db), ['whsec_dGVzdDogbm90IGEgc2VjcmV0'], () => now),
    uploads: sqliteUploads(db, () => now),
    requests: sqliteRequests(db),
    deliveries: sqliteDeliveries(db),
    web: { post: async () => ({ status: 204 }) },
    archive: sqliteArchive(db, () => now),
    erasures: sqliteErasures(db),
    models: sqliteModels(db, () => {}),
    secrets: {
      ids: but.secret ?? 'test: not a secret',
      links: [{ key: 1, secret: 'test: no secret either' }],
      api: [{ key: 'test-1', creditor: 'voorbeeld-incasso', secret: 'test: not a secret' }],
      hooks: [{ key: 1, secret: 'test: not a secret' }],
    },
  };
  return ports;
}

/** Channels that ask the test's provider, and remember what it took. */
function recorded(ports: () => TestPorts): Channels {
  const take = (channel: Channel) => async (message: Message) => {
    if (message.channel !== channel) throw new Error(`A message for ${message.channel} came by ${channel}.`);
    const handed = await ports().provider.answer(message);
    if ('accepted' in handed) ports().messages.push({ at: ports().clock.now(), message });
    return handed;
  };
  return { email: take('email'), sms: take('sms'), letter: take('letter') };
}
