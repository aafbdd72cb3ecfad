import { keyedHash } from '../case/ids.ts';
import type { Addressee, Postal } from '../message/message.ts';

/** Journals of ways to reach somebody stand among those of persons, and are known by how their names begin. */
const WAY = 'reach-';

/** Whether a journal is that of a way to reach somebody. It counts and knows nothing else, so it may fade after a year. */
export function isWay(stream: string): boolean {
  return stream.startsWith(WAY);
}

/**
 * The ways to reach somebody, each as the name of its journal: a keyed hash of the mailbox, the number or the letter
 * box. The same way has the same name at every creditor, and without the secret nobody can tell whose it is, or try
 * addresses out. What two people share (a family's mailbox, an accountant's) is one way: it only ever protects.
 *
 * @returns at most three, always in the same order: whoever counts along two of them counts in the order of everybody
 */
export function waysTo(secret: string, to: Addressee | undefined): string[] {
  const ways: string[] = [];
  const add = (kind: string, ...parts: string[]) =>
    ways.push(`${WAY}${keyedHash(secret, `way/${kind}`, parts, 26)}`);
  if (to?.email) add('email', mailbox(to.email));
  if (to?.phone) add('phone', to.phone.replace(/[^+\d]/g, ''));
  if (to?.postal) add('letter', ...letterBox(to.name ?? '', to.postal));
  return ways.sort();
}

/** A mailbox without what its owner may add for each sender: `jo+shop@…` is `jo@…`. */
function mailbox(email: string): string {
  return email
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/, '');
}

/**
 * Who lives where, however it is written: last name, postcode and the numbers of the house. `J. de Vries` and `Jo de
 * Vries` are one; so are two of a family.
 */
function letterBox(name: string, { street, postcode, country }: Postal): string[] {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .split(/[\s-]+/);
  const last = words.findLast((word) => word.length > 2) ?? words.join('');
  const numbers = street.match(/\d+/g)?.join('-') ?? '';
  return [last, country.toUpperCase(), postcode.toUpperCase().replace(/[^A-Z0-9]/g, ''), numbers];
}
