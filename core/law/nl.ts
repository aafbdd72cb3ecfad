import { type Day, daysBetween, type Moment, momentOn, plusDays, wallTime } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { DebtorKind } from '../case/words.ts';
import { roundHalfUp } from '../money/cents.ts';
import type { Answer, Costs, InterestPeriod, LawClaim, LawCreditor, NoticeTerm, Pack } from './law.ts';
import { closedBy, countingDaysAfter, workingDayFrom } from './nl-closed-days.ts';
import {
  consumerInterest,
  contactWindow,
  costScale,
  heldOn,
  noticeDays,
  ruleOf,
  type Table,
  vatRate,
} from './nl-tables.ts';

const ZONE = 'Europe/Amsterdam';

/**
 * The law of the Netherlands. Analysis, not legal advice: a qualified person must confirm it before real letters go
 * out. Where two readings exist it takes the one that is kinder to the debtor, and the rule says that it is doubtful.
 */
export const nl: Pack = {
  id: 'nl-2026-07',
  country: 'NL',
  zone: ZONE,
  contactFrom,
  defaultFrom,
  noticeNeeded,
  noticeTerm,
  costs,
  interest,
  allocationOrder: () => ({
    value: ['costs', 'interest', 'principal'],
    rules: [{ name: 'nl/allocation', source: '6:44(1) BW', confidence: 'verified' }],
  }),
};

/**
 * Whose rules apply. Today everybody gets the consumer's, people in business and companies too: kinder than the
 * law, which gives them a higher rate, no notice and no contact hours (companies). An issue that wants to differ
 * adds a standing here, and the compiler names every place that needs an answer.
 */
type Standing = 'consumer';
const standingOf: Record<DebtorKind, Standing> = {
  consumer: 'consumer',
  unknown: 'consumer',
  'natural-business': 'consumer',
  legal: 'consumer',
};

function inBusiness(debtor: DebtorKind): boolean {
  return debtor === 'natural-business' || debtor === 'legal';
}

const likeConsumer: RuleRef = { name: 'nl/like-a-consumer', source: 'own policy', confidence: 'derived' };

/* ---- Contact hours ---- */

const contactTables: Record<Standing, typeof contactWindow> = { consumer: contactWindow };

function contactFrom(debtor: DebtorKind, moment: Moment): Answer<Moment> {
  const table = contactTables[standingOf[debtor]];
  const wall = wallTime(moment, ZONE);
  const row = heldOn(table, wall.day) ?? table[0];
  const rules = [ruleOf('nl/contact-window', row)];
  // The Bki protects natural persons only.
  if (debtor === 'legal') rules.push(likeConsumer);

  const { opens, closes } = row.value;
  const closed = closedBy(wall.day);
  if (closed === undefined && wall.minutes < opens) return { value: opening(wall.day, opens), rules };
  if (closed === undefined && wall.minutes < closes) return { value: moment, rules };

  let day = wall.day;
  let why = closed;
  do {
    if (why !== undefined && !rules.includes(why)) rules.push(why);
    day = plusDays(day, 1);
    why = closedBy(day);
  } while (why !== undefined);
  const then = heldOn(table, day) ?? table[0];
  return { value: opening(day, then.value.opens), rules };
}

// A run asks for the same few hundred openings again and again, and time zones are slow.
const openings = new Map<string, Moment>();

function opening(day: Day, minutes: number): Moment {
  const key = `${day} ${minutes}`;
  const known = openings.get(key);
  if (known !== undefined) return known;
  const moment = momentOn(day, minutes, ZONE);
  openings.set(key, moment);
  return moment;
}

/* ---- Default ---- */

function defaultFrom(claim: LawClaim): Answer<Day | undefined> {
  if (claim.agreedTerm) {
    return {
      value: plusDays(claim.dueOn, 1),
      rules: [{ name: 'nl/default-agreed-term', source: '6:83(a) BW', confidence: 'from-memory' }],
    };
  }
  // A date that is not after the due date only repeats the invoice: it gives no further term.
  const [earliest] = claim.remindedUntil.filter((until) => until > claim.dueOn).sort();
  return {
    value: earliest === undefined ? undefined : plusDays(earliest, 1),
    rules: [{ name: 'nl/default-notice', source: '6:82 BW', confidence: 'from-memory' }],
  };
}

