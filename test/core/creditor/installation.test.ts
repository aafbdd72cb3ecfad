import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Installation, type InstallationSecrets, secretsOf } from '../../../core/creditor/installation.ts';

const master = fc.string({ minLength: 32, maxLength: 64 });
const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 });
const name = fc.stringMatching(/^[a-zA-Z0-9._-]{1,20}$/);
const api = fc.uniqueArray(fc.record({ key: name, creditor: fc.stringMatching(/^[a-z0-9-]{2,20}$/) }), {
  selector: ({ key }) => key,
  maxLength: 4,
});
const installation = fc.record({ master, links: numbers, hooks: numbers, bank: numbers, api });

function all({ ids, persons, links, hooks, bank, api: keys }: InstallationSecrets): string[] {
  return [ids, persons, ...[...links, ...hooks, ...keys].map(({ secret }) => secret), ...bank];
}

test('no two secrets of an installation are alike, and none is the one they are made from', () => {
  fc.assert(
    fc.property(installation, (given) => {
      const made = all(secretsOf(given));
      expect(new Set(made).size).toBe(made.length);
      expect(made).not.toContain(given.master);
    }),
  );
});

test('another master makes other secrets throughout', () => {
  fc.assert(
    fc.property(installation, master, (given, other) => {
      fc.pre(given.master !== other);
      const before = new Set(all(secretsOf(given)));
      expect(all(secretsOf({ ...given, master: other })).filter((secret) => before.has(secret))).toEqual([]);
    }),
  );
});

test('the keys stand in the order of their numbers in the list: what is in front makes and signs', () => {
  fc.assert(
    fc.property(installation, (given) => {
      const made = secretsOf(given);
      expect(made.links.map(({ key }) => key)).toEqual(given.links);
      expect(made.hooks.map(({ key }) => key)).toEqual(given.hooks);
      expect(made.api.map(({ key, creditor }) => ({ key, creditor }))).toEqual(given.api);
      expect(made.bank).toHaveLength(given.bank.length);
    }),
  );
});

test('a new number in front leaves every earlier secret as it was', () => {
  fc.assert(
    fc.property(installation, (given) => {
      const before = secretsOf(given);
      const after = secretsOf({
        ...given,
        links: [100, ...given.links],
        hooks: [100, ...given.hooks],
        bank: [100, ...given.bank],
      });
      expect(after.links.slice(1)).toEqual(before.links);
      expect(after.hooks.slice(1)).toEqual(before.hooks);
      expect(after.bank.slice(1)).toEqual(before.bank);
      expect([after.ids, after.persons, after.api]).toEqual([before.ids, before.persons, before.api]);
    }),
  );
});

test('the name of an API key that is given to another creditor gets another secret', () => {
  const [one, other] = ['creditor-1', 'creditor-2'].map((creditor) =>
    secretsOf(Installation.parse({ master: 'm'.repeat(32), api: [{ key: 'erp', creditor }] })),
  );
  expect(one?.api[0]?.secret).not.toBe(other?.api[0]?.secret);
});

test('a secret that was only just generated is enough', () => {
  const made = secretsOf(Installation.parse({ master: 'm'.repeat(32) }));
  expect(made.links.map(({ key }) => key)).toEqual([1]);
  expect(made.hooks.map(({ key }) => key)).toEqual([1]);
  expect(made.bank).toEqual([expect.stringMatching(/^whsec_[0-9a-z]{48}$/)]);
  expect(made.api).toEqual([]);
});

test.each([
  ['a master that can be guessed', { master: 'short' }],
  ['an empty list', { links: [] }],
  ['a number twice', { hooks: [1, 1] }],
  [
    'a name of a key twice',
    { api: ['creditor-1', 'creditor-2'].map((creditor) => ({ key: 'erp', creditor })) },
  ],
  ['a slip of the pen', { lnks: [2, 1] }],
])('%s is refused', (_, given) => {
  expect(Installation.safeParse({ master: 'm'.repeat(32), ...given }).success).toBe(false);
});
