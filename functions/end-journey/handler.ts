import * as z from 'zod/mini';
import { runningPlan } from '../../core/case/case.ts';
import { change } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { today } from '../../core/law/of-case.ts';
import { writeContact } from '../../core/message/write.ts';
import { defineFunction, journeyInput, Nothing, nothing } from '../define.ts';

/** Writes how a journey ended, when the case goes on. The journal then starts the next one. */
export const endJourney = defineFunction({
  name: 'end-journey',
  input: z.strictObject({
    ...journeyInput,
    end: z.enum(['unanswered', 'plan-agreed', 'plan-broken', 'answered', 'continued']),
  }),
  output: Nothing,
  handle: (ports) => async (input) => {
    await change(ports, input.case, input.state, async (draft) => {
      const c = draft.case;
      if (c.journey?.journey !== input.journey) return;
      const plan = runningPlan(c);
      draft.add({ kind: 'journey-ended', journey: input.journey, end: input.end });
      if (input.end !== 'plan-broken' || !plan) return;
      const ctx = await contextOf(ports, c);
      draft.add({ kind: 'plan-broken', plan: plan.plan, on: today(ctx.pack, draft.now) });
      await writeContact(draft, ctx, { step: 'plan-broken' });
    });
    return nothing;
  },
});
