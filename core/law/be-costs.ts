import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import { roundHalfUp } from '../money/cents.ts';
import { termsNotCleared } from './be-rules.ts';
import { damagesCeiling, flatCosts } from './be-tables.ts';
import { noCosts } from './costs.ts';
import type { Answer, Costs, LawCreditor } from './law.ts';
import { heldOn, missingOn, ownPolicy, ruleOf } from './tables.ts';

/** What may be charged for being late: to a consumer what the contract names, to a business the flat sum of the law. */
export function costs(
  person: PersonKind,
  principals: readonly number[],
  creditor: LawCreditor,
  on: Day,
): Answer<Costs> {
  const balance = principals.reduce((total, cents) => total + cents, 0);
  if (person !== 'consumer') return flatInBusiness(balance, on);
  if (!creditor.termsCleared) return noCosts([termsNotCleared]);
  const { damages } = creditor;
  if (damages === undefined) {
    return noCosts([{ name: 'be/no-clause-no-damages', source: 'CEL art. XIX.4', confidence: 'verified' }]);
  }
  const ceiling = ceilingOfDamages(balance, on);
  const agreed = damages.flat + roundHalfUp((Math.max(0, balance) * damages.rate) / 10_000);
  const rules = [...ceiling.rules];
  if (agreed < ceiling.value) {
    rules.push({ name: 'be/damages-of-the-contract', source: 'the contract', confidence: 'derived' });
  }
  if (principals.length > 1) rules.push(ownPolicy('be/damages-over-the-sum'));
  return { ...ceiling, ...costsOf(Math.min(agreed, ceiling.value), rules) };
}

/**
 * The most that a clause on damages may give against a consumer, in cents.
 *
 * @param balance cents that are owed under one reminder, all claims together: that is never more than claim by claim
 */
export function ceilingOfDamages(balance: number, on: Day): Answer<number> {
  const row = heldOn(damagesCeiling, on);
  if (row === undefined) {
    return { value: 0, rules: [], missing: missingOn('Damages for late payment', damagesCeiling, on) };
  }
  const rules = [ruleOf('be/damages-ceiling', row)];
  const band = row.value.bands.find(({ upTo }) => balance <= upTo);
  if (balance <= 0 || band === undefined) return { value: 0, rules };
  const cents = band.base + roundHalfUp(((balance - band.above) * band.rate) / 10_000);
  return { value: Math.min(row.value.max, cents), rules };
}

/** Reasonable costs beyond the flat sum may be claimed; they are not charged here. Several claims bear it once. */
function flatInBusiness(balance: number, on: Day): Answer<Costs> {
  const row = heldOn(flatCosts, on);
  if (row === undefined) {
    return { ...noCosts([]), missing: missingOn('Costs between businesses', flatCosts, on) };
  }
  return costsOf(balance > 0 ? row.value : 0, [
    ruleOf('be/business-flat-costs', row),
    ownPolicy('be/flat-costs-once'),
  ]);
}

function costsOf(cents: number, rules: RuleRef[]): Answer<Costs> {
  return { value: { cents, vat: 0 }, rules };
}
