import * as z from 'zod/mini';
import { type Day, type Moment, plusDays } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import { beClosedDays } from './be-closed-days.ts';
import { costs } from './be-costs.ts';
import { defaultInBusiness, interest, interestFrom, ratesWith } from './be-interest.ts';
import { barredFrom } from './be-limitation.ts';
import { beTables, contactHours, reminderTerm, visitHours } from './be-tables.ts';
import { withinHours } from './contact-hours.ts';
import { earliestReminder } from './default.ts';
import type { Answer, Approach, LawClaim, NoticeTerm, Pack } from './law.ts';
import { heldOn, ownPolicy, type RateChange, restingOn, ruleOf } from './tables.ts';

const ZONE = 'Europe/Brussels';

/** Where the law of Belgium leaves doubt: the reading that is used. The defaults are the kinder ones. */
export const BeSettings = z.strictObject({
  bufferDays: z
    ._default(z.int().check(z.minimum(0), z.maximum(30)), 1)
    .check(
      z.describe(
        'Days between the end of the reminder’s term and the first day of costs: letters take longer than the law thinks.',
      ),
    ),
  saturdayIsWorkingDay: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'Whether Saturday is one of the working days on which a letter’s term waits: the usage of the Code of Economic Law, against art. 1.7 §3 of the Civil Code since 2023. Not counted, the term starts and ends later.',
      ),
    ),
  extendReminderTerm: z
    ._default(z.boolean(), true)
    .check(
      z.describe(
        'Whether a term that ends on a day that is no working day runs on to the next (Civil Code art. 1.7 §4), or ends after fourteen calendar days as art. XIX.2 has it.',
      ),
    ),
  interestFromReminder: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'Whether a consumer’s interest runs from the first day of the reminder’s term, as art. XIX.2 lets a small or medium creditor have it once the term has ended unpaid, or from the day after the term. Whoever sets it must book no interest before the notice’s “costsFrom”.',
      ),
    ),
  interestWithoutClause: z
    ._default(z.enum(['civil-rate', 'none']), 'none')
    .check(
      z.describe(
        'What a consumer owes where the contract names no rate: the civil statutory rate, as the law has it for want of an agreement, or nothing (kinder), for art. XIX.4 lets nothing be claimed beside what a clause gives.',
      ),
    ),
  dayCount: z
    ._default(z.enum(['ACT/365F', 'ACT/ACT']), 'ACT/365F')
    .check(z.describe('How days are counted for interest; no binding rule was found.')),
  shortForConsumerSales: z
    ._default(z.boolean(), true)
    .check(
      z.describe(
        'Whether goods sold to a consumer lapse after the one year of the old Civil Code’s art. 2272, which presumes that they were paid (kinder), or after ten, for contracts and acknowledgements in writing.',
      ),
    ),
  unclearIsShortest: z
    ._default(z.boolean(), true)
    .check(
      z.describe(
        'Whether a claim of which nobody said what it is for lapses after the shortest term that may be meant, or after ten years.',
      ),
    ),
  demandsAreFormalNotices: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'Whether the demands on record are registered formal notices by a lawyer or bailiff, which start one more year, once (old Civil Code art. 2244 §2). A creditor’s own letter interrupts nothing.',
      ),
    ),
});
export type BeSettings = z.infer<typeof BeSettings>;

/**
 * The law of Belgium. Analysis, not legal advice: a qualified person must confirm it before real letters go out. Where
 * two readings exist it takes the one that is kinder to the debtor, and the rule says that it is doubtful.
 */
export function beWith(settings: BeSettings, changes: readonly RateChange[] = []): Pack {
  const rates = ratesWith(changes);
  return {
    id: 'be-2026-11',
    country: 'BE',
    zone: ZONE,
    tables: beTables,
    closed: beClosedDays,
    contactFrom,
    defaultFrom,
    noticeNeeded,
    noticeTerm: (person, channel, on) => noticeTerm(settings, person, channel, on),
    costs,
    interestFrom: (person, claim) => interestFrom(settings, person, claim),
    interest: (person, asked, creditor) => interest(settings, rates, person, asked, creditor),
    allocationOrder: () => ({
      value: ['costs', 'interest', 'principal'],
      rules: [{ name: 'be/allocation', source: 'old Civil Code art. 1254', confidence: 'from-memory' }],
    }),
    barredFrom: (person, claim, interruptions) => barredFrom(settings, person, claim, interruptions),
  };
}

