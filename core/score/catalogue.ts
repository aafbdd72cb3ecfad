import type { CaseTarget } from './case-rows.ts';
import { caseFeatures, planFeatures } from './cases/catalogue.ts';
import type { Feature } from './feature.ts';
import type { Direction } from './glass-box/step.ts';
import { invoiceFeatures } from './invoices/catalogue.ts';
import type { InvoiceTarget } from './invoices/rows.ts';

/** Everything that a score of people may know. What is not in here it cannot learn from. */
export const catalogue: readonly Feature[] = [...invoiceFeatures, ...caseFeatures, ...planFeatures];

const byName = new Map(catalogue.map((feature) => [feature.name, feature]));

/** @throws Error for a name that is not in the catalogue: the model is of another version */
export function featureNamed(name: string): Feature {
  const found = byName.get(name);
  if (!found)
    throw new Error(`The model knows a feature "${name}" that this version does not: learn it anew.`);
  return found;
}

/** In which direction each feature may move the score of a target: `late`, one of being paid, a share of it, or `kept`. */
export function directionsFor(target: InvoiceTarget | CaseTarget): Record<string, Direction> {
  const sign = target === 'late' ? 1 : -1;
  return Object.fromEntries(catalogue.map(({ name, lateness }) => [name, (lateness * sign) as Direction]));
}
