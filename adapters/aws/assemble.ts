import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { InstallationSecrets } from '../../core/creditor/installation.ts';
import { approvedTexts } from '../../core/message/approved-texts.ts';
import type { Ports } from '../../core/ports.ts';
import { askedClock, realClock } from './clock.ts';
import { dynamoCreditors } from './creditors.ts';
import { dynamoJournal, dynamoPersons } from './journal.ts';
import { log } from './log.ts';
import { brisk } from './patience.ts';
import { dynamoPeople } from './people.ts';
import { type Makers, portsFrom, whenUsed } from './ports.ts';
import { openSecrets } from './secrets.ts';
import { readSettings, type Settings } from './settings.ts';
import { createTable, type Table } from './table.ts';
import { dynamoTokens } from './tokens.ts';

/** What the ports of a function are made of. */
export interface Stage {
  settings: Settings;
  table: Table;
  now: Ports['clock']['now'];
}

/** A function's ports, and what its host does around it. */
export interface Assembled {
  ports: Ports;
  settings: Settings;
  before(): Promise<void>;
  log: typeof log;
}

/**
 * The ports that almost every function needs, and its own beside them. Nothing is asked of AWS before the first
 * invocation, and a port is made when it is first used.
 *
 * @param own makes the ports that only this function has
 */
export function assemble(own: (stage: Stage) => Makers = () => ({})): Assembled {
  const { stage, secrets, clock } = open();
  return { ...host(stage, clock.read), ports: portsFrom({ ...usual(stage, secrets), ...own(stage) }) };
}

/** As `assemble`, for a function that itself uses secrets of the stage: they are read before its first invocation. */
export function assembleWithSecrets(
  own: (stage: Stage, secrets: () => InstallationSecrets) => Makers = () => ({}),
): Assembled {
  const { stage, secrets, clock } = open();
  let read: InstallationSecrets | undefined;
  const ready = () => {
    if (!read) throw new Error('The secrets of the stage are used before they were read.');
    return read;
  };
  const before = async () => {
    [read] = await Promise.all([secrets(), clock.read()]);
  };
  const makers = { ...usual(stage, secrets), secrets: ready, ...own(stage, ready) };
  return { ...host(stage, before), ports: portsFrom(makers) };
}

function open() {
  const settings = readSettings(process.env);
  const clock = settings.clockUrl ? askedClock(settings.clockUrl) : realClock;
  const table = createTable(new DynamoDBClient(brisk), settings.table);
  let known: Promise<InstallationSecrets> | undefined;
  const secrets = async () => {
    known ??= openSecrets(settings.secret);
    try {
      return await known;
    } catch (error) {
      // Whatever was wrong may be right at the next invocation.
      known = undefined;
      throw error;
    }
  };
  return { stage: { settings, table, now: clock.now }, secrets, clock };
}

function host({ settings }: Stage, before: () => Promise<void>) {
  return { settings, before, log };
}

function usual({ table, now }: Stage, secrets: () => Promise<InstallationSecrets>): Makers {
  return {
    clock: () => ({ now }),
    journal: () => dynamoJournal(table),
    persons: () => dynamoPersons(table),
    people: () => whenUsed(async () => dynamoPeople(table, (await secrets()).persons, now)),
    creditors: () => dynamoCreditors(table),
    tokens: () => dynamoTokens(table),
    // Only the messages of a journey are worth asking a model for.
    writer: () => approvedTexts,
  };
}

/** For what begins or answers journeys. Many look whether to, and do not: the client is loaded when they do. */
export function machines({ settings, now }: Stage): Pick<Makers, 'machines'> {
  const load = async () => (await import('./machines.ts')).openMachines(settings.machinePrefix, now);
  return { machines: () => whenUsed(load) };
}

/** For what looks at a case again later, as most calls do not. */
export function schedules({ settings, now }: Stage): Pick<Makers, 'schedules'> {
  const load = async () => (await import('./schedules.ts')).openSchedules(settings, now);
  return { schedules: () => whenUsed(load) };
}
