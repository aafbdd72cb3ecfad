import type { Creditor } from '../creditor/creditor.ts';
import { packOf } from '../law/packs.ts';
import type { Addressee } from '../message/message.ts';
import { changePerson } from '../person/person.ts';
import type { NumberedClaimRow, Ports } from '../ports.ts';
import type { Case } from './case.ts';
import { change, type Draft, find } from './change.ts';
import type { ClaimRow } from './claim-row.ts';
import { caseBase, personId } from './ids.ts';
import { capacityOf, type Judged, judge } from './judge.ts';
import { openTask } from './tasks.ts';
import type { DebtorKind } from './words.ts';

/** What became of the claims of one debtor. */
export interface Opened extends Pick<Judged, 'known' | 'small' | 'rejected'> {
  /** The case that holds them; absent when nothing was opened. */
  case?: string;
  /** True when this call opened the case. */
  opened: boolean;
  added: number;
}

/**
 * What would become of the claims of one debtor, and of which case. Writes nothing.
 *
 * @param rows validated rows of one debtor (same `debtorKey`), at least one, with their line numbers
 */
export async function foresee(
  ports: Pick<Ports, 'journal' | 'clock' | 'secrets'>,
  creditor: Creditor,
  rows: readonly NumberedClaimRow[],
): Promise<Judged & { case: string }> {
  const claim = rows[0]?.claim;
  if (!claim) throw new Error('There are no claims to judge.');
  const base = caseBase(ports.secrets.ids, {
    creditor: creditor.id,
    reference: claim.debtorReference,
    capacity: capacityOf(claim),
    currency: claim.currency,
  });
  const seen: Case[] = [];
  let last: Case | undefined;
  do {
    last = await find(ports.journal, `${base}-${seen.length + 1}`);
    if (last) seen.push(last);
  } while (last?.closed);
  // The number of the open case, or of the one to open.
  const number = last ? seen.length : seen.length + 1;
  return { ...judge(rows, seen, creditor, ports.clock.now()), case: `${base}-${number}` };
}

/**
 * Opens a case for a debtor's overdue claims, or adds them to the case that is open. Sending the same claims
 * again, in another file or by another road, changes nothing.
 *
 * @param rows validated rows of one debtor (same `debtorKey`), with their line numbers
 */
export async function openCase(
  ports: Ports,
  creditor: Creditor,
  rows: readonly NumberedClaimRow[],
): Promise<Opened> {
  if (rows.length === 0) return { opened: false, added: 0, known: 0, small: 0, rejected: [] };
  const { fresh, known, small, rejected, case: id } = await foresee(ports, creditor, rows);
  const result: Opened = { opened: false, added: 0, known, small, rejected };
  const first = fresh[0]?.claim;
  if (!first) return result;

  // One row that says who owes says it for all of them.
  const debtor = rows.map(({ claim }) => claim.debtorKind).find((kind) => kind !== 'unknown') ?? 'unknown';
  const person = personId(ports.secrets.ids, creditor.id, first.debtorReference);
  const row = placed(first, rows, await ports.people.get(person));
  await keepDetails(ports, person, row);
  let lost = false;
  const cause = `claims:${fresh.map(({ claim }) => claim.invoice).join(',')}`;
  const { fresh: mine } = await change(ports, id, cause, (draft) => {
    result.added = 0;
    result.opened = !draft.exists;
    if (!draft.exists) begin(draft, creditor, person, row, debtor);
    // Somebody closed the case in this moment: the claims belong in the next one.
    lost = draft.case.closed !== undefined;
    if (lost) return;
    for (const { claim } of fresh) {
      if (draft.case.claims.has(claim.invoice)) continue;
      addClaim(draft, creditor, claim);
      result.added += 1;
    }
    sayWhoOwes(draft, creditor, debtor);
  });
  if (lost) return await openCase(ports, creditor, rows);
  result.case = id;
  // Another delivery of the same claims came first: what it wrote is not ours.
  if (!mine) Object.assign(result, { opened: false, known: result.known + fresh.length, added: 0 });
  return result;
}

