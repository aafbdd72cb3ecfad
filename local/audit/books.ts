import type { Day } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import { dayOf } from './calendar.ts';
import type { Report } from './rules.ts';

/** A part of an amount as the entries carry it: so many cents of one bucket of one claim. */
export type BookedPart = EntryOf<'payment-received'>['parts'][number];
type BucketName = BookedPart['bucket'];
const bucketNames: readonly BucketName[] = ['principal', 'interest', 'costs'];

/** Cents, whole, and never below nothing. `charged` is net of what was credited or withdrawn. */
export interface Sums {
  charged: number;
  paid: number;
  waived: number;
}

/** The books of one claim, rebuilt from the entries. */
export interface ClaimBooks {
  readonly added: EntryOf<'claim-added'>;
  readonly buckets: Record<BucketName, Sums>;
  /** Credits on the principal, by the day the law counts from. */
  readonly credits: { seq: number; on: Day; cents: number }[];
  /**
   * What payments that stand put on principal or costs, by the day the law counts from. Costs are in it because in
   * the free term no costs are due: money of those days that was booked on costs before anybody knew its day was,
   * by law, paid on principal.
   */
  received: { payment: string; on: Day; cents: number }[];
}

/** The rebuilt books of one case. Read by the other checks. */
export interface Books {
  read(entry: Entry): void;
  readonly claims: ReadonlyMap<string, ClaimBooks>;
  outstanding(): number;
  totals(): {
    principal: number;
    interest: number;
    costs: number;
    paid: number;
    waived: number;
    outstanding: number;
  };
}

export function outstandingOf(claim: ClaimBooks): number {
  const { principal, interest, costs } = claim.buckets;
  return rest(principal) + rest(interest) + rest(costs);
}

function rest(sums: Sums): number {
  return sums.charged - sums.paid - sums.waived;
}

function total(parts: readonly { cents: number }[]): number {
  return parts.reduce((cents, part) => cents + part.cents, 0);
}

/** The claims an entry names outside its parts. */
function claimsNamed(entry: Entry): readonly string[] {
  if (entry.kind === 'claim-added') return [];
  if ('claim' in entry) return [entry.claim];
  if ('claims' in entry) return entry.claims;
  if (entry.kind === 'contact-written') {
    return [...(entry.notice?.claims ?? []), ...(entry.stated ?? []).map((stated) => stated.claim)];
  }
  return [];
}

