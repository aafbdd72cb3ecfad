import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { epochSeconds, type Moment } from '../calendar/moment.ts';
import { sameText } from '../case/ids.ts';
import type { ApiKey } from '../ports.ts';
import { type Problem, unsigned } from './problem.ts';
import type { ApiRequest } from './request.ts';

/** How far a request's timestamp may lie from our clock, either way. */
export const WINDOW_SECONDS = 300;

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal digits. */
export function fingerprintOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/**
 * What is signed: the version, when, and all that says what is asked, each on a line of its own. The path is signed
 * decoded, because gateways decode it before we see it; the query as it was sent. The idempotency key is signed too, or
 * whoever records a request could have it done a second time under a key of their own.
 */
export function signedText(
  timestamp: string,
  { method, path, query, headers, body }: Omit<ApiRequest, 'origin'>,
): string {
  const key = headers['idempotency-key'] ?? '';
  return ['v1', timestamp, method, path, query, key, fingerprintOf(body)].join('\n');
}

/** The header `amicable-signature` over a text. */
export function signatureOf(secret: string, text: string): string {
  return `v1=${bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(text)))}`;
}

/**
 * Whose key signed a request. An unknown key and a wrong signature are told alike, and take as long.
 *
 * @param request with its path decoded
 */
export function callerOf(
  keys: readonly ApiKey[],
  request: ApiRequest,
  now: Moment,
): { creditor: string } | { problem: Problem } {
  const { headers } = request;
  const name = headers['amicable-key'];
  const timestamp = headers['amicable-timestamp'];
  const signature = headers['amicable-signature'];
  if (!name || !timestamp || !signature) {
    return {
      problem: unsigned('Sign it with the headers amicable-key, amicable-timestamp and amicable-signature.'),
    };
  }
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) - epochSeconds(now)) > WINDOW_SECONDS) {
    const detail = `The timestamp is more than ${WINDOW_SECONDS} seconds from our clock, which amicable-time shows: sign it anew.`;
    return { problem: unsigned(detail) };
  }
  const key = keys.find((one) => one.key === name);
  const right = signatureOf(key?.secret ?? 'nobody', signedText(timestamp, request));
  if (!sameText(signature, right) || !key)
    return { problem: unsigned('No key of ours gives this signature for this request.') };
  return { creditor: key.creditor };
}
