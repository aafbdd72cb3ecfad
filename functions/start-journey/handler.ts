import * as z from 'zod/mini';
import { change } from '../../core/case/change.ts';
import { chooseJourney } from '../../core/segment/profile.ts';
import { defineFunction, journeyInput } from '../define.ts';

/**
 * Last step of `open-case`: writes that the journey starts and starts its machine. The name of the execution
 * is the case and the journey's number, so a repeat finds it started.
 */
export const startJourney = defineFunction({
  name: 'start-journey',
  input: z.strictObject(journeyInput),
  output: z.strictObject({ started: z.boolean() }),
  handle: (ports) => async (input) => {
    const { case: c } = await change(ports, input.case, input.state, (draft) => {
      const { case: before } = draft;
      if (before.closed || before.journey || input.journey !== before.journeys + 1) return;
      draft.add({ kind: 'journey-started', journey: input.journey, machine: chooseJourney(before) });
    });
    if (c.journey?.journey !== input.journey) return { started: false };
    await ports.machines.start(c.journey.machine, `${c.id}-${input.journey}`, {
      case: c.id,
      journey: input.journey,
    });
    return { started: true };
  },
});