/** A row without a country has that of the debtor's other rows, or of the address that we know, before the policy's. */
function placed(row: ClaimRow, rows: readonly NumberedClaimRow[], known: Addressee | undefined): ClaimRow {
  if (!row.countryFrom) return row;
  const said = rows.find(({ claim }) => !claim.countryFrom)?.claim ?? known?.postal;
  if (!said || said.country === row.country) return row;
  const { countryFrom: _, ...rest } = row;
  return { ...rest, country: said.country };
}

function begin(draft: Draft, creditor: Creditor, person: string, row: ClaimRow, debtor: DebtorKind): void {
  draft.add({
    kind: 'case-opened',
    creditor: creditor.id,
    person,
    capacity: capacityOf(row),
    debtor,
    country: row.country,
    currency: row.currency,
    language: row.language ?? creditor.language,
    ...(row.countryFrom && {
      receipt: {
        reason: `The claim names no country. The creditor's policy says that its debtors live in ${row.country}.`,
        inputs: { debtorCountry: row.country },
      },
    }),
    ...(row.invoicesBefore !== undefined && {
      history: { invoices: row.invoicesBefore, late: Math.min(row.lateBefore ?? 0, row.invoicesBefore) },
    }),
  });
}

/** While nobody knows who owes, nobody is asked: a person says it, or the creditor with its next claim. */
function sayWhoOwes(draft: Draft, creditor: Creditor, debtor: DebtorKind): void {
  const c = draft.case;
  if (c.debtor !== 'unknown') return;
  const pack = packOf(creditor, c);
  if (debtor === 'unknown') {
    openTask(draft, { pack }, 'person-kind');
    return;
  }
  draft.add({ kind: 'debtor-recognised', debtor });
  for (const { task, what, closed } of c.tasks.values()) {
    if (what === 'person-kind' && !closed)
      draft.add({ kind: 'task-closed', task, decision: 'go-on', by: creditor.id });
  }
}

function addClaim(draft: Draft, creditor: Creditor, row: ClaimRow): void {
  draft.add({
    kind: 'claim-added',
    claim: row.invoice,
    cents: row.cents,
    dueOn: row.dueOn,
    agreedTerm: row.agreedTerm ?? creditor.contract.agreedTerm,
    termsCleared: row.termsCleared ?? creditor.contract.termsCleared,
    ...(row.contractOn && { contractOn: row.contractOn }),
    ...(row.invoicedOn && { invoicedOn: row.invoicedOn }),
    ...(row.subject && { subject: row.subject }),
    sector: row.sector ?? creditor.sector,
    ...(row.basis && { basis: row.basis }),
  });
}

/** Keeps the latest address, apart from the books; a new one may work where the old one failed. */
async function keepDetails(ports: Ports, person: string, row: ClaimRow): Promise<void> {
  const before = await ports.people.get(person);
  const details: Addressee = {
    reference: row.debtorReference,
    ...(row.name && { name: row.name }),
    ...(row.email && { email: row.email }),
    ...(row.phone && { phone: row.phone }),
    ...(row.street &&
      row.postcode &&
      row.city && {
        postal: { street: row.street, postcode: row.postcode, city: row.city, country: row.country },
      }),
    ...(row.segment && { segment: row.segment }),
    ...(row.addressHeldBy === 'creditor' && { postalHeldByCreditor: true }),
  };
  const merged = { ...before, ...details };
  if (JSON.stringify(before) === JSON.stringify(merged)) return;
  await ports.people.put(person, merged);
  if (!before) return;
  const changed = (['email', 'sms', 'letter'] as const).filter((channel) => {
    const field = channel === 'email' ? 'email' : channel === 'sms' ? 'phone' : 'postal';
    return JSON.stringify(before[field]) !== JSON.stringify(merged[field]);
  });
  if (changed.length === 0) return;
  await changePerson(ports, person, `address:${row.invoice}`, (known) =>
    changed
      .filter((channel) => known.failedAddresses.has(channel))
      .map((channel) => ({ kind: 'address-changed' as const, channel })),
  );
}
