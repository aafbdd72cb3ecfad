import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LinkSecrets } from '../../../core/case/ids.ts';
import { hookKeys, signed } from '../../../core/event/sign.ts';

const now = '2026-01-19T08:00:00Z';
const old = { key: 1, secret: 'test: the first one' };
const fresh = { key: 2, secret: 'test: the second one' };
const delivery = { creditor: 'voorbeeld-incasso', id: 'c-1.7', body: '{"type":"case.closed","naïve":"€"}' };

const verifies = (key: string, secrets: LinkSecrets, but: Partial<typeof delivery> = {}) => {
  const sent = { ...delivery, ...but };
  try {
    new Webhook(key).verify(sent.body, { ...signed(secrets, delivery, now), 'webhook-id': sent.id });
    return true;
  } catch {
    return false;
  }
};

// The receiver's library compares the signature's time with its own clock.
beforeEach(() => void vi.useFakeTimers({ now: new Date(now) }));
afterEach(() => void vi.useRealTimers());

describe('a signature', () => {
  const [key] = hookKeys([old], delivery.creditor);

  test("is verified by the receivers' own library with the creditor's key", () => {
    expect(key).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(verifies(key, [old])).toBe(true);
  });

  test.each([
    ['another body', { body: '{}' }],
    ['another id', { id: 'c-1.8' }],
  ])('does not fit %s', (_, but) => {
    expect(verifies(key, [old], but)).toBe(false);
  });

  test("is not verified by another creditor's key", () => {
    expect(verifies(hookKeys([old], 'somebody-else')[0], [old])).toBe(false);
  });

  test('does not hold for long', () => {
    vi.setSystemTime(new Date('2026-01-19T08:10:00Z'));
    expect(verifies(key, [old])).toBe(false);
  });
});

describe('while a key is changed', () => {
  const [oldKey] = hookKeys([old], delivery.creditor);
  const keys = hookKeys([fresh, old], delivery.creditor);

  test('a receiver is given both, the new one first', () => {
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(oldKey);
    expect(keys[0]).not.toBe(oldKey);
  });

  test.each(keys)('whoever holds %s can verify', (key) => {
    expect(verifies(key, [fresh, old])).toBe(true);
  });

  test('and afterwards the old one is worth nothing', () => {
    expect(verifies(oldKey, [fresh])).toBe(false);
  });
});
