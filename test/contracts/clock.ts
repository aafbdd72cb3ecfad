import { expect, test } from 'vitest';
import { Moment } from '../../core/calendar/moment.ts';
import type { Clock } from '../../core/ports.ts';

/**
 * What is promised of the clock.
 *
 * @param make a clock, and a way to let a little time pass on it
 */
export function clockContract(make: () => Promise<{ clock: Clock; pass(): Promise<unknown> }>): void {
  test('the clock tells moments as journals keep them, and never goes back', async () => {
    const { clock, pass } = await make();
    const told: Moment[] = [];
    for (let at = 0; at < 3; at++) {
      told.push(clock.now());
      await pass();
    }
    for (const moment of told) expect(Moment.parse(moment)).toBe(moment);
    expect([...told].sort()).toEqual(told);
    expect(clock.now() > `${told[0]}`).toBe(true);
  });
}
