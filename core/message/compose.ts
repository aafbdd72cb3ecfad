import { dayAt } from '../calendar/moment.ts';
import type { Case, Claim, Contact } from '../case/case.ts';
import { type LinkSecrets, payLinkPath, paymentReference } from '../case/ids.ts';
import type { Creditor } from '../creditor/creditor.ts';
import { refundableUntil } from '../law/eu.ts';
import type { Pack } from '../law/law.ts';
import type { Addressee, Message, Sender, ShownRate } from './message.ts';

/**
 * The message that a contact is, as its reader sees it: from the journal, the policy and the personal data.
 * Amounts, dates and arrangements are those that were decided when it was written; sender, address and approved text
 * are today's.
 */
export function compose(
  c: Case,
  contact: Contact,
  parties: { creditor: Creditor; pack: Pack; to: Addressee; links: LinkSecrets },
): Message {
  const { creditor, pack, to, links } = parties;
  const plan = contact.plan ? c.plans.get(contact.plan) : undefined;
  const number = contact.instalment;
  const instalment = number === undefined ? undefined : plan?.instalments[number - 1];
  const result = resultOf(c, contact);
  const vat = c.vat.reduce((sum, one) => (one.seq < contact.writtenSeq ? sum + one.cents : sum), 0);
  // § 13a(1) no. 3 RDG wants what bears the interest. Without interest on interest it is the principal.
  const withBase = pack.country === 'DE' && creditor.country === 'DE';
  return {
    contact: contact.contact,
    case: c.id,
    step: contact.step,
    purpose: contact.purpose,
    channel: contact.channel,
    language: contact.language,
    country: pack.country,
    variant: contact.variant,
    ...(contact.manner && { manner: contact.manner }),
    ...(c.profile && { profile: c.profile }),
    date: dayAt(contact.sentAt ?? contact.sendAt, pack.zone),
    to,
    from: senderOf(creditor),
    currency: c.currency,
    reference: paymentReference(c.id, creditor),
    claims: contact.stated.map((stated) => {
      const claim = c.claims.get(stated.claim);
      return {
        ...stated,
        dueOn: claim?.dueOn ?? '',
        ...(claim?.subject && { subject: claim.subject }),
        ...(claim?.contractOn && { contractOn: claim.contractOn }),
        ...(claim?.invoicedOn && { invoicedOn: claim.invoicedOn }),
        ...(stated.interest > 0 && claim && { rates: ratesOf(claim, contact.writtenSeq, withBase) }),
      };
    }),
    totals: {
      principal: total(contact, 'principal'),
      interest: total(contact, 'interest'),
      costs: total(contact, 'costs'),
      paid: total(contact, 'paid'),
      outstanding: total(contact, 'outstanding'),
      ...(vat > 0 && { vat }),
    },
    ...(contact.cents && { asked: contact.cents }),
    ...(contact.payBy && { payBy: contact.payBy }),
    ...(contact.notice && { notice: { costs: contact.notice.costs, vat: contact.notice.vat } }),
    ...(plan?.state === 'proposed' && { offer: plan.instalments }),
    ...(plan &&
      plan.state !== 'proposed' && {
        plan: { instalments: plan.instalments, ...(instalment && { instalment }) },
      }),
    ...(contact.expectedOn && { expectedOn: contact.expectedOn }),
    ...(contact.step === 'direct-debit-noted' &&
      contact.expectedOn && { refundUntil: refundableUntil(contact.expectedOn) }),
    ...(result && { result }),
    payLink: `${creditor.payPage}/${payLinkPath(links, c.id)}`,
  };
}

/**
 * The rates that were known at an entry, its number included; stretches that follow on at one rate are one.
 *
 * @param withBase whether each says on what it was counted
 */
export function ratesOf(claim: Claim, seqTo: number, withBase = false): ShownRate[] {
  const shown: ShownRate[] = [];
  for (const { seq, from, to, rate, base } of claim.rates) {
    if (seq > seqTo) continue;
    const next: ShownRate = { from, to, percent: rate / 100, ...(withBase && { base }) };
    const last = shown.at(-1);
    if (last && last.to === from && last.percent === next.percent && last.base === next.base) last.to = to;
    else shown.push(next);
  }
  return shown;
}

function total(contact: Contact, what: 'principal' | 'interest' | 'costs' | 'paid' | 'outstanding'): number {
  return contact.stated.reduce((sum, claim) => sum + claim[what], 0);
}

function resultOf(c: Case, contact: Contact): string | undefined {
  if (contact.step === 'case-closed') return c.closed?.outcome;
  if (contact.step === 'handed-over') return c.handedOverTo;
  if (contact.step !== 'dispute-answered') return undefined;
  const about = contact.task ? c.tasks.get(contact.task)?.about : undefined;
  return about ? c.disputes.get(about)?.answered : undefined;
}

/** A creditor as its debtors must be able to recognise it. */
export function senderOf(creditor: Creditor): Sender {
  const { contact, account, collector, registerNumber, postal, phone } = creditor;
  return {
    creditor: creditor.name,
    brand: creditor.brand,
    ...(registerNumber && { creditorNumber: registerNumber }),
    ...(postal && { creditorPostal: postal }),
    ...(phone && { creditorPhone: phone }),
    ...(collector && {
      collector: {
        name: collector.name,
        ...(collector.registerNumber && { registerNumber: collector.registerNumber }),
        ...(collector.supervisor && { supervisor: collector.supervisor }),
      },
    }),
    iban: account.iban,
    accountName: account.name,
    email: contact.email,
    phone: contact.phone,
    website: contact.website,
    postal: contact.postal,
    complaints: contact.complaints,
  };
}
