import type { Case } from '../case/case.ts';
import { find } from '../case/change.ts';
import type { Ports } from '../ports.ts';

/** A case of this creditor; undefined when there is none, or it is another's. */
export async function ownCase(ports: Ports, creditor: string, id: string): Promise<Case | undefined> {
  const c = await find(ports.journal, id);
  return c?.creditor === creditor ? c : undefined;
}
