import { utf8ToBytes } from '@noble/hashes/utils.js';
import { epochSeconds } from '../calendar/moment.ts';
import { keyedHash } from '../case/ids.ts';
import type { Ports } from '../ports.ts';
import { apiDocument } from './document.ts';
import * as problems from './problem.ts';
import { fieldErrors, invalid, type Problem, problemBody } from './problem.ts';
import { type ApiReply, type ApiRequest, decoded, readQuery } from './request.ts';
import { API_BASE, type Route, type Told } from './route.ts';
import { apiRoutes } from './routes.ts';
import { callerOf, fingerprintOf } from './signature.ts';

/** Bytes of a body at most. */
export const MOST_BYTES = 1_000_000;

/** Where the document of the API is, for everybody. */
export const OPENAPI_PATH = `${API_BASE}/openapi.json`;

const quiet = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/**
 * Answers what a creditor's system asks. Until it has proven who it is, nothing is read and nothing is written; what is
 * refused leaves no trace.
 */
export async function answerRequest(ports: Ports, asked: ApiRequest): Promise<ApiReply> {
  const now = ports.clock.now();
  const request = { ...asked, path: decoded(asked.path) };
  const headers = { ...quiet, 'amicable-time': String(epochSeconds(now)) };
  const json = { ...headers, 'content-type': 'application/json' };
  if (isTooLarge(request.body)) return refusal(headers, problems.tooLarge);
  if (request.method === 'GET' && request.path === OPENAPI_PATH)
    return { status: 200, headers: json, body: apiDocument(), route: 'GET /openapi.json' };

  const caller = callerOf(ports.secrets.api, request, now);
  if ('problem' in caller) return refusal(headers, caller.problem);
  const { key } = caller;
  const found = findRoute(apiRoutes, request);
  if ('problem' in found) return { ...refusal(headers, found.problem), key };
  const { route, parts } = found;
  const name = { route: `${route.method} ${route.path}`, key };
  try {
    const told = await carryOut(ports, request, caller.creditor, route, parts);
    if ('problem' in told) return { ...refusal(headers, told.problem), ...name };
    return {
      status: told.status,
      headers: json,
      body: JSON.stringify(route.output.parse(told.body)),
      ...name,
    };
  } catch (error) {
    const failed = error instanceof Error ? error.name : 'Error';
    if (failed === 'JournalBusy') return { ...refusal(headers, problems.busy), ...name };
    if (failed === 'UnknownCreditor') {
      const first = problems.conflict(
        'Nothing is known of you yet: set your policy first, with PUT /creditor.',
      );
      return { ...refusal(headers, first), ...name };
    }
    return { ...refusal(headers, problems.broken), ...name, failed };
  }
}

/** How the host of the API refuses what it does not even read to its end. */
export function refusal(headers: Record<string, string>, problem: Problem): ApiReply {
  return {
    status: problem.status,
    headers: { ...quiet, ...headers, ...problem.headers, 'content-type': 'application/problem+json' },
    body: problemBody(problem),
  };
}

function isTooLarge(body: string): boolean {
  return body.length > MOST_BYTES || (body.length > MOST_BYTES / 3 && utf8ToBytes(body).length > MOST_BYTES);
}

/** The route for a request, with what stands in the places of its path. */
function findRoute(
  routes: readonly Route[],
  { method, path }: ApiRequest,
): { route: Route; parts: Record<string, string> } | { problem: Problem } {
  const allowed: string[] = [];
  for (const route of routes) {
    const parts = partsOf(route.path, path);
    if (!parts) continue;
    if (route.method === method) return { route, parts };
    allowed.push(route.method);
  }
  if (allowed.length > 0) return { problem: problems.wrongMethod([...new Set(allowed)]) };
  return { problem: problems.notFound };
}

const patterns = new Map<string, RegExp>();

function partsOf(pattern: string, path: string): Record<string, string> | undefined {
  let regex = patterns.get(pattern);
  if (!regex) {
    const source = pattern.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) =>
      greedy ? `(?<${name}>[^\\n]+)` : `(?<${name}>[^/\\n]+)`,
    );
    regex = new RegExp(`^${API_BASE}${source}$`);
    patterns.set(pattern, regex);
  }
  const match = regex.exec(path);
  return match ? { ...match.groups } : undefined;
}

/** Checks what was sent, and only then does it. */
async function carryOut(
  ports: Ports,
  request: ApiRequest,
  creditor: string,
  route: Route,
  parts: Record<string, string>,
): Promise<Told<unknown>> {
  const params = route.params?.safeParse(parts);
  if (params && !params.success) return { problem: problems.notFound };
  const query = route.query?.safeParse(readQuery(request.query));
  if (query && !query.success) return { problem: invalid(fieldErrors(query.error, '?')) };
  const body = bodyOf(route, request);
  if ('problem' in body) return body;
  const write = route.method === 'GET' ? { id: '' } : await writeId(ports, request, creditor);
  if ('problem' in write) return write;
  const { origin } = request;
  return await route.handle({
    ports,
    creditor,
    params: params?.data,
    query: query?.data,
    body: body.data,
    id: write.id,
    origin,
  });
}

function bodyOf(route: Route, { headers, body }: ApiRequest): { data?: unknown } | { problem: Problem } {
  if (!route.body) return {};
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return { problem: problems.wrongType };
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { problem: problems.malformed };
  }
  const read = route.body.safeParse(json);
  return read.success ? { data: read.data } : { problem: invalid(fieldErrors(read.error, '#/')) };
}

/**
 * The id under which a write is done, the same for each try of it. Another request never gets the same id, also when
 * what was kept under its key has faded.
 */
async function writeId(
  ports: Ports,
  { method, path, headers, body }: ApiRequest,
  creditor: string,
): Promise<{ id: string } | { problem: Problem }> {
  const key = headers['idempotency-key'] ?? '';
  if (!/^[\x21-\x7e]{1,100}$/.test(key)) return { problem: problems.keyMissing };
  const { ids } = ports.secrets;
  const name = keyedHash(ids, 'idempotency-key', [creditor, key], 26);
  const mine = fingerprintOf([method, path, body].join('\n'));
  const first = await ports.requests.first(name, mine);
  if (first !== mine) return { problem: problems.keyReused };
  return { id: `api-${keyedHash(ids, 'request', [creditor, key, mine], 26)}` };
}
