import type { Channel, Language } from '../../core/case/words.ts';
import type { Message, Postal, Sender } from '../../core/message/message.ts';
import { countryInWords, dayInWords, moneyInWords, oneLine } from './amounts-and-days.ts';
import { countryWords, valuesOfCountry } from './country-words.ts';
import { fill, fixedWords, type Values } from './templates.ts';

/**
 * What the approved texts can name: everything formatted, everything somebody typed on one line.
 * What a message does not have is absent, so that a text which needs it is refused rather than sent with a hole.
 */
export function valuesOf(message: Message, channel: Channel): Values {
  const { from, to, totals, notice, plan, offer, language } = message;
  const money = (cents: number) => moneyInWords(cents, message.currency, language);
  const day = (value: string) => dayInWords(value, language);
  const asked = message.asked ?? totals.outstanding;
  const instalment = plan?.instalment?.cents ?? message.asked;
  const instalmentOn = plan?.instalment?.on ?? message.payBy;

  const values: Record<string, string | number | boolean | undefined> = {
    name: to.name && oneLine(to.name),
    ...valuesOfSender(from, language),
    payLink: oneLine(message.payLink),
    reference: oneLine(message.reference),
    customer: oneLine(to.reference),
    date: day(message.date),
    several: message.claims.length > 1,
    count: message.claims.length,
    open: totals.outstanding > 0,
    amount: money(asked),
    outstanding: money(totals.outstanding),
    interest: totals.interest > 0 ? money(totals.interest) : undefined,
    costs: totals.costs > 0 ? money(totals.costs) : undefined,
    paid: totals.paid > 0 ? money(totals.paid) : undefined,
    // A notice names a term that begins with its delivery; a fixed day beside it would make it void.
    payBy: message.payBy && message.step !== 'notice' ? day(message.payBy) : undefined,
    noticeCosts: notice && money(notice.costs),
    // A claim that was noticed soon after others may bear no costs of its own.
    noticeFree: notice && notice.costs === 0 ? true : undefined,
    noticeVat: notice && notice.vat > 0 ? money(notice.vat) : undefined,
    totalWithCosts: notice && money(asked + notice.costs),
    instalmentAmount: instalment === undefined ? undefined : money(instalment),
    instalmentOn: instalmentOn && day(instalmentOn),
    planCount: plan?.instalments.length,
    planTotal: plan && money(plan.instalments.reduce((total, each) => total + each.cents, 0)),
    offerCount: offer?.length,
    offerAmount: offer?.[0] && money(offer[0].cents),
    expectedOn: message.expectedOn && day(message.expectedOn),
    refundUntil: message.refundUntil && day(message.refundUntil),
    result: message.result && oneLine(message.result),
  };
  const present: Values = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') present[name] = value;
  }
  const words = fixedWords(language);
  present.thisMessage = words.thisMessage[channel];
  // A term can begin later by post than by mail.
  present.byPost = channel === 'letter';
  present.friendly = message.manner?.tone === 'friendly';
  // Somebody who gets a message from an agency must see at once for whom it writes.
  present.sender = from.collector ? fill(words.sender, present) : (present.brand ?? '');
  return { ...present, ...valuesOfCountry(countryWords(message.country, language), present) };
}

/** What texts can name of who writes. */
export function valuesOfSender(from: Sender, language: Language): Values {
  const { collector, creditorNumber, creditorPostal, creditorPhone } = from;
  return {
    brand: oneLine(from.brand),
    creditor: oneLine(from.creditor),
    ...(collector && { collector: oneLine(collector.name) }),
    ...(collector?.registerNumber && { registerNumber: oneLine(collector.registerNumber) }),
    ...(collector?.supervisor && { supervisor: oneLine(collector.supervisor) }),
    ...(creditorNumber && { creditorNumber: oneLine(creditorNumber) }),
    ...(creditorPostal && { creditorPostal: postalInWords(creditorPostal, language) }),
    ...(creditorPhone && { creditorPhone: oneLine(creditorPhone) }),
    postal: postalInWords(from.postal, language),
    accountName: oneLine(from.accountName ?? from.creditor),
    phone: oneLine(from.phone),
    email: oneLine(from.email),
    website: withoutScheme(oneLine(from.website)),
    complaints: withoutScheme(oneLine(from.complaints)),
  };
}

function postalInWords({ street, postcode, city, country }: Postal, language: Language): string {
  return [street, `${postcode} ${city}`, countryInWords(country, language)].map(oneLine).join(', ');
}

/** `https://` says nothing to a reader. */
function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
