import type { Day } from '../calendar/moment.ts';
import type { Creditor } from '../creditor/creditor.ts';
import type { Pack } from '../law/law.ts';
import { packOf } from '../law/packs.ts';
import type { Addressee } from '../message/message.ts';
import { loadPerson, type Person } from '../person/person.ts';
import { type SafetyBudget, safetyBudget } from '../person/safety-budget.ts';
import type { Ports, Writer } from '../ports.ts';
import { groupOnMap } from '../segment/communication.ts';
import type { Group } from '../segment/groups.ts';
import type { Case } from './case.ts';
import type { Channel } from './words.ts';

/** What is known around a case when something is decided: no personal data, only whether there is any. */
export interface Context {
  creditor: Creditor;
  /** A stop order stands for this creditor or for everything. */
  stopped: boolean;
  /** The law of this case: of where the debtor lives and of the contract. */
  pack: Pack;
  person: Person;
  /** What the person has had to bear, over all creditors: there where they may be asked. */
  budget?: SafetyBudget;
  /** For a creditor that says through which day it has told all payments: that day, once it has said one. */
  books?: { through?: Day };
  /** Channels for which we have an address. */
  reach: Record<Channel, boolean>;
  /** The communication group that the creditor's map has for the person; absent where no map names them. */
  mapped?: Group;
  writer: Writer;
}

/** The same, where somebody may be asked or given notice. */
export interface ContextToAsk extends Context {
  budget: SafetyBudget;
}

/** Reads everything a decision needs beside the case's own journal. Whoever may ask somebody takes `contextToAsk`. */
export async function contextOf(
  ports: Pick<Ports, 'creditors' | 'persons' | 'people' | 'writer'>,
  c: Pick<Case, 'creditor' | 'person' | 'country' | 'debtor'>,
): Promise<Context> {
  return (await read(ports, c)).context;
}

/** As `contextOf`, with what the person has had to bear: it is read when it is first asked for. */
export async function contextToAsk(
  ports: Pick<Ports, 'creditors' | 'persons' | 'people' | 'writer' | 'clock' | 'secrets'>,
  c: Pick<Case, 'creditor' | 'person' | 'country' | 'debtor'>,
): Promise<ContextToAsk> {
  const { context, details } = await read(ports, c);
  return { ...context, budget: safetyBudget(ports, { ...context, id: c.person, details }) };
}

async function read(
  ports: Pick<Ports, 'creditors' | 'persons' | 'people' | 'writer'>,
  c: Pick<Case, 'creditor' | 'person' | 'country' | 'debtor'>,
): Promise<{ context: Context; details: Addressee | undefined }> {
  const [creditor, stopped, person, details] = await Promise.all([
    ports.creditors.get(c.creditor),
    ports.creditors.stopped(c.creditor),
    loadPerson(ports.persons, c.person),
    ports.people.get(c.person),
  ]);
  const through = creditor.books === 'told' ? await ports.creditors.booksThrough(creditor.id) : undefined;
  const mapped = groupOnMap(creditor.communication, details);
  const context = {
    creditor,
    stopped,
    pack: packOf(creditor, c),
    person,
    ...(creditor.books === 'told' && { books: { ...(through && { through }) } }),
    reach: reachOf(details),
    ...(mapped && { mapped }),
    writer: ports.writer,
  };
  return { context, details };
}

/** The channels for which somebody has an address. */
export function reachOf(details: Addressee | undefined): Record<Channel, boolean> {
  return {
    email: details?.email !== undefined,
    sms: details?.phone !== undefined,
    letter: details?.postal !== undefined || details?.postalHeldByCreditor === true,
  };
}
