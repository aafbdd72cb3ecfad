import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import { type LimitationTerms, limitation } from './be-tables.ts';
import type { Answer, Interruption, LawClaim } from './law.ts';
import { inOrder, lapsesAfter } from './limitation.ts';
import { heldOn, restingOn, ruleOf } from './tables.ts';

/** Which readings of the law of limitation are used: see `BeSettings`. */
export interface LimitationReadings {
  shortForConsumerSales: boolean;
  unclearIsShortest: boolean;
  demandsAreFormalNotices: boolean;
}

/** Sectors whose bills lapse after five years, whoever owes them and whatever was sold. */
const networks: ReadonlySet<string> = new Set(['energy', 'water', 'telecom']);

const presumedPaid: RuleRef = {
  name: 'be/limitation-presumed-paid',
  source: 'old Civil Code arts. 2272 and 2274: one year, unless there is a written acknowledgement',
  confidence: 'doubtful',
};
const network: RuleRef = {
  name: 'be/limitation-network',
  source: 'old Civil Code art. 2277, second paragraph (law of 6 July 2017)',
  confidence: 'verified',
};
const unclear: RuleRef = {
  name: 'be/limitation-unclear',
  source: 'old Civil Code arts. 2262bis, 2272 or 2277: nobody said what the claim is for',
  confidence: 'doubtful',
};
const interrupted: RuleRef = {
  name: 'be/limitation-interrupted',
  source: 'old Civil Code arts. 2244 and 2248',
  confidence: 'verified',
};
const formalNotice: RuleRef = {
  name: 'be/limitation-formal-notice',
  source: 'old Civil Code art. 2244 §2 (law of 23 May 2013): once, by a lawyer or bailiff, registered',
  confidence: 'doubtful',
};
const mereDemand: RuleRef = {
  name: 'be/limitation-demand-does-not-interrupt',
  source: 'old Civil Code art. 2244',
  confidence: 'verified',
};

/**
 * The first day on which a claim is time-barred. An acknowledgement or a writ starts a term as long as the first; while
 * a case is in court the law lets the term stand still, which is not counted here: the earlier day is the kinder one.
 */
export function barredFrom(
  readings: LimitationReadings,
  person: PersonKind,
  claim: LawClaim,
  interruptions: readonly Interruption[],
): Answer<Day> {
  const held = heldOn(limitation, claim.dueOn);
  const row = held ?? limitation[0];
  const { years, rules } = termOf(readings, person, claim, row.value);
  rules.unshift(ruleOf('be/limitation', row));

  let barred = lapsesAfter(claim.dueOn, years);
  let noticed = false;
  for (const { on, how } of inOrder(interruptions)) {
    if (on < claim.dueOn || on >= barred) continue;
    if (how !== 'demand') {
      barred = lapsesAfter(on, years);
      if (!rules.includes(interrupted)) rules.push(interrupted);
    } else if (!readings.demandsAreFormalNotices) {
      if (!rules.includes(mereDemand)) rules.push(mereDemand);
    } else if (!noticed) {
      noticed = true;
      const renewed = lapsesAfter(on, row.value.formalNotice);
      if (renewed > barred) barred = renewed;
      rules.push(formalNotice);
    }
  }
  return restingOn({ value: barred, rules }, 'Limitation', limitation, claim.dueOn);
}

function termOf(
  { shortForConsumerSales, unclearIsShortest }: LimitationReadings,
  person: PersonKind,
  { basis, sector }: LawClaim,
  terms: LimitationTerms,
): { years: number; rules: RuleRef[] } {
  if (basis === 'judgment') return { years: terms.otherwise.judgment, rules: [] };
  if (sector !== undefined && networks.has(sector)) return { years: terms.network, rules: [network] };
  const short = person === 'consumer' && shortForConsumerSales;
  if (basis === undefined) {
    const shortest = short ? terms.consumerSale : terms.otherwise.periodic;
    return { years: unclearIsShortest ? shortest : terms.otherwise.service, rules: [unclear] };
  }
  if (basis === 'sale' && person === 'consumer') {
    return { years: short ? terms.consumerSale : terms.otherwise.sale, rules: [presumedPaid] };
  }
  return { years: terms.otherwise[basis], rules: [] };
}
