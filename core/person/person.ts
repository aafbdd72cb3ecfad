import type { Moment } from '../calendar/moment.ts';
import type { Item } from '../case/fold.ts';
import type { Channel } from '../case/words.ts';
import type { Clock, Journal } from '../ports.ts';
import { type Circumstance, PersonEntry, type PersonFact } from './person-entry.ts';

/** What is known of a person across their cases. */
export interface Person {
  seq: number;
  circumstances: Set<Circumstance>;
  optedOut: Set<Channel>;
  failedAddresses: Set<Channel>;
  /** Contacts that were begun, oldest first: moment and id. */
  counted: { at: Moment; contact: string }[];
  causes: Set<string>;
}

/** Circumstances in which nobody is asked to pay until a person has looked. */
export const protective: ReadonlySet<Circumstance> = new Set<Circumstance>([
  'deceased',
  'minor',
  'insolvent',
  'under-administration',
  'debt-help',
  'represented',
]);

/** Reads a person's journal. A person without entries is nobody special. */
export function foldPerson(items: readonly Item<PersonEntry>[]): Person {
  const person: Person = {
    seq: 0,
    circumstances: new Set(),
    optedOut: new Set(),
    failedAddresses: new Set(),
    counted: [],
    causes: new Set(),
  };
  for (const item of items) {
    for (const entry of item.entries) applyToPerson(person, entry);
    person.causes.add(item.cause);
  }
  return person;
}

function applyToPerson(person: Person, entry: PersonEntry): void {
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
    case 'address-failed':
      person.failedAddresses.add(entry.channel);
      break;
    case 'address-changed':
      person.failedAddresses.delete(entry.channel);
      break;
    case 'contact-counted':
      person.counted.push({ at: entry.at, contact: entry.contact });
      break;
  }
}

/** Writes facts about a person, once per cause, like `change` does for a case. Returns the person after it. */
export async function changePerson(
  ports: { persons: Journal<PersonEntry>; clock: Clock },
  id: string,
  cause: string,
  decide: (person: Person, now: Moment) => readonly PersonFact[],
): Promise<Person> {
  for (;;) {
    const items = await ports.persons.read(id);
    const person = foldPerson(items);
    if (person.causes.has(cause)) return person;
    const now = ports.clock.now();
    const facts = decide(person, now);
    if (facts.length === 0) return person;
    const entries = facts.map((fact, index) =>
      PersonEntry.parse({ ...fact, seq: person.seq + 1 + index, at: now }),
    );
    const item = { stream: id, seq: person.seq + 1, cause, entries };
    if ((await ports.persons.append(item)) === 'appended') {
      for (const entry of entries) applyToPerson(person, entry);
      person.causes.add(cause);
      return person;
    }
  }
}
