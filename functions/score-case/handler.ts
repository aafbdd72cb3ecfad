import * as z from 'zod/mini';
import { change } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { today } from '../../core/law/of-case.ts';
import { featuresOf, score } from '../../core/score/score.ts';
import { defineFunction, journeyInput, Nothing, nothing } from '../define.ts';

/** First step of `open-case`: scores the case on what is known at this moment. */
export const scoreCase = defineFunction({
  name: 'score-case',
  input: z.strictObject(journeyInput),
  output: Nothing,
  handle: (ports) => async (input) => {
    await change(ports, input.case, input.state, async (draft) => {
      if (draft.case.closed) return;
      const ctx = await contextOf(ports, draft.case);
      const features = featuresOf(draft.case, ctx, today(ctx.pack, draft.now));
      const scored = score(features);
      draft.add({
        kind: 'scored',
        model: scored.model,
        points: scored.points,
        reasons: scored.reasons,
        receipt: { reason: `Score ${scored.points} of 100.`, inputs: { ...features }, model: scored.model },
      });
    });
    return nothing;
  },
});
