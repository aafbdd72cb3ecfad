import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { capacityOf } from '../../../core/law/nl-capacity.ts';

it('of 1,300.00 at or below the norm 5 % can be reached: 1,235.00 stay free, 65.00 can be paid', () => {
  const { value, rules } = capacityOf({ netIncome: 130_000 });
  expect(value).toEqual({ attachmentFree: 123_500, capacity: 6_500 });
  expect(rules.map((rule) => rule.name)).toContain('nl/attachment-free-estimated');
});

it('the amount of the official calculator goes before the estimate', () => {
  const { value, rules } = capacityOf({ netIncome: 280_000, attachmentFree: 199_621 });
  expect(value.capacity).toBe(80_379);
  expect(rules.map((rule) => rule.name)).toEqual(['nl/attachment-free-amount']);
});

it('a higher budget and plans that run leave less, and never less than nothing', () => {
  const means = { netIncome: 280_000, attachmentFree: 199_621, minimumBudget: 250_000 };
  expect(capacityOf(means).value.capacity).toBe(30_000);
  expect(capacityOf({ ...means, runningPlans: 12_000 }).value.capacity).toBe(18_000);
  expect(capacityOf({ ...means, runningPlans: 99_000 }).value.capacity).toBe(0);
});

it('nobody is asked for what stays free, whatever they have told', () => {
  const cents = fc.integer({ min: 0, max: 1_000_000 });
  const means = fc.record(
    { netIncome: cents, attachmentFree: cents, minimumBudget: cents, runningPlans: cents },
    { requiredKeys: ['netIncome'] },
  );
  fc.assert(
    fc.property(means, (told) => {
      const { capacity, attachmentFree } = capacityOf(told).value;
      expect(capacity).toBeGreaterThanOrEqual(0);
      if (capacity > 0) expect(told.netIncome - capacity).toBeGreaterThanOrEqual(attachmentFree);
      if (told.attachmentFree === undefined) expect(capacity).toBeLessThanOrEqual(told.netIncome * 0.05);
    }),
  );
});