export function readBooks(report: Report): Books {
  const claims = new Map<string, ClaimBooks>();
  const payments = new Map<string, { on: Day; cents: number }>();
  const touched = new Set<string>();
  const alarmed = new Set<string>();
  let credit = 0;
  let refunded = 0;
  let outstanding = 0;

  function book(seq: number, part: BookedPart, field: keyof Sums, sign: 1 | -1): void {
    const claim = claims.get(part.claim);
    if (!claim) {
      report(seq, 'claim-unknown', field);
      return;
    }
    touched.add(part.claim);
    const sums = claim.buckets[part.bucket];
    sums[field] += sign * part.cents;
    outstanding += (field === 'charged' ? 1 : -1) * sign * part.cents;
  }

  function bookAll(seq: number, parts: readonly BookedPart[], field: keyof Sums, sign: 1 | -1): void {
    for (const part of parts) book(seq, part, field, sign);
  }

  /** Judged once an entry is wholly booked: within it, moves may pass through nothing. One alarm per bucket. */
  function checkBuckets(seq: number): void {
    for (const id of touched) {
      for (const bucket of bucketNames) {
        const sums = claims.get(id)?.buckets[bucket];
        if (!sums || Math.min(rest(sums), sums.charged, sums.paid, sums.waived) >= 0) continue;
        const key = `${id} ${bucket}`;
        if (!alarmed.has(key)) report(seq, 'bucket-below-zero', `${bucket} ${JSON.stringify(sums)}`);
        alarmed.add(key);
      }
    }
    touched.clear();
  }

  function checkSum(seq: number, cents: number, parts: readonly { cents: number }[], besides = 0): void {
    const sum = total(parts) + besides;
    if (sum !== cents) report(seq, 'cents-not-sum-of-parts', `${cents} is not ${sum}`);
  }

  function checkPlace(seq: number, parts: readonly BookedPart[], fits: (part: BookedPart) => boolean): void {
    if (!parts.every(fits)) report(seq, 'part-in-wrong-place');
  }

  function changeCredit(seq: number, change: number): void {
    credit += change;
    if (change < 0 && credit < 0) report(seq, 'refund-above-credit', `${credit}`);
  }

  function bookMoves(seq: number, moves: EntryOf<'costs-withdrawn'>['moves']): void {
    for (const { from, to } of moves ?? []) {
      if (to && to.cents !== from.cents)
        report(seq, 'cents-not-sum-of-parts', `move of ${from.cents} to ${to.cents}`);
      book(seq, from, 'paid', -1);
      if (to) book(seq, to, 'paid', 1);
      else changeCredit(seq, from.cents);
    }
  }

  function receive(payment: string, on: Day, parts: readonly BookedPart[], sign: 1 | -1): void {
    for (const { claim, bucket, cents } of parts) {
      if (bucket !== 'interest') claims.get(claim)?.received.push({ payment, on, cents: sign * cents });
    }
  }

  /**
   * A payment that failed paid nothing in time, wherever a credit note or a refund has taken its money since: its
   * reversal then takes the rest from where it lies, not from where it was booked.
   */
  function forget(payment: string): void {
    for (const claim of claims.values()) {
      claim.received = claim.received.filter((received) => received.payment !== payment);
    }
  }

  function addClaim(entry: EntryOf<'claim-added'>): void {
    if (claims.has(entry.claim)) {
      report(entry.seq, 'claim-added-twice');
      return;
    }
    const empty = (): Sums => ({ charged: 0, paid: 0, waived: 0 });
    const buckets = { principal: empty(), interest: empty(), costs: empty() };
    claims.set(entry.claim, { added: entry, buckets, credits: [], received: [] });
    book(entry.seq, { claim: entry.claim, bucket: 'principal', cents: entry.cents }, 'charged', 1);
  }

  function receivePayment(entry: EntryOf<'payment-received'>): void {
    const on = entry.on ?? dayOf(entry.at);
    if (payments.has(entry.payment)) report(entry.seq, 'payment-booked-twice');
    payments.set(entry.payment, { on, cents: entry.cents });
    checkSum(entry.seq, entry.cents, entry.parts, entry.credit);
    bookAll(entry.seq, entry.parts, 'paid', 1);
    receive(entry.payment, on, entry.parts, 1);
    changeCredit(entry.seq, entry.credit ?? 0);
  }

  function reversePayment(entry: EntryOf<'payment-reversed'>): void {
    const payment = payments.get(entry.payment);
    if (!payment || payment.cents < entry.cents)
      report(entry.seq, 'reversal-above-payment', `${entry.cents}`);
    if (payment) payment.cents -= entry.cents;
    // What was refunded cannot be taken from the books: such a payment is reversed as a whole all the same.
    if (payment && payment.cents > refunded) receive(entry.payment, payment.on, entry.parts, -1);
    else forget(entry.payment);
    checkSum(entry.seq, entry.cents, entry.parts, entry.credit);
    bookAll(entry.seq, entry.parts, 'paid', -1);
    changeCredit(entry.seq, -(entry.credit ?? 0));
  }

  function waive(seq: number, cents: number, waived: readonly BookedPart[], onlyClaim?: string): void {
    checkSum(seq, cents, waived);
    if (onlyClaim !== undefined) checkPlace(seq, waived, (part) => part.claim === onlyClaim);
    bookAll(seq, waived, 'waived', 1);
  }

  function readEntry(entry: Entry): boolean {
    const { seq } = entry;
    switch (entry.kind) {
      case 'claim-added':
        addClaim(entry);
        return true;
      case 'claim-credited':
        book(seq, { claim: entry.claim, bucket: 'principal', cents: entry.cents }, 'charged', -1);
        claims.get(entry.claim)?.credits.push({ seq, on: entry.on ?? dayOf(entry.at), cents: entry.cents });
        bookMoves(seq, entry.moves);
        return true;
      case 'interest-charged':
        book(seq, { claim: entry.claim, bucket: 'interest', cents: entry.cents }, 'charged', 1);
        return true;
      case 'costs-charged':
      case 'costs-withdrawn':
        checkSum(seq, entry.cents, entry.shares);
        checkPlace(seq, entry.shares, (part) => part.bucket === 'costs');
        bookAll(seq, entry.shares, 'charged', entry.kind === 'costs-charged' ? 1 : -1);
        if (entry.kind === 'costs-withdrawn') bookMoves(seq, entry.moves);
        return true;
      case 'payment-received':
        receivePayment(entry);
        return true;
      case 'payment-reversed':
        reversePayment(entry);
        return true;
      case 'claim-withdrawn':
      case 'claim-written-off':
        waive(seq, entry.cents, entry.waived, entry.claim);
        return true;
      case 'amount-waived':
        waive(seq, entry.cents, entry.waived);
        return true;
      case 'settlement-accepted':
        waive(seq, entry.waivedCents, entry.waived);
        return true;
      case 'refund-made':
        changeCredit(seq, -entry.cents);
        refunded += entry.cents;
        return true;
      case 'plan-proposed':
      case 'plan-agreed':
        checkSum(seq, entry.cents, entry.instalments);
        return false;
      default:
        return false;
    }
  }

  return {
    read(entry) {
      if (claimsNamed(entry).some((id) => !claims.has(id))) report(entry.seq, 'claim-unknown', entry.kind);
      if (readEntry(entry)) checkBuckets(entry.seq);
    },
    claims,
    outstanding: () => outstanding,
    totals() {
      const cents = { principal: 0, interest: 0, costs: 0, paid: 0, waived: 0, outstanding: 0 };
      for (const { buckets } of claims.values()) {
        for (const bucket of bucketNames) {
          cents[bucket] += buckets[bucket].charged;
          cents.paid += buckets[bucket].paid;
          cents.waived += buckets[bucket].waived;
          cents.outstanding += rest(buckets[bucket]);
        }
      }
      return cents;
    },
  };
}
