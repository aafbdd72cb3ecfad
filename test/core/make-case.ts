import { type Day, type Moment, momentOn } from '../../core/calendar/moment.ts';
import type { Case } from '../../core/case/case.ts';
import { type Changed, change, type Draft, load } from '../../core/case/change.ts';
import type { ClaimRow } from '../../core/case/claim-row.ts';
import { type ContextToAsk, contextToAsk } from '../../core/case/context.ts';
import { type Ruling, rule } from '../../core/case/decide.ts';
import type { Entry, EntryKind, EntryOf, Fact } from '../../core/case/entry.ts';
import { openCase } from '../../core/case/open.ts';
import type { Step } from '../../core/case/words.ts';
import { deliver } from '../../core/message/deliver.ts';
import { writeContact } from '../../core/message/write.ts';
import { type MoneyIn, receivePayment } from '../../core/money/receive.ts';
import { reversePayment } from '../../core/money/reverse.ts';
import { changePerson } from '../../core/person/person.ts';
import type { PersonFact } from '../../core/person/person-entry.ts';
import { type Reaction, react } from '../../core/reply/reaction.ts';
import { channelFeedback } from '../../functions/channel-feedback/handler.ts';
import { audit, type Violation } from '../../local/audit/audit.ts';
import { makePorts, type TestPorts } from './make-ports.ts';

/** An invented invoice, overdue since December, of somebody who has an e-mail address and a letter box. */
export function makeRow(but: Partial<ClaimRow> = {}): ClaimRow {
  return {
    debtorReference: 'D-1',
    debtorKind: 'consumer',
    name: 'Jo Voorbeeld',
    email: 'jo@example.org',
    street: 'Voorbeeldstraat 1',
    postcode: '1234 AB',
    city: 'Voorbeeldstad',
    country: 'NL',
    invoice: 'A',
    cents: 100_000,
    currency: 'EUR',
    dueOn: '2025-12-01',
    ...but,
  };
}

/** A debtor who can only be reached by letter. */
export const { email: _, ...onlyPaper } = makeRow();

/** One case and all that can happen to it, through the real deciding functions. */
export interface Story {
  ports: TestPorts;
  id: string;
  case(): Promise<Case>;
  ctx(): Promise<ContextToAsk>;
  entries(): Promise<Entry[]>;
  /** The latest entry of a kind. */
  last<K extends EntryKind>(kind: K): Promise<EntryOf<K> | undefined>;
  /** Writes facts as they are. */
  add(...facts: Fact[]): Promise<Case>;
  person(...facts: PersonFact[]): Promise<void>;
  decide(what: (draft: Draft, ctx: ContextToAsk) => unknown): Promise<Changed>;
  pay(cents: number, on?: Day, more?: Partial<MoneyIn>): Promise<Case>;
  reverse(payment: string): Promise<Case>;
  react(reaction: Reaction, id?: string): Promise<{ taken: boolean; reason?: string }>;
  /** Closes the latest open task by a person's decision. */
  rule(ruling: Omit<Ruling, 'by'>): Promise<Case>;
  write(step: Step, patienceDays?: number): Promise<string>;
  /** Waits for a contact's moment, sends it, and opens its wait when somebody waits for it. */
  send(contact: string): Promise<Case>;
  feedback(contact: string, what: 'delivered' | 'bounced' | 'returned'): Promise<Case>;
  /** Writes and sends. Returns the contact's id. */
  say(step: Step, patienceDays?: number): Promise<string>;
  /** A notice by letter that runs out unpaid, and the message that adds the costs. Returns the notice's id. */
  chargeCosts(): Promise<string>;
  /** Sets the clock to the morning of a day. */
  on(day: Day): void;
  audit(): Violation[];
}

let causes = 0;

