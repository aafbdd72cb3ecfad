import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { EventShape } from './event-shape.ts';

/** Forms are small; whoever sends more is no visitor. Bytes. */
const FORM_BYTES = 20_000;
const WEBHOOK_BYTES = 100_000;

/** A request as it came through the HTTP API, without what is only API Gateway's. */
interface Request {
  method: string;
  /** As it came, without the name of the API's stage. */
  path: string;
  /** As it came, without the question mark. */
  query: string;
  /** Names in small letters. */
  headers: Record<string, string>;
  cookie: string | undefined;
  body: Buffer;
  origin: string;
}

/** A plain web response, as functions give it. */
interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/**
 * The debtor's page over HTTP.
 *
 * @param origin where the pages are under a domain of their own; otherwise they are at the API's, which it tells itself
 */
export function pageRequests(origin?: string): EventShape {
  return async (event, call) => {
    const request = requestOf(event, origin);
    if (request.body.byteLength > FORM_BYTES) return tooLarge;
    const post = request.method === 'POST';
    const form = post ? await formOf(request) : new URLSearchParams();
    const answer = await call({
      // Mail scanners ask for the HEAD of links: that is a GET without its body.
      method: post ? 'POST' : 'GET',
      path: decoded(behind('/p/', request.path)),
      // Of a name that comes twice the last counts, as on the laptop.
      query: Object.fromEntries(new URLSearchParams(request.query)),
      fields: Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)])),
      ...(request.cookie && { cookie: request.cookie }),
      origin: request.origin,
    });
    return resultOf(answer as Answer, request.method);
  };
}

/**
 * The fields of a form. Browsers send ours as they send all; the button of a mail program that stops mails (RFC 8058)
 * may send its field as `multipart/form-data`.
 */
async function formOf({ headers, body }: Request): Promise<URLSearchParams> {
  const type = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) return new URLSearchParams(body.toString('utf8'));
  try {
    const parts = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    // Nobody brings us a file here.
    return new URLSearchParams(
      [...parts].filter((part): part is [string, string] => typeof part[1] === 'string'),
    );
  } catch {
    return new URLSearchParams();
  }
}

/** Webhooks of payment providers over HTTP. */
export const webhookRequests: EventShape = async (event, call) => {
  const { path, headers, body, method } = requestOf(event);
  if (body.byteLength > WEBHOOK_BYTES) return tooLarge;
  const answer = await call({
    provider: decoded(behind('/webhooks/', path)),
    headers,
    body: body.toString('utf8'),
  });
  return resultOf(answer as Answer, method);
};

/** The creditor's API over HTTP. What is signed is carried as it came; what is too large the API says itself. */
export function apiRequests(origin?: string): EventShape {
  return async (event, call) => {
    const { method, path, query, headers, body, origin: at } = requestOf(event, origin);
    const answer = await call({ method, path, query, headers, body: body.toString('utf8'), origin: at });
    return resultOf(answer as Answer, method);
  };
}

function requestOf(event: unknown, origin?: string): Request {
  const { rawPath, rawQueryString, headers, cookies, body, isBase64Encoded, requestContext } =
    event as APIGatewayProxyEventV2;
  const { stage, domainName, http } = requestContext;
  return {
    method: http.method,
    path: stage === '$default' ? rawPath : behind(`/${stage}`, rawPath),
    query: rawQueryString,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value ?? '']),
    ),
    cookie: cookies?.join('; '),
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
    origin: origin ?? `https://${domainName}`,
  };
}

function behind(start: string, path: string): string {
  return path.startsWith(start) ? path.slice(start.length) : path;
}

/** What cannot be decoded was no address of ours: it stays as it is, and nothing is found there. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function resultOf(
  { status, headers = { 'content-type': 'text/plain; charset=utf-8' }, body }: Answer,
  method: string,
): APIGatewayProxyStructuredResultV2 {
  const { 'set-cookie': cookie, ...others } = headers;
  return {
    statusCode: status,
    headers: others,
    ...(cookie && { cookies: [cookie] }),
    body: method === 'HEAD' ? '' : body,
  };
}

const tooLarge: APIGatewayProxyStructuredResultV2 = {
  statusCode: 413,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'That is more than is taken here.\n',
};
