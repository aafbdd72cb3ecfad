import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { Answer, Costs, NoticeTerm, Pack } from './law.ts';

export const bothLaws: RuleRef = {
  name: 'eu/kinder-of-two-laws',
  source: 'Rome I art. 6; own policy where it is unclear which law protects more',
  confidence: 'doubtful',
};
const contractsLaw: RuleRef = {
  name: 'eu/law-of-the-contract',
  source: 'Rome I art. 3 and 4',
  confidence: 'from-memory',
};

/**
 * The law for somebody who lives in one country and owes under the law of another: conduct by the residence, money by
 * the contract. A consumer keeps whatever either law gives: the later day, the lower amount, the shorter limitation.
 */
export function kinder(residence: Pack, contract: Pack, consumer: boolean): Pack {
  const { id, country, zone, closed, contactFrom } = residence;
  const tables = [...residence.tables, ...contract.tables];
  const conduct = { id: `${id}+${contract.id}`, country, zone, closed, contactFrom, tables };

  if (!consumer) {
    const money = <A extends unknown[], T>(ask: (...args: A) => Answer<T>) => {
      return (...args: A): Answer<T> => withRule(ask(...args), contractsLaw);
    };
    return {
      ...conduct,
      defaultFrom: money(contract.defaultFrom),
      noticeNeeded: money(contract.noticeNeeded),
      noticeTerm: money(contract.noticeTerm),
      costs: money(contract.costs),
      interestFrom: money(contract.interestFrom),
      interest: money(contract.interest),
      allocationOrder: money(contract.allocationOrder),
      barredFrom: money(contract.barredFrom),
    };
  }

  return {
    ...conduct,
    defaultFrom: (...args) => laterOf(residence.defaultFrom(...args), contract.defaultFrom(...args)),
    noticeNeeded: (...args) => {
      const [ours, theirs] = [residence.noticeNeeded(...args), contract.noticeNeeded(...args)];
      return both(ours, theirs, ours.value || theirs.value);
    },
    noticeTerm: (...args) => {
      const [ours, theirs] = [residence.noticeTerm(...args), contract.noticeTerm(...args)];
      const later = (day: keyof NoticeTerm) =>
        ours.value[day] > theirs.value[day] ? ours.value[day] : theirs.value[day];
      const value = {
        deliveredOn: later('deliveredOn'),
        lastFreeDay: later('lastFreeDay'),
        costsFrom: later('costsFrom'),
      };
      return both(ours, theirs, value);
    },
    costs: (...args) => lowerCosts(residence.costs(...args), contract.costs(...args)),
    interestFrom: (...args) => laterOf(residence.interestFrom(...args), contract.interestFrom(...args)),
    interest: (...args) => lowerOf(residence.interest(...args), contract.interest(...args)),
    // All three countries take costs first, then interest: there is no kinder one.
    allocationOrder: () => withRule(contract.allocationOrder(), contractsLaw),
    barredFrom: (...args) => {
      const [ours, theirs] = [residence.barredFrom(...args), contract.barredFrom(...args)];
      return both(ours, theirs, ours.value < theirs.value ? ours.value : theirs.value);
    },
  };
}

function withRule<T>(answer: Answer<T>, rule: RuleRef): Answer<T> {
  return { ...answer, rules: [...answer.rules, rule] };
}

/** A value that follows from both laws. What one of them does not know, nobody knows. */
function both<T>(a: Answer<unknown>, b: Answer<unknown>, value: T): Answer<T> {
  const missing = a.missing ?? b.missing;
  return { value, rules: [...a.rules, ...b.rules, bothLaws], ...(missing !== undefined && { missing }) };
}

function laterOf(a: Answer<Day | undefined>, b: Answer<Day | undefined>): Answer<Day | undefined> {
  if (a.value === undefined || b.value === undefined) return both(a, b, undefined);
  return both(a, b, a.value > b.value ? a.value : b.value);
}

/** The lower fee and the lower VAT, each for itself: one law may give the fee, the other no VAT on it. */
function lowerCosts(a: Answer<Costs>, b: Answer<Costs>): Answer<Costs> {
  const vat = Math.min(a.value.vat, b.value.vat);
  const fee = Math.min(a.value.cents - a.value.vat, b.value.cents - b.value.vat);
  return both(a, b, { cents: fee + vat, vat });
}

/** The lower of two amounts, with the periods that belong to it. */
function lowerOf<T extends { cents: number }>(a: Answer<T>, b: Answer<T>): Answer<T> {
  return both(a, b, a.value.cents <= b.value.cents ? a.value : b.value);
}