export const be: Pack = beWith(BeSettings.parse({}));

/* ---- Contact hours ---- */

function contactFrom(person: PersonKind, moment: Moment, approach: Approach): Answer<Moment> {
  const [name, table] =
    approach === 'visit'
      ? (['be/visit-hours', visitHours] as const)
      : (['be/contact-hours', contactHours] as const);
  const from = withinHours(name, table, beClosedDays, ZONE, moment);
  // Book XIX protects consumers only; everybody is left in peace at the same hours.
  return person === 'consumer' ? from : { ...from, rules: [...from.rules, ownPolicy('be/hours-for-all')] };
}

/* ---- Default ---- */

function defaultFrom(person: PersonKind, claim: LawClaim): Answer<Day | undefined> {
  if (person !== 'consumer') return defaultInBusiness(claim);
  if (claim.agreedTerm) {
    const source = 'Civil Code art. 5.231 and following (formal notice)';
    return {
      value: plusDays(claim.dueOn, 1),
      rules: [{ name: 'be/default-agreed-term', source, confidence: 'from-memory' }],
    };
  }
  const earliest = earliestReminder(claim);
  return {
    value: earliest === undefined ? undefined : plusDays(earliest, 1),
    rules: [
      { name: 'be/default-notice', source: 'Civil Code art. 5.231 and following', confidence: 'from-memory' },
    ],
  };
}

/* ---- The first reminder ---- */

function noticeNeeded(person: PersonKind): Answer<boolean> {
  const rule: RuleRef =
    person === 'consumer'
      ? { name: 'be/first-reminder', source: 'CEL art. XIX.2', confidence: 'verified' }
      : {
          name: 'be/no-reminder-in-business',
          source: 'Law of 2 August 2002, art. 5',
          confidence: 'verified',
        };
  return { value: person === 'consumer', rules: [rule] };
}

const saturday: RuleRef = {
  name: 'be/saturday-as-working-day',
  source: 'Civil Code art. 1.7 §3 against the usage of the CEL',
  confidence: 'doubtful',
};

function noticeTerm(
  settings: BeSettings,
  person: PersonKind,
  channel: 'letter' | 'email',
  on: Day,
): Answer<NoticeTerm> {
  const held = heldOn(reminderTerm, on);
  const row = held ?? reminderTerm[0];
  const { free, workingDay } = row.value;
  const idle = settings.saturdayIsWorkingDay ? [] : [6];
  const rules = [ruleOf('be/reminder-term', row)];
  if (person !== 'consumer') rules.push(ownPolicy('be/reminder-for-all'));

  let starts = plusDays(on, 1);
  if (channel === 'letter') {
    starts = beClosedDays.countingDaysAfter(on, workingDay, idle);
    rules.push(saturday);
  }
  const fourteenth = plusDays(starts, free - 1);
  const extended = beClosedDays.countingDaysAfter(plusDays(fourteenth, -1), 1, idle);
  const lastFreeDay = settings.extendReminderTerm ? extended : fourteenth;
  if (extended !== fourteenth) {
    rules.push({
      name: settings.extendReminderTerm ? 'be/reminder-term-extended' : 'be/reminder-term-not-extended',
      source: 'Civil Code art. 1.7 §4',
      confidence: 'doubtful',
    });
  }
  if (settings.bufferDays > 0) rules.push(ownPolicy('be/reminder-buffer'));
  const value = {
    // The day before the term: the law counts from sending and does not ask when the letter came.
    deliveredOn: plusDays(starts, -1),
    lastFreeDay,
    costsFrom: plusDays(lastFreeDay, 1 + settings.bufferDays),
  };
  return restingOn({ value, rules }, 'The first reminder', reminderTerm, on);
}
