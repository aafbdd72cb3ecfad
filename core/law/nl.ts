import * as z from 'zod/mini';
import { type Day, type Moment, plusDays } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import { roundHalfUp } from '../money/cents.ts';
import { withinHours } from './contact-hours.ts';
import { noCosts, withVat } from './costs.ts';
import { earliestReminder } from './default.ts';
import { interestOf, type RateTable, ratesFrom } from './interest.ts';
import type {
  Answer,
  Costs,
  Interest,
  InterestAsked,
  Interruption,
  LawClaim,
  LawCreditor,
  NoticeTerm,
  Pack,
  Table,
} from './law.ts';
import { inOrder, lapsesAfter } from './limitation.ts';
import { nlClosedDays } from './nl-closed-days.ts';
import {
  commercialInterest,
  consumerInterest,
  contactWindow,
  costScale,
  limitation,
  nlTables,
  noticeDays,
  vatRate,
} from './nl-tables.ts';
import {
  changed,
  heldOn,
  missingOn,
  ownPolicy,
  type RateChange,
  ratesBorne,
  restingOn,
  ruleOf,
} from './tables.ts';

const ZONE = 'Europe/Amsterdam';

/** Where the law of the Netherlands leaves doubt: the reading that is used. The defaults are the kinder ones. */
export const NlSettings = z.strictObject({
  noticeBufferDays: z
    ._default(z.int().check(z.minimum(0), z.maximum(30)), 3)
    .check(
      z.describe(
        'Days between the end of a notice’s term and the first day of costs: post is slower than the judge of 2016 presumed.',
      ),
    ),
  extendNoticeTerm: z
    ._default(z.boolean(), true)
    .check(
      z.describe(
        'Whether a term that ends on a Saturday, Sunday or holiday runs on to the next working day (Atw art. 1).',
      ),
    ),
  dayCount: z
    ._default(z.enum(['ACT/365F', 'ACT/ACT']), 'ACT/365F')
    .check(
      z.describe('How days are counted for interest; no binding rule was found, and public tools differ.'),
    ),
  unclearIsSale: z
    ._default(z.boolean(), true)
    .check(
      z.describe(
        'Whether a consumer’s claim of which nobody said what it is for, or a telephone contract that may be part sale, lapses after the two years of a sale (kinder) or the five of other contracts.',
      ),
    ),
});
export type NlSettings = z.infer<typeof NlSettings>;

/**
 * The law of the Netherlands. Analysis, not legal advice: a qualified person must confirm it before real letters go
 * out. Where two readings exist it takes the one that is kinder to the debtor, and the rule says that it is doubtful.
 */
export function nlWith(settings: NlSettings, changes: readonly RateChange[] = []): Pack {
  const tables = ratesWith(changes);
  return {
    id: 'nl-2026-11',
    country: 'NL',
    zone: ZONE,
    tables: nlTables,
    closed: nlClosedDays,
    contactFrom,
    defaultFrom: (_person, claim) => defaultFrom(claim),
    noticeNeeded,
    noticeTerm: (_person, channel, on) => noticeTerm(settings, channel, on),
    costs,
    interestFrom: (_person, claim) => defaultFrom(claim),
    interest: (person, asked, creditor) => interest(settings, tables, person, asked, creditor),
    allocationOrder: () => ({
      value: ['costs', 'interest', 'principal'],
      rules: [{ name: 'nl/allocation', source: '6:44(1) BW', confidence: 'verified' }],
    }),
    barredFrom: (person, claim, interruptions) => barredFrom(settings, person, claim, interruptions),
  };
}

export const nl: Pack = nlWith(NlSettings.parse({}));

/* ---- Contact hours ---- */

function contactFrom(person: PersonKind, moment: Moment): Answer<Moment> {
  if (person === 'legal') return { value: moment, rules: [noHours] };
  return withinHours('nl/contact-window', contactWindow, nlClosedDays, ZONE, moment);
}

const noHours: RuleRef = {
  name: 'nl/contact-window-natural-persons',
  source: 'Bki art. 1: a debtor is a natural person',
  confidence: 'verified',
};

/* ---- Default ---- */

