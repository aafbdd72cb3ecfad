import type { RuleRef } from '../case/entry.ts';
import type { Answer, Costs } from './law.ts';

/** Claims noticed within so many days are looked at together, so that small ones do not each bear the minimum. */
export const STACKING_DAYS = 184;

const noStacking: RuleRef = {
  name: 'own/no-stacking-of-costs',
  source: 'BIK art. 2 as in force since 2024-10-01, text not read; elsewhere own policy',
  confidence: 'doubtful',
};

/** Notices that ran out in the half year before: the principals they were for, and what they cost. Cents. */
export interface NoticedBefore {
  principals: readonly number[];
  charged: number;
}

/**
 * Costs of one more notice: by the scale, and together with the notices of the half year before never more than the
 * scale over all of it.
 *
 * @param scale what the law gives for principals under one notice
 * @param principals of the claims in this notice, cents
 */
export function costsBeside(
  scale: (principals: readonly number[]) => Answer<Costs>,
  before: NoticedBefore,
  principals: readonly number[],
): Answer<Costs> {
  const alone = scale(principals);
  const together = scale([...before.principals, ...principals]);
  const most = Math.max(0, together.value.cents - before.charged);
  return { ...alone, value: atMost(alone.value, most), rules: [...alone.rules, noStacking] };
}

/**
 * Costs of instalments of which each was noticed on its own, all within half a year, the first one first.
 *
 * @param instalments principal of each, cents
 */
export function costsOfInstalments(
  scale: (principals: readonly number[]) => Answer<Costs>,
  instalments: readonly number[],
): Answer<Costs>[] {
  const answers: Answer<Costs>[] = [];
  let charged = 0;
  for (const [index, principal] of instalments.entries()) {
    const principals = instalments.slice(0, index);
    const answer =
      index === 0 ? scale([principal]) : costsBeside(scale, { principals, charged }, [principal]);
    charged += answer.value.cents;
    answers.push(answer);
  }
  return answers;
}

/** Costs cut to an amount, with the VAT in proportion. */
export function atMost(costs: Costs, most: number): Costs {
  const cents = Math.min(costs.cents, most);
  return { cents, vat: Math.round((costs.vat * cents) / Math.max(1, costs.cents)) };
}
