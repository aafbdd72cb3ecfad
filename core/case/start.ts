import type { Ports } from '../ports.ts';
import { lacksJourney } from './answer.ts';
import type { Case } from './case.ts';

/**
 * Starts scoring and choosing for a case that lacks a journey; does nothing for any other. The execution's name
 * counts journeys, breakdowns and reopenings, so that a repeat finds it started.
 */
export async function startOpenCase(ports: Ports, c: Case): Promise<'started' | 'exists' | 'not-needed'> {
  if (!lacksJourney(c)) return 'not-needed';
  const failures = [...c.tasks.values()].filter((task) => task.what === 'failure').length;
  const again = failures + (c.kinds.get('reopened') ?? 0) + (c.kinds.get('taken-back') ?? 0);
  const journey = c.journeys + 1;
  return await ports.machines.start('open-case', `${c.id}-${journey}-${again}`, { case: c.id, journey });
}
