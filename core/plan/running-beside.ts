import { type Case, runningPlan } from '../case/case.ts';
import { casesAfter, casesBefore } from '../person/cases-of.ts';
import type { CaseJournal } from '../ports.ts';
import { nextInstalment } from './progress.ts';

/**
 * What a debtor pays a month for plans in other cases of theirs with this creditor, in the same capacity and currency,
 * cents. A case has others that are open only where one was opened again. Reads nothing for a first case.
 */
export async function runningBeside(journal: CaseJournal, c: Case): Promise<number> {
  const others = [...(await casesBefore(journal, c.id)), ...(await casesAfter(journal, c))];
  return others.reduce((sum, other) => sum + monthly(other), 0);
}

/** The largest instalment that is still to be paid. */
function monthly(c: Case): number {
  const from = (nextInstalment(c)?.number ?? Number.POSITIVE_INFINITY) - 1;
  const left = runningPlan(c)?.instalments.slice(from) ?? [];
  return Math.max(0, ...left.map(({ cents }) => cents));
}
