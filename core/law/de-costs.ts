import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import { roundHalfUp } from '../money/cents.ts';
import { noCosts, withVat } from './costs.ts';
import type { DeSettings } from './de.ts';
import { type FeeScale, feeScale, flatSum, vatRate } from './de-tables.ts';
import type { Answer, Costs, LawCreditor } from './law.ts';
import { heldOn, missingOn, ruleOf } from './tables.ts';

/** G0: a judge who finds an unfair clause may award nothing at all: a person looks at the terms first. */
export const termsNotCleared: RuleRef = {
  name: 'de/g0-terms-not-cleared',
  source: 'Directive 93/13/EEC; §§ 305 to 310 BGB',
  confidence: 'doubtful',
};

/** The percentage of a lawyer's fee that an undisputed claim bears: paid on the first letter, and otherwise. */
export type FeePercent = DeSettings['feePercent'];

/** Which of the fee tables is used: always the one of 2021, or that of 2025 from the day it came into force. */
export type FeeTable = DeSettings['feeTable'];

/** Cents, without VAT. */
export interface CollectionFee {
  fee: number;
  /** Flat sum for post and telephone. */
  expenses: number;
}

/**
 * The most that a collector's work on an undisputed claim may cost who owes: what a lawyer could ask (§ 13e RDG).
 *
 * @param principal cents, of all claims together
 */
export function collectionFee(
  principal: number,
  percent: FeePercent,
  table: FeeTable,
  on: Day,
): Answer<CollectionFee> {
  const held = heldOn(feeScale, on);
  if (held === undefined) {
    const missing = missingOn('Fees of collectors', feeScale, on);
    return { value: { fee: 0, expenses: 0 }, rules: [], missing };
  }
  const row = table === 2021 ? feeScale[0] : held;
  const rules: RuleRef[] = [
    ruleOf('de/collection-fee', row),
    { name: 'de/collection-fee-limit', source: '§ 13e(1) RDG', confidence: 'verified' },
    { name: `de/collection-fee-${percent}-percent`, source: 'No. 2300(2) VV RVG', confidence: 'doubtful' },
  ];
  if (row !== held) {
    const source = '§ 60 RVG: the day on which the collector was engaged decides, and is not known here';
    rules.push({ name: 'de/collection-fee-table-2021', source, confidence: 'doubtful' });
  }
  if (principal <= 0) return { value: { fee: 0, expenses: 0 }, rules };
  const fee = Math.max(row.value.min, roundHalfUp((fullFee(principal, row.value) * percent) / 100));
  const { rate, max } = row.value.expenses;
  return { value: { fee, expenses: Math.min(max, roundHalfUp((fee * rate) / 10_000)) }, rules };
}

function fullFee(principal: number, { small, first, steps }: FeeScale): number {
  if (principal <= small.upTo) return small.fee;
  let fee = first;
  let from = 50_000;
  for (const { upTo, every, more } of steps) {
    fee += Math.ceil(Math.max(0, Math.min(principal, upTo) - from) / every) * more;
    from = upTo;
  }
  return fee;
}

/** Costs of collecting: a collector's, limited, and between businesses at least the flat sum. */
export function costs(
  { feePercent, feeTable }: DeSettings,
  person: PersonKind,
  principals: readonly number[],
  creditor: LawCreditor,
  on: Day,
): Answer<Costs> {
  if (person === 'consumer' && !creditor.termsCleared) return noCosts([termsNotCleared]);
  const principal = principals.reduce((total, cents) => total + cents, 0);
  const collector = creditor.outsourced
    ? collectorsCosts(collectionFee(principal, feePercent, feeTable, on), creditor, on)
    : noCosts([ownWork]);
  if (person === 'consumer') return collector;

  const row = heldOn(flatSum, on);
  if (row === undefined) return { ...collector, missing: missingOn('The flat sum', flatSum, on) };
  const rules = [...collector.rules, ruleOf('de/flat-sum', row), flatOnce];
  const most =
    principal > 0 && collector.value.cents < row.value ? { cents: row.value, vat: 0 } : collector.value;
  return { ...collector, value: most, rules };
}

/** A creditor's own work on its claims is its own affair, and the postage of a reminder is not worth asking for. */
const ownWork: RuleRef = {
  name: 'de/own-work-costs-nothing',
  source: 'BGH 26-06-2019, VIII ZR 95/18',
  confidence: 'from-memory',
};

/** The law gives it for each claim; we ask for it once under a notice, and take a collector's costs as part of it. */
const flatOnce: RuleRef = {
  name: 'de/flat-sum-once',
  source: '§ 288(5) BGB (credited against costs); own policy (once)',
  confidence: 'derived',
};

function collectorsCosts(
  { value, rules, missing }: Answer<CollectionFee>,
  creditor: LawCreditor,
  on: Day,
): Answer<Costs> {
  const net = value.fee + value.expenses;
  if (creditor.canReclaimVat || net === 0) {
    return { value: { cents: net, vat: 0 }, rules, ...(missing !== undefined && { missing }) };
  }
  return withVat({ value: net, rules }, { name: 'de/vat', what: 'VAT on costs', rates: vatRate }, on);
}
