import type { Moment } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Entry } from '../case/entry.ts';
import { personId } from '../case/ids.ts';
import type { Outcome } from '../case/words.ts';
import { packOf } from '../law/packs.ts';
import { compose } from '../message/compose.ts';
import type { Addressee, Message } from '../message/message.ts';
import { type Line, type Totals, totals } from '../money/statement.ts';
import type { Ports } from '../ports.ts';
import { casesOf } from './cases-of.ts';
import type { PersonEntry } from './person-entry.ts';

/** Everything that is held on a debtor of a creditor, for the person themselves. Amounts in cents. */
export interface PersonExport {
  debtorReference: string;
  madeAt: Moment;
  /** Absent once they were erased. */
  details?: Addressee;
  /** What is known of the person across cases: circumstances, opt-outs, contacts counted. */
  facts: PersonEntry[];
  cases: ExportedCase[];
}

export interface ExportedCase {
  case: string;
  openedAt: Moment;
  closed?: { outcome: Outcome; at: Moment };
  statement: { totals: Totals; credit: number; lines: readonly Line[] };
  /** Its journal: every decision, with its reasons. */
  entries: Entry[];
  /** Every message that left, composed again; none once the person was erased. */
  messages: Omit<Message, 'payLink'>[];
}

/** Undefined when nothing was ever held on somebody with this number. */
export async function exportPerson(
  ports: Pick<Ports, 'journal' | 'persons' | 'people' | 'creditors' | 'clock' | 'secrets'>,
  creditor: string,
  reference: string,
): Promise<PersonExport | undefined> {
  const person = personId(ports.secrets.ids, creditor, reference);
  const details = await ports.people.get(person);
  const cases = await casesOf(ports, creditor, reference);
  if (!details && cases.length === 0) return undefined;
  const facts = (await ports.persons.read(person)).flatMap((item) => item.entries);
  const exported: ExportedCase[] = [];
  for (const c of cases) {
    exported.push({
      case: c.id,
      openedAt: c.openedAt,
      ...(c.closed && { closed: { outcome: c.closed.outcome, at: c.closed.at } }),
      statement: {
        totals: totals([...c.claims.values()].map(({ books }) => books)),
        credit: c.credit,
        lines: c.lines,
      },
      entries: (await ports.journal.read(c.id)).flatMap((item) => item.entries),
      messages: details && !c.erased ? await messagesOf(ports, c, details) : [],
    });
  }
  const madeAt = ports.clock.now();
  return { debtorReference: reference, madeAt, ...(details && { details }), facts, cases: exported };
}

async function messagesOf(
  ports: Pick<Ports, 'creditors' | 'secrets'>,
  c: Case,
  to: Addressee,
): Promise<Omit<Message, 'payLink'>[]> {
  const creditor = await ports.creditors.get(c.creditor);
  const parties = { creditor, pack: packOf(creditor, c), to, links: ports.secrets.links };
  return [...c.contacts.values()]
    .filter(({ sentAt }) => sentAt)
    .map((contact) => {
      // The link is a key to the debtor's page: it goes only to the debtor.
      const { payLink: _, ...message } = compose(c, contact, parties);
      return message;
    });
}
