import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Creditor } from '../../../core/creditor/creditor.ts';

const example = JSON.parse(readFileSync(new URL('../../../examples/creditor.json', import.meta.url), 'utf8'));

/** The example policy with something changed; undefined takes a field away. */
function policy(change: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify({ ...example, ...change }));
}

test('the example policy is valid', () => {
  expect(Creditor.parse(example)).toMatchObject({ role: 'agency', country: 'NL' });
});

test('what a policy leaves open is the cautious choice', () => {
  const { contract, directDebit, thresholds, plan } = Creditor.parse(
    policy({ contract: undefined, directDebit: undefined, thresholds: undefined, plan: undefined }),
  );
  expect(contract).toEqual({ termsCleared: false, agreedTerm: false });
  expect(directDebit).toBe(false);
  expect(thresholds).toEqual({ open: 500, charge: 100, ask: 250 });
  expect(plan).toEqual({ atOnceMonths: 6, longestMonths: 18, smallest: 1_000 });
});

test.each<[string, Record<string, unknown>, string]>([
  ['an agency that does not say who it is', { collector: undefined }, 'collector'],
  ['an assignee that does not say who it is', { role: 'assignee', collector: undefined }, 'collector'],
  ['an unknown role', { role: 'shark' }, 'role'],
  ['a country whose law we do not know', { country: 'FR' }, 'country'],
  ['a threshold below nothing', { thresholds: { open: -1, charge: 0, ask: 0 } }, 'thresholds.open'],
  ['a threshold in euros and cents', { thresholds: { open: 12.5, charge: 0, ask: 0 } }, 'thresholds.open'],
  [
    'at once longer than the longest',
    { plan: { atOnceMonths: 12, longestMonths: 6, smallest: 0 } },
    'plan.atOnceMonths',
  ],
  ['no account', { account: undefined }, 'account'],
  ['a field that nobody knows', { kindness: 0 }, ''],
])('%s is refused by its name', (_, change, path) => {
  const parsed = Creditor.safeParse(policy(change));
  expect(parsed.success).toBe(false);
  expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
});

test('who collects in its own name needs no collector', () => {
  expect(Creditor.safeParse(policy({ role: 'own-name', collector: undefined })).success).toBe(true);
});

test.each([
  'https://example.com/hooks',
  'https://hooks.example.com:8443/a/b?from=amicable',
  'http://localhost:3000/hooks',
  'http://127.0.0.1:3000',
])('a webhook can be at %s', (url) => {
  expect(Creditor.safeParse(policy({ webhook: { url } })).success).toBe(true);
});

test.each([
  'http://example.com/hooks',
  'http://localhost.example.com/hooks',
  'https://user:secret@example.com/hooks',
  'http://localhost:80@example.com/',
  'https://example.com/hooks#part',
  'ftp://example.com/hooks',
  'hooks',
])('a webhook cannot be at %s', (url) => {
  expect(Creditor.safeParse(policy({ webhook: { url } })).success).toBe(false);
});

test.each([
  'https://betalen.example.nl/p',
  'https://abc.execute-api.eu-west-1.amazonaws.com/p',
  'https://betalen.example.nl',
  'http://localhost:8080/p',
])("the debtor's page can be at %s", (payPage) => {
  expect(Creditor.safeParse(policy({ payPage })).success).toBe(true);
});

test.each([
  // A link made of it would have two slashes, and open nothing.
  'https://betalen.example.nl/p/',
  'https://betalen.example.nl/',
  'https://betalen.example.nl/p?a=1',
  'https://betalen.example.nl/p#a',
  'https://user:secret@betalen.example.nl/p',
  'http://betalen.example.nl/p',
  'javascript:alert(1)',
])("the debtor's page cannot be at %s", (payPage) => {
  expect(Creditor.safeParse(policy({ payPage })).success).toBe(false);
});

test('a webhook names only events that there are', () => {
  const webhook = (events: string[]) => policy({ webhook: { url: 'https://example.com', events } });
  expect(Creditor.safeParse(webhook(['case.closed'])).success).toBe(true);
  expect(Creditor.safeParse(webhook(['person.judged'])).success).toBe(false);
});
