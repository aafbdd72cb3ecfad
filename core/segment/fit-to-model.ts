import type { Moment } from '../calendar/moment.ts';
import type { Entry } from '../case/entry.ts';
import { caseRow, firstScores, priorFor } from '../score/case-rows.ts';
import { compile } from '../score/glass-box/compile.ts';
import { type Model, probabilityOfScore, sealed } from '../score/glass-box/model.ts';
import { fitCutOffs } from './fit-cut-offs.ts';
import { outcomeOf } from './outcome-of.ts';

/**
 * A model with the cut-offs that fit its scores and a portfolio: where enough is known. Each case counts with the chance that
 * this model gives it for the moment at which it was first scored.
 *
 * @param model one of being paid within 90 days
 * @param until nothing of this moment or later is looked at
 */
export function withCutOffs(
  { hash: _, ...model }: Model,
  journals: readonly (readonly Entry[])[],
  until: Moment,
): Model {
  const scorer = compile(model);
  const rows = firstScores(journals, until, priorFor(model)).flatMap(({ view, begun, end }) => {
    const points = Math.round(probabilityOfScore(scorer.scoreRow(caseRow(model, view))) * 100);
    const outcome = outcomeOf(begun, end, until);
    return outcome ? [{ ...outcome, points }] : [];
  });
  const { cutOffs, evidence } = fitCutOffs(rows);
  const fitted = Object.values(evidence).some((one) => one.fitted);
  return sealed({ ...model, ...(fitted && { profiles: cutOffs }) });
}
