import * as z from 'zod/mini';
import { answerVisit } from '../../core/page/answer-visit.ts';
import { pageHeaders } from '../../core/page/headers.ts';
import { defineFunction } from '../define.ts';

/**
 * The page behind a pay link: what is owed, paying, and every way out. A plain web request in, a plain web response
 * out; whoever hosts it only carries them.
 */
export const debtorPage = defineFunction({
  name: 'debtor-page',
  input: z.strictObject({
    method: z.enum(['GET', 'POST']),
    /** What stands behind `/p/`, decoded. */
    path: z.string(),
    query: z.record(z.string(), z.string()),
    /** Fields of the form, each with all its values. */
    fields: z.record(z.string(), z.array(z.string())),
    /** The Cookie header. */
    cookie: z.optional(z.string()),
    /** Where the page is reached: from configuration, never from what the request says of its host. */
    origin: z.url(),
  }),
  output: z.strictObject({
    status: z.int(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    /** Which page it is, for the host's own notes and counts; absent for a redirect. */
    page: z.optional(z.string()),
    /** Name of the error that the visitor was spared. */
    failed: z.optional(z.string()),
  }),
  handle: (ports) => async (request) => {
    const reply = await answerVisit(ports, request);
    const cookie: Record<string, string> = reply.cookie ? { 'set-cookie': reply.cookie } : {};
    if (!('page' in reply)) {
      const headers = { location: reply.to, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
      return { status: reply.status, headers: { ...headers, ...cookie }, body: '' };
    }
    const { html, styles } = await ports.pages.render(reply.page);
    return {
      status: reply.status,
      headers: { ...pageHeaders(styles, ports.payments.pagesAt), ...cookie },
      body: html,
      page: reply.page.content.page,
      ...(reply.failed && { failed: reply.failed }),
    };
  },
});
