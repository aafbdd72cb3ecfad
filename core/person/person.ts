import type { Moment } from '../calendar/moment.ts';
import type { Item } from '../case/fold.ts';
import type { Channel } from '../case/words.ts';
import type { Clock, PersonJournal } from '../ports.ts';
import { type Circumstance, PersonEntry, type PersonFact } from './person-entry.ts';

/** What is known of a person across their cases. Only `foldPerson` makes one, and nobody changes it. */
export interface Person {
  readonly seq: number;
  readonly circumstances: ReadonlySet<Circumstance>;
  readonly optedOut: ReadonlySet<Channel>;
  /** No map may choose how they are written to. */
  readonly objectsToGroups: boolean;
  /** They asked for easier words. */
  readonly easyWords: boolean;
  readonly failedAddresses: ReadonlySet<Channel>;
  /** Contacts that were begun, oldest first: moment and id. */
  readonly counted: readonly { at: Moment; contact: string }[];
  /** Costs that were charged to them, by notice, oldest first; cents. */
  readonly costs: readonly { at: Moment; notice: string; cents: number }[];
  readonly causes: ReadonlySet<string>;
}

/** Circumstances in which nobody is asked to pay until a person has looked. */
export const protective: ReadonlySet<Circumstance> = new Set<Circumstance>([
  'deceased',
  'minor',
  'insolvent',
  'under-administration',
  'under-guardianship',
  'debt-help',
  'represented',
  'in-crisis',
]);

const nobodySpecial: Person = {
  seq: 0,
  circumstances: new Set(),
  optedOut: new Set(),
  objectsToGroups: false,
  easyWords: false,
  failedAddresses: new Set(),
  counted: [],
  costs: [],
  causes: new Set(),
};

/**
 * Reads a person's journal. A person without entries is nobody special.
 *
 * @param from the person that earlier items add up to; it is left as it is
 */
export function foldPerson(items: readonly Item<PersonEntry>[], from = nobodySpecial): Person {
  const person = {
    ...from,
    circumstances: new Set(from.circumstances),
    optedOut: new Set(from.optedOut),
    failedAddresses: new Set(from.failedAddresses),
    counted: [...from.counted],
    costs: [...from.costs],
    causes: new Set(from.causes),
  };
  for (const item of items) {
    for (const entry of item.entries) applyToPerson(person, entry);
    person.causes.add(item.cause);
  }
  return person;
}

/** A person as they stand. What was read before is kept where the journal keeps it. */
export async function loadPerson(persons: PersonJournal, id: string): Promise<Person> {
  const known = persons.kept?.get(id);
  const items = await persons.read(id, known?.seq);
  if (known && items.length === 0) return known;
  const person = foldPerson(items, known);
  persons.kept?.set(id, person);
  return person;
}

interface Growing {
  seq: number;
  circumstances: Set<Circumstance>;
  optedOut: Set<Channel>;
  objectsToGroups: boolean;
  easyWords: boolean;
  failedAddresses: Set<Channel>;
  counted: { at: Moment; contact: string }[];
  costs: { at: Moment; notice: string; cents: number }[];
}

function applyToPerson(person: Growing, entry: PersonEntry): void {
  person.seq = entry.seq;
  switch (entry.kind) {
    case 'circumstance-reported':
      person.circumstances.add(entry.circumstance);
      break;
    case 'circumstance-lifted':
      person.circumstances.delete(entry.circumstance);
      break;
    case 'opted-out':
      person.optedOut.add(entry.channel);
      break;
    case 'opted-in':
      person.optedOut.delete(entry.channel);
      break;
    case 'objected-to-groups':
      person.objectsToGroups = true;
      break;
    case 'words-chosen':
      person.easyWords = entry.words === 'easy';
      break;
    case 'address-failed':
      person.failedAddresses.add(entry.channel);
      break;
    case 'address-changed':
      person.failedAddresses.delete(entry.channel);
      break;
    case 'contact-counted':
    case 'way-used':
      person.counted.push({ at: entry.at, contact: entry.contact });
      break;
    case 'costs-counted':
      person.costs.push({ at: entry.at, notice: entry.notice, cents: entry.cents });
      break;
  }
}

/**
 * Writes facts about a person, once per cause, like `change` does for a case. Returns the person after it.
 *
 * @param known the person as somebody has just read them, who need not be read again unless another was faster
 */
export async function changePerson(
  ports: { persons: PersonJournal; clock: Clock },
  id: string,
  cause: string,
  decide: (person: Person, now: Moment) => readonly PersonFact[],
  known?: Person,
): Promise<Person> {
  for (let person = known; ; person = undefined) {
    person ??= await loadPerson(ports.persons, id);
    if (person.causes.has(cause)) return person;
    const now = ports.clock.now();
    const facts = decide(person, now);
    if (facts.length === 0) return person;
    const entries = facts.map((fact, index) =>
      PersonEntry.parse({ ...fact, seq: person.seq + 1 + index, at: now }),
    );
    const item = { stream: id, seq: person.seq + 1, cause, entries };
    if ((await ports.persons.append(item)) === 'appended') {
      const after = foldPerson([item], person);
      ports.persons.kept?.set(id, after);
      return after;
    }
  }
}
