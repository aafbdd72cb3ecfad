import type { Day } from '../calendar/moment.ts';
import type { Instalment, StatedClaim } from '../case/entry.ts';
import type { Channel, Language, Profile, Purpose, Step } from '../case/words.ts';
import type { Manner } from '../segment/groups.ts';

/** A postal address as it is printed. */
export interface Postal {
  street: string;
  postcode: string;
  city: string;
  country: string;
}

/** Where somebody can be reached. Personal data: never in logs, journals or bus events. */
export interface Addressee {
  name?: string;
  email?: string;
  phone?: string;
  postal?: Postal;
  /** True when only the creditor knows the address: the print house adds it by the debtor reference. */
  postalHeldByCreditor?: boolean;
  /** What kind of customer the creditor says they are, in its own words. */
  segment?: string;
  /** The creditor's number for the debtor. */
  reference: string;
}

/** Who asks, as the reader must be able to recognise it. */
export interface Sender {
  /** Legal name of the party to whom the money is owed. */
  creditor: string;
  /** Name and look under which we write. */
  brand: string;
  /** The creditor's number in the register of companies. */
  creditorNumber?: string;
  /** The creditor's own address, when `postal` is that of whoever collects. */
  creditorPostal?: Postal;
  /** The creditor's own telephone number, when `phone` is that of whoever collects. */
  creditorPhone?: string;
  /** Who writes, when that is not the creditor: an agency or assignee, with its register number and who supervises it. */
  collector?: { name: string; registerNumber?: string; supervisor?: string };
  iban?: string;
  accountName?: string;
  email: string;
  phone: string;
  website: string;
  postal: Postal;
  /** Where complaints go: a web address or e-mail address. */
  complaints: string;
}

/** A stretch of interest as it is shown; `base`, cents, where the law wants it and it was the same all the time. */
export interface ShownRate {
  from: Day;
  to: Day;
  /** A year. */
  percent: number;
  base?: number;
}

export interface MessageClaim extends StatedClaim {
  subject?: string;
  contractOn?: Day;
  invoicedOn?: Day;
  dueOn: Day;
  /** What the interest was counted with, `[from, to)`: the law wants rates and periods shown with the amount. */
  rates?: ShownRate[];
}

/**
 * Everything a reader will see, decided and free of layout: any channel can be rendered from it, at any time,
 * with the same result. Amounts in cents, days as `YYYY-MM-DD`.
 */
export interface Message {
  contact: string;
  case: string;
  step: Step;
  purpose: Purpose;
  channel: Channel;
  language: Language;
  /** Where the reader lives, two capitals: its law and its help are what the texts name. */
  country: string;
  /** The approved text that is filled: named like its step, or `<step>.easy` in easier words. */
  variant: string;
  /** Absent: plain and full. */
  manner?: Manner;
  profile?: Profile;
  /** Day of sending, printed on letters and in "on this day the amount was". */
  date: Day;
  to: Addressee;
  from: Sender;
  currency: string;
  /** What the payer is asked to mention: an ISO 11649 creditor reference, or a Belgian structured one as printed. */
  reference: string;
  claims: MessageClaim[];
  totals: {
    principal: number;
    interest: number;
    costs: number;
    /** VAT inside `costs`; absent where there is none. */
    vat?: number;
    paid: number;
    outstanding: number;
  };
  /** What is asked now: the total outstanding, or one instalment. Absent where nothing is asked. */
  asked?: number;
  payBy?: Day;
  /** For a notice: costs that will be added when nothing is paid in time, and the VAT in them. */
  notice?: { costs: number; vat: number };
  /** For plan-offer: a plan that would be agreed at once. */
  offer?: readonly Instalment[];
  plan?: { instalments: readonly Instalment[]; instalment?: Instalment };
  /** For promise-noted and direct-debit-noted: the day on which money is expected. For paid: absent. */
  expectedOn?: Day;
  /** For direct-debit-noted: the last day on which the payer's bank gives the money back without a reason. */
  refundUntil?: Day;
  /** For dispute-answered: what was decided. For case-closed: how it ended. For handed-over: to whom. */
  result?: string;
  payLink: string;
}
