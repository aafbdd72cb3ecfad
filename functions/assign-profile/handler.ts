import * as z from 'zod/mini';
import { change } from '../../core/case/change.ts';
import { defaultCutOffs } from '../../core/segment/cut-offs.ts';
import { hardshipBefore } from '../../core/segment/hardship-before.ts';
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
      const model = await ports.models.champion(c.creditor, 'paid-90');
      // Cut-offs belong to the model that they were fitted with.
      const cutOffs = (model?.hash === c.score.hash && model?.profiles) || defaultCutOffs;
      const before = await hardshipBefore(ports.journal, c.id, draft.now);
      const { profile, reason, inputs } = chooseProfile(c, c.score.points, cutOffs, before);
      draft.add({ kind: 'profile-assigned', profile, receipt: { reason, inputs } });
    });
    return nothing;
  },
});
