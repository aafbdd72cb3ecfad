import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  caseBase,
  caseOfPayLink,
  keyedHash,
  type LinkSecrets,
  payLinkPath,
  paymentReference,
  personId,
  spread,
} from '../../../core/case/ids.ts';
import { structuredDigits } from '../../../core/law/be-reference.ts';

const secret = 'a secret';
const key = { creditor: 'c', reference: 'D-1', capacity: 'private', currency: 'EUR' };
const caseId = fc
  .tuple(fc.string({ maxLength: 12 }), fc.integer({ min: 1, max: 99_999 }))
  .map(([text, number]) => {
    return `${keyedHash(secret, 'case', [text], 16)}-${number}`;
  });

/** ISO 7064 mod 97-10, read the way a bank does: without any code of ours. */
function validReference(reference: string): boolean {
  const turned = reference.slice(4) + reference.slice(0, 4);
  const digits = [...turned].map((char) => String(Number.parseInt(char, 36))).join('');
  return BigInt(digits) % 97n === 1n;
}

describe('a keyed hash', () => {
  test('is the same for the same, and as long as asked for', () => {
    expect(keyedHash(secret, 'case', ['a', 'b'], 16)).toBe(keyedHash(secret, 'case', ['a', 'b'], 16));
    for (const length of [1, 10, 16, 51]) expect(keyedHash(secret, 'x', ['a'], length)).toHaveLength(length);
  });

  test('never changes: ids that are out there must be found again', () => {
    expect(caseBase(secret, key)).toBe('drenfhp6ssd1y12p');
  });

  test('differs by secret, purpose and every part, wherever one part ends', () => {
    const hashes = [
      keyedHash(secret, 'case', ['ab', 'c'], 16),
      keyedHash('another', 'case', ['ab', 'c'], 16),
      keyedHash(secret, 'person', ['ab', 'c'], 16),
      keyedHash(secret, 'case', ['a', 'bc'], 16),
      keyedHash(secret, 'case', ['abc'], 16),
      keyedHash(secret, 'case', ['ab', 'c', ''], 16),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('uses only signs that nobody mistakes for one another', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(keyedHash(secret, 'x', [text], 51)).toMatch(/^[0-9a-hjkmnp-tv-z]{51}$/);
      }),
    );
  });
});

test('a debtor has one case base a creditor, capacity and currency, and one person a creditor', () => {
  const bases = [
    caseBase(secret, key),
    caseBase(secret, { ...key, creditor: 'd' }),
    caseBase(secret, { ...key, capacity: 'business' }),
    caseBase(secret, { ...key, currency: 'USD' }),
    caseBase(secret, { ...key, reference: 'D-2' }),
  ];
  expect(new Set(bases).size).toBe(bases.length);
  expect(personId(secret, 'c', 'D-1')).not.toBe(personId(secret, 'd', 'D-1'));
});

describe('a pay link', () => {
  const links: LinkSecrets = [{ key: 1, secret }];
  const rotated: LinkSecrets = [{ key: 2, secret: 'a newer one' }, ...links];

  test('leads back to its case', () => {
    fc.assert(
      fc.property(caseId, (id) => {
        expect(caseOfPayLink(links, payLinkPath(links, id))).toBe(id);
      }),
    );
  });

  test('is short enough for a text message: eighteen signs more than the case', () => {
    expect(payLinkPath(links, 'abc-1')).toMatch(/^abc-1\.1[0-9a-z]{16}$/);
  });

  test('that an earlier secret made still works beside those of the new one', () => {
    const [old, fresh] = [payLinkPath(links, 'abc-1'), payLinkPath(rotated, 'abc-1')];
    expect(fresh).not.toBe(old);
    expect([old, fresh].map((path) => caseOfPayLink(rotated, path))).toEqual(['abc-1', 'abc-1']);
  });

  test('ends when its secret is taken out', () => {
    expect(caseOfPayLink([{ key: 2, secret: 'a newer one' }], payLinkPath(links, 'abc-1'))).toBeUndefined();
  });

  test.each([
    ['of another case', `abc-2.${payLinkPath(links, 'abc-1').split('.')[1]}`],
    ['made with another secret', payLinkPath([{ key: 1, secret: 'another' }], 'abc-1')],
    ['with the number of another secret', payLinkPath(links, 'abc-1').replace('.1', '.2')],
    ['without its proof', 'abc-1'],
    ['with an empty proof', 'abc-1.'],
    ['with a number alone', 'abc-1.1'],
    ['with more behind it', `${payLinkPath(links, 'abc-1')}0`],
    ['with a second proof', `${payLinkPath(links, 'abc-1')}.${payLinkPath(links, 'abc-1').split('.')[1]}`],
    ['that is empty', ''],
  ])('%s is refused', (_, path) => {
    expect(caseOfPayLink(rotated, path)).toBeUndefined();
  });

  test('with one sign changed is refused', () => {
    const path = payLinkPath(links, 'abc-1');
    for (let i = 0; i < path.length; i++) {
      const forged = path.slice(0, i) + (path[i] === 'x' ? 'y' : 'x') + path.slice(i + 1);
      expect(caseOfPayLink(rotated, forged)).toBeUndefined();
    }
  });
});

describe('a payment reference', () => {
  test('is one that every European bank accepts (ISO 11649)', () => {
    // The standard's own example, to know that this check is one.
    expect(validReference('RF18539007547034')).toBe(true);
    fc.assert(
      fc.property(caseId, (id) => {
        const reference = paymentReference(id, { country: 'NL' });
        expect(reference).toMatch(/^RF\d\d[0-9A-Z]{1,21}$/);
        expect(validReference(reference)).toBe(true);
      }),
    );
  });

  test('with two signs swapped or one wrong is noticed', () => {
    const reference = paymentReference('0123456789abcdef-1', { country: 'DE' });
    expect(validReference(reference.replace('34', '43'))).toBe(false);
    expect(validReference(reference.replace('A', 'B'))).toBe(false);
  });
});

describe('the payment reference of a Belgian creditor', () => {
  const belgian = (id: string) => paymentReference(id, { country: 'BE' });

  test('is a structured one that adds up, the same for the same case', () => {
    expect(belgian('drenfhp6ssd1y12p-1')).toBe('+++259/8823/36140+++');
    fc.assert(
      fc.property(caseId, (id) => {
        expect(structuredDigits(belgian(id))).toBe(belgian(id).replaceAll(/\D/g, ''));
      }),
    );
  });

  test('differs between a debtor’s cases, and between ten thousand debtors', () => {
    const one = Array.from({ length: 99 }, (_, number) => belgian(`drenfhp6ssd1y12p-${number + 1}`));
    expect(new Set(one).size).toBe(99);
    const all = Array.from({ length: 10_000 }, (_, debtor) => {
      return belgian(`${keyedHash(secret, 'case', [String(debtor)], 16)}-1`);
    });
    expect(new Set(all).size).toBe(10_000);
  });
});

test('spreading is the same for the same, within its bounds, and reaches all of them', () => {
  const seen = new Set(Array.from({ length: 2_000 }, (_, index) => spread(`case-${index}`, 60)));
  expect(spread('case-1', 660)).toBe(spread('case-1', 660));
  expect(seen.size).toBe(60);
  expect(Math.min(...seen)).toBe(0);
  expect(Math.max(...seen)).toBe(59);
});
