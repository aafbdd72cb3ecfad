import { describe, expect, test } from 'vitest';
import { callerOf, signatureOf, signedText } from '../../../core/api/signature.ts';
import { epochSeconds } from '../../../core/calendar/moment.ts';
import { signedRequest } from '../../../examples/sign-request.ts';

const now = '2026-01-05T08:00:00Z';
const at = epochSeconds(now);
const keys = [
  { key: 'old', creditor: 'one', secret: 'secret-1' },
  { key: 'new', creditor: 'one', secret: 'secret-2' },
  { key: 'theirs', creditor: 'two', secret: 'secret-3' },
];

/** A signed request as it arrives, with its path decoded. */
function arrives(key: string, secret: string, url: string, body?: string) {
  const { method, headers } = signedRequest(key, secret, 'POST', url, body, 'k-1', at);
  const { pathname, search, origin } = new URL(url);
  return {
    method,
    headers,
    path: decodeURIComponent(pathname),
    query: search.slice(1),
    body: body ?? '',
    origin,
  };
}

test('what is signed is written down, so that others can write it too', () => {
  const text = signedText('1767600000', {
    method: 'POST',
    path: '/api/v1/cases',
    query: 'a=1',
    headers: { 'idempotency-key': 'k-1' },
    body: '{}',
  });
  expect(text).toBe(
    [
      'v1',
      '1767600000',
      'POST',
      '/api/v1/cases',
      'a=1',
      'k-1',
      '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    ].join('\n'),
  );
  // Also told by: printf … | openssl dgst -sha256 -hmac 'laptop: not a secret'
  expect(signatureOf('laptop: not a secret', text)).toBe(
    'v1=7bfae1784cbd161fa806880a022a1f252cdc35a85a7edae8801d4ba9db4cf9ab',
  );
});

describe('who signed', () => {
  const url = 'https://api.example.nl/api/v1/cases/x-1/claims/2025%2F001%20%C3%A9/credit?a=%20b';
  test.each([
    ['old', 'secret-1', 'one'],
    ['new', 'secret-2', 'one'],
    ['theirs', 'secret-3', 'two'],
  ])('the creditor comes from the key: %s', (key, secret, creditor) => {
    expect(callerOf(keys, arrives(key, secret, url, '{"é":"€"}'), now)).toEqual({ creditor });
  });

  test.each([
    ['old', 'secret-2'],
    ['theirs', 'secret-1'],
    ['nobody', 'secret-1'],
    ['nobody', 'nobody'],
  ])('no other secret will do: %s with %s', (key, secret) => {
    expect(callerOf(keys, arrives(key, secret, url), now)).toMatchObject({ problem: { status: 401 } });
  });

  test.each([
    ['2026-01-05T07:55:00Z', true],
    ['2026-01-05T08:05:00Z', true],
    ['2026-01-05T07:54:59Z', false],
    ['2026-01-05T08:05:01Z', false],
  ])('five minutes either way: at %s', (clock, taken) => {
    expect('creditor' in callerOf(keys, arrives('old', 'secret-1', url), clock)).toBe(taken);
  });

  test.each(['', 'NaN', '-1767600000', '1e9', ' 1767600000', '9'.repeat(40)])(
    'a timestamp is digits: %j',
    (timestamp) => {
      const request = arrives('old', 'secret-1', url);
      const headers = { ...request.headers, 'amicable-timestamp': timestamp };
      expect(callerOf(keys, { ...request, headers }, now)).toMatchObject({ problem: { status: 401 } });
    },
  );
});
