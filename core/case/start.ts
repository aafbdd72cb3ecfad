import type { Ports } from '../ports.ts';
import { lacksJourney } from './answer.ts';
import type { Case } from './case.ts';

/**
 * Starts scoring and choosing for a case that lacks a journey; does nothing for any other. The execution's name
 * counts journeys and breakdowns, so that a repeat finds it started.
 */
export async function startOpenCase(ports: Ports, c: Case): Promise<void> {
  if (!lacksJourney(c)) return;
  const breakdowns = [...c.tasks.values()].filter((task) => task.what === 'failure').length;
  const journey = c.journeys + 1;
  await ports.machines.start('open-case', `${c.id}-${journey}-${breakdowns}`, { case: c.id, journey });
}
