import * as z from 'zod/mini';
import { Moment } from '../calendar/moment.ts';
import { ColumnMap, ownColumns } from '../case/column-map.ts';
import { keyedHash } from '../case/ids.ts';
import type { Ports, Upload } from '../ports.ts';
import { notFound } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { fromHere, Limit } from './words.ts';

const FileId = z.string().check(z.regex(/^[a-z0-9-]{3,80}$/));
const params = z.strictObject({ file: FileId });

/** The most that one row can have: a page is cut between rows, or the rest of a row would be lost. */
const MOST_A_ROW = 30;

const State = z.strictObject({
  file: FileId,
  state: z
    .enum(['expected', 'arrived', 'read', 'done'])
    .check(
      z.describe(
        '`expected`: nothing came yet. `read`: its cases are being opened. `done`: nothing more follows.',
      ),
    ),
  rows: z.optional(z.int()).check(z.describe('Rows after the header, once it was read.')),
  opened: z.int().check(z.describe('Cases that were opened.')),
  added: z.int(),
  known: z.int(),
  small: z.int(),
  rejected: z
    .int()
    .check(z.describe('Claims that no case could take, beside the rows that could not be read.')),
});

/** Files of claims, of any size: brought to an address of their own, and followed. */
export const fileRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/files',
    group: 'Files',
    summary: 'Announce a file of claims and get the address to bring it to',
    body: z.strictObject({
      columns: z
        ._default(ColumnMap, ownColumns)
        .check(z.describe('Which of its columns is which of ours; without it they have our names.')),
    }),
    statuses: { 201: 'Bring the file there: one PUT with these headers, and nothing of ours to sign.' },
    output: z.strictObject({
      file: FileId,
      upload: z.strictObject({
        method: z.literal('PUT'),
        url: z.url(),
        headers: z.record(z.string(), z.string()),
        until: Moment.check(
          z.describe('The address works until then; the same request again gives another.'),
        ),
      }),
    }),
    handle: async ({ ports, creditor, body, id, origin }) => {
      // Nobody can guess it, and the same request again makes the same.
      const file = `${creditor}-${keyedHash(ports.secrets.ids, 'file', [creditor, id], 24)}`;
      const { url, headers, until } = await ports.uploads.expect({ file, creditor, columns: body.columns });
      return {
        status: 201,
        body: { file, upload: { method: 'PUT' as const, url: fromHere(origin, url), headers, until } },
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/files/{file}',
    group: 'Files',
    summary: 'Read what has become of a file',
    params,
    statuses: { 200: 'How far it is, and what became of its claims so far.' },
    output: State,
    handle: async ({ ports, creditor, params: { file } }) => {
      const upload = await ownFile(ports, creditor, file);
      if (!upload) return { problem: notFound };
      const { state, rows, total } = upload;
      return { status: 200, body: { file, state, ...(rows !== undefined && { rows }), ...total } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/files/{file}/rejected',
    group: 'Files',
    summary: 'Read which rows of a file could not be taken, and why',
    params,
    query: z.strictObject({
      after: z
        ._default(z.coerce.number().check(z.int(), z.minimum(0)), 0)
        .check(z.describe('The `next` of the page before: what lies behind it.')),
      limit: Limit,
    }),
    statuses: {
      200: 'Problems in the order of the file. A page may be longer by the problems of its last row.',
    },
    output: z.strictObject({
      rejected: z.array(
        z.strictObject({
          row: z.int().check(z.describe('The line of the file; the header is line 1.')),
          field: z.string(),
          reason: z.string(),
        }),
      ),
      next: z.optional(z.string()),
    }),
    handle: async ({ ports, creditor, params: { file }, query: { after, limit } }) => {
      if (!(await ownFile(ports, creditor, file))) return { problem: notFound };
      const found = await ports.uploads.rejected(file, { after, limit: limit + MOST_A_ROW });
      let end = Math.min(limit, found.length);
      while (end < found.length && found[end]?.row === found[end - 1]?.row) end += 1;
      const last = found[end - 1];
      const body = {
        rejected: found.slice(0, end),
        ...(last && end < found.length && { next: String(last.row) }),
      };
      return { status: 200, body };
    },
  }),
];

async function ownFile(ports: Ports, creditor: string, file: string): Promise<Upload | undefined> {
  const upload = await ports.uploads.get(file);
  return upload?.creditor === creditor ? upload : undefined;
}
