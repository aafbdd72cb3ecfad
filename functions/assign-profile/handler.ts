import * as z from 'zod/mini';
import { change } from '../../core/case/change.ts';
import { outstanding } from '../../core/message/blocked.ts';
import { chooseProfile } from '../../core/segment/profile.ts';
import { defineFunction, journeyInput, Nothing, nothing } from '../define.ts';

/** Second step of `open-case`: the payment profile that decides which journey comes next. */
export const assignProfile = defineFunction({
  name: 'assign-profile',
  input: z.strictObject(journeyInput),
  output: Nothing,
  handle: (ports) => async (input) => {
    await change(ports, input.case, input.state, async (draft) => {
      const c = draft.case;
      if (c.closed || !c.score) return;
      const broken = [...c.plans.values()].filter(({ state }) => state === 'broken');
      const features = { amount: outstanding(c), brokenPlans: broken.length };
      const { profile, reason } = chooseProfile(c, c.score.points, features);
      draft.add({
        kind: 'profile-assigned',
        profile,
        receipt: { reason, inputs: { points: c.score.points, amount: features.amount } },
      });
    });
    return nothing;
  },
});