function defaultFrom(claim: LawClaim): Answer<Day | undefined> {
  if (claim.agreedTerm) {
    return {
      value: plusDays(claim.dueOn, 1),
      rules: [{ name: 'nl/default-agreed-term', source: '6:83(a) BW', confidence: 'from-memory' }],
    };
  }
  const earliest = earliestReminder(claim);
  return {
    value: earliest === undefined ? undefined : plusDays(earliest, 1),
    rules: [{ name: 'nl/default-notice', source: '6:82 BW', confidence: 'from-memory' }],
  };
}

/* ---- The free notice ---- */

function noticeNeeded(person: PersonKind): Answer<boolean> {
  if (person === 'consumer') {
    const rule: RuleRef = { name: 'nl/notice-before-costs', source: '6:96(6) BW', confidence: 'verified' };
    return { value: true, rules: [rule] };
  }
  const rule: RuleRef = { name: 'nl/no-notice-in-business', source: '6:96(4) BW', confidence: 'verified' };
  return { value: false, rules: [rule] };
}

function noticeTerm(settings: NlSettings, channel: 'letter' | 'email', on: Day): Answer<NoticeTerm> {
  const row = heldOn(noticeDays, on);
  const { delivery, free } = (row ?? noticeDays[0]).value;
  // Sundays, Mondays and holidays are neither days between nor days of delivery; Good Friday and decreed days count
  // as holidays for the Algemene termijnenwet, and a later delivery is kinder.
  const deliveredOn = channel === 'letter' ? nlClosedDays.countingDaysAfter(on, delivery, [1]) : on;
  const fourteenth = plusDays(deliveredOn, free);
  const extended = nlClosedDays.workingDayFrom(fourteenth);
  const lastFreeDay = settings.extendNoticeTerm ? extended : fourteenth;
  const rules: RuleRef[] = [
    channel === 'letter'
      ? ruleOf('nl/notice-delivery-presumed', row ?? noticeDays[0])
      : { name: 'nl/notice-delivery-proven', source: '3:37(3) BW', confidence: 'from-memory' },
    ruleOf('nl/notice-fourteen-days', row ?? noticeDays[0]),
  ];
  if (extended !== fourteenth) {
    const name = settings.extendNoticeTerm ? 'nl/notice-term-extended' : 'nl/notice-term-not-extended';
    rules.push({ name, source: 'Atw art. 1', confidence: 'doubtful' });
  }
  if (settings.noticeBufferDays > 0) rules.push(ownPolicy('nl/notice-buffer'));
  const value = { deliveredOn, lastFreeDay, costsFrom: plusDays(lastFreeDay, 1 + settings.noticeBufferDays) };
  return restingOn({ value, rules }, 'The notice', noticeDays, on);
}

/* ---- Collection costs ---- */

function costs(
  person: PersonKind,
  principals: readonly number[],
  creditor: LawCreditor,
  on: Day,
): Answer<Costs> {
  if (person === 'consumer' && !creditor.termsCleared) return noCosts([termsNotCleared]);
  const row = heldOn(costScale, on);
  if (row === undefined) {
    return { ...noCosts([]), missing: missingOn('Collection costs', costScale, on) };
  }
  const rules = [ruleOf('nl/collection-costs-scale', row)];
  if (principals.length > 1) {
    rules.push({ name: 'nl/collection-costs-summed', source: '6:96(7) BW', confidence: 'verified' });
  }
  if (person !== 'consumer') {
    const source = '6:96(4) BW; HR 10-07-2015 (the scale as reference)';
    rules.push({ name: 'nl/collection-costs-in-business', source, confidence: 'verified' });
  }
  const principal = principals.reduce((total, cents) => total + cents, 0);
  if (principal <= 0) return noCosts(rules);

  const { bands, min, max } = row.value;
  let scaled = 0;
  let from = 0;
  for (const { upTo, rate } of bands) {
    scaled += Math.max(0, Math.min(principal, upTo) - from) * rate;
    from = upTo;
  }
  const fee = Math.min(max, Math.max(min, roundHalfUp(scaled / 10_000)));
  if (creditor.canReclaimVat || !creditor.outsourced) return { value: { cents: fee, vat: 0 }, rules };
  const vat = { name: 'nl/collection-costs-vat', what: 'VAT on collection costs', rates: vatRate };
  return withVat({ value: fee, rules }, vat, on);
}

