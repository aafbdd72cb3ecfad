import { load } from '../../core/case/change.ts';
import { wake } from '../../core/case/wait.ts';
import { defineFunction, Nothing, nothing, Written } from '../define.ts';

/** Listens for whatever can answer a waiting journey, re-reads the case, and answers its token. */
export const wakeCase = defineFunction({
  name: 'wake-case',
  input: Written,
  output: Nothing,
  listens: [
    'case-closed',
    'journey-ended',
    'follow-up-due',
    'payment-received',
    'plan-agreed',
    'task-opened',
    'task-closed',
    'contact-bounced',
    'contact-returned',
    'contact-refused',
  ],
  handle: (ports) => async (written) => {
    await wake(ports, await load(ports.journal, written.case));
    return nothing;
  },
});
