import * as z from 'zod/mini';
import { Day, dayAt, Moment } from '../calendar/moment.ts';
import { nextMoment } from '../case/answer.ts';
import { type Case, runningPlan } from '../case/case.ts';
import { fold } from '../case/fold.ts';
import { paymentReference } from '../case/ids.ts';
import { Capacity, DebtorKind, Outcome, Profile } from '../case/words.ts';
import { today } from '../law/of-case.ts';
import { packFor } from '../law/packs.ts';
import { Bucket, Cents, CentsOrNone } from '../money/cents.ts';
import { accountOf } from '../page/account.ts';
import { statedMeans } from '../plan/stated-means.ts';
import type { Ports } from '../ports.ts';
import { notFound, type Problem } from './problem.ts';
import { CaseId, Currency, Owed } from './words.ts';

const Claim = z
  .strictObject({
    claim: z.string().check(z.describe('The invoice number.')),
    subject: z.optional(z.string()),
    contractOn: z.optional(Day),
    invoicedOn: z.optional(Day),
    dueOn: Day,
    billed: CentsOrNone,
    credited: z.int(),
    interest: CentsOrNone,
    rates: z.array(z.strictObject({ from: Day, to: Day, percent: z.number() })),
    costs: CentsOrNone,
    vat: z.optional(CentsOrNone),
    notices: z.array(z.strictObject({ sentOn: z.optional(Day), lastFreeDay: Day })),
    paid: z.int(),
    waived: CentsOrNone,
    open: z.int(),
    gone: z.optional(z.enum(['withdrawn', 'written-off'])),
  })
  .check(z.describe('billed - credited + interest + costs = paid + waived + open.'));

const Line = z.strictObject({
  entry: z.int().check(z.describe('The `seq` of the entry in the timeline from which it comes.')),
  on: Day,
  claim: z.string(),
  bucket: Bucket,
  effect: z.enum(['charged', 'paid', 'waived']),
  cents: z.int().check(z.describe('Negative where something is taken back.')),
});

/** A case as its creditor sees it: the same figures that its debtor sees. Nothing personal. */
export const CaseView = z
  .strictObject({
    case: CaseId,
    reference: z
      .string()
      .check(
        z.describe(
          'What payers are asked to mention: an ISO 11649 reference, or in Belgium a structured one, `+++090/9337/55493+++`. A code that is scanned holds it as `RF`, two check digits and the twelve digits.',
        ),
      ),
    debtorReference: z
      .optional(z.string())
      .check(z.describe('Your number for the debtor; absent once they were erased.')),
    state: z.enum(['open', 'closed']),
    outcome: z.optional(Outcome),
    openedAt: Moment,
    closedAt: z.optional(Moment),
    next: z.optional(Moment).check(z.describe('When something should happen next.')),
    capacity: Capacity,
    debtor: DebtorKind,
    profile: z.optional(Profile),
    currency: Currency,
    pausedUntil: z.optional(Day),
    deferredUntil: z.optional(Day),
    handedOverTo: z.optional(z.string()),
    canSpare: z
      .optional(CentsOrNone)
      .check(z.describe('What the debtor says they can spare a month; for plans, and nothing else.')),
    plan: z.optional(
      z.strictObject({
        paid: z.int(),
        instalments: z.array(z.strictObject({ on: Day, cents: Cents, missed: z.boolean() })),
      }),
    ),
    openTasks: z.int(),
    totals: z
      .extend(Owed, { vat: CentsOrNone })
      .check(z.describe('principal + interest + costs = paid + waived + outstanding, in cents.')),
    credit: CentsOrNone.check(z.describe('Paid too much: it goes back.')),
    claims: z.array(Claim),
    payments: z.array(z.strictObject({ payment: z.string(), on: Day, cents: Cents, takenBack: z.boolean() })),
    refunds: z.array(z.strictObject({ on: Day, cents: Cents })),
    lines: z.array(Line),
  })
  .check(z.meta({ title: 'Case' }));
export type CaseView = z.infer<typeof CaseView>;

/** A creditor's own case as it stands now, with all that is owed and was paid. */
export async function viewCase(
  ports: Ports,
  creditor: string,
  id: string,
): Promise<{ status: 200; body: CaseView } | { problem: Problem }> {
  const items = await ports.journal.read(id);
  const c = fold(items);
  if (c?.creditor !== creditor) return { problem: notFound };
  const to = await ports.people.get(c.person);
  const pack = packFor(c.country);
  const entries = items.flatMap((item) => item.entries);
  const { claims, totals, refunds, credit } = accountOf(c, entries, (moment) => dayAt(moment, pack.zone));
  const next = nextMoment(c, { pack });
  const canSpare = statedMeans(c, ports.clock.now());
  const body: CaseView = {
    case: c.id,
    reference: paymentReference(c.id, await ports.creditors.get(creditor)),
    ...(to && { debtorReference: to.reference }),
    state: c.closed ? 'closed' : 'open',
    openedAt: c.openedAt,
    ...(c.closed && { outcome: c.closed.outcome, closedAt: c.closed.at }),
    ...(next && { next }),
    capacity: c.capacity,
    debtor: c.debtor,
    ...(c.profile && { profile: c.profile }),
    currency: Currency.parse(c.currency),
    ...arrangements(c, today(pack, ports.clock.now())),
    ...(canSpare !== undefined && { canSpare }),
    openTasks: [...c.tasks.values()].filter(({ closed }) => !closed).length,
    totals,
    credit,
    claims: claims.map((claim) => {
      const gone = c.claims.get(claim.claim)?.gone;
      return { ...claim, ...(gone && { gone }) };
    }),
    payments: [...c.payments.values()].map(({ payment, on, cents, reversed }) => ({
      payment,
      on,
      cents,
      takenBack: reversed,
    })),
    refunds,
    lines: [...c.lines]
      .sort((a, b) => a.seq - b.seq)
      .map(({ seq, on, claim, bucket, effect, cents }) => ({ entry: seq, on, claim, bucket, effect, cents })),
  };
  return { status: 200, body };
}

/** What holds on this day; what ran out is in the timeline. */
function arrangements(
  c: Case,
  day: Day,
): Pick<CaseView, 'pausedUntil' | 'deferredUntil' | 'handedOverTo' | 'plan'> {
  const plan = runningPlan(c);
  const holds = (until: Day | undefined) => !c.closed && until !== undefined && until >= day;
  return {
    ...(c.pausedUntil && holds(c.pausedUntil) && { pausedUntil: c.pausedUntil }),
    ...(c.deferredUntil && holds(c.deferredUntil) && { deferredUntil: c.deferredUntil }),
    ...(c.handedOverTo && { handedOverTo: c.handedOverTo }),
    ...(plan && {
      plan: {
        paid: plan.paid,
        instalments: plan.instalments.map(({ on, cents }, index) => ({
          on,
          cents,
          missed: plan.missed.has(index + 1),
        })),
      },
    }),
  };
}
