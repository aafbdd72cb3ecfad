import type { Day } from '../calendar/moment.ts';
import type { Case, Claim } from '../case/case.ts';
import type { Entry } from '../case/entry.ts';
import { dayOf } from '../case/fold.ts';
import { ratesOf } from '../message/compose.ts';
import { type Totals, totals } from '../money/statement.ts';

/** All that is owed and was paid, line by line, as the books have it. Amounts in cents. */
export interface Account {
  currency: string;
  claims: ClaimAccount[];
  /** The claims together; `vat` is within `costs`. */
  totals: Totals & { vat: number };
  payments: { on: Day; cents: number; takenBack: boolean }[];
  refunds: { on: Day; cents: number }[];
  /** Paid too much: it goes back. */
  credit: number;
}

/** One claim. Always: billed - credited + interest + costs = paid + waived + open. */
export interface ClaimAccount {
  claim: string;
  subject?: string;
  contractOn?: Day;
  invoicedOn?: Day;
  dueOn: Day;
  billed: number;
  /** Taken off by the creditor, with a credit note for example. */
  credited: number;
  interest: number;
  /** What the interest was counted with, `[from, to)`, percent a year. */
  rates: { from: Day; to: Day; percent: number }[];
  costs: number;
  /** VAT within `costs`; absent where the costs are for several claims together. */
  vat?: number;
  /** The free notices that costs rest on: when it was sent, and until when the claim could be paid without them. */
  notices: { sentOn?: Day; lastFreeDay: Day }[];
  paid: number;
  waived: number;
  open: number;
}

/** Reads a case and its entries into the account its debtor sees. Adds nothing that is not in the books. */
export function accountOf(c: Case, entries: readonly Entry[], dayAt: (moment: string) => Day): Account {
  const claims = [...c.claims.values()];
  const vat = c.vat.reduce((sum, one) => sum + one.cents, 0);
  return {
    currency: c.currency,
    claims: claims.map((claim) => claimAccount(c, claim, dayAt)),
    totals: { ...totals(claims.map(({ books }) => books)), vat },
    payments: [...c.payments.values()]
      .map(({ on, cents, reversed }) => ({ on, cents, takenBack: reversed }))
      .sort((a, b) => (a.on < b.on ? -1 : 1)),
    refunds: entries.flatMap((entry) =>
      entry.kind === 'refund-made' ? [{ on: dayOf(entry), cents: entry.cents }] : [],
    ),
    credit: c.credit,
  };
}

function claimAccount(c: Case, claim: Claim, dayAt: (moment: string) => Day): ClaimAccount {
  const { principal, interest, costs, paid, waived, outstanding } = totals([claim.books]);
  const notices = [...c.notices.values()].filter(
    (notice) => !notice.void && notice.charged > 0 && notice.claims.includes(claim.claim),
  );
  const alone = notices.every((notice) => notice.claims.length === 1);
  const vat = c.vat.reduce(
    (sum, one) => (notices.some(({ contact }) => contact === one.notice) ? sum + one.cents : sum),
    0,
  );
  return {
    claim: claim.claim,
    ...(claim.subject && { subject: claim.subject }),
    ...(claim.contractOn && { contractOn: claim.contractOn }),
    ...(claim.invoicedOn && { invoicedOn: claim.invoicedOn }),
    dueOn: claim.dueOn,
    billed: claim.cents,
    credited: claim.cents - principal,
    interest,
    rates: interest > 0 ? ratesOf(claim, c.seq) : [],
    costs,
    ...(costs > 0 && vat > 0 && alone && { vat }),
    notices: costs > 0 ? notices.map((notice) => noticeShown(c, notice, dayAt)) : [],
    paid,
    waived,
    open: outstanding,
  };
}

function noticeShown(
  c: Case,
  notice: { contact: string; lastFreeDay: Day },
  dayAt: (moment: string) => Day,
): ClaimAccount['notices'][number] {
  const sentAt = c.contacts.get(notice.contact)?.sentAt;
  return { ...(sentAt && { sentOn: dayAt(sentAt) }), lastFreeDay: notice.lastFreeDay };
}
