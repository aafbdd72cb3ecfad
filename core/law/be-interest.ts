import { type Day, plusDays } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import { termsNotCleared } from './be-rules.ts';
import { civilRate, latePaymentRate } from './be-tables.ts';
import { type DayCount, interestOf, lowerRates, type RateTable, ratesFrom } from './interest.ts';
import type { Answer, Interest, InterestAsked, LawClaim, LawCreditor, Table } from './law.ts';
import { changed, heldOn, missingOn, ownPolicy, type RateChange, ratesBorne } from './tables.ts';

/** Which readings of the law of interest are used: see `BeSettings`. */
export interface InterestReadings {
  interestFromReminder: boolean;
  interestWithoutClause: 'civil-rate' | 'none';
  dayCount: DayCount;
}

/** Days to pay between businesses that agreed on none, from the invoice. */
const BUSINESS_DAYS = 30;

/** Between businesses nobody needs to be reminded: default and interest start by law. */
export function defaultInBusiness({ agreedTerm, dueOn, invoicedOn }: LawClaim): Answer<Day> {
  const byLaw = agreedTerm || invoicedOn === undefined ? dueOn : plusDays(invoicedOn, BUSINESS_DAYS);
  return {
    value: plusDays(byLaw > dueOn ? byLaw : dueOn, 1),
    rules: [
      { name: 'be/default-by-law', source: 'Law of 2 August 2002, arts. 4 and 5', confidence: 'verified' },
    ],
  };
}

/** The first day that bears interest: by law in business, after the reminder's term for a consumer. */
export function interestFrom(
  { interestFromReminder }: InterestReadings,
  person: PersonKind,
  claim: LawClaim,
): Answer<Day | undefined> {
  if (person !== 'consumer') return defaultInBusiness(claim);
  const { notice } = claim;
  if (interestFromReminder) {
    return {
      value: notice && plusDays(notice.deliveredOn, 1),
      rules: [{ name: 'be/interest-from-reminder', source: 'CEL art. XIX.2 (SME)', confidence: 'verified' }],
    };
  }
  return {
    value: notice && plusDays(notice.lastFreeDay, 1),
    rules: [{ name: 'be/interest-after-term', source: 'CEL art. XIX.2', confidence: 'from-memory' }],
  };
}

interface Rates {
  latePayment: { table: Table<number>; rates: RateTable };
  /** Of consumers by law: at most the rate between businesses. */
  civil: { table: Table<number>; rates: RateTable };
}

/** The tables of rates, as they are or as they might become. */
export function ratesWith(changes: readonly RateChange[]): Rates {
  const latePayment = changed('be/late-payment-rate', latePaymentRate, changes);
  const civil = changed('be/civil-rate', civilRate, changes);
  const most = ratesFrom(latePayment);
  return {
    latePayment: { table: latePayment, rates: most },
    civil: { table: civil, rates: lowerRates(most, ratesFrom(civil)) },
  };
}

/** Simple interest: at the rate of the contract or else of the law, and never above the rate between businesses. */
export function interest(
  settings: InterestReadings,
  { latePayment, civil }: Rates,
  person: PersonKind,
  asked: InterestAsked,
  creditor?: LawCreditor,
): Answer<Interest> {
  const consumer = person === 'consumer';
  const none: Interest = { cents: 0, periods: [] };
  if (consumer && creditor?.termsCleared === false) return { value: none, rules: [termsNotCleared] };
  const agreed = creditor?.interestRate;
  const rules: RuleRef[] = [];
  if (agreed !== undefined) {
    rules.push({ name: 'be/interest-of-the-contract', source: 'the contract', confidence: 'derived' });
    if (!consumer) rules.push(ownPolicy('be/interest-not-above-the-law'));
  } else if (consumer) {
    rules.push(withoutClause);
    if (settings.interestWithoutClause === 'none') return { value: none, rules };
  }

  // Nobody bears more than the rate between businesses: a consumer by law, a business that agreed on more by policy.
  const tables: [string, Table<number>][] = [
    [consumer ? 'be/interest-ceiling' : 'be/late-payment-rate', latePayment.table],
  ];
  let rates = latePayment.rates;
  if (agreed === undefined && consumer) {
    rates = civil.rates;
    tables.push(['be/civil-rate', civil.table]);
  }
  const { unknownFrom, ...value } = interestOf(asked, {
    rates,
    agreed,
    dayCount: settings.dayCount,
    capitalised: false,
  });
  for (const [name, table] of tables) rules.push(...ratesBorne(name, table, value.periods));
  rules.push(
    {
      name: 'be/interest-simple',
      source: 'Civil Code, Book 5 (interest on interest)',
      confidence: 'derived',
    },
    {
      name: `be/interest-${settings.dayCount.toLowerCase()}`,
      source: 'no binding rule found',
      confidence: 'doubtful',
    },
  );
  if (unknownFrom === undefined) return { value, rules };
  rules.push(ownPolicy('be/no-rate-no-interest'));
  const lacking =
    tables.find(([, table]) => heldOn(table, unknownFrom) === undefined)?.[1] ?? latePayment.table;
  return { value, rules, missing: missingOn('Interest on late payment', lacking, unknownFrom) };
}

const withoutClause: RuleRef = {
  name: 'be/interest-without-clause',
  source: 'Law of 5 May 1865, art. 2; CEL art. XIX.4 lets nothing be claimed beside a clause',
  confidence: 'doubtful',
};
