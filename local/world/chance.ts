import { createHash } from 'node:crypto';

/**
 * Chance without a memory: a number from 0 to 1 that depends on the seed and on what it is about, and on nothing
 * else. A run that is stopped and continued, or whose events come in another order, throws the same dice.
 */
export function chance(seed: number, ...about: readonly (string | number)[]): number {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, ...about]))
    .digest();
  return hash.readUIntBE(0, 6) / 2 ** 48;
}

/** A whole number from `low` to `high`, both included. */
export function between(low: number, high: number, throw_: number): number {
  return low + Math.floor(throw_ * (high - low + 1));
}

/** One of some options, each with its share; the shares add up to 1, or the last option takes the rest. */
export function pick<T>(throw_: number, options: readonly (readonly [number, T])[]): T {
  let left = throw_;
  for (const [share, option] of options) {
    if (left < share) return option;
    left -= share;
  }
  const last = options.at(-1);
  if (!last) throw new Error('Nothing to pick from.');
  return last[1];
}