/* ---- The free notice ---- */

const noticeNeededBy: Record<Standing, boolean> = { consumer: true };

function noticeNeeded(debtor: DebtorKind): Answer<boolean> {
  return {
    value: noticeNeededBy[standingOf[debtor]],
    rules: inBusiness(debtor)
      ? [likeConsumer]
      : [{ name: 'nl/notice-before-costs', source: '6:96(6) BW', confidence: 'verified' }],
  };
}

function noticeTerm(channel: 'letter' | 'email', on: Day): Answer<NoticeTerm> {
  const row = heldOn(noticeDays, on) ?? noticeDays[0];
  const { delivery, free, buffer } = row.value;
  const deliveredOn = channel === 'letter' ? countingDaysAfter(on, delivery) : on;
  const fourteenth = plusDays(deliveredOn, free);
  const lastFreeDay = workingDayFrom(fourteenth);
  const rules: RuleRef[] = [
    channel === 'letter'
      ? ruleOf('nl/notice-delivery-presumed', row)
      : { name: 'nl/notice-delivery-proven', source: '3:37(3) BW', confidence: 'from-memory' },
    ruleOf('nl/notice-fourteen-days', row),
  ];
  if (lastFreeDay !== fourteenth) {
    rules.push({ name: 'nl/notice-term-extended', source: 'Atw art. 1', confidence: 'doubtful' });
  }
  // Post is slower than it was when the judge presumed two days.
  rules.push({ name: 'nl/notice-buffer', source: 'own policy', confidence: 'derived' });
  return { value: { deliveredOn, lastFreeDay, costsFrom: plusDays(lastFreeDay, 1 + buffer) }, rules };
}

/* ---- Collection costs ---- */

function costs(principals: readonly number[], creditor: LawCreditor, on: Day): Answer<Costs> {
  if (!creditor.termsCleared) {
    // G0: a judge who finds an unfair clause on costs may award none at all, so a person looks at the terms first.
    const source = 'Directive 93/13/EEC; 6:233(a) BW';
    return none([{ name: 'nl/g0-terms-not-cleared', source, confidence: 'doubtful' }]);
  }
  const row = heldOn(costScale, on);
  if (row === undefined) return none([ruleOf('nl/collection-costs-scale', costScale[0])]);
  const rules = [ruleOf('nl/collection-costs-scale', row)];
  if (principals.length > 1) {
    rules.push({ name: 'nl/collection-costs-summed', source: '6:96(7) BW', confidence: 'verified' });
  }
  const principal = principals.reduce((total, cents) => total + cents, 0);
  if (principal <= 0) return none(rules);

  const { bands, min, max } = row.value;
  let scaled = 0;
  let from = 0;
  for (const { upTo, rate } of bands) {
    scaled += Math.max(0, Math.min(principal, upTo) - from) * rate;
    from = upTo;
  }
  const fee = Math.min(max, Math.max(min, roundHalfUp(scaled / 10_000)));
  const vatRow = !creditor.canReclaimVat && creditor.outsourced ? heldOn(vatRate, on) : undefined;
  if (vatRow !== undefined) rules.push(ruleOf('nl/collection-costs-vat', vatRow));
  const vat = vatRow === undefined ? 0 : roundHalfUp((fee * vatRow.value) / 10_000);
  return { value: { cents: fee + vat, vat }, rules };
}

function none(rules: RuleRef[]): Answer<Costs> {
  return { value: { cents: 0, vat: 0 }, rules };
}

/* ---- Statutory interest ---- */

const interestTables: Record<Standing, typeof consumerInterest> = { consumer: consumerInterest };

/** ACT/365F. Interest is added up in whole `1 / WHOLE` cents, so that a real half cent stays one. */
const WHOLE = 10_000 * 365;

/**
 * The books know of the past only what is still owed, so the base of a later year is today's principal and the
 * interest of the completed years on that principal, as far as still unpaid. For a constant principal that is the law
 * to the cent. After a part payment it is at most that, but for the cent of rounding: interest is paid before
 * principal, the oldest first, and what older years earned on a larger principal is not added to the base.
 */
