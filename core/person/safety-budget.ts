import { type Day, dayAt, type Moment, plusDays } from '../calendar/moment.ts';
import { keyedHash } from '../case/ids.ts';
import type { Channel } from '../case/words.ts';
import type { Creditor } from '../creditor/creditor.ts';
import type { Pack } from '../law/law.ts';
import { type Block, overBudget } from '../message/blocked.ts';
import type { Addressee } from '../message/message.ts';
import type { Ports } from '../ports.ts';
import { changePerson, loadPerson, type Person } from './person.ts';
import { waysTo } from './ways.ts';

/** Days over which added costs are summed. */
const YEAR = 365;

/**
 * What one person has had to bear, over all creditors: what their own journal says, and the journals of the ways to
 * reach them, which every creditor who knows them writes to. Nothing is read before it is asked.
 *
 * Counting is a decision like any other, one conditional put at a time: of two creditors who count at the same moment
 * along a way that they share, the second sees the first. What was counted and then not done stays counted.
 */
export interface SafetyBudget {
  /** When they were asked or given notice, this contact left out. */
  contacts(but: string): Promise<Moment[]>;
  /** Counts a contact that is about to be made, once; or says why it may not be made. */
  countContact(contact: { case: string; contact: string; channel: Channel }): Promise<Block | undefined>;
  /** Costs that may still be added, cents. */
  costsLeft(): Promise<number>;
  /** Counts a notice's costs that are about to be charged, once. @returns how many of these cents may be charged */
  takeCosts(notice: string, cents: number): Promise<number>;
}

/** Who it is about, as a decision has read it. */
export interface Bearer {
  id: string;
  person: Person;
  details: Addressee | undefined;
  creditor: Creditor;
  pack: Pack;
}

/** A journal in which contacts and costs are counted. */
interface Counting {
  id: string;
  person: Person;
  /** The name of a contact or notice in this journal. */
  nameOf(id: string): string;
  /** The name that stands for it in whatever journal, by its name in this one. */
  tokenOf(name: string): string;
}

/** The safety budget of who owes. */
export function safetyBudget(
  ports: Pick<Ports, 'persons' | 'clock' | 'secrets'>,
  bearer: Bearer,
): SafetyBudget {
  const { creditor, pack } = bearer;
  // A way's journal may not lead from somebody who was erased to whoever has the same address elsewhere.
  const token = (id: string) => keyedHash(ports.secrets.ids, 'counted', [id], 16);
  const same = (name: string) => name;

  const load = async (): Promise<Counting[]> => {
    const ways = waysTo(ports.secrets.ids, bearer.details).map(async (id) => {
      return { id, person: await loadPerson(ports.persons, id), nameOf: token, tokenOf: same };
    });
    // Their own comes last: what a way refuses is not counted there.
    return [...(await Promise.all(ways)), { ...bearer, nameOf: same, tokenOf: token }];
  };
  let loaded: Promise<Counting[]> | undefined;
  const journals = () => {
    loaded ??= load();
    return loaded;
  };

  const contactsIn = (all: readonly Counting[], but: string) => {
    // Only what is near enough to count is worth a hash.
    const since = plusDays(dayAt(ports.clock.now(), pack.zone), -31);
    const found = new Map<string, Moment>();
    for (const { person, tokenOf } of all) {
      for (const { at, contact } of person.counted) if (at >= since) found.set(tokenOf(contact), at);
    }
    found.delete(token(but));
    return [...found.values()];
  };

  const leftIn = (all: readonly Counting[], now: Moment, but?: string) => {
    const since = plusDays(dayAt(now, pack.zone), -YEAR);
    const found = new Map<string, number>();
    for (const { person, tokenOf } of all) {
      for (const { at, notice, cents } of person.costs) {
        if (day(at) <= since) continue;
        const name = tokenOf(notice);
        found.set(name, Math.max(cents, found.get(name) ?? 0));
      }
    }
    if (but) found.delete(token(but));
    const added = [...found.values()].reduce((sum, cents) => sum + cents, 0);
    return Math.max(0, creditor.budget.costs - added);
  };
  const day = (at: Moment): Day => dayAt(at, pack.zone);

  return {
    contacts: async (but) => contactsIn(await journals(), but),
    countContact: async ({ case: c, contact, channel }) => {
      const all = await journals();
      for (const journal of all) {
        let block: Block | undefined;
        const name = journal.nameOf(contact);
        const own = journal.id === bearer.id;
        journal.person = await changePerson(
          ports,
          journal.id,
          name,
          (person, now) => {
            journal.person = person;
            block = overBudget(bearer, contactsIn(all, contact), now);
            if (block) return [];
            return [
              own
                ? { kind: 'contact-counted', case: c, contact, channel }
                : { kind: 'way-used', contact: name },
            ];
          },
          journal.person,
        );
        if (block) return block;
      }
      return undefined;
    },
    costsLeft: async () => leftIn(await journals(), ports.clock.now()),
    takeCosts: async (notice, cents) => {
      const all = await journals();
      let most = cents;
      for (const journal of all) {
        const name = journal.nameOf(notice);
        journal.person = await changePerson(
          ports,
          journal.id,
          `costs:${name}`,
          (person, now) => {
            journal.person = person;
            const taken = Math.min(most, leftIn(all, now, notice));
            return taken > 0 ? [{ kind: 'costs-counted', notice: name, cents: taken }] : [];
          },
          journal.person,
        );
        const taken = journal.person.costs.find((one) => one.notice === name);
        most = Math.min(most, taken?.cents ?? 0);
        if (most === 0) return 0;
      }
      return most;
    },
  };
}