/** A new case of one debtor with a running journey. */
export async function tell(
  but: { ports?: TestPorts; rows?: ClaimRow[]; creditor?: Parameters<typeof makePorts>[0]; of?: string } = {},
): Promise<Story> {
  const ports = but.ports ?? makePorts(but.creditor);
  const creditor = await ports.creditors.get(but.of ?? 'voorbeeld-incasso');
  const rows = (but.rows ?? [makeRow()]).map((claim, index) => ({ row: index + 2, claim }));
  const id = (await openCase(ports, creditor, rows)).case ?? 'none';
  let payments = 0;

  const story: Story = {
    ports,
    id,
    case: () => load(ports.journal, id),
    ctx: async () => contextToAsk(ports, await story.case()),
    entries: async () => (await ports.journal.read(id)).flatMap((item) => item.entries),
    last: async <K extends EntryKind>(kind: K) =>
      (await story.entries()).findLast((entry): entry is EntryOf<K> => entry.kind === kind),
    add: async (...facts) =>
      (
        await story.decide((draft) => {
          for (const fact of facts) draft.add(fact);
        })
      ).case,
    person: async (...facts) => {
      await changePerson(ports, (await story.case()).person, `test:${++causes}`, () => facts);
    },
    decide: async (what) => {
      const ctx = await story.ctx();
      return await change(ports, id, `test:${++causes}`, async (draft) => {
        await what(draft, ctx);
      });
    },
    pay: async (cents, on = ports.clock.now().slice(0, 10), more = {}) => {
      payments += 1;
      const money = { payment: `pay-${payments}`, cents, on, ...more };
      return (await story.decide((draft, ctx) => receivePayment(draft, ctx, money))).case;
    },
    reverse: async (payment) =>
      (
        await story.decide((draft, ctx) =>
          reversePayment(draft, ctx, payment, ports.clock.now().slice(0, 10), 'no-funds'),
        )
      ).case,
    react: async (reaction, reactionId = `reaction-${++causes}`) => {
      const { entries } = await story.decide((draft, ctx) => react(draft, ctx, reactionId, 'page', reaction));
      const replied = entries.find((entry) => entry.kind === 'replied');
      return replied?.refused ? { taken: false, reason: replied.refused } : { taken: true };
    },
    rule: async (ruling) =>
      (
        await story.decide(async (draft, ctx) => {
          const task = [...draft.case.tasks.values()].findLast((one) => !one.closed);
          if (task) await rule(draft, ctx, task, { by: 'Noor', ...ruling });
        })
      ).case,
    write: async (step, patienceDays) => {
      let contact = '';
      await story.decide(async (draft, ctx) => {
        contact = await writeContact(draft, ctx, {
          step,
          ...(patienceDays !== undefined && { patienceDays }),
        });
      });
      return contact;
    },
    send: async (contact) => {
      const before = await story.case();
      const written = before.contacts.get(contact);
      if (written && written.sendAt > ports.clock.now()) ports.clock.set(written.sendAt);
      const sent = await deliver(ports, id, contact, `send:${contact}:${++causes}`, (draft) => {
        const { journey, waits } = draft.case;
        if (!journey || !written?.followUpAt || draft.case.wait?.contact === contact) return;
        const due = written.followUpAt;
        draft.add({ kind: 'wait-opened', wait: waits + 1, journey: journey.journey, contact, due });
      });
      return sent.case;
    },
    feedback: async (contact, what) => {
      const input = { case: id, contact, id: `feedback-${++causes}`, what, permanent: true };
      await channelFeedback.handle(ports)(input);
      return await story.case();
    },
    say: async (step, patienceDays) => {
      const contact = await story.write(step, patienceDays);
      await story.send(contact);
      return contact;
    },
    chargeCosts: async () => {
      const notice = await story.say('notice', 14);
      if (!(await story.case()).notices.has(notice)) await story.feedback(notice, 'delivered');
      const term = (await story.case()).notices.get(notice);
      story.on(term?.costsFrom ?? '');
      await story.say('costs-added', 7);
      return notice;
    },
    on: (day) => ports.clock.set(morning(day)),
    audit: () => {
      const mine = ports.messages.filter(({ message }) => message.case === id);
      const outbox = mine.map(({ at, message }) => ({
        contact: message.contact,
        case: message.case,
        channel: message.channel,
        at,
      }));
      const journals = ports.db
        .all<{ entries: string }>('select entries from items where stream = ? order by seq', id)
        .flatMap((row) => JSON.parse(row.entries) as unknown[]);
      const { violations } = audit({
        journals: [{ case: id, entries: journals }],
        outbox,
        creditors: [creditor],
        now: ports.clock.now(),
      });
      // Nobody runs journeys here, so nobody wakes a case.
      return violations.filter(({ rule }) => rule !== 'case-sleeps' && rule !== 'wake-up-overdue');
    },
  };
  await story.add({ kind: 'journey-started', journey: 1, machine: 'late-payer' });
  return story;
}

/** Half past seven in the Netherlands: the window is open. */
export function morning(day: Day): Moment {
  return momentOn(day, 7 * 60 + 30, 'Europe/Amsterdam');
}
