import type { Moment } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import type { Channel } from '../../core/case/words.ts';
import { type Circumstance, PersonEntry } from '../../core/person/person-entry.ts';
import { asks, type Contacts } from './contacts.ts';
import type { Report } from './rules.ts';
import { readSequence } from './sequence.ts';

/** Who is not to be asked for money. Somebody who moved may be; the dead are not written to at all. */
const protecting: readonly Circumstance[] = [
  'minor',
  'insolvent',
  'under-administration',
  'debt-help',
  'represented',
];

type Fact = Circumstance | Channel;

/** What is known of one person, and from when until when: a circumstance, or the opt-out of a channel. */
export interface KnownPerson {
  /**
   * Whether a fact stood at a moment. Not at the very second in which it was told or lifted: what was claimed in
   * that second may have been on its way before.
   */
  stood(fact: Fact, at: Moment): boolean;
}

/** Reads a person's journal. */
export function readPerson(entries: readonly unknown[], report: Report): KnownPerson {
  const toEntry = readSequence(report, PersonEntry);
  const spans = new Map<Fact, { from: Moment; until?: Moment }[]>();

  function begin(fact: Fact, from: Moment): void {
    const known = spans.get(fact) ?? [];
    const last = known.at(-1);
    if (!last || last.until !== undefined) known.push({ from });
    spans.set(fact, known);
  }

  function end(fact: Fact, until: Moment): void {
    const last = spans.get(fact)?.at(-1);
    if (last) last.until ??= until;
  }

  for (const raw of entries) {
    const entry = toEntry(raw);
    if (entry?.kind === 'opted-out') begin(entry.channel, entry.at);
    if (entry?.kind === 'opted-in') end(entry.channel, entry.at);
    if (entry?.kind === 'circumstance-reported') begin(entry.circumstance, entry.at);
    if (entry?.kind === 'circumstance-lifted') end(entry.circumstance, entry.at);
  }
  return {
    stood: (fact, at) =>
      spans.get(fact)?.some(({ from, until }) => from < at && (until === undefined || at < until)) ?? false,
  };
}

/** Checks that a case's messages keep to what is known of its person. */
export function readAddressed(
  report: Report,
  people: ReadonlyMap<string, KnownPerson>,
  contacts: Contacts,
): { read(entry: Entry): void } {
  let person: KnownPerson | undefined;

  function check(known: KnownPerson, entry: EntryOf<'contact-claimed'> | EntryOf<'contact-sent'>): void {
    const message = entry.kind === 'contact-sent' ? entry : contacts.get(entry.contact)?.written;
    if (known.stood('deceased', entry.at)) report(entry.seq, 'contacted-deceased', message?.step);
    if (!message) return;
    if (known.stood(message.channel, entry.at)) {
      report(entry.seq, 'contacted-after-opt-out', `${message.step} by ${message.channel}`);
    }
    const protection = protecting.find((circumstance) => known.stood(circumstance, entry.at));
    if (protection && asks(message)) report(entry.seq, 'asked-protected-person', message.step);
  }

  return {
    read(entry) {
      if (entry.kind === 'case-opened') person = people.get(entry.person);
      if (person && contacts.isCommitment(entry)) check(person, entry);
    },
  };
}
