import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { MOST_BYTES, refusal } from '../../core/api/answer-request.ts';
import { broken, notFound, type Problem, tooLarge } from '../../core/api/problem.ts';
import { API_BASE } from '../../core/api/route.ts';
import type { Live } from './live.ts';
import { takeFile } from './take-file.ts';

interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  failed?: string;
}

/**
 * The creditor's API over HTTP, and the address to which its files are brought: carries requests to the functions and
 * their answers back, and knows nothing itself.
 */
export function apiRoutes(live: Live): Hono {
  const app = new Hono();

  // Only who announced the file knows its name: like an address that a bucket has signed.
  app.put(`${API_BASE}/files/:file/content`, async (c) =>
    (await takeFile(live, c.req.param('file'), c.req.raw.body)) ? c.body(null, 200) : problem(notFound),
  );

  app.all('/api/*', bodyLimit({ maxSize: MOST_BYTES, onError: () => problem(tooLarge) }), async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const request = {
      method: c.req.method,
      path: pathname,
      query: search.slice(1),
      headers: c.req.header(),
      body: await c.req.text(),
      origin: live.origin,
    };
    const call = () => live.laptop.invoke('creditor-api', request) as Promise<ApiResponse>;
    const { status, headers, body, failed } = await (c.req.method === 'GET' ? call() : live.act(call));
    if (failed) tell(failed);
    return new Response(body, { status, headers });
  });

  app.onError((error) => {
    tell(error.name);
    return problem(broken);
  });
  return app;
}

function problem(what: Problem): Response {
  const { status, headers, body } = refusal({}, what);
  return new Response(body, { status, headers });
}

/** The name of an error alone: messages and stacks may quote what somebody sent. */
function tell(code: string): void {
  console.error(JSON.stringify({ level: 'error', code, function: 'creditor-api' }));
}
