import { openDatabase } from '../../adapters/local/database.ts';
import { momentOn, plusDays, plusSeconds } from '../../core/calendar/moment.ts';
import type { ClaimRow } from '../../core/case/claim-row.ts';
import type { Creditor } from '../../core/creditor/creditor.ts';
import { passUntil, ZONE } from '../days.ts';
import { createLaptop } from '../laptop.ts';
import { type Counted, createCounter } from './count.ts';
import { createVisits } from './visits.ts';

export interface Journeys { counted: Counted; cases: number; transitions: number; apiCalls: number; asked: number; ended: number }

const FROM = '2026-01-05';
/** Whose score gives each profile. */
const claims = {
  'quick-payer': { cents: 4_500, dueOn: '2025-12-28' },
  'late-payer': { cents: 40_000, dueOn: '2025-12-01', invoicesBefore: 10, lateBefore: 8 },
} satisfies Record<string, Partial<ClaimRow>>;

export async function countJourneys(creditor: Creditor, profile: keyof typeof claims, cases: number, days = 60, paysAfter?: number): Promise<Journeys> {
  const { visits, before } = createVisits();
  const { host, counted } = createCounter(before);
  const db = openDatabase(':memory:');
  const laptop = createLaptop(db, momentOn(FROM, 0, ZONE), 'at-the-end', host);
  await laptop.creditors.put(creditor);
  let asked = 0;
  const asks = new Map<string, number>();
  laptop.world = {
    sent: ({ case: id, contact, channel, purpose, totals }) => {
      if (purpose !== 'service') { asked += 1; asks.set(id, (asks.get(id) ?? 0) + 1); }
      if (channel !== 'letter')
        laptop.later(plusSeconds(laptop.now(), 90), { feedback: { case: id, contact, id: `${contact}-delivered`, what: 'delivered' } });
      if (asks.get(id) === paysAfter && purpose !== 'service')
        laptop.later(plusSeconds(laptop.now(), 3*86400), { pay: { case: id, payment: `${contact}-pay`, cents: totals.outstanding, on: plusDays(laptop.now().slice(0, 10), 3) } });
    },
    written: async () => {},
    due: async (what) => {
      const { feedback, pay, who } = what as { feedback?: unknown; pay?: unknown; who?: string };
      if (feedback) await laptop.invoke('channel-feedback', feedback);
      else if (pay) await laptop.invoke('receive-payment', pay);
      else if (who === 'clock') await laptop.invoke('sweep', {});
    },
  };
  for (let i = 0; i < cases; i++)
    await laptop.invoke('open-case', { creditor: creditor.id, claims: [claimOf(i, profile)] });
  await passUntil(laptop, plusDays(FROM, days));
  return { counted: counted(), cases, transitions: laptop.transitions(), apiCalls: visits.calls, asked, ended: 0 };
}

function claimOf(i: number, profile: keyof typeof claims): ClaimRow {
  return {
    debtorReference: `D-${i}`, debtorKind: 'consumer', name: `Voorbeeld ${i}`, email: `${i}@example.nl`,
    phone: `+316${String(i).padStart(8, '0')}`, street: 'Voorbeeldweg 1', postcode: '1234 AB', city: 'Voorbeeldstad', country: 'NL',
    invoice: `F-${i}`, currency: 'EUR', agreedTerm: true, termsCleared: true, ...claims[profile],
  };
}
