import { createHash, createHmac } from 'node:crypto';

/** What `fetch` takes beside the address. */
export interface SignedRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
}

/**
 * Signs a request to the API of Amicable: `fetch(url, signedRequest(key, secret, 'GET', url))`. An example to copy.
 *
 * @param key public name of your key
 * @param url in full, with its query
 * @param body JSON; none for a GET or DELETE
 * @param idempotencyKey needed for whatever is no GET: new for each thing you want done, the same for each try of it
 * @param at seconds since 1970; for clocks that are not the real one, as on the laptop
 */
export function signedRequest(
  key: string,
  secret: string,
  method: string,
  url: string,
  body?: string,
  idempotencyKey?: string,
  at: number = Math.floor(Date.now() / 1000),
): SignedRequest {
  const { pathname, search } = new URL(url);
  const fingerprint = createHash('sha256')
    .update(body ?? '')
    .digest('hex');
  // Gateways decode the path before we see it, so it is signed decoded.
  const path = decodeURIComponent(pathname);
  const text = ['v1', at, method, path, search.slice(1), idempotencyKey ?? '', fingerprint].join('\n');
  return {
    method,
    headers: {
      'amicable-key': key,
      'amicable-timestamp': String(at),
      'amicable-signature': `v1=${createHmac('sha256', secret).update(text).digest('hex')}`,
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  };
}
