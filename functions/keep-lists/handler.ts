import { nextMoment } from '../../core/case/answer.ts';
import { load } from '../../core/case/change.ts';
import { packFor } from '../../core/law/packs.ts';
import { defineFunction, Nothing, nothing, Written } from '../define.ts';

/** Listens to every entry and keeps one row a case: its state, and when something should happen next. */
export const keepLists = defineFunction({
  name: 'keep-lists',
  input: Written,
  output: Nothing,
  listens: 'everything',
  handle: (ports) => async (written) => {
    let wrote: boolean;
    do {
      const c = await load(ports.journal, written.case);
      const next = nextMoment(c, { pack: packFor(c.country) });
      wrote = await ports.lists.put({
        case: c.id,
        seq: c.seq,
        creditor: c.creditor,
        state: c.closed ? 'closed' : 'open',
        ...(next && { next }),
      });
    } while (wrote);
    return nothing;
  },
});
