import { type Suspending, suspendedBy } from '../law/be-suspension.ts';
import { distinct, personOf } from '../law/of-case.ts';
import type { Draft } from './change.ts';

/**
 * Writes down that the law itself suspends collecting while a task is open that was opened in this draft: what a
 * consumer in Belgium asks for or disputes. The task stops the asking; this says by which rule, and to the creditor too.
 */
export function suspendByLaw(draft: Draft, what: Suspending, task: string): void {
  const c = draft.case;
  if (c.country !== 'BE' || personOf(c) !== 'consumer') return;
  if (!draft.entries.some((entry) => entry.kind === 'task-opened' && entry.task === task)) return;
  const { rules } = suspendedBy(what);
  const [rule] = rules;
  draft.add({
    kind: 'suspended-by-law',
    rule: rule.name,
    task,
    receipt: { reason: 'Suspended until a person has answered.', rules: distinct(rules) },
  });
}