function interest(
  debtor: DebtorKind,
  principal: number,
  inDefaultFrom: Day,
  from: Day,
  to: Day,
  unpaidInterest = Number.POSITIVE_INFINITY,
): Answer<{ cents: number; periods: InterestPeriod[] }> {
  const table = interestTables[standingOf[debtor]];
  const periods: InterestPeriod[] = [];
  const start = from > inDefaultFrom ? from : inDefaultFrom;
  if (start >= to) return { value: { cents: 0, periods }, rules: interestRules(debtor, table, periods) };

  // Before the start: what full years have added to the base, and what the running year has earned.
  let year = 0;
  let base = principal;
  let yearFrom = inDefaultFrom;
  for (let next = anniversary(inDefaultFrom, 1); next <= start; next = anniversary(inDefaultFrom, year + 1)) {
    base += wholeCents(earned(atRates(table, base, yearFrom, next)));
    yearFrom = next;
    year += 1;
  }
  let running = earned(atRates(table, base, yearFrom, start));
  if (unpaidInterest < wholeCents(running)) running = unpaidInterest * WHOLE;
  base = principal + Math.min(base - principal, unpaidInterest - wholeCents(running));

  // Differences of rounded totals: stretches that follow each other add up to the whole, however many they are.
  let cents = -wholeCents(running);
  for (let day = start; day < to; year += 1) {
    const next = anniversary(inDefaultFrom, year + 1);
    const until = next < to ? next : to;
    const stretch = atRates(table, base, day, until);
    periods.push(...stretch);
    running += earned(stretch);
    cents += wholeCents(running);
    base += wholeCents(running);
    running = 0;
    day = until;
  }
  return { value: { cents, periods }, rules: interestRules(debtor, table, periods) };
}

function interestRules(
  debtor: DebtorKind,
  table: Table<number>,
  periods: readonly InterestPeriod[],
): RuleRef[] {
  const rules = table
    .filter((row) => periods.some((period) => period.rate > 0 && heldOn(table, period.from) === row))
    .map((row) => ruleOf(`nl/statutory-interest-${row.from}`, row));
  rules.push(
    { name: 'nl/interest-yearly-capitalised', source: '6:119(2) BW', confidence: 'verified' },
    { name: 'nl/interest-act-365-fixed', source: 'no binding rule found', confidence: 'doubtful' },
  );
  if (periods.some((period) => period.rate === 0)) {
    rules.push({ name: 'nl/no-rate-no-interest', source: 'own policy', confidence: 'derived' });
  }
  if (inBusiness(debtor)) rules.push(likeConsumer);
  return rules;
}

/** `[from, to)` cut where the rate changes; cents with fractions. */
function atRates(table: Table<number>, base: number, from: Day, to: Day): InterestPeriod[] {
  const changes = table.map((row) => row.from);
  const lapses = table.at(-1)?.reviewBy;
  if (lapses !== undefined) changes.push(lapses);

  const periods: InterestPeriod[] = [];
  for (let day = from; day < to; ) {
    const next = changes.find((change) => change > day) ?? to;
    const until = next < to ? next : to;
    const rate = lapses !== undefined && day >= lapses ? 0 : (heldOn(table, day)?.value ?? 0);
    const cents = (base * rate * daysBetween(day, until)) / WHOLE;
    periods.push({ from: day, to: until, rate, base, cents });
    day = until;
  }
  return periods;
}

/** What periods earned together, in `1 / WHOLE` cents. */
function earned(periods: readonly InterestPeriod[]): number {
  return periods.reduce((total, { cents }) => total + Math.round(cents * WHOLE), 0);
}

function wholeCents(parts: number): number {
  return roundHalfUp(parts / WHOLE);
}

/** The day so many years later; 29 February becomes 1 March where it does not exist, the later and kinder day. */
function anniversary(day: Day, years: number): Day {
  const year = Number(day.slice(0, 4)) + years;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const rest = day.slice(4) === '-02-29' && !leap ? '-03-01' : day.slice(4);
  return `${String(year).padStart(4, '0')}${rest}`;
}
