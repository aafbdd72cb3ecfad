import { load } from '../../core/case/change.ts';
import { startOpenCase } from '../../core/case/start.ts';
import { defineFunction, Nothing, nothing, Written } from '../define.ts';

/** Listens for what can leave an open case without a journey, and starts `open-case` for it. */
export const startCase = defineFunction({
  name: 'start-case',
  input: Written,
  output: Nothing,
  listens: ['case-opened', 'journey-ended', 'task-closed', 'reopened', 'taken-back'],
  handle: (ports) => async (written) => {
    await startOpenCase(ports, await load(ports.journal, written.case));
    return nothing;
  },
});
