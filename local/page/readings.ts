import type { Day, Moment } from '../../core/calendar/moment.ts';
import type { Case } from '../../core/case/case.ts';
import { load } from '../../core/case/change.ts';
import type { Channel, Outcome, Profile, Step, TaskKind } from '../../core/case/words.ts';
import { type Totals, totals } from '../../core/money/statement.ts';
import type { Live } from './live.ts';

/** What lists and figures need of one case. Cents. */
export interface CaseReading {
  id: string;
  state: Outcome | 'waiting';
  profile?: Profile;
  /** The chance in per cent that was seen when it was first scored, and when. */
  score?: { points: number; at: Moment };
  openedAt: Moment;
  closedAt?: Moment;
  totals: Totals;
  invoices: string[];
  openTasks: TaskKind[];
  /** Money that paid something, net of what was taken back, by the day from which it counts. */
  paid: { on: Day; cents: number }[];
  sent: { contact: string; at: Moment; channel: Channel; step: Step }[];
}

/** All cases at one state of the journal. A new object means that something was appended. */
export interface Readings {
  cases: CaseReading[];
  totals: Totals;
}

/** Cases that are read before others get a turn. */
const SLICE = 25;

/**
 * Reads all cases from their journals, once per state of the journals: afterwards only cases to which something was
 * appended are read again. Long readings let others have a turn.
 */
export function keepReadings({ db, laptop }: Live): { read(): Promise<Readings>; idle(): Promise<unknown> } {
  const cases = new Map<string, CaseReading>();
  let upTo = 0;
  let latest: Readings = { cases: [], totals: totals([]) };
  let last: Promise<Readings> = Promise.resolve(latest);

  async function read(): Promise<Readings> {
    const newest = db.get<{ n: number | null }>('select max(n) as n from items')?.n ?? 0;
    if (newest === upTo) return latest;
    const changed = db.all<{ stream: string }>('select distinct stream from items where n > ?', upTo);
    for (const [index, { stream }] of changed.entries()) {
      cases.set(stream, readingOf(await load(laptop.ports.journal, stream)));
      if (index % SLICE === SLICE - 1) await new Promise(setImmediate);
    }
    upTo = newest;
    latest = { cases: [...cases.values()], totals: sumOf([...cases.values()].map((one) => one.totals)) };
    return latest;
  }

  return {
    read: () => {
      // One after the other, so that nobody is given a reading that began before they asked.
      last = last.catch(() => latest).then(read);
      return last;
    },
    /** Resolves when nobody waits for a reading. */
    idle: () => last.catch(() => latest),
  };
}

function readingOf(c: Case): CaseReading {
  return {
    id: c.id,
    state: c.closed?.outcome ?? 'waiting',
    ...(c.profile && { profile: c.profile }),
    ...(c.score && { score: c.score.first }),
    openedAt: c.openedAt,
    ...(c.closed && { closedAt: c.closed.at }),
    totals: totals([...c.claims.values()].map(({ books }) => books)),
    invoices: [...c.claims.keys()],
    openTasks: [...c.tasks.values()].flatMap(({ closed, what }) => (closed ? [] : [what])),
    paid: c.lines.flatMap(({ effect, on, cents }) => (effect === 'paid' ? [{ on, cents }] : [])),
    sent: [...c.contacts.values()].flatMap(({ contact, sentAt, channel, step }) =>
      sentAt ? [{ contact, at: sentAt, channel, step }] : [],
    ),
  };
}

/** Adds up totals that were added up before. */
export function sumOf(parts: readonly Totals[]): Totals {
  const sum = totals([]);
  for (const part of parts) {
    for (const name of Object.keys(sum) as (keyof Totals)[]) sum[name] += part[name];
  }
  return sum;
}
