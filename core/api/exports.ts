import * as z from 'zod/mini';
import { Moment } from '../calendar/moment.ts';
import { begin, Exported, ExportId, look } from '../export/export.ts';
import { notFound } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { fromHere } from './words.ts';

/** Files of all of a creditor's cases, payments or entries. */
export const exportRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/exports',
    group: 'Exports',
    summary: 'Ask for a file of all your cases, payments or entries',
    body: z.strictObject({
      what: Exported.check(
        z.describe(
          '`cases` and `payments` are CSV, a row each; `entries` is every entry of every journal, a JSON object a line, without what somebody typed. Amounts are integer cents.',
        ),
      ),
    }),
    statuses: { 202: 'It is being made. The same request again asks for the same export.' },
    output: z.strictObject({ export: ExportId }),
    handle: async ({ ports, creditor, body, id }) => ({
      status: 202,
      body: { export: await begin(ports, creditor, body.what, id) },
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/exports/{export}',
    group: 'Exports',
    summary: 'Read how an export stands, and where to fetch it',
    params: z.strictObject({ export: ExportId }),
    statuses: { 200: 'It is being made, or it is ready and can be fetched from `url` for a while.' },
    output: z.strictObject({
      export: ExportId,
      state: z.enum(['making', 'ready']),
      url: z.optional(z.url()),
      until: z.optional(Moment),
    }),
    handle: async ({ ports, creditor, params, origin }) => {
      const found = await look(ports, creditor, params.export);
      if (!found) return { problem: notFound };
      const where = found.state === 'ready' && { url: fromHere(origin, found.url), until: found.until };
      return { status: 200, body: { export: params.export, state: found.state, ...where } };
    },
  }),
];
