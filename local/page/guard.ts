import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';

/** What a page may load: its own stylesheet, pictures and frames, and nothing else. */
const ownPage = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "object-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const names = new Set(['localhost', '127.0.0.1']);

/**
 * Answers only requests that name this computer. Another name that leads here would let a foreign page read ours
 * (DNS rebinding).
 */
export const onlyThisComputer: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host');
  const asked = [new URL(c.req.url).hostname, ...(host ? [host.replace(/:\d+$/, '')] : [])];
  if (!asked.every((name) => names.has(name.toLowerCase()))) throw new HTTPException(403);
  await next();
};

/** Headers of every answer. A route that needs another policy of contents sets its own before. */
export const quietHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', ownPage);
  headers.set('referrer-policy', 'no-referrer');
  headers.set('cache-control', 'no-store');
  headers.set('x-content-type-options', 'nosniff');
};
