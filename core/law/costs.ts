import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import { roundHalfUp } from '../money/cents.ts';
import type { Answer, Costs, Table } from './law.ts';
import { heldOn, missingOn, ruleOf } from './tables.ts';

/** Nothing may be charged, and by which rules. */
export function noCosts(rules: RuleRef[]): Answer<Costs> {
  return { value: { cents: 0, vat: 0 }, rules };
}

/**
 * Costs and the VAT on them, where the creditor cannot deduct it.
 *
 * @param net cents without VAT, and the rules they follow from
 * @param what how the VAT is called where nobody has read its rate
 */
export function withVat(
  { value: net, rules }: Answer<number>,
  { name, what, rates }: { name: string; what: string; rates: Table<number> },
  on: Day,
): Answer<Costs> {
  const row = heldOn(rates, on);
  if (row === undefined) return { value: { cents: net, vat: 0 }, rules, missing: missingOn(what, rates, on) };
  const vat = roundHalfUp((net * row.value) / 10_000);
  return { value: { cents: net + vat, vat }, rules: [...rules, ruleOf(name, row)] };
}
