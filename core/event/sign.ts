import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { epochSeconds, type Moment } from '../calendar/moment.ts';
import type { LinkSecret, LinkSecrets } from '../case/ids.ts';

/**
 * The keys with which a creditor can verify what we tell, as the Standard Webhooks specification writes them
 * (`whsec_…`): one for each of our secrets, the newest first. Any one of them is enough to verify.
 */
export function hookKeys(secrets: LinkSecrets, creditor: string): [string, ...string[]] {
  const [newest, ...earlier] = secrets;
  const written = (secret: LinkSecret) => `whsec_${base64(keyOf(secret, creditor))}`;
  return [written(newest), ...earlier.map(written)];
}

/**
 * Headers that prove who sends a webhook, after Standard Webhooks: its id, the moment of this try, and one signature
 * for each of our secrets, so that a secret can be changed while receivers still hold keys of the one before.
 *
 * @param body as it is sent, byte for byte
 */
export function signed(
  secrets: LinkSecrets,
  { creditor, id, body }: { creditor: string; id: string; body: string },
  now: Moment,
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const seconds = String(epochSeconds(now));
  const content = utf8ToBytes(`${id}.${seconds}.${body}`);
  const signatures = secrets.map((secret) => `v1,${base64(hmac(sha256, keyOf(secret, creditor), content))}`);
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}

/** 32 bytes. Who knows one creditor's key learns nothing about another's, or about the secret. */
function keyOf({ secret }: LinkSecret, creditor: string): Uint8Array {
  return hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`webhook-key:${creditor}`));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

// The language has no base64 of its own yet, and the core knows no Buffer.
function base64(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const group = (a << 16) | (b << 8) | c;
    for (const shift of [18, 12, 6, 0]) out += ALPHABET[(group >>> shift) & 63];
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return out.slice(0, out.length - padding) + '='.repeat(padding);
}
