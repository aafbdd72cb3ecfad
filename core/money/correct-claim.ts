import { type Changed, change } from '../case/change.ts';
import { closeCase } from '../case/close.ts';
import { contextOf } from '../case/context.ts';
import { openParts } from '../case/fold.ts';
import { outstanding } from '../message/blocked.ts';
import type { Ports } from '../ports.ts';
import { sum } from './cents.ts';
import { closeIfCredited, creditClaim } from './correct.ts';

/** What a creditor puts right about a claim of its own. */
export interface Correction {
  case: string;
  claim: string;
  /** The correction's own id: it is booked once. */
  id: string;
  what: { kind: 'credit'; cents: number } | { kind: 'withdraw' };
  reason: string;
}

/**
 * Books a creditor's credit note for a claim, or its withdrawal, and ends the case where nothing is left. For a claim
 * that the case does not have nothing is written.
 *
 * @throws UnknownCase, JournalBusy
 */
export async function correctClaim(ports: Ports, correction: Correction): Promise<Changed> {
  const { claim: name, what, reason } = correction;
  return await change(ports, correction.case, `correction:${correction.id}`, async (draft) => {
    const c = draft.case;
    const claim = c.claims.get(name);
    if (!claim) return;
    const ctx = await contextOf(ports, c);
    if (what.kind === 'credit') {
      creditClaim(draft, ctx, name, what.cents, reason);
      return await closeIfCredited(draft, ctx);
    }
    // Withdrawn after the end: what was paid on it goes back, as with a credit note over all of it.
    if (c.closed) return creditClaim(draft, ctx, name, claim.books.principal.charged, reason);
    const waived = openParts(c, [name]);
    draft.add({ kind: 'claim-withdrawn', claim: name, cents: sum(waived), waived, reason });
    if (outstanding(c) > 0) return;
    const paid = [...c.claims.values()].some(
      (one) => one.gone !== 'withdrawn' && one.books.principal.paid > 0,
    );
    await closeCase(draft, ctx, paid ? 'settled' : 'withdrawn');
  });
}
