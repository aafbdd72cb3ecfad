import type { Day } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import { costsToCharge, distinct, interestTo, today } from '../law/of-case.ts';
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

/** Books what each notice that has run out allows, in the same item as the message that tells it. */
export function chargeCosts(draft: Draft, ctx: Context): void {
  const day = today(ctx.pack, draft.now);
  for (const { notice, claims, costs } of costsToCharge(draft.case, ctx.creditor, ctx.pack, day)) {
    const shares = share(
      costs.value.cents,
      claims.map((claim) => openIn(claim.books, 'principal')),
    );
    draft.add({
      kind: 'costs-charged',
      notice: notice.contact,
      on: day,
      cents: costs.value.cents,
      ...(costs.value.vat > 0 && { vat: costs.value.vat }),
      shares: claims
        .map((claim, index) => ({ claim: claim.claim, bucket: 'costs' as const, cents: shares[index] ?? 0 }))
        .filter((part) => part.cents > 0),
      receipt: {
        reason: `The free term of the notice ended on ${notice.lastFreeDay}; it announced ${notice.costs} cents.`,
        rules: distinct(costs.rules),
      },
    });
  }
}

/** Books the interest up to a day for every claim that bears it and where it is worth asking for. */
export function chargeInterest(draft: Draft, ctx: Context, to: Day): void {
  for (const claim of draft.case.claims.values()) {
    const interest = interestTo(draft.case, claim, ctx.creditor, ctx.pack, to);
    if (!interest || interest.cents < ctx.creditor.thresholds.charge) continue;
    draft.add({
      kind: 'interest-charged',
      claim: claim.claim,
      cents: interest.cents,
      from: interest.from,
      to,
      periods: interest.periods,
      receipt: { reason: 'Statutory interest since default.', rules: distinct(interest.rules) },
    });
  }
}
