import type { Day, Moment } from '../../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../../core/case/entry.ts';
import type { DebtorKind, PersonKind } from '../../../core/case/words.ts';
import { later } from '../calendar.ts';
import type { Report } from '../rules.ts';
import { belgianLaw } from './be.ts';
import { germanLaw } from './de.ts';
import type { AddedClaim, Bearing, CreditorTerms, Interruption, Law, NoticeDays, Readings } from './law.ts';
import { dutchLaw } from './nl.ts';

/**
 * The law of one case: people are treated by the law of where they live; what they owe follows from the creditor's
 * law, for consumers from the kinder of the two.
 */
export interface CaseLaw {
  read(entry: Entry): void;
  /** As it is known so far. */
  readonly debtor: DebtorKind;
  /** False where the law of the debtor's country is not written down. */
  readonly known: boolean;
  mayApproach(moment: Moment): boolean;
  defaultDay(claim: AddedClaim, remindedUntil: readonly Day[]): Day | undefined;
  noticeDays(channel: 'letter' | 'email', on: Day, arrived: Day): NoticeDays;
  mostCosts(principal: number, withVat: boolean): number;
  /** Per cent. */
  vat(): number;
  interestFrom(
    claim: AddedClaim,
    remindedUntil: readonly Day[],
    notice: Pick<NoticeDays, 'deliveredOn' | 'lastFreeDay'> | undefined,
  ): Day | undefined;
  knowsRates(from: Day, to: Day): boolean;
  mostInterest(bearing: Bearing): number;
  /** Nothing where the audit has no rule. */
  barredFrom(claim: AddedClaim, interruptions: readonly Interruption[]): Day | undefined;
}

export function lawOf(country: string, readings: Readings = {}): Law | undefined {
  switch (country) {
    case 'NL':
      return dutchLaw(readings.nl);
    case 'BE':
      return belgianLaw(readings.be);
    case 'DE':
      return germanLaw(readings.de);
    default:
      return undefined;
  }
}

/** The law of countries that nobody wrote down: there nothing may be charged, and no hour is the wrong one. */
const nowhere: Law = {
  mayApproach: () => true,
  defaultDay: () => undefined,
  noticeDays: (_channel, on) => ({ deliveredOn: on, lastFreeDay: on, costsFrom: on }),
  mostCosts: () => 0,
  vat: () => 0,
  interestFrom: () => undefined,
  knowsRates: () => false,
  mostInterest: () => 0,
  barredFrom: () => undefined,
};

/** A creditor of whom nothing is known: it may charge what every creditor of the country may. */
const nobody: CreditorTerms = {
  id: '',
  role: 'own-name',
  country: '',
  vat: { canReclaim: true },
  contract: {},
};

export function readLaw(report: Report, creditors: ReadonlyMap<string, CreditorTerms>): CaseLaw {
  let debtor: DebtorKind = 'unknown';
  let known = false;
  let country = '';
  let creditor: CreditorTerms = nobody;
  let residence = nowhere;
  /** One law, or two of which the kinder answer counts. */
  let money: readonly Law[] = [nowhere];

  function open(entry: EntryOf<'case-opened'>): void {
    const terms = creditors.get(entry.creditor);
    if (!terms) report(entry.seq, 'creditor-unknown');
    country = entry.country;
    creditor = terms ?? { ...nobody, country };
    const home = lawOf(country, creditor.law);
    known = home !== undefined;
    residence = home ?? nowhere;
    recognise(entry.debtor);
  }

  function recognise(kind: DebtorKind): void {
    debtor = kind;
    const contract =
      creditor.country === country ? residence : (lawOf(creditor.country, creditor.law) ?? nowhere);
    const kinder = kind === 'consumer' || kind === 'unknown';
    money = contract === residence || !kinder ? [contract] : [contract, residence];
  }

  /** Of whom nobody knows it, the kind that is protected best. */
  const person = (): PersonKind => (debtor === 'unknown' ? 'consumer' : debtor);

  function latest(days: readonly (Day | undefined)[]): Day | undefined {
    return days.reduce((one, other) =>
      one === undefined || other === undefined ? undefined : later(one, other),
    );
  }

  return {
    read(entry) {
      if (entry.kind === 'case-opened') open(entry);
      if (entry.kind === 'debtor-recognised') recognise(entry.debtor);
    },
    get debtor() {
      return debtor;
    },
    get known() {
      return known;
    },
    mayApproach: (moment) => residence.mayApproach(moment),
    defaultDay: (claim, reminded) => latest(money.map((law) => law.defaultDay(person(), claim, reminded))),
    noticeDays(channel, on, arrived) {
      // Each law counts delivery in its own way, so what is recorded says nothing where two are kept.
      const known = money.length === 1 ? arrived : '';
      return money
        .map((law) => law.noticeDays(channel, on, known))
        .reduce((one, other) => ({
          deliveredOn: later(one.deliveredOn, other.deliveredOn),
          lastFreeDay: later(one.lastFreeDay, other.lastFreeDay),
          costsFrom: later(one.costsFrom, other.costsFrom),
        }));
    },
    mostCosts: (principal, withVat) =>
      Math.min(...money.map((law) => law.mostCosts(person(), principal, creditor, withVat))),
    vat: () => Math.max(...money.map((law) => law.vat(creditor))),
    interestFrom: (claim, reminded, notice) =>
      latest(money.map((law) => law.interestFrom(person(), claim, reminded, notice))),
    knowsRates: (from, to) => money.every((law) => law.knowsRates(person(), creditor, from, to)),
    mostInterest: (bearing) => Math.min(...money.map((law) => law.mostInterest(person(), creditor, bearing))),
    barredFrom(claim, interruptions) {
      const days = money.map((law) => law.barredFrom(person(), claim, interruptions));
      return days.filter((day) => day !== undefined).sort()[0];
    },
  };
}
