import { momentOn } from '../../core/calendar/moment.ts';
import { fold } from '../../core/case/fold.ts';
import { caseBase } from '../../core/case/ids.ts';
import { capacityOf } from '../../core/case/judge.ts';
import { openOn } from '../../core/money/statement.ts';
import type { Laptop, Place } from '../laptop.ts';
import type { Line } from './feed.ts';

/** What waits on the agenda of the bank in recorded mode: the day on which an invoice was really settled. */
export interface SettlementEvent {
  who: 'bank';
  /** Id of the debtor's cases without their number. */
  base: string;
  invoice: string;
  on: string;
}

const ZONE = 'Europe/Amsterdam';

/** Recorded debtors: invoices are settled on the day on which they were, and nobody says a word. */
export function planSettlements(laptop: Laptop, creditor: string, lines: readonly Line[]): void {
  for (const { claim } of lines) {
    if (!claim?.settledOn || claim.settledOn <= claim.dueOn) continue;
    const at = momentOn(claim.settledOn, 12 * 60, ZONE);
    if (at < laptop.now()) continue;
    const base = caseBase(laptop.ports.secrets.ids, {
      creditor,
      reference: claim.debtorReference,
      capacity: capacityOf(claim),
      currency: claim.currency,
    });
    const event: SettlementEvent = { who: 'bank', base, invoice: claim.invoice, on: claim.settledOn };
    laptop.later(at, event);
  }
}

/** Pays what is open on the invoice's claim, in whichever of the debtor's cases it is. */
export async function settle(place: Place, event: SettlementEvent): Promise<void> {
  for (let number = 1; ; number++) {
    const c = fold(await place.ports.journal.read(`${event.base}-${number}`));
    if (!c) return;
    const claim = c.claims.get(event.invoice);
    const open = claim ? openOn(claim.books) : 0;
    if (open === 0) continue;
    await place.invoke('receive-payment', {
      case: c.id,
      payment: `settled-${event.invoice}`,
      cents: open,
      on: event.on,
      claims: [event.invoice],
    });
  }
}
