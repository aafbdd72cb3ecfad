import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../adapters/local/database.ts';
import { momentOn, plusDays, plusSeconds } from '../../core/calendar/moment.ts';
import type { ClaimRow } from '../../core/case/claim-row.ts';
import type { Creditor } from '../../core/creditor/creditor.ts';
import type { Message } from '../../core/message/message.ts';
import { passUntil, ZONE } from '../days.ts';
import { createLaptop } from '../laptop.ts';
import { runPortfolio } from '../run.ts';
import { writeCopies } from './copies.ts';
import { type Counted, createCounter } from './count.ts';
import { createVisits } from './visits.ts';

/** What some cases caused in some days. */
export interface Measured extends Counted {
  cases: number;
  days: number;
  transitions: number;
  /** Calls of the HTTP API. */
  apiCalls: number;
}

const FROM = '2026-01-05';
/** Cases that the example portfolio becomes. */
const CASES_A_COPY = 197;
/** More cases than these are not kept in memory. */
const IN_MEMORY = 2_000;

/** Runs the example portfolio, copied until it makes about so many cases. */
export async function measurePortfolio(options: {
  creditor: Creditor;
  cases: number;
  days: number;
  seed: number;
  progress?: (day: number) => void;
}): Promise<Measured> {
  const { creditor, cases, days, seed, progress } = options;
  const { visits, before } = createVisits();
  const { host, counted } = createCounter(before);
  const folder = mkdtempSync(join(tmpdir(), 'amicable-cost-'));
  try {
    const portfolio = join(folder, 'portfolio.csv');
    writeCopies(portfolio, cases / CASES_A_COPY);
    const db = cases > IN_MEMORY ? openDatabase(join(folder, 'run.db'), 'passing') : openDatabase(':memory:');
    const { result } = await runPortfolio(db, {
      portfolio,
      creditor,
      from: FROM,
      days,
      seed,
      debtors: 'simulated',
      keeping: 'at-the-end',
      host,
      ...(progress && { progress }),
    });
    db.close();
    return {
      ...counted(),
      cases: result.cases,
      days,
      transitions: result.transitions,
      apiCalls: visits.calls,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Invoices whose scores give each profile. */
const invoices = {
  'quick-payer': { cents: 4_500, dueOn: '2025-12-28' },
  'late-payer': { cents: 40_000, dueOn: '2025-12-01', invoicesBefore: 10, lateBefore: 8 },
} satisfies Record<string, Partial<ClaimRow>>;

/** Messages of one journey. */
const CONTACTS = 5;

/**
 * Runs cases of one profile whose messages all arrive, and which nobody answers. With `pays` they pay everything three
 * days after the fifth contact: then a journey is counted to its end, with the visit to the page, the webhook, and the
 * message of thanks.
 *
 * @returns also the contacts by which somebody was asked to pay, of all cases together
 */
export async function measureJourney(options: {
  creditor: Creditor;
  profile: keyof typeof invoices;
  cases: number;
  days: number;
  pays: boolean;
}): Promise<Measured & { contacts: number }> {
  const { creditor, profile, cases, days, pays } = options;
  const { visits, before } = createVisits();
  const { host, counted } = createCounter(before);
  const laptop = createLaptop(openDatabase(':memory:'), momentOn(FROM, 0, ZONE), 'at-the-end', host);
  await laptop.creditors.put(creditor);
  const asked = new Map<string, number>();
  const later = (seconds: number, calls: string, input: object) =>
    laptop.later(plusSeconds(laptop.now(), seconds), { calls, input });
  const sent = ({ case: id, contact, channel, purpose, totals }: Message) => {
    if (channel !== 'letter') {
      const what = { case: id, contact, id: `${contact}-delivered`, what: 'delivered' };
      later(90, 'channel-feedback', what);
    }
    if (purpose === 'service') return;
    const number = (asked.get(id) ?? 0) + 1;
    asked.set(id, number);
    if (!pays || number !== CONTACTS) return;
    const on = plusDays(laptop.now().slice(0, 10), 3);
    later(3 * 86_400, 'receive-payment', {
      case: id,
      payment: `${contact}-pay`,
      cents: totals.outstanding,
      on,
    });
  };
  laptop.world = {
    sent,
    written: async () => {},
    due: async (what) => {
      const { calls, input = {} } = what as { calls: string; input?: object };
      // Scores are learnt once a month for all cases of a creditor together: that is no cost of a journey.
      if (calls !== 'start-refits') await laptop.invoke(calls, input);
    },
  };
  for (let number = 0; number < cases; number++) {
    const claims = [{ ...claimOf(number), ...invoices[profile] }];
    await laptop.invoke('open-case', { creditor: creditor.id, claims });
  }
  await passUntil(laptop, plusDays(FROM, days));
  const contacts = [...asked.values()].reduce((a, b) => a + b, 0);
  const made = { cases, days, transitions: laptop.transitions(), apiCalls: visits.calls, contacts };
  return { ...counted(), ...made };
}

function claimOf(number: number): Omit<ClaimRow, 'cents' | 'dueOn'> {
  return {
    debtorReference: `D-${number}`,
    debtorKind: 'consumer',
    name: `Voorbeeld ${number}`,
    email: `${number}@example.nl`,
    phone: `+316${String(number).padStart(8, '0')}`,
    street: `Voorbeeldweg ${number + 1}`,
    postcode: '1234 AB',
    city: 'Voorbeeldstad',
    country: 'NL',
    invoice: `F-${number}`,
    currency: 'EUR',
    agreedTerm: true,
    termsCleared: true,
  };
}
