import { dayAt } from '../calendar/moment.ts';
import type { Case, Claim, Contact } from '../case/case.ts';
import { type LinkSecrets, payLinkPath, paymentReference } from '../case/ids.ts';
import type { Creditor } from '../creditor/creditor.ts';
import type { Pack } from '../law/law.ts';
import type { Addressee, Message, Sender } from './message.ts';

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
  return {
    contact: contact.contact,
    case: c.id,
    step: contact.step,
    purpose: contact.purpose,
    channel: contact.channel,
    language: contact.language,
    country: pack.country,
    variant: contact.variant,
    ...(c.profile && { profile: c.profile }),
    date: dayAt(contact.sentAt ?? contact.sendAt, pack.zone),
    to,
    from: senderOf(creditor),
    currency: c.currency,
    reference: paymentReference(c.id),
    claims: contact.stated.map((stated) => {
      const claim = c.claims.get(stated.claim);
      return {
        ...stated,
        dueOn: claim?.dueOn ?? '',
        ...(claim?.subject && { subject: claim.subject }),
        ...(claim?.invoicedOn && { invoicedOn: claim.invoicedOn }),
        ...(stated.interest > 0 && claim && { rates: ratesOf(claim, contact.writtenSeq) }),
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
    ...(result && { result }),
    payLink: `${creditor.payPage}/${payLinkPath(links, c.id)}`,
  };
}

/** The rates that were known at an entry, its number included; stretches that follow on at one rate are one. */
export function ratesOf(claim: Claim, seqTo: number): { from: string; to: string; percent: number }[] {
  const shown: { from: string; to: string; percent: number }[] = [];
  for (const { seq, from, to, rate } of claim.rates) {
    if (seq > seqTo) continue;
    const last = shown.at(-1);
    if (last && last.to === from && last.percent === rate / 100) last.to = to;
    else shown.push({ from, to, percent: rate / 100 });
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
  const { contact, account, collector, registerNumber, postal } = creditor;
  return {
    creditor: creditor.name,
    brand: creditor.brand,
    ...(registerNumber && { creditorNumber: registerNumber }),
    ...(postal && { creditorPostal: postal }),
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
