import { openDatabase } from '../adapters/local/database.ts';
import { sqliteJournal } from '../adapters/local/journal.ts';
import { momentOn, plusDays } from '../core/calendar/moment.ts';
import type { Case, Claim } from '../core/case/case.ts';
import { change } from '../core/case/change.ts';
import type { EntryOf } from '../core/case/entry.ts';
import { fold } from '../core/case/fold.ts';
import { caseBase } from '../core/case/ids.ts';
import { collects, type Profile } from '../core/case/words.ts';
import type { Creditor } from '../core/creditor/creditor.ts';
import { hardshipBefore } from '../core/segment/hardship-before.ts';
import { byWordOrEvent } from '../core/segment/profile.ts';
import { type Host, laptopSecrets } from '../local/laptop.ts';
import { runPortfolio } from '../local/run.ts';
import { casesSinceScored, type FittedPortfolio, fitPortfolio } from '../local/segment/fit.ts';
import { clockOf } from '../local/view.ts';
import type { Invented } from './invent-debtors.ts';

/** What came of one debtor's case. Money in cents; `principal` is what was owed at first, `recovered` what was paid of it. */
export interface Came {
  principal: number;
  recovered90: number;
  recovered180: number;
  contacts: number;
  costs: number;
  plansAgreed: number;
  plansKept: number;
  plansBroken: number;
  tasks: number;
  first: Profile;
  last: Profile;
}

export interface Arm {
  came: Came[];
  breaches: number;
  seconds: number;
  fit: FittedPortfolio;
}

export const DAYS = 181;
const ZONE = 'Europe/Amsterdam';

/**
 * One journey for all: instead of the profile that the product would choose everybody is a late payer. What is said and
 * what happens (hardship, a journey without an answer, a plan that broke) leads to the same kind journey as ever: that
 * is no guess about anybody, and leaving it out would flatter the profiles.
 */
const lateForAll: Host = async ({ name, input, ports, run }) => {
  if (name !== 'assign-profile') return await run(ports);
  const { case: id, state } = input as { case: string; state: string };
  await change(ports, id, state, async (draft) => {
    const c = draft.case;
    if (c.closed || !c.score) return;
    const known = byWordOrEvent(c, await hardshipBefore(ports.journal, id, draft.now));
    const profile = known ? 'problem-payer' : 'late-payer';
    draft.add({ kind: 'profile-assigned', profile, receipt: { reason: known ?? 'One journey for all.' } });
  });
  return {};
};

/** Runs the same debtors through the same days, with profiles or with one journey for all. */
export async function runArm(options: {
  profiles: boolean;
  portfolio: string;
  debtors: readonly Invented[];
  creditor: Creditor;
  from: string;
  seed: number;
  progress?: (day: number) => void;
}): Promise<Arm> {
  const { profiles, portfolio, debtors, creditor, from, seed, progress } = options;
  const db = openDatabase(':memory:');
  const { result } = await runPortfolio(db, {
    portfolio,
    creditor,
    from,
    days: DAYS,
    seed,
    debtors: 'simulated',
    keeping: 'at-the-end',
    ...(!profiles && { host: lateForAll }),
    ...(progress && { progress }),
  });
  const journal = sqliteJournal(db);
  const came: Came[] = [];
  for (const { reference, cents } of debtors) {
    const whose = { creditor: creditor.id, reference, capacity: 'private', currency: 'EUR' } as const;
    const items = await journal.read(`${caseBase(laptopSecrets.ids, whose)}-1`);
    const until = (days: number) => {
      const end = momentOn(plusDays(from, days), 0, ZONE);
      return fold(items.filter(({ entries }) => (entries[0]?.at ?? end) < end));
    };
    const assigned = items
      .flatMap(({ entries }) => entries)
      .filter((entry): entry is EntryOf<'profile-assigned'> => entry.kind === 'profile-assigned');
    came.push(cameOf(cents, fold(items), until(90), until(180), assigned));
  }
  const fit = fitPortfolio(casesSinceScored(db), clockOf(db));
  db.close();
  return { came, breaches: result.violations.length, seconds: result.seconds, fit };
}

function cameOf(
  principal: number,
  c: Case | undefined,
  at90: Case | undefined,
  at180: Case | undefined,
  assigned: readonly EntryOf<'profile-assigned'>[],
): Came {
  const [first, last] = [assigned[0]?.profile, assigned.at(-1)?.profile];
  if (!c || !at90 || !at180 || !first || !last)
    throw new Error('A debtor has no case, or nobody chose a profile.');
  const recovered = (then: Case) => total(then, ({ books }) => books.principal.paid);
  const plans = [...c.plans.values()];
  return {
    principal,
    recovered90: recovered(at90),
    recovered180: recovered(at180),
    contacts: [...c.contacts.values()].filter(({ purpose, sentAt }) => collects(purpose) && sentAt).length,
    costs: [...c.notices.values()].reduce((sum, { charged }) => sum + charged, 0),
    plansAgreed: plans.filter(({ state }) => state !== 'proposed').length,
    plansKept: plans.filter(({ state }) => state === 'completed').length,
    plansBroken: plans.filter(({ state }) => state === 'broken').length,
    tasks: c.tasks.size,
    first,
    last,
  };
}

function total(c: Case, cents: (claim: Claim) => number): number {
  return [...c.claims.values()].reduce((sum, claim) => sum + cents(claim), 0);
}
