import { keyedHash, sameText } from '../case/ids.ts';
import type { Addressee } from '../message/message.ts';

/** So many wrong answers a link gets in a day. */
export const MOST_TRIES = 5;

/** What a visitor is asked before anything about a person is shown: the postcode, else the customer number. */
export function questionFor(to: Addressee): 'postcode' | 'customer-number' {
  return plain(to.postal?.postcode ?? '') === '' ? 'customer-number' : 'postcode';
}

/** Whether an answer is right, however it was typed. Takes as long for a near miss as for a far one. */
export function isRight(secret: string, to: Addressee, given: string): boolean {
  const right = questionFor(to) === 'postcode' ? (to.postal?.postcode ?? '') : to.reference;
  const hash = (text: string) => keyedHash(secret, 'second-question', [plain(text)], 32);
  return plain(given) !== '' && sameText(hash(given), hash(right));
}

/** Letters and digits alone: `1234ab` is `1234 AB`. */
function plain(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
