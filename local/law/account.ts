import type { Day } from '../../core/calendar/moment.ts';
import type { PersonKind } from '../../core/case/words.ts';
import type { Answer, InterestPeriod, LawClaim, LawCreditor, NoticeTerm, Pack } from '../../core/law/law.ts';
import { allocate } from '../../core/money/allocate.ts';
import type { Bucket } from '../../core/money/cents.ts';

/** One claim, and what happened to it. */
export interface Asked {
  person: PersonKind;
  creditor: LawCreditor;
  /** Principal as invoiced; cents. */
  principal: number;
  dueOn: Day;
  agreedTerm: boolean;
  remindedUntil: readonly Day[];
  /** How and when the free notice left. */
  notice?: { channel: 'letter' | 'email'; on: Day };
  payments: readonly { on: Day; cents: number }[];
  /** The day of the statement: interest is counted up to it. */
  on: Day;
}

/** A line of the account, with what is owed after it; cents. */
export interface AccountLine {
  on: Day;
  what: Bucket | 'payment';
  /** What was added, or paid. */
  cents: number;
  /** For a payment: what it was counted for. */
  parts?: Record<Bucket, number>;
  owed: number;
}

export interface Account {
  lines: AccountLine[];
  periods: InterestPeriod[];
  /** What is still owed; cents. */
  open: Record<Bucket, number>;
  vat: number;
  paid: number;
  credit: number;
  defaultFrom: Day | undefined;
  interestFrom: Day | undefined;
  notice: NoticeTerm | undefined;
  /** The notice left before default: it costs nothing, and only a new one would. */
  noticeTooEarly: boolean;
  answers: readonly Answer<unknown>[];
}

/**
 * The account of one claim on a day, as its debtor may see it: interest is counted up to each payment, costs are added
 * once the notice's term and our buffer are over, and payments are counted for as the law orders.
 */
export function accountOf(pack: Pack, asked: Asked): Account {
  const { person, creditor, dueOn, on } = asked;
  const answers: Answer<unknown>[] = [];
  const heard = <T>(answer: Answer<T>): T => {
    answers.push(answer);
    return answer.value;
  };

  const notice = asked.notice && heard(pack.noticeTerm(person, asked.notice.channel, asked.notice.on));
  const claim: LawClaim = {
    claim: 'claim',
    principal: asked.principal,
    dueOn,
    agreedTerm: asked.agreedTerm,
    remindedUntil: asked.remindedUntil,
    ...(notice && { notice }),
  };
  const defaultFrom = heard(pack.defaultFrom(person, claim));
  const since = heard(pack.interestFrom(person, claim));
  const order = heard(pack.allocationOrder());
  const noticeTooEarly =
    asked.notice !== undefined && (defaultFrom === undefined || asked.notice.on < defaultFrom);

  const open: Record<Bucket, number> = { principal: asked.principal, interest: 0, costs: 0 };
  const lines: AccountLine[] = [];
  const periods: InterestPeriod[] = [];
  let vat = 0;
  let credit = 0;
  const note = (line: Omit<AccountLine, 'owed'>) =>
    lines.push({ ...line, owed: open.principal + open.interest + open.costs });

  let counted = since;
  const countTo = (day: Day) => {
    if (since === undefined || counted === undefined || counted >= day || open.principal === 0) return;
    const stretch = { principal: open.principal, since, from: counted, to: day, unpaid: open.interest };
    const interest = heard(pack.interest(person, stretch, creditor));
    counted = day;
    periods.push(...interest.periods);
    open.interest += interest.cents;
    if (interest.cents > 0) note({ on: day, what: 'interest', cents: interest.cents });
  };
  const chargeBy = (day: Day) => {
    if (notice === undefined || noticeTooEarly || notice.costsFrom > day) return;
    if (lines.some(({ what }) => what === 'costs')) return;
    countTo(notice.costsFrom);
    const costs = heard(pack.costs(person, [open.principal], creditor, notice.costsFrom));
    vat = costs.vat;
    open.costs += costs.cents;
    if (costs.cents > 0) note({ on: notice.costsFrom, what: 'costs', cents: costs.cents });
  };

  note({ on: dueOn, what: 'principal', cents: asked.principal });
  for (const payment of [...asked.payments].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    // What is paid on the first day of costs was paid before they were charged.
    if (notice && payment.on > notice.costsFrom) chargeBy(payment.on);
    countTo(payment.on);
    const debt = { claim: 'claim', open: { ...open }, dueOn, rate: 0 };
    const { parts, credit: rest } = allocate(payment.cents, [debt], order);
    const counted: Record<Bucket, number> = { principal: 0, interest: 0, costs: 0 };
    for (const part of parts) {
      counted[part.bucket] += part.cents;
      open[part.bucket] -= part.cents;
    }
    credit += rest;
    note({ on: payment.on, what: 'payment', cents: payment.cents, parts: counted });
  }
  chargeBy(on);
  countTo(on);

  const paid = asked.payments.reduce((sum, payment) => sum + payment.cents, 0) - credit;
  return {
    lines,
    periods,
    open,
    vat,
    paid,
    credit,
    defaultFrom,
    interestFrom: since,
    notice,
    noticeTooEarly,
    answers,
  };
}
