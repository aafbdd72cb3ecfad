import * as z from 'zod/mini';
import { Moment } from '../calendar/moment.ts';
import { Entry, type EntryKind, type EntryOf, entryKinds } from '../case/entry.ts';
import type { EventType } from './event-type.ts';

/**
 * What the creditor's system is told of an entry: the name of the event, and which of the entry's facts go with it.
 * Ids that come from outside stay here: a form or mail server may have made them of a person's address.
 */
interface Told<K extends EntryKind> {
  type: EventType;
  facts: readonly Exclude<keyof EntryOf<K>, 'kind' | 'at' | 'outside' | 'receipt'>[];
}

/** Exhaustive, so that a new kind of entry does not compile until somebody has thought about it. */
const told = {
  'case-opened': { type: 'case.opened', facts: ['capacity', 'currency'] },
  'case-closed': { type: 'case.closed', facts: ['outcome'] },
  reopened: { type: 'case.reopened', facts: [] },
  paused: { type: 'case.paused', facts: ['until'] },
  resumed: { type: 'case.resumed', facts: [] },
  'suspended-by-law': { type: 'case.suspended', facts: ['rule', 'task', 'until'] },
  'handed-over': { type: 'case.handed-over', facts: ['to'] },
  'taken-back': { type: 'case.taken-back', facts: [] },
  merged: { type: 'case.merged', facts: ['into'] },
  erased: { type: 'case.erased', facts: [] },

  // Everything that moves the books, so that a creditor can keep its own.
  'claim-added': { type: 'claim.added', facts: ['claim', 'cents', 'dueOn'] },
  'claim-credited': { type: 'claim.credited', facts: ['claim', 'cents'] },
  'claim-withdrawn': { type: 'claim.withdrawn', facts: ['claim', 'cents', 'waived'] },
  'claim-written-off': { type: 'claim.written-off', facts: ['claim', 'cents', 'waived'] },
  'interest-charged': { type: 'interest.charged', facts: ['claim', 'cents', 'from', 'to'] },
  'costs-charged': { type: 'costs.charged', facts: ['cents', 'shares', 'vat'] },
  'costs-withdrawn': { type: 'costs.withdrawn', facts: ['cents', 'shares'] },
  'amount-waived': { type: 'amount.waived', facts: ['cents', 'waived'] },
  'settlement-accepted': { type: 'settlement.accepted', facts: ['cents', 'waived', 'waivedCents'] },
  'payment-received': { type: 'payment.received', facts: ['payment', 'cents', 'parts', 'credit'] },
  'payment-reversed': { type: 'payment.reversed', facts: ['payment', 'cents', 'parts', 'credit'] },
  'refund-made': { type: 'refund.made', facts: ['cents'] },
  remitted: { type: 'money.remitted', facts: ['cents'] },

  'contact-sent': { type: 'contact.sent', facts: ['contact', 'step', 'purpose', 'channel'] },
  'contact-bounced': { type: 'contact.bounced', facts: ['contact', 'permanent'] },
  'contact-returned': { type: 'contact.returned', facts: ['contact'] },
  'notice-served': { type: 'notice.served', facts: ['contact', 'claims', 'costs', 'lastFreeDay'] },
  'notice-void': { type: 'notice.void', facts: ['contact'] },

  'payment-claimed': { type: 'payment.claimed', facts: ['cents'] },
  'complaint-raised': { type: 'complaint.raised', facts: [] },
  'complaint-answered': { type: 'complaint.answered', facts: [] },
  'dispute-raised': { type: 'dispute.raised', facts: ['claims', 'ground'] },
  'dispute-answered': { type: 'dispute.answered', facts: ['result'] },
  'hardship-reported': { type: 'hardship.reported', facts: [] },

  'plan-agreed': { type: 'plan.agreed', facts: ['cents', 'instalments', 'by'] },
  'instalment-missed': { type: 'instalment.missed', facts: ['instalment', 'cents'] },
  'plan-broken': { type: 'plan.broken', facts: [] },
  'plan-completed': { type: 'plan.completed', facts: [] },
  'promise-made': { type: 'promise.made', facts: ['payOn', 'cents'] },
  'promise-kept': { type: 'promise.kept', facts: [] },
  'promise-broken': { type: 'promise.broken', facts: [] },
  'deferral-granted': { type: 'deferral.granted', facts: ['until'] },
  'mandate-given': { type: 'mandate.given', facts: ['collectOn'] },
  'mandate-revoked': { type: 'mandate.revoked', facts: [] },

  'task-opened': { type: 'task.opened', facts: ['task', 'what', 'due'] },
  'task-closed': { type: 'task.closed', facts: ['task', 'decision'] },

  // How we judge a person is told to nobody.
  scored: undefined,
  'profile-assigned': undefined,
  // What somebody can spare is for the plans that are proposed to them, and nobody else's system.
  'means-stated': undefined,
  'means-withdrawn': undefined,
  // How journeys go is our own affair: what comes of them is told.
  'journey-started': undefined,
  'journey-ended': undefined,
  'wait-opened': undefined,
  'follow-up-due': undefined,
  // Before a message has left nothing has happened to the debtor; whether they read it is nobody's business.
  'contact-written': undefined,
  'contact-claimed': undefined,
  'contact-refused': undefined,
  'contact-delivered': undefined,
  'contact-opened': undefined,
  'contact-clicked': undefined,
  // What was said is told by what followed from it.
  'debtor-recognised': undefined,
  'call-made': undefined,
  replied: undefined,
  'information-asked': undefined,
  'claim-fell-due': undefined,
  'concession-offered': undefined,
  'plan-proposed': undefined,
  'instalment-due': undefined,
  'hand-over-approved': undefined,
} as const satisfies { [K in EntryKind]: Told<K> | undefined };

type ToldKind = { [K in EntryKind]: (typeof told)[K] extends undefined ? never : K }[EntryKind];

/** Kinds of entry of which a creditor's system can be told. */
export const toldKinds = entryKinds.filter((kind): kind is ToldKind => told[kind] !== undefined);

/** Something that happened to a case, as the creditor's system reads it. Amounts in cents. */
export interface Event {
  type: EventType;
  /** When we learnt it. */
  timestamp: Moment;
  /** `case` and `seq`, `on` where the law counts from another day, and facts of its own. */
  data: { case: string; seq: number; on?: string | undefined } & Record<string, unknown>;
}

/** What is told of an entry; undefined when it is our own affair. Holds no personal data and no free text. */
export function eventOf(id: string, entry: Entry): Event | undefined {
  const telling: { type: EventType; facts: readonly string[] } | undefined = told[entry.kind];
  if (!telling) return undefined;
  const { seq, at, on } = entry;
  const facts = Object.entries(entry).filter(([name]) => telling.facts.includes(name));
  return {
    type: telling.type,
    timestamp: at,
    data: { case: id, seq, ...(on && { on }), ...Object.fromEntries(facts) },
  };
}

/** The schema of each event, made of those of the entries. */
export const eventSchemas: ReadonlyMap<EventType, z.ZodMiniType> = new Map(
  toldKinds.map((kind) => {
    const { type, facts }: { type: EventType; facts: readonly string[] } = told[kind];
    const shape: Record<string, z.ZodMiniType> =
      Entry.def.options.find(({ shape }) => shape.kind.def.values[0] === kind)?.shape ?? {};
    const chosen = Object.entries(shape).filter(([name]) => ['seq', 'on', ...facts].includes(name));
    const data = z.strictObject({ case: z.string(), ...Object.fromEntries(chosen) });
    return [type, z.strictObject({ type: z.literal(type), timestamp: Moment, data })];
  }),
);
