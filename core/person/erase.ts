import type { Moment } from '../calendar/moment.ts';
import { change } from '../case/change.ts';
import { personId } from '../case/ids.ts';
import type { Ports } from '../ports.ts';
import { casesOf } from './cases-of.ts';
import { changePerson } from './person.ts';

/** What came of the wish to erase a person; `cases` are those that stand in the way, or that were marked. */
export type Erasing =
  | { erased: Moment; cases: string[] }
  | { refused: 'unknown' }
  | { refused: 'case-open' | 'refund-owed'; cases: string[] };

/**
 * Erases what is known of a debtor: name, addresses, and the number at the creditor. The books stay, as the law wants
 * them kept: amounts, days and invoice numbers, under ids that lead to nobody. So do the facts of the person's journal,
 * which only protect, and whatever somebody typed as a reason. Refused while a case is open or money is owed back.
 *
 * That it was done is noted first, apart from all that can be restored: a crash on the way is made good by doing it
 * again. Again it changes nothing more.
 */
export async function erasePerson(
  ports: Pick<Ports, 'journal' | 'persons' | 'people' | 'erasures' | 'clock' | 'secrets'>,
  creditor: string,
  reference: string,
): Promise<Erasing> {
  const person = personId(ports.secrets.ids, creditor, reference);
  const cases = await casesOf(ports, creditor, reference);
  if (cases.length === 0 && !(await ports.people.get(person))) return { refused: 'unknown' };
  const open = cases.filter((c) => !c.closed);
  if (open.length > 0) return { refused: 'case-open', cases: open.map(({ id }) => id) };
  const owing = cases.filter((c) => c.credit > 0);
  if (owing.length > 0) return { refused: 'refund-owed', cases: owing.map(({ id }) => id) };

  const at = ports.clock.now();
  await ports.erasures.note({ person, at });
  await ports.people.erase(person, at);
  // The addresses that failed are gone: what may come one day with a new claim has not failed.
  await changePerson(ports, person, `erased:${at}`, ({ failedAddresses }) =>
    [...failedAddresses].map((channel) => ({ kind: 'address-changed', channel })),
  );
  for (const { id } of cases) {
    await change(ports, id, `erased:${at}`, (draft) => {
      if (!draft.case.erased) draft.add({ kind: 'erased' });
    });
  }
  return { erased: at, cases: cases.map(({ id }) => id) };
}

/**
 * Erases again whoever was ever erased: after a restore, or a backup would bring them back. What came in of them after
 * they were erased stays.
 *
 * @returns how many erasures there were
 */
export async function reapplyErasures(ports: Pick<Ports, 'erasures' | 'people'>): Promise<number> {
  let count = 0;
  for await (const { person, at } of ports.erasures.all()) {
    await ports.people.erase(person, at);
    count += 1;
  }
  return count;
}
