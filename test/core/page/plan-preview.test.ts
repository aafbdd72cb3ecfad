import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runningPlan } from '../../../core/case/case.ts';
import { planChoices } from '../../../core/page/plan-choices.ts';
import { previewPlan } from '../../../core/page/plan-preview.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

const preview = async (story: Story, wish: { months: number; firstOn?: string }) =>
  previewPlan(await story.case(), await story.ctx(), story.ports.clock.now(), wish);

test('what is shown is what is agreed, to the day and the cent, interest included', async () => {
  const days = fc.integer({ min: 0, max: 60 });
  const months = fc.integer({ min: 2, max: 6 });
  await fc.assert(
    fc.asyncProperty(
      days,
      months,
      fc.integer({ min: 20_000, max: 900_000 }),
      async (later, months, cents) => {
        const story = await tell({ rows: [makeRow({ cents })] });
        await story.chargeCosts();
        story.ports.clock.pass(later);
        const shown = await preview(story, { months });
        const before = await story.entries();
        expect(await story.entries()).toEqual(before);
        await story.react({ what: 'plan', months });
        expect(runningPlan(await story.case())?.instalments).toEqual(shown.instalments);
        expect(shown.atOnce).toBe(true);
        expect(shown.instalments.reduce((sum, one) => sum + one.cents, 0)).toBe(shown.cents);
      },
    ),
    { numRuns: 12 },
  );
});

test('what can be chosen is what is agreed, within what was told, on pay-days, interest included', async () => {
  const spare = fc.integer({ min: 20_000, max: 60_000 });
  const payDay = fc.integer({ min: 1, max: 31 });
  const cents = fc.integer({ min: 20_000, max: 90_000 });
  await fc.assert(
    fc.asyncProperty(spare, payDay, cents, fc.nat({ max: 2 }), async (spare, payDay, cents, which) => {
      const story = await tell({ rows: [makeRow({ cents })] });
      await story.chargeCosts();
      story.ports.clock.pass(30);
      await story.add(f.canSpare(spare + 2_000));
      const [c, ctx] = [await story.case(), await story.ctx()];
      const means = { payDay, runningPlans: 2_000 };
      const { choices, debtHelp } = await planChoices(c, ctx, story.ports.clock.now(), means);
      expect([debtHelp, choices[0]?.atOnce]).toEqual([false, true]);
      const choice = choices[which % choices.length];
      for (const instalment of choice?.instalments ?? []) expect(instalment.cents).toBeLessThanOrEqual(spare);
      await story.react({ what: 'plan', months: choice?.months ?? 0, payDay });
      const agreed = runningPlan(await story.case())?.instalments;
      expect(agreed).toEqual(choice?.atOnce ? choice.instalments : undefined);
    }),
    { numRuns: 12 },
  );
});

test('interest that is not in the books yet is in the amount, and told apart', async () => {
  const story = await tell({ rows: [makeRow({ cents: 500_000 })] });
  await story.chargeCosts();
  story.ports.clock.pass(30);
  const { interest } = await preview(story, { months: 3 });
  const charged = (await story.entries()).filter(({ kind }) => kind === 'interest-charged').length;
  await story.react({ what: 'plan', months: 3 });
  expect(interest).toBe((await story.last('interest-charged'))?.cents);
  expect((await story.entries()).filter(({ kind }) => kind === 'interest-charged')).toHaveLength(charged + 1);
});

test('it changes nothing and costs nobody a word of the writer', async () => {
  const story = await tell();
  const before = (await story.entries()).length;
  story.ports.writer.choose = async () => {
    throw new Error('the writer was asked');
  };
  await preview(story, { months: 3 });
  expect(await story.entries()).toHaveLength(before);
});

test.each([
  ['more months than the policy agrees', { months: 12 }],
  ['a first day far away', { months: 3, firstOn: '2026-04-01' }],
])('%s: it is shown as a wish', async (_, wish) => {
  const shown = await preview(await tell(), wish);
  expect(shown).toMatchObject({ atOnce: false, cents: 100_000, interest: 0 });
  expect(shown.instalments).toHaveLength(wish.months);
});

test('after a plan another one is a wish, too', async () => {
  const story = await tell();
  await story.react({ what: 'plan', months: 3 });
  expect((await preview(story, { months: 2 })).atOnce).toBe(false);
});

test('other days, amounts or chances are other plans in a word', async () => {
  const story = await tell();
  const wishes = [{ months: 3 }, { months: 4 }, { months: 3, firstOn: '2026-02-01' }];
  const words = await Promise.all(wishes.map(async (wish) => (await preview(story, wish)).shown));
  expect(new Set(words).size).toBe(3);
});
