import * as z from 'zod/mini';
import { Moment } from '../calendar/moment.ts';
import { Outcome } from '../case/words.ts';
import { CentsOrNone } from '../money/cents.ts';
import { erasePerson } from '../person/erase.ts';
import { exportPerson } from '../person/export.ts';
import { conflict, notFound } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { CaseId, Owed } from './words.ts';

const params = z.strictObject({ debtorReference: z.string().check(z.minLength(1), z.maxLength(200)) });
const Entry = z.looseObject({ seq: z.int(), at: Moment, kind: z.string() });

const inTheWay = {
  'case-open': 'A case of theirs is open: close it or hand it over first.',
  'refund-owed': 'They paid too much and have not got it back: refund it first.',
};

/** What a person can ask of whoever holds data on them. */
export const personRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/persons/{debtorReference+}/export',
    group: 'Persons',
    summary: 'Read everything that is held on a debtor, for the person themselves',
    params,
    statuses: { 200: 'Details, cases with their statements and journals, and the messages, composed again.' },
    output: z.strictObject({
      debtorReference: z.string(),
      madeAt: Moment,
      details: z.optional(z.looseObject({})).check(z.describe('Absent once they were erased.')),
      facts: z.array(Entry).check(z.describe('Circumstances, opt-outs, contacts counted.')),
      cases: z.array(
        z.strictObject({
          case: CaseId,
          openedAt: Moment,
          closed: z.optional(z.strictObject({ outcome: Outcome, at: Moment })),
          statement: z.strictObject({
            totals: Owed,
            credit: CentsOrNone,
            lines: z.array(z.looseObject({ seq: z.int(), cents: z.int() })),
          }),
          entries: z.array(Entry),
          messages: z.array(z.looseObject({ contact: z.string(), step: z.string(), channel: z.string() })),
        }),
      ),
    }),
    handle: async ({ ports, creditor, params: { debtorReference } }) => {
      const found = await exportPerson(ports, creditor, debtorReference);
      if (!found) return { problem: notFound };
      return {
        status: 200,
        body: {
          ...found,
          details: found.details && { ...found.details },
          facts: found.facts.map((entry) => ({ ...entry })),
          cases: found.cases.map((c) => ({
            ...c,
            statement: { ...c.statement, lines: c.statement.lines.map((line) => ({ ...line })) },
            entries: c.entries.map((entry) => ({ ...entry })),
            messages: c.messages.map((message) => ({ ...message })),
          })),
        },
      };
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/persons/{debtorReference+}',
    group: 'Persons',
    summary: 'Erase a debtor: name, addresses and number; the books stay',
    params,
    statuses: { 200: 'Erased, now or before.' },
    output: z.strictObject({ erasedAt: Moment, cases: z.array(CaseId) }),
    problems: [409],
    handle: async ({ ports, creditor, params: { debtorReference } }) => {
      const done = await erasePerson(ports, creditor, debtorReference);
      if ('erased' in done) return { status: 200, body: { erasedAt: done.erased, cases: done.cases } };
      if (done.refused === 'unknown') return { problem: notFound };
      return { problem: conflict(inTheWay[done.refused]) };
    },
  }),
];
