import * as z from 'zod/mini';
import { change } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { priorFor } from '../../core/score/case-rows.ts';
import { viewNow } from '../../core/score/cases/known.ts';
import { coldStart } from '../../core/score/cold-start.ts';
import { scoreCase as scored } from '../../core/score/score-case.ts';
import { defineFunction, journeyInput, Nothing, nothing } from '../define.ts';

/** First step of `open-case`: scores the case on what is known at this moment. */
export const scoreCase = defineFunction({
  name: 'score-case',
  input: z.strictObject(journeyInput),
  output: Nothing,
  handle: (ports) => async (input) => {
    await change(ports, input.case, input.state, async (draft) => {
      if (draft.case.closed) return;
      const model = (await ports.models.champion(draft.case.creditor, 'paid-90')) ?? coldStart;
      const ctx = await contextOf(ports, draft.case);
      const prior = priorFor(model);
      const view = await viewNow(ports.journal, draft.case, ctx, draft.now, { prior });
      if (!view) return;
      const { inputs, ...facts } = scored(model, view);
      draft.add({
        kind: 'scored',
        ...facts,
        receipt: { reason: `Likely to be paid in full within 90 days: ${facts.points} %.`, inputs },
      });
    });
    return nothing;
  },
});
