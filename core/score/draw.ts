import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Draw } from './glass-box/table.ts';

/** Chance that begins anew with each seed. */
export function drawFrom(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  return (end) => uniformInt(generator, 0, end - 1);
}
