import type { Moment } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Entry } from '../case/entry.ts';
import { fold } from '../case/fold.ts';
import { freeText } from '../case/free-text.ts';
import { totals } from '../money/statement.ts';
import type { Listed, ListRow, Ports } from '../ports.ts';
import { csvLine } from './csv.ts';
import type { Exported, Wanted } from './export.ts';

/** Cases that are read at once. */
const PAGE = 50;

type Needs = Pick<Ports, 'lists' | 'journal' | 'people'>;

/** How an export is written: a first line, and the lines of each case. Amounts are integer cents. */
interface Form {
  type: string;
  head: string;
  /** @param reference the debtor's number at the creditor; empty when the person was erased */
  lines(c: Case, entries: readonly Entry[], reference: string): string;
}

const columns = {
  cases: [
    'case',
    'debtor_reference',
    'state',
    'outcome',
    'opened_at',
    'closed_at',
    'claims',
    'currency',
    'principal_cents',
    'interest_cents',
    'costs_cents',
    'paid_cents',
    'waived_cents',
    'outstanding_cents',
    'credit_cents',
  ],
  payments: [
    'case',
    'debtor_reference',
    'payment',
    'paid_on',
    'currency',
    'cents',
    'credit_cents',
    'reversed',
  ],
};

export const forms: Record<Exported, Form> = {
  cases: {
    type: 'text/csv; charset=utf-8',
    head: csvLine(columns.cases),
    lines: (c, _, reference) => {
      const sum = totals([...c.claims.values()].map(({ books }) => books));
      return csvLine([
        c.id,
        reference,
        c.closed ? 'closed' : 'open',
        c.closed?.outcome,
        c.openedAt,
        c.closed?.at,
        c.claims.size,
        c.currency,
        sum.principal,
        sum.interest,
        sum.costs,
        sum.paid,
        sum.waived,
        sum.outstanding,
        c.credit,
      ]);
    },
  },
  payments: {
    type: 'text/csv; charset=utf-8',
    head: csvLine(columns.payments),
    lines: (c, _, reference) =>
      [...c.payments.values()]
        .map(({ payment, on, cents, credit, reversed }) =>
          csvLine([c.id, reference, payment, on, c.currency, cents, credit, reversed ? 'yes' : 'no']),
        )
        .join(''),
  },
  entries: {
    type: 'application/x-ndjson',
    head: '',
    lines: (c, entries) =>
      entries.map((entry) => `${JSON.stringify(withoutFreeText(c.id, entry))}\n`).join(''),
  },
};

function withoutFreeText(id: string, entry: Entry): unknown {
  const typed: readonly string[] = freeText[entry.kind] ?? [];
  const facts = Object.entries(entry).filter(([name]) => name !== 'outside' && !typed.includes(name));
  return { case: id, ...Object.fromEntries(facts) };
}

/**
 * An export piece by piece, each case as it stood at `asOf`. A case that is reopened while this goes on can be
 * missing; none is in it twice.
 */
export async function* rowsOf(ports: Needs, wanted: Wanted): AsyncGenerator<string> {
  const form = forms[wanted.what];
  yield form.head;
  // A case that closes meanwhile would come again among the closed ones.
  const seen = new Set<string>();
  for await (const rows of pagesOf(ports, wanted.creditor, 'open')) {
    for (const row of rows) seen.add(row.case);
    yield await written(ports, form, rows, wanted.asOf);
  }
  for await (const rows of pagesOf(ports, wanted.creditor, 'closed')) {
    const others = rows.filter((row) => !seen.has(row.case));
    yield await written(ports, form, others, wanted.asOf);
  }
}

async function* pagesOf(
  { lists }: Needs,
  creditor: string,
  state: ListRow['state'],
): AsyncGenerator<Listed[]> {
  let after: string | undefined;
  do {
    const page = await lists.ofCreditor(creditor, state, { limit: PAGE, ...(after && { after }) });
    yield page.rows;
    after = page.next;
  } while (after !== undefined);
}

async function written(ports: Needs, form: Form, rows: readonly Listed[], asOf: Moment): Promise<string> {
  const lines = await Promise.all(
    rows.map(async (row) => {
      const items = (await ports.journal.read(row.case)).map((item) => ({
        ...item,
        entries: item.entries.filter((entry) => entry.at <= asOf),
      }));
      const c = fold(items);
      if (!c) return '';
      const details = c.erased ? undefined : await ports.people.get(c.person);
      return form.lines(
        c,
        items.flatMap((item) => item.entries),
        details?.reference ?? '',
      );
    }),
  );
  return lines.join('');
}
