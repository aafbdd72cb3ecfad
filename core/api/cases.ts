import * as z from 'zod/mini';
import { Moment } from '../calendar/moment.ts';
import { Entry } from '../case/entry.ts';
import { fold } from '../case/fold.ts';
import { paymentReference } from '../case/ids.ts';
import { CaseView, viewCase } from './case-view.ts';
import { Became, Claims, takeClaims } from './claims.ts';
import { invalid, notFound } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { After, CaseId, Limit } from './words.ts';

const params = z.strictObject({ case: CaseId });
const state = z.enum(['open', 'closed']);

/** Cases: opening, listing, reading. */
export const caseRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/cases',
    group: 'Cases',
    summary: 'Open a case for the overdue claims of one debtor, or add them to the open one',
    body: Claims,
    statuses: {
      201: 'At least one claim was added.',
      200: 'No claim was added: all are known, too small together, or rejected.',
    },
    output: Became,
    problems: [409],
    handle: async ({ ports, creditor, body }) => {
      const became = await takeClaims(ports, creditor, body);
      if ('wrong' in became) return { problem: invalid(became.wrong) };
      return { status: became.claims.some((claim) => claim.became === 'added') ? 201 : 200, body: became };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/cases',
    group: 'Cases',
    summary: 'List cases by state',
    query: z.strictObject({ state: z._default(state, 'open'), after: After, limit: Limit }),
    statuses: { 200: 'A page of cases. While there is a `next` there may be more.' },
    output: z.strictObject({
      cases: z.array(
        z.strictObject({
          case: CaseId,
          reference: z
            .string()
            .check(z.describe('What its payers mention: by it a line of your bank finds its case.')),
          state,
          next: z.optional(Moment).check(z.describe('When something should happen next.')),
        }),
      ),
      next: z.optional(z.string()),
    }),
    handle: async ({ ports, creditor, query: { state, after, limit } }) => {
      const { rows, next } = await ports.lists.ofCreditor(creditor, state, {
        limit,
        ...(after !== undefined && { after }),
      });
      const policy = await ports.creditors.get(creditor);
      const cases = rows.map((row) => ({
        case: row.case,
        reference: paymentReference(row.case, policy),
        state: row.state,
        ...(row.next && { next: row.next }),
      }));
      return { status: 200, body: { cases, ...(next !== undefined && { next }) } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/cases/{case}',
    group: 'Cases',
    summary: 'Read how a case stands, with its statement',
    params,
    statuses: { 200: 'The case as it stands now.' },
    output: CaseView,
    handle: ({ ports, creditor, params }) => viewCase(ports, creditor, params.case),
  }),
  defineRoute({
    method: 'GET',
    path: '/cases/{case}/timeline',
    group: 'Cases',
    summary: 'Read what happened to a case, each decision with its receipt',
    params,
    query: z.strictObject({
      after: z
        ._default(z.coerce.number().check(z.int(), z.minimum(0)), 0)
        .check(z.describe('The `next` of the page before: what lies behind it.')),
      limit: Limit,
    }),
    statuses: { 200: 'Entries of the journal, oldest first. They hold nothing personal and never change.' },
    output: z.strictObject({ entries: z.array(Entry), next: z.optional(z.string()) }),
    handle: async ({ ports, creditor, params, query: { after, limit } }) => {
      const items = await ports.journal.read(params.case);
      if (fold(items)?.creditor !== creditor) return { problem: notFound };
      const later = items.flatMap((item) => item.entries).filter(({ seq }) => seq > after);
      const entries = later.slice(0, limit);
      const last = entries.at(-1);
      const more = last && later.length > entries.length;
      return { status: 200, body: { entries, ...(more && { next: String(last.seq) }) } };
    },
  }),
];
