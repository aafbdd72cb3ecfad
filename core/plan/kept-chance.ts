import type { Moment } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Context } from '../case/context.ts';
import type { Instalment } from '../case/entry.ts';
import type { Ports } from '../ports.ts';
import { caseRow, priorFor } from '../score/case-rows.ts';
import { viewNow } from '../score/cases/known.ts';
import { compile } from '../score/glass-box/compile.ts';
import { type Model, probabilityOfScore } from '../score/glass-box/model.ts';

/** How likely somebody keeps a plan, 0 to 1, as the model sees it that was promoted for it. */
export type KeptChance = (instalments: readonly Instalment[]) => number;

/** @param model one that predicts whether a plan is kept */
export async function keptChanceOf(
  model: Model,
  journal: Pick<Ports['journal'], 'read'>,
  c: Case,
  ctx: Context,
  now: Moment,
): Promise<KeptChance | undefined> {
  const view = await viewNow(journal, c, ctx, now, { prior: priorFor(model) });
  if (!view) return undefined;
  const scorer = compile(model);
  return (plan) => probabilityOfScore(scorer.scoreRow(caseRow(model, { ...view, plan })));
}
