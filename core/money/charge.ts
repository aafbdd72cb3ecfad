import type { Day } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Draft } from '../case/change.ts';
import type { Context, ContextToAsk } from '../case/context.ts';
import { costsToCharge, distinct, interestTo, today } from '../law/of-case.ts';
import { atMost } from '../law/stacking.ts';
import { safetyBudgetRule } from '../message/blocked.ts';
import { share } from './cents.ts';
import { openIn } from './statement.ts';

/** Costs are in the books, but the message that told them was held back or did not arrive. */
export function costsUntold(c: Case): boolean {
  const told = [...c.contacts.values()].filter((contact) => contact.sentAt && !contact.failed);
  return [...c.claims.values()].some(
    ({ claim, books }) =>
      openIn(books, 'costs') > 0 &&
      !told.some(({ stated }) => stated.some((one) => one.claim === claim && one.costs > 0)),
  );
}

/**
 * Books what each notice that has run out allows, and the safety budget of who owes, in the same item as the message
 * that tells it. It is counted there first: of two creditors who charge at the same moment the second sees the first.
 *
 * @returns the cents that were charged
 */
export async function chargeCosts(draft: Draft, ctx: ContextToAsk): Promise<number> {
  const day = today(ctx.pack, draft.now);
  let charged = 0;
  for (const { notice, claims, costs } of costsToCharge(draft.case, ctx.creditor, ctx.pack, day)) {
    const { cents, vat } = atMost(costs.value, await ctx.budget.takeCosts(notice.contact, costs.value.cents));
    if (cents === 0) continue;
    charged += cents;
    const shares = share(
      cents,
      claims.map((claim) => openIn(claim.books, 'principal')),
    );
    draft.add({
      kind: 'costs-charged',
      notice: notice.contact,
      on: day,
      cents,
      ...(vat > 0 && { vat }),
      shares: claims
        .map((claim, index) => ({ claim: claim.claim, bucket: 'costs' as const, cents: shares[index] ?? 0 }))
        .filter((part) => part.cents > 0),
      receipt: {
        reason: `The free term of the notice ended on ${notice.lastFreeDay}; it announced ${notice.costs} cents.`,
        rules: distinct(cents < costs.value.cents ? [...costs.rules, safetyBudgetRule] : costs.rules),
      },
    });
  }
  return charged;
}

/** Books the interest up to a day for every claim that bears it and where it is worth asking for. */
export function chargeInterest(draft: Draft, ctx: Pick<Context, 'creditor' | 'pack'>, to: Day): void {
  for (const claim of draft.case.claims.values()) {
    const interest = interestTo(draft.case, claim, ctx.creditor, ctx.pack, to);
    if (!interest || interest.cents < ctx.creditor.thresholds.charge) continue;
    draft.add({
      kind: 'interest-charged',
      claim: claim.claim,
      cents: interest.cents,
      from: interest.from,
      to: interest.to,
      periods: interest.periods,
      receipt: { reason: 'Statutory interest since default.', rules: distinct(interest.rules) },
    });
  }
}
