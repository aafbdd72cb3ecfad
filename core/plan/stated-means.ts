import { type Moment, secondsBetween } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import { change } from '../case/change.ts';
import type { Ports } from '../ports.ts';

/**
 * For so long counts what somebody says they can spare. Own policy: wages, rents and allowances change about once a year,
 * and nobody is held to an older word.
 */
const COUNTS_DAYS = 365;

/**
 * What somebody last said they can spare a month, cents: undefined where they said nothing, took it back, or said it too
 * long ago, and where the case is closed or its person was erased. It shapes what is proposed and can make a profile kinder;
 * it never reaches a score.
 */
export function statedMeans(c: Case, now: Moment): number | undefined {
  if (!c.means || c.closed || c.erased) return undefined;
  const { cents, at } = c.means;
  return secondsBetween(at, now) <= COUNTS_DAYS * 86_400 ? cents : undefined;
}

/**
 * Keeps what somebody says they can spare a month: the amount and nothing else. Who says the same again changes nothing.
 *
 * @param c the case as it was when they said it
 */
export async function stateMeans(
  ports: Pick<Ports, 'journal' | 'clock'>,
  c: Case,
  cents: number,
): Promise<Case> {
  const changed = await change(ports, c.id, `means:${c.seq}:${cents}`, (draft) => {
    if (draft.case.closed || statedMeans(draft.case, draft.now) === cents) return;
    draft.add({ kind: 'means-stated', cents });
  });
  return changed.case;
}

/** Takes back what somebody said they can spare; where they said nothing it changes nothing. */
export async function withdrawMeans(ports: Pick<Ports, 'journal' | 'clock'>, c: Case): Promise<Case> {
  const changed = await change(ports, c.id, `means:${c.seq}:withdrawn`, (draft) => {
    if (draft.case.means) draft.add({ kind: 'means-withdrawn' });
  });
  return changed.case;
}
