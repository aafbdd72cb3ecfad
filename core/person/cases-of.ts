import type { Case } from '../case/case.ts';
import { find } from '../case/change.ts';
import { caseBase } from '../case/ids.ts';
import { Capacity } from '../case/words.ts';
import type { Ports } from '../ports.ts';

/** The one currency that claims can have. */
const CURRENCY = 'EUR';

/** Every case that a debtor has or had with a creditor, in either capacity, the oldest first. */
export async function casesOf(
  ports: Pick<Ports, 'journal' | 'secrets'>,
  creditor: string,
  reference: string,
): Promise<Case[]> {
  const cases: Case[] = [];
  for (const capacity of Capacity.options) {
    const base = caseBase(ports.secrets.ids, { creditor, reference, capacity, currency: CURRENCY });
    for (let number = 1; ; number++) {
      const c = await find(ports.journal, `${base}-${number}`);
      if (!c) break;
      cases.push(c);
    }
  }
  return cases.sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
}
