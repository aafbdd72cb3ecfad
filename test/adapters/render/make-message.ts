import { type Channel, type Language, purposeOf, type Step } from '../../../core/case/words.ts';
import type { Message, MessageClaim } from '../../../core/message/message.ts';

/** Countries whose law and help we have words for. */
export const countries = ['NL', 'BE', 'DE'] as const;

/** Steps that have no text message: the law wants more said than one can hold. */
export const noSms: ReadonlySet<Step> = new Set<Step>(['notice']);

const steps: ReadonlySet<Step> = new Set<Step>(['instalment-reminder', 'instalment-missed', 'plan-agreed']);

/** What a step cannot do without. */
function needs(step: Step): Partial<Message> {
  switch (step) {
    case 'notice':
      return { notice: { costs: 4_840, vat: 840 } };
    case 'instalment-reminder':
    case 'instalment-missed':
      return { asked: 5_000, plan: { ...plan, instalment: { on: '2026-04-01', cents: 5_000 } } };
    case 'plan-agreed':
      return { plan };
    case 'promise-noted':
    case 'direct-debit-noted':
      return { expectedOn: '2026-03-24', refundUntil: '2026-05-19' };
    case 'dispute-answered':
      return { result: 'rejected' };
    case 'case-closed':
      return { result: 'written-off' };
    case 'handed-over':
      return { result: 'Deurwaarderskantoor Verzonnen & Zoon' };
    default:
      return {};
  }
}

const plan = {
  instalments: [
    { on: '2026-03-01', cents: 5_000 },
    { on: '2026-04-01', cents: 5_000 },
    { on: '2026-05-01', cents: 3_456 },
  ],
};

export function makeClaim(overrides: Partial<MessageClaim> = {}): MessageClaim {
  return {
    claim: '2026-00017',
    principal: 12_999,
    interest: 57,
    costs: 4_840,
    paid: 4_440,
    outstanding: 13_456,
    subject: 'Onderhoud cv-ketel',
    invoicedOn: '2026-01-05',
    dueOn: '2026-01-19',
    rates: [{ from: '2026-01-20', to: '2026-03-02', percent: 4 }],
    ...overrides,
  };
}

/** A message as it is before there is interest or costs. */
export function withoutExtras(message: Message): Message {
  const bare = { interest: 0, costs: 0, rates: [] };
  const { vat: _, ...totals } = message.totals;
  return {
    ...message,
    claims: message.claims.map((claim) => ({ ...claim, ...bare })),
    totals: { ...totals, interest: 0, costs: 0 },
  };
}

/** A message about invented people, with everything a message can have. */
export function makeMessage(
  step: Step = 'first-reminder',
  overrides: Partial<Message> = {},
  channel: Channel = 'email',
  language: Language = 'nl',
): Message {
  const asks = purposeOf[step] === 'ask' || step === 'notice';
  return {
    contact: 'case-1-k1',
    case: 'case-1',
    step,
    purpose: purposeOf[step],
    channel,
    language,
    country: 'NL',
    variant: step,
    profile: 'late-payer',
    date: '2026-03-02',
    to: {
      name: 'Noor Verzonnen',
      email: 'noor@verzonnen.example',
      phone: '+31612345678',
      postal: { street: 'Bedachtelaan 12', postcode: '1234 AB', city: 'Nergenshuizen', country: 'NL' },
      reference: 'K-40017',
    },
    from: {
      creditor: 'Voorbeeld Warmte',
      brand: 'Vriendelijk Verzonnen',
      creditorNumber: '0123.456.789',
      creditorPostal: { street: 'Bedenkstraat 8', postcode: '2000 XX', city: 'Nergensgem', country: 'BE' },
      creditorPhone: '+32 450 00 00 01',
      collector: {
        name: 'Vriendelijk Verzonnen Incasso',
        registerNumber: 'JUS-000123',
        supervisor: 'Toezicht Verzonnen, Postbus 7, post@toezicht.example',
      },
      iban: 'NL91ABNA0417164300',
      accountName: 'Stg Derdengelden Verzonnen',
      email: 'hallo@vriendelijk.example',
      phone: '085 000 12 34',
      website: 'https://vriendelijk.example',
      postal: { street: 'Postbus 1000', postcode: '1000 XX', city: 'Nergenshuizen', country: 'NL' },
      complaints: 'https://vriendelijk.example/klachten',
    },
    currency: 'EUR',
    reference: 'RF18539007547034',
    claims: [
      makeClaim(),
      makeClaim({
        claim: '2026-00018',
        principal: 120_000,
        interest: 0,
        costs: 0,
        paid: 10_000,
        outstanding: 110_000,
        subject: 'Nieuwe pomp',
        rates: [],
      }),
    ],
    totals: { principal: 132_999, interest: 57, costs: 4_840, vat: 840, paid: 14_440, outstanding: 123_456 },
    ...(asks && { asked: 123_456 }),
    payBy: '2026-03-16',
    plan: { instalments: plan.instalments },
    ...(step === 'plan-offer' && { offer: plan.instalments }),
    payLink: 'https://vriendelijk.example/b/7hK2mQ9xT4vR8wZ1',
    ...needs(step),
    ...overrides,
  };
}

/** A message with no more than its step needs. */
export function makeSparseMessage(
  step: Step,
  channel: Channel = 'email',
  language: Language = 'nl',
): Message {
  const {
    to,
    from,
    payBy: _,
    plan: agreed,
    offer: ___,
    profile: __,
    ...rest
  } = makeMessage(step, {}, channel, language);
  const { creditor, email, phone, website, postal, complaints } = from;
  const totals = { principal: 4_000, interest: 0, costs: 0, paid: 0, outstanding: 4_000 };
  return {
    ...rest,
    to: { reference: to.reference },
    from: { creditor, brand: creditor, email, phone, website, postal, complaints },
    claims: [
      {
        claim: '7',
        principal: 4_000,
        interest: 0,
        costs: 0,
        paid: 0,
        outstanding: 4_000,
        dueOn: '2026-01-19',
      },
    ],
    totals,
    ...(rest.asked !== undefined && !steps.has(step) && { asked: 4_000 }),
    ...(steps.has(step) && agreed && { plan: agreed }),
  };
}
