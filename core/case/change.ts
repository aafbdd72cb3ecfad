import type { Moment } from '../calendar/moment.ts';
import type { CaseJournal, Clock } from '../ports.ts';
import type { Case } from './case.ts';
import { Entry, type Fact } from './entry.ts';
import { apply, begun, copyOf, fold, type Item } from './fold.ts';
import { mayFollow } from './may-follow.ts';

/** Entries were decided that the journal's own rules refuse: a fault in the deciding code, never in the input. */
export class IllegalEntry extends Error {
  override name = 'IllegalEntry';
}

/** The journal kept changing under our hands. Retried by whoever called. */
export class JournalBusy extends Error {
  override name = 'JournalBusy';
}

/** No such case: the id is wrong, or belongs to somebody else. */
export class UnknownCase extends Error {
  override name = 'UnknownCase';
}

/** A case with the entries that are being decided: each is checked and applied as it is added. */
export class Draft {
  readonly id: string;
  readonly now: Moment;
  readonly entries: Entry[] = [];
  #case: Case | undefined;

  constructor(id: string, before: Case | undefined, now: Moment) {
    this.id = id;
    // Others may still be reading the case as it was.
    this.#case = before && copyOf(before);
    this.now = now;
  }

  get exists(): boolean {
    return this.#case !== undefined;
  }

  /** The case with everything added so far. @throws UnknownCase before `case-opened` */
  get case(): Case {
    if (!this.#case) throw new UnknownCase(`There is no case ${this.id}.`);
    return this.#case;
  }

  /** Adds one fact. @throws IllegalEntry when it may not follow, ZodError when it does not fit the schema */
  add(fact: Fact): void {
    const seq = (this.#case?.seq ?? 0) + 1;
    const entry = Entry.parse({ ...fact, seq, at: this.now });
    const refusal = mayFollow(this.#case, entry);
    if (refusal) throw new IllegalEntry(`${this.id}: ${entry.kind} may not follow: ${refusal}.`);
    if (this.#case) apply(this.#case, entry);
    else this.#case = begun(this.id, entry);
    this.entries.push(entry);
  }
}

export interface Changed {
  /** The case after the change. */
  case: Case;
  /** What this cause wrote, now or in an earlier try. */
  entries: readonly Entry[];
  /** True only for the one call that wrote them: whoever may do a thing once asks this. */
  fresh: boolean;
}

const TRIES = 12;

/**
 * Load, decide, append: the one way in which a case changes.
 *
 * A cause that is already in the journal changes nothing and gets its earlier entries back, so retries,
 * repeated webhooks and a put that had succeeded unseen are all the same case. When two writers race, one
 * wins the conditional put; the other reads again and decides again.
 *
 * @param cause id of what makes this happen: an outside event's own id, or a step's name and moment
 * @param decide adds facts to the draft; none means nothing to do. Called again after a lost race.
 * @throws UnknownCase, IllegalEntry, JournalBusy
 */
export async function change(
  ports: { journal: CaseJournal; clock: Clock },
  id: string,
  cause: string,
  decide: (draft: Draft) => void | Promise<void>,
): Promise<Changed> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = await find(ports.journal, id);
    if (before?.causes.has(cause)) {
      const earlier = (await ports.journal.read(id)).find((item) => item.cause === cause);
      return { case: before, entries: earlier?.entries ?? [], fresh: false };
    }
    const first = (before?.seq ?? 0) + 1;
    const draft = new Draft(id, before, later(ports.clock.now(), before?.at));
    await decide(draft);
    if (draft.entries.length === 0) return { case: draft.case, entries: [], fresh: false };
    const item: Item = { stream: id, seq: first, cause, entries: draft.entries };
    if ((await ports.journal.append(item)) === 'appended') {
      draft.case.causes.add(cause);
      ports.journal.kept?.set(id, draft.case);
      return { case: draft.case, entries: draft.entries, fresh: true };
    }
  }
  throw new JournalBusy(`Case ${id} changed ${TRIES} times while one change was decided.`);
}

/** The case as it stands, or undefined. What was read before is kept where the journal keeps it: only what is newer is read. */
export async function find(journal: CaseJournal, id: string): Promise<Case | undefined> {
  const known = journal.kept?.get(id);
  const items = await journal.read(id, known?.seq);
  if (known && items.length === 0) return known;
  const c = fold(items, known);
  if (c) journal.kept?.set(id, c);
  return c;
}

/** The case as it stands; throws UnknownCase. */
export async function load(journal: CaseJournal, id: string): Promise<Case> {
  const c = await find(journal, id);
  if (!c) throw new UnknownCase(`There is no case ${id}.`);
  return c;
}

// `at` never goes back, even if two machines' clocks differ.
function later(a: Moment, b: Moment | undefined): Moment {
  return b !== undefined && b > a ? b : a;
}
