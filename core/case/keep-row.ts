import { packOf } from '../law/packs.ts';
import type { Ports } from '../ports.ts';
import { nextMoment } from './answer.ts';
import { load } from './change.ts';

/** Writes a case's row in the lists as its journal says: its state, and when something should happen next. */
export async function keepRow(
  ports: Pick<Ports, 'journal' | 'creditors' | 'lists'>,
  id: string,
): Promise<void> {
  let wrote: boolean;
  do {
    const c = await load(ports.journal, id);
    const next = nextMoment(c, { pack: packOf(await ports.creditors.get(c.creditor), c) });
    wrote = await ports.lists.put({
      case: c.id,
      seq: c.seq,
      creditor: c.creditor,
      state: c.closed ? 'closed' : 'open',
      ...(next && { next }),
    });
  } while (wrote);
}
