import * as z from 'zod/mini';
import { type Day, plusDays } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import type { ClosedDays } from './closed-days.ts';
import { withinHours } from './contact-hours.ts';
import { deClosedDays, GermanState } from './de-closed-days.ts';
import { costs, termsNotCleared } from './de-costs.ts';
import {
  baseRate,
  baseRateRead,
  businessTerm,
  contactHours,
  deTables,
  limitation,
  noticeDays,
  surcharge,
} from './de-tables.ts';
import { earliestReminder } from './default.ts';
import { interestOf, type RateTable, ratesFrom } from './interest.ts';
import type {
  Answer,
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

const ZONE = 'Europe/Berlin';
const BASE_RATE = 'de/base-rate';

/** Where the law of Germany leaves doubt: the reading that is used. The defaults are the kinder ones. */
export const DeSettings = z.strictObject({
  workedOutBaseRate: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'Whether the base rate from July 2026 is the 1.52 % that follows from the European Central Bank’s rate, or stays at the 1.27 % before: nobody has read the Bundesbank’s notice, and the lower rate is kinder.',
      ),
    ),
  dayCount: z
    ._default(z.enum(['ACT/365F', '30/360']), 'ACT/365F')
    .check(
      z.describe(
        'How days are counted for interest: by the calendar over 365, as civil courts do, or months of 30 days over 360, as tools for the order for payment do.',
      ),
    ),
  feeTable: z
    ._default(z.literal([2021, 2025]), 2021)
    .check(
      z.describe(
        'The table of lawyers’ fees that limits a collector’s costs: that of 2021, or from June 2025 the higher one. Which holds depends on the day on which the collector was engaged (§ 60 RVG), which is not known.',
      ),
    ),
  feePercent: z
    ._default(z.literal([50, 90]), 50)
    .check(
      z.describe(
        'The part of that fee for an undisputed claim: half where the case is simple, which it is as a rule for who pays on the first letter, or nine tenths, the most without special effort. For a claim that was disputed the law allows up to 1.3 of it: no more is asked for it than for another.',
      ),
    ),
  states: z
    ._default(z.array(GermanState), [...GermanState.options])
    .check(
      z.describe(
        'States whose own holidays are closed days beside the nine nationwide ones. In which state somebody lives is not known, so a holiday of any state is one (kinder); a creditor whose debtors live in some names those.',
      ),
    ),
});
export type DeSettings = z.infer<typeof DeSettings>;

/**
 * The law of Germany. Analysis, not legal advice: a qualified person must confirm it before real letters go out. Where
 * two readings exist it takes the one that is kinder to the debtor, and the rule says that it is doubtful.
 */
export function deWith(settings: DeSettings, changes: readonly RateChange[] = []): Pack {
  const closed = deClosedDays(settings.states);
  const rates = ratesOf(settings, changes);
  return {
    id: 'de-2026-11',
    country: 'DE',
    zone: ZONE,
    // The base rate that is shown is the one that is counted with.
    tables: deTables.map((table) => (table.name === BASE_RATE ? { ...table, rows: rates.table } : table)),
    closed,
    contactFrom: (_person, moment) => withinHours('de/contact-hours', contactHours, closed, ZONE, moment),
    defaultFrom: (person, claim) => defaultFrom(closed, person, claim),
    noticeNeeded: () => ({ value: false, rules: [ownPolicy('de/notice-for-all')] }),
    noticeTerm: (_person, channel, on) => noticeTerm(closed, channel, on),
    costs: (...asked) => costs(settings, ...asked),
    interestFrom: (person, claim) => defaultFrom(closed, person, claim),
    interest: (person, asked, creditor) => interest(settings, rates, person, asked, creditor),
    allocationOrder: () => ({
      value: ['costs', 'interest', 'principal'],
      rules: [{ name: 'de/allocation', source: '§ 367(1) BGB', confidence: 'verified' }],
    }),
    barredFrom: (_person, claim, interruptions) => barredFrom(claim, interruptions),
  };
}

export const de: Pack = deWith(DeSettings.parse({}));

/* ---- Default ---- */

const toWorkingDay: RuleRef = { name: 'de/term-to-working-day', source: '§ 193 BGB', confidence: 'verified' };

function defaultFrom(closed: ClosedDays, person: PersonKind, claim: LawClaim): Answer<Day | undefined> {
  const after = (last: Day, rule: RuleRef): Answer<Day> => {
    const until = closed.workingDayFrom(last);
    return { value: plusDays(until, 1), rules: until === last ? [rule] : [rule, toWorkingDay] };
  };
  if (claim.agreedTerm) {
    const source = '§ 286(2) no. 1 BGB';
    return after(claim.dueOn, { name: 'de/default-calendar-date', source, confidence: 'verified' });
  }

  // The law has a reminder work at once; we let it work when the date it names has gone by.
  const reminder: RuleRef = { name: 'de/default-reminder', source: '§ 286(1) BGB', confidence: 'verified' };
  const earliest = earliestReminder(claim);
  const reminded =
    earliest === undefined ? { value: undefined, rules: [reminder] } : after(earliest, reminder);

  // Consumers only where the invoice said so, which nobody tells us.
  if (person === 'consumer' || claim.invoicedOn === undefined) return reminded;
  const row = heldOn(businessTerm, claim.dueOn);
  if (row === undefined) {
    return { ...reminded, missing: missingOn('Default without a reminder', businessTerm, claim.dueOn) };
  }
  // When the invoice came is not known: it is given the time of any letter.
  const came = closed.countingDaysAfter(claim.invoicedOn, noticeDays[0].value.delivery);
  const start = came > claim.dueOn ? came : claim.dueOn;
  const unasked = after(plusDays(start, row.value), ruleOf('de/default-thirty-days', row));
  return reminded.value !== undefined && reminded.value <= unasked.value ? reminded : unasked;
}

