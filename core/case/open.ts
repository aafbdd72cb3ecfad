import type { Moment } from '../calendar/moment.ts';
import type { Creditor } from '../creditor/creditor.ts';
import { today } from '../law/of-case.ts';
import { lawKnown, packFor } from '../law/packs.ts';
import type { Addressee } from '../message/message.ts';
import { sum } from '../money/cents.ts';
import { changePerson } from '../person/person.ts';
import type { NumberedClaimRow, Ports } from '../ports.ts';
import type { Case } from './case.ts';
import { change, type Draft } from './change.ts';
import type { ClaimRow } from './claim-row.ts';
import { fold } from './fold.ts';
import { caseBase, personId } from './ids.ts';
import type { Capacity } from './words.ts';

/** What became of the claims of one debtor. */
export interface Opened {
  /** The case that holds them; absent when nothing was opened. */
  case?: string;
  /** True when this call opened the case. */
  opened: boolean;
  added: number;
  /** Claims that were there already, word for word. */
  known: number;
  /** Claims left alone because together they stay below the amount from which this creditor opens a case. */
  small: number;
  rejected: { row: number; field: string; reason: string }[];
}

export function capacityOf(row: ClaimRow): Capacity {
  return row.debtorKind === 'natural-business' || row.debtorKind === 'legal' ? 'business' : 'private';
}

/** Rows of one debtor in one capacity and currency belong in one case. */
export function debtorKey(row: ClaimRow): string {
  return JSON.stringify([row.debtorReference, capacityOf(row), row.currency]);
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
  const first = rows[0];
  const result: Opened = { opened: false, added: 0, known: 0, small: 0, rejected: [] };
  if (!first) return result;
  const { claim: row } = first;
  if (!lawKnown(row.country)) {
    result.rejected = rows.map((one) => ({
      row: one.row,
      field: 'country',
      reason: `The law of ${row.country} is not written down here yet: collect this one by another way.`,
    }));
    return result;
  }
  const person = personId(ports.secrets.ids, creditor.id, row.debtorReference);
  const base = caseBase(ports.secrets.ids, {
    creditor: creditor.id,
    reference: row.debtorReference,
    capacity: capacityOf(row),
    currency: row.currency,
  });
  const { number, seen } = await findCase(ports, base);
  const fresh = sort(rows, seen, ports.clock.now(), row.country, result);
  if (fresh.length === 0) return result;

  const id = `${base}-${number}`;
  const isNew = !seen.has(id);
  if (isNew && sum(fresh.map(({ claim }) => claim)) < creditor.thresholds.open) {
    result.small = fresh.length;
    return result;
  }
  await keepDetails(ports, person, row);
  let lost = false;
  const cause = `claims:${fresh.map(({ claim }) => claim.invoice).join(',')}`;
  const { fresh: mine } = await change(ports, id, cause, (draft) => {
    result.added = 0;
    result.opened = !draft.exists;
    if (!draft.exists) begin(draft, creditor, person, row);
    // Somebody closed the case in this moment: the claims belong in the next one.
    lost = draft.case.closed !== undefined;
    if (lost) return;
    for (const { claim } of fresh) {
      if (draft.case.claims.has(claim.invoice)) continue;
      addClaim(draft, creditor, claim);
      result.added += 1;
    }
  });
  if (lost) return await openCase(ports, creditor, rows);
  result.case = id;
  // Another delivery of the same claims came first: what it wrote is not ours.
  if (!mine) Object.assign(result, { opened: false, known: result.known + fresh.length, added: 0 });
  return result;
}

/** The number of the open case, or of the one to open; and all earlier cases by id. */
async function findCase(ports: Ports, base: string): Promise<{ number: number; seen: Map<string, Case> }> {
  const seen = new Map<string, Case>();
  for (let number = 1; ; number++) {
    const id = `${base}-${number}`;
    const c = fold(await ports.journal.read(id));
    if (!c) return { number, seen };
    seen.set(id, c);
    if (!c.closed) return { number, seen };
  }
}

/** Leaves out what is known, and rejects what contradicts it or is not overdue. */
function sort(
  rows: readonly NumberedClaimRow[],
  seen: ReadonlyMap<string, Case>,
  now: Moment,
  country: string,
  result: Opened,
): NumberedClaimRow[] {
  const day = today(packFor(country), now);
  const taken = new Map<string, ClaimRow>();
  return rows.filter(({ row, claim }) => {
    for (const c of seen.values()) {
      const known = c.claims.get(claim.invoice);
      if (!known) continue;
      if (known.cents === claim.cents && known.dueOn === claim.dueOn) result.known += 1;
      else reject(row, claim);
      return false;
    }
    const twin = taken.get(claim.invoice);
    if (twin) {
      if (twin.cents === claim.cents && twin.dueOn === claim.dueOn) result.known += 1;
      else reject(row, claim);
      return false;
    }
    if (claim.dueOn >= day) {
      result.rejected.push({
        row,
        field: 'dueOn',
        reason: `Due on ${claim.dueOn}, so not overdue yet: send it again after that day.`,
      });
      return false;
    }
    taken.set(claim.invoice, claim);
    return true;
  });

  function reject(row: number, claim: ClaimRow): void {
    result.rejected.push({
      row,
      field: 'invoice',
      reason: `Invoice ${claim.invoice} was sent before with another amount or due date. Credit the old one, or use a new number.`,
    });
  }
}

function begin(draft: Draft, creditor: Creditor, person: string, row: ClaimRow): void {
  draft.add({
    kind: 'case-opened',
    creditor: creditor.id,
    person,
    capacity: capacityOf(row),
    debtor: row.debtorKind,
    country: row.country,
    currency: row.currency,
    language: row.language ?? creditor.language,
    ...(row.invoicesBefore !== undefined && {
      history: { invoices: row.invoicesBefore, late: Math.min(row.lateBefore ?? 0, row.invoicesBefore) },
    }),
  });
}

function addClaim(draft: Draft, creditor: Creditor, row: ClaimRow): void {
  draft.add({
    kind: 'claim-added',
    claim: row.invoice,
    cents: row.cents,
    dueOn: row.dueOn,
    agreedTerm: row.agreedTerm ?? creditor.contract.agreedTerm,
    termsCleared: row.termsCleared ?? creditor.contract.termsCleared,
    ...(row.invoicedOn && { invoicedOn: row.invoicedOn }),
    ...(row.subject && { subject: row.subject }),
    sector: row.sector ?? creditor.sector,
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