/** G0: a judge who finds an unfair clause may award no costs and no interest at all: a person looks at the terms first. */
const termsNotCleared: RuleRef = {
  name: 'nl/g0-terms-not-cleared',
  source: 'Directive 93/13/EEC; 6:233(a) BW',
  confidence: 'doubtful',
};

/* ---- Statutory interest ---- */

type Rates = Record<'consumer' | 'commercial', { table: Table<number>; rates: RateTable }>;

function ratesWith(changes: readonly RateChange[]): Rates {
  const consumer = changed('nl/statutory-interest', consumerInterest, changes);
  const commercial = changed('nl/commercial-interest', commercialInterest, changes);
  return {
    consumer: { table: consumer, rates: ratesFrom(consumer) },
    commercial: { table: commercial, rates: ratesFrom(commercial) },
  };
}

function interest(
  { dayCount }: NlSettings,
  { consumer, commercial }: Rates,
  person: PersonKind,
  asked: InterestAsked,
  creditor?: LawCreditor,
): Answer<Interest> {
  if (person === 'consumer' && creditor?.termsCleared === false) {
    return { value: { cents: 0, periods: [] }, rules: [termsNotCleared] };
  }
  const [{ table, rates }, name, article] =
    person === 'consumer'
      ? ([consumer, 'nl/statutory-interest', '6:119'] as const)
      : ([commercial, 'nl/commercial-interest', '6:119a'] as const);
  const { unknownFrom, ...value } = interestOf(asked, { rates, dayCount, capitalised: true });
  const rules = ratesBorne(name, table, value.periods);
  const capitalised = person === 'consumer' ? '6:119(2) BW' : '6:119a(3) BW';
  rules.push(
    { name: 'nl/interest-yearly-capitalised', source: capitalised, confidence: 'verified' },
    {
      name: 'nl/interest-day-count',
      source: `${dayCount}; no binding rule found`,
      confidence: 'doubtful',
    },
  );
  if (unknownFrom === undefined) return { value, rules };
  rules.push(ownPolicy('nl/no-rate-no-interest'));
  return { value, rules, missing: missingOn(`Interest (${article} BW)`, table, unknownFrom) };
}

/* ---- Limitation ---- */

function barredFrom(
  { unclearIsSale }: NlSettings,
  person: PersonKind,
  claim: LawClaim,
  interruptions: readonly Interruption[],
): Answer<Day> {
  const row = heldOn(limitation, claim.dueOn);
  const terms = (row ?? limitation[0]).value;
  const rules = [ruleOf('nl/limitation', row ?? limitation[0])];
  const unclear = person === 'consumer' && claim.basis === undefined;
  if (unclear) {
    const source = '7:28 or 3:307 BW: nobody said what the claim is for';
    rules.push({ name: 'nl/limitation-unclear', source, confidence: 'doubtful' });
  }
  const sale = person === 'consumer' && (unclear ? unclearIsSale : claim.basis === 'sale');
  const years = sale ? terms.consumerSale : terms.otherwise[claim.basis ?? 'service'];

  // The term starts on the day after the claim fell due, and anew on the day after it was interrupted.
  let barred = lapsesAfter(claim.dueOn, years);
  const again = Math.min(years, terms.renewed);
  for (const { on } of inOrder(interruptions)) {
    if (on < claim.dueOn || on >= barred) continue;
    const renewed = lapsesAfter(on, again);
    // What is left of a longer term (a judgment's) is not cut short.
    if (renewed <= barred) continue;
    barred = renewed;
    if (!rules.includes(interrupted)) rules.push(interrupted);
  }
  return restingOn({ value: barred, rules }, 'Limitation', limitation, claim.dueOn);
}

const interrupted: RuleRef = {
  name: 'nl/limitation-interrupted',
  source: '3:316 to 3:319 BW',
  confidence: 'from-memory',
};