/* ---- The free notice ---- */

function noticeTerm(closed: ClosedDays, channel: 'letter' | 'email', on: Day): Answer<NoticeTerm> {
  const [row] = noticeDays;
  const { delivery, free, buffer } = row.value;
  const deliveredOn = channel === 'letter' ? closed.countingDaysAfter(on, delivery) : on;
  const fourteenth = plusDays(deliveredOn, free);
  const lastFreeDay = closed.workingDayFrom(fourteenth);
  const rules: RuleRef[] = [
    channel === 'letter'
      ? ruleOf('de/notice-delivery-presumed', row)
      : { name: 'de/notice-delivery-proven', source: '§ 130(1) BGB', confidence: 'from-memory' },
    ruleOf('de/notice', row),
  ];
  if (lastFreeDay !== fourteenth) rules.push(toWorkingDay);
  return { value: { deliveredOn, lastFreeDay, costsFrom: plusDays(lastFreeDay, 1 + buffer) }, rules };
}

/* ---- Default interest ---- */

interface Rates {
  table: Table<number>;
  of: Record<PersonKind, RateTable>;
}

function ratesOf({ workedOutBaseRate }: DeSettings, changes: readonly RateChange[]): Rates {
  const table = changed(BASE_RATE, workedOutBaseRate ? baseRate : baseRateRead, changes);
  const { consumer, business } = surcharge[0].value;
  const inBusiness = ratesFrom(table, business);
  return {
    table,
    of: { consumer: ratesFrom(table, consumer), 'natural-business': inBusiness, legal: inBusiness },
  };
}

function interest(
  { dayCount }: DeSettings,
  { table, of }: Rates,
  person: PersonKind,
  asked: InterestAsked,
  creditor?: LawCreditor,
): Answer<Interest> {
  if (person === 'consumer' && creditor?.termsCleared === false) {
    return { value: { cents: 0, periods: [] }, rules: [termsNotCleared] };
  }
  const agreed = creditor?.interestRate;
  const method = { rates: of[person], agreed, dayCount, capitalised: false };
  const { unknownFrom, ...value } = interestOf(asked, method);

  const rules = ratesBorne(BASE_RATE, table, value.periods);
  rules.push(
    ruleOf('de/default-surcharge', surcharge[0]),
    { name: 'de/interest-simple', source: '§ 289 BGB', confidence: 'verified' },
    { name: 'de/interest-day-count', source: `${dayCount}; no binding rule found`, confidence: 'doubtful' },
  );
  // A contract may name more (§ 288(3) BGB); we ask for no more than the law gives.
  if (agreed !== undefined) rules.push(ownPolicy('de/interest-lower-of-law-and-contract'));
  if (unknownFrom === undefined) return { value, rules };
  return { value, rules, missing: missingOn('Base rate (§ 247 BGB)', table, unknownFrom) };
}

/* ---- Limitation ---- */

function barredFrom(claim: LawClaim, interruptions: readonly Interruption[]): Answer<Day> {
  const row = heldOn(limitation, claim.dueOn);
  const held = row ?? limitation[0];
  const years = held.value[claim.basis ?? 'service'];
  const rules = [ruleOf('de/limitation', held)];

  const begins = claim.basis === 'judgment' ? claim.dueOn : `${claim.dueOn.slice(0, 4)}-12-31`;
  let barred = lapsesAfter(begins, years);
  for (const { on, how } of inOrder(interruptions)) {
    if (how === 'court' && !rules.includes(suspended)) rules.push(suspended);
    // A reminder interrupts nothing here, however often it is sent.
    if (how !== 'acknowledgement' || on < claim.dueOn || on >= barred) continue;
    const renewed = lapsesAfter(on, years);
    // Before the first year has ended the term has not begun, and cannot begin again.
    if (renewed <= barred) continue;
    barred = renewed;
    if (!rules.includes(acknowledged)) rules.push(acknowledged);
  }
  return restingOn({ value: barred, rules }, 'Limitation', limitation, claim.dueOn);
}

const acknowledged: RuleRef = {
  name: 'de/limitation-acknowledged',
  source: '§ 212(1) no. 1 BGB',
  confidence: 'verified',
};

/** A court suspends the term until six months after its decision; how long that is is not known, so nothing is added. */
const suspended: RuleRef = {
  name: 'de/limitation-suspended-in-court',
  source: '§ 204 BGB; the length is not known, nothing is added',
  confidence: 'doubtful',
};
