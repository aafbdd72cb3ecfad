import type { Moment } from '../calendar/moment.ts';
import { caseRow, type FirstScore } from '../score/case-rows.ts';
import { compile } from '../score/glass-box/compile.ts';
import { type Model, probabilityOfScore, sealed } from '../score/glass-box/model.ts';
import { fitCutOffs } from './fit-cut-offs.ts';
import { outcomeOf } from './outcome-of.ts';

/** What a model says of cases at the moment at which they were first scored, in per cent. */
export function pointsOf(model: Omit<Model, 'hash'>, firsts: readonly FirstScore[]): number[] {
  const scorer = compile(model);
  return firsts.map(({ view }) =>
    Math.round(probabilityOfScore(scorer.scoreRow(caseRow(model, view))) * 100),
  );
}

/**
 * A model with the cut-offs that fit its scores and a portfolio: where enough is known. Each case counts with the chance that
 * this model gives it for the moment at which it was first scored.
 *
 * @param model one of being paid within 90 days
 * @param fresh cases that the model did not learn from: of those it did it says too surely what came
 * @param until nothing of this moment or later is known of them
 */
export function withCutOffs(
  { hash: _, ...model }: Model,
  fresh: readonly FirstScore[],
  until: Moment,
): Model {
  const points = pointsOf(model, fresh);
  const rows = fresh.flatMap(({ begun, end }, at) => {
    const outcome = outcomeOf(begun, end, until);
    return outcome ? [{ ...outcome, points: points[at] as number }] : [];
  });
  const { cutOffs, evidence } = fitCutOffs(rows);
  const fitted = Object.values(evidence).some((one) => one.fitted);
  return sealed({ ...model, ...(fitted && { profiles: cutOffs }) });
}
