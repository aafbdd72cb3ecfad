import * as z from 'zod/mini';
import { Language } from '../case/words.ts';
import { EventType } from '../event/event-type.ts';
import { LawCountry, LawSettings } from '../law/packs.ts';
import { CentsOrNone } from '../money/cents.ts';
import { Communication } from '../segment/communication.ts';

const text = z.string().check(z.minLength(1));

const Postal = z.strictObject({
  street: text,
  postcode: text,
  city: text,
  country: z.string().check(z.length(2)),
});

/** There is no creditor with that id. */
export class UnknownCreditor extends Error {
  override name = 'UnknownCreditor';
}

/**
 * A creditor and its policy: what it may and wants to do, as data that is validated once and trusted after.
 * Amounts in cents. The law is not here: a policy can only be kinder than the law.
 */
export const Creditor = z
  .strictObject({
    id: z.string().check(z.regex(/^[a-z0-9-]{2,40}$/, 'an id has 2 to 40 small letters, digits and hyphens')),
    /** Legal name of the party to whom the money is owed. */
    name: text,
    /** Name under which we write. */
    brand: text,
    /** In whose name is collected: its own, a white label, as an agency for it, or by an assignee of the claims. */
    role: z.enum(['own-name', 'white-label', 'agency', 'assignee']),
    /** Who collects, when that is not the creditor itself. Required for an agency or assignee. */
    collector: z.optional(
      z.strictObject({
        name: text,
        registerNumber: z.optional(z.string()),
        /** Name and address of the authority that supervises it: in Germany the law wants it named. */
        supervisor: z.optional(z.string()),
      }),
    ),
    /** Trade register number; in Belgium the enterprise number. */
    registerNumber: z.optional(z.string()),
    /** The creditor's own address, when `contact` is that of whoever collects for it. */
    postal: z.optional(Postal),
    /** Its own telephone number, likewise: in Belgium a professional collector names it. */
    phone: z.optional(z.string().check(z.minLength(5))),
    /** Where the creditor is, and the law of its contracts. */
    country: LawCountry,
    /**
     * Where its debtors live of whom neither a file nor a request says it. Left out: such claims are refused, for nobody
     * guesses whose law protects somebody.
     */
    debtorCountry: z.optional(LawCountry),
    /** Readings of the law that its lawyer has chosen where there is doubt; left out: the kinder ones. */
    law: z.optional(LawSettings),
    language: Language,
    sector: z._default(z.string(), 'other'),
    /** Account into which debtors pay: the creditor's own, or the client account of who collects. */
    account: z.strictObject({
      iban: z.string(),
      name: z.string().check(z.minLength(1), z.maxLength(70)),
      client: z._default(z.boolean(), false),
    }),
    vat: z._default(z.strictObject({ canReclaim: z.boolean() }), { canReclaim: true }),
    contact: z.strictObject({
      email: z.email(),
      phone: z.string().check(z.minLength(5)),
      website: z.url(),
      postal: Postal,
      complaints: z.string().check(z.minLength(3)),
    }),
    /** Base address of the debtor's page: a slash and the link follow it. */
    payPage: z
      .url()
      .check(
        z.maxLength(200),
        z.regex(
          /^(https:\/\/[^/?#@]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)(\/[^/?#]+)*$/,
          'an https address without a slash at its end; http only for this machine itself',
        ),
      ),
    /** Where the creditor's system is told what happens; all events, unless it names some. */
    webhook: z.optional(
      z.strictObject({
        // Whether an address is one that may be called shows only when it is looked up, by whoever calls.
        url: z
          .url()
          .check(
            z.maxLength(500),
            z.regex(
              /^(https:\/\/[^/?#@]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)([/?][^#]*)?$/,
              'an https address without a user or fragment; http only for this machine itself',
            ),
          ),
        events: z.optional(z.array(EventType).check(z.minLength(1))),
      }),
    ),
    contract: z._default(
      z.strictObject({
        /** True when a person has checked the terms for unfair clauses on costs and interest. */
        termsCleared: z.boolean(),
        /** True when invoices name a term that was agreed in the contract. */
        agreedTerm: z.boolean(),
        /** Damages for late payment that the contract names: a flat sum, cents, and basis points of what is unpaid. */
        damages: z.optional(
          z.strictObject({ flat: CentsOrNone, rate: z.int().check(z.minimum(0), z.maximum(10_000)) }),
        ),
        /** Interest that the contract names, basis points a year. */
        interestRate: z.optional(z.int().check(z.minimum(0), z.maximum(10_000))),
      }),
      { termsCleared: false, agreedTerm: false },
    ),
    channels: z._default(z.strictObject({ email: z.boolean(), sms: z.boolean(), letter: z.boolean() }), {
      email: true,
      sms: true,
      letter: true,
    }),
    /** Whether a SEPA direct debit may be offered. */
    directDebit: z._default(z.boolean(), false),
    charge: z._default(z.strictObject({ interest: z.boolean(), costs: z.boolean() }), {
      interest: true,
      costs: true,
    }),
    thresholds: z._default(
      z.strictObject({
        /** Below this principal no case is opened. */
        open: CentsOrNone,
        /** Below this, computed interest is not charged. */
        charge: CentsOrNone,
        /** A rest at or below this, after a payment, is waived. */
        ask: CentsOrNone,
      }),
      { open: 500, charge: 100, ask: 250 },
    ),
    plan: z._default(
      z.strictObject({
        /** Plans up to so many months are agreed at once; longer ones a person decides. */
        atOnceMonths: z.int().check(z.minimum(1), z.maximum(12)),
        /** The longest plan a person may agree. */
        longestMonths: z.int().check(z.minimum(1), z.maximum(36)),
        /** The smallest instalment. */
        smallest: CentsOrNone,
      }),
      { atOnceMonths: 6, longestMonths: 18, smallest: 1_000 },
    ),
    /**
     * What one person has to bear at most, on top of the law. Whatever other creditors on this installation did counts
     * too, as far as the person can be reached there in one of the same ways.
     */
    budget: z._default(
      z.strictObject({
        /** Asks and notices in a day, in seven and in thirty, by all channels. */
        day: z.int().check(z.minimum(1)),
        week: z.int().check(z.minimum(1)),
        month: z.int().check(z.minimum(1)),
        /** Costs that are added to what they owe in 365 days. */
        costs: z._default(CentsOrNone, 50_000),
        /** Nobody is asked where less than this can be expected of it: what is owed times the chance that it is paid. */
        perContact: z._default(CentsOrNone, 100),
      }),
      { day: 1, week: 3, month: 8, costs: 50_000, perContact: 100 },
    ),
    /**
     * Whether payments reach us as they come (`live`), or the creditor says through which day it has told them all
     * (`told`): then nobody is asked, and no costs are charged, before it has.
     */
    books: z._default(z.enum(['live', 'told']), 'live'),
    /** How somebody's communication group is found; left out: from their own reactions. It chooses words, way and time of day, nothing else. */
    communication: z.optional(Communication),
    handOver: z._default(
      z.strictObject({
        /** Below this outstanding amount a hand-over is never proposed: a person chooses among kinder ends. */
        from: CentsOrNone,
        /** To whom a person may hand over. */
        to: z.array(z.string()),
      }),
      { from: 10_000, to: [] },
    ),
  })
  .check(
    z.refine(
      ({ role, collector }) => collector !== undefined || role === 'own-name' || role === 'white-label',
      {
        message: 'an agency or assignee says who it is: name and register number',
        path: ['collector'],
      },
    ),
    z.refine(({ country, collector }) => country !== 'DE' || !collector || collector.supervisor, {
      message: 'a collector in Germany names the authority that supervises it (§ 13a RDG)',
      path: ['collector', 'supervisor'],
    }),
    z.refine(({ plan }) => plan.atOnceMonths <= plan.longestMonths, {
      message: 'what is agreed at once cannot be longer than the longest plan',
      path: ['plan', 'atOnceMonths'],
    }),
  );
export type Creditor = z.infer<typeof Creditor>;
