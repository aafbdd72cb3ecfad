import type { Case } from '../case/case.ts';
import { find } from '../case/change.ts';
import { caseBase } from '../case/ids.ts';
import { Capacity } from '../case/words.ts';
import type { CaseJournal, Ports } from '../ports.ts';

/** The one currency that claims can have. */
const CURRENCY = 'EUR';

/** Cases beside a case that are looked at: older ones say little, and each is a journal to read. */
const MOST_BESIDE = 12;

/**
 * The cases of a case's debtor before it, in the same capacity and currency, the oldest first. Reads nothing for a first
 * case. Cases of somebody who was erased are left out: what they tell was to be forgotten.
 */
export async function casesBefore(journal: CaseJournal, id: string): Promise<Case[]> {
  const { base, number } = placeOf(id);
  return await readCases(journal, base, Math.max(1, number - MOST_BESIDE), number - 1);
}

/** Its cases after it, likewise. There are some only where it was closed and opened again: else nothing is read. */
export async function casesAfter(journal: CaseJournal, c: Case): Promise<Case[]> {
  if (!c.kinds.has('reopened') && !c.kinds.has('taken-back')) return [];
  const { base, number } = placeOf(c.id);
  return await readCases(journal, base, number + 1, number + MOST_BESIDE);
}

async function readCases(journal: CaseJournal, base: string, from: number, to: number): Promise<Case[]> {
  const cases: Case[] = [];
  for (let number = from; number <= to; number++) {
    const c = await find(journal, `${base}-${number}`);
    if (!c) break;
    if (!c.erased) cases.push(c);
  }
  return cases;
}

function placeOf(id: string): { base: string; number: number } {
  const dash = id.lastIndexOf('-');
  return { base: id.slice(0, dash), number: Number(id.slice(dash + 1)) };
}

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
