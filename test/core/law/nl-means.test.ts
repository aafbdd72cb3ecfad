import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { payableOf } from '../../../core/law/nl-means.ts';

it('of 1,300.00 at or below the norm 5 % can be reached: 1,235.00 stay free, 65.00 can be paid', () => {
  const { value, rules } = payableOf({ netIncome: 130_000 });
  expect(value).toEqual({ attachmentFree: 123_500, payable: 6_500 });
  expect(rules.map((rule) => rule.name)).toContain('nl/attachment-free-estimated');
});

it('the amount of the official calculator goes before the estimate', () => {
  const { value, rules } = payableOf({ netIncome: 280_000, attachmentFree: 199_621 });
  expect(value.payable).toBe(80_379);
  expect(rules.map((rule) => rule.name)).toEqual(['nl/attachment-free-amount']);
});

it('a higher budget and plans that run leave less, and never less than nothing', () => {
  const means = { netIncome: 280_000, attachmentFree: 199_621, minimumBudget: 250_000 };
  expect(payableOf(means).value.payable).toBe(30_000);
  expect(payableOf({ ...means, runningPlans: 12_000 }).value.payable).toBe(18_000);
  expect(payableOf({ ...means, runningPlans: 99_000 }).value.payable).toBe(0);
});

it('nobody is asked for what stays free, whatever they have told', () => {
  const cents = fc.integer({ min: 0, max: 1_000_000 });
  const means = fc.record(
    { netIncome: cents, attachmentFree: cents, minimumBudget: cents, runningPlans: cents },
    { requiredKeys: ['netIncome'] },
  );
  fc.assert(
    fc.property(means, (told) => {
      const { payable, attachmentFree } = payableOf(told).value;
      expect(payable).toBeGreaterThanOrEqual(0);
      if (payable > 0) expect(told.netIncome - payable).toBeGreaterThanOrEqual(attachmentFree);
      if (told.attachmentFree === undefined) expect(payable).toBeLessThanOrEqual(told.netIncome * 0.05);
    }),
  );
});
