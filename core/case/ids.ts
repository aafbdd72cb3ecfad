import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Creditor } from '../creditor/creditor.ts';
import { structuredReference } from '../law/be-reference.ts';

// Small letters and digits that nobody mistakes for one another on paper or on the phone.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A keyed hash as `length` characters of 5 bits each. Without the secret nobody can tell which reference
 * is behind it or try references out.
 */
export function keyedHash(secret: string, purpose: string, parts: readonly string[], length: number): string {
  // Each part's length goes in front, so that ("ab", "c") and ("a", "bc") differ.
  const text = [purpose, ...parts].map((part) => `${part.length}:${part}`).join('');
  const bytes = hmac(sha256, utf8ToBytes(secret), utf8ToBytes(text));
  let out = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5 && out.length < length) {
      bits -= 5;
      out += ALPHABET[(value >>> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return out;
}

/** Who owes, in one capacity and currency with one creditor; the case number follows it: `<base>-1`. */
export function caseBase(
  secret: string,
  key: { creditor: string; reference: string; capacity: string; currency: string },
): string {
  return keyedHash(secret, 'case', [key.creditor, key.reference, key.capacity, key.currency], 16);
}

export function personId(secret: string, creditor: string, reference: string): string {
  return `p-${keyedHash(secret, 'person', [creditor, reference], 16)}`;
}

/** A secret for pay links, and the number by which a link tells which secret made it. */
export interface LinkSecret {
  key: number;
  secret: string;
}
/** First the one that makes links now. Earlier ones still open theirs, until somebody takes them out. */
export type LinkSecrets = readonly [LinkSecret, ...LinkSecret[]];

/** Characters of the code in a link: 80 bits that only we can compute. */
const CODE = 16;

/** The path of a case's pay link: its id, the number of the secret, a code. Holds no personal data. */
export function payLinkPath([current]: LinkSecrets, caseId: string): string {
  return pathWith(current, caseId);
}

/** The case behind a pay link's path, or undefined when the path was not made with one of our secrets. */
export function caseOfPayLink(secrets: LinkSecrets, path: string): string | undefined {
  const [caseId = '', proof = ''] = path.split('.');
  const named = secrets.find(({ key }) => proof.slice(0, -CODE) === String(key));
  return named && sameText(path, pathWith(named, caseId)) ? caseId : undefined;
}

function pathWith({ key, secret }: LinkSecret, caseId: string): string {
  return `${caseId}.${key}${keyedHash(secret, 'pay-link', [caseId], CODE)}`;
}

/** Whether two texts are one. Takes as long for a near miss as for a far one, so that timing tells a guesser nothing. */
export function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/**
 * What the payer of a case is asked to mention. Belgian payers and banks know the structured reference of twelve digits
 * (`+++090/9337/55493+++`); everybody else has an ISO 11649 creditor reference.
 *
 * Ten digits are too few for a case's name: among ten thousand cases of one creditor two share a reference once in two
 * hundred times. Whoever matches payments by it looks at the amount too, and asks a person where two fit.
 */
export function paymentReference(caseId: string, { country }: Pick<Creditor, 'country'>): string {
  const body = caseId.replace('-', '');
  if (country !== 'BE') return creditorReference(body.toUpperCase());
  let rest = 0;
  for (const character of body) rest = (rest * ALPHABET.length + ALPHABET.indexOf(character)) % MOST_OF_TEN;
  return structuredReference(String(rest).padStart(10, '0'));
}

/** The largest prime of ten digits, so that every character of a case's id counts. */
const MOST_OF_TEN = 9_999_999_967;

/**
 * ISO 11649 creditor reference: `RF`, two check digits, and what it is about.
 *
 * @param body at most 21 capitals and digits
 */
export function creditorReference(body: string): string {
  const digits = [...`${body}RF00`].map((char) => Number.parseInt(char, 36)).join('');
  const check = 98 - mod97(digits);
  return `RF${String(check).padStart(2, '0')}${body}`;
}

function mod97(digits: string): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/**
 * A number from 0 to `below` - 1 that always comes out the same for a text: for spreading things over time
 * without randomness (FNV-1a, 32 bits).
 */
export function spread(text: string, below: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % below;
}
