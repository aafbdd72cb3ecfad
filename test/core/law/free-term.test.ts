import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { PersonKind } from '../../../core/case/words.ts';
import { LawCountry } from '../../../core/law/packs.ts';
import { makeRow, onlyPaper, tell } from '../make-case.ts';

const where = fc.record({
  country: fc.constantFrom(...LawCountry.options),
  contract: fc.constantFrom(...LawCountry.options),
  debtorKind: fc.constantFrom(...PersonKind.options),
  cents: fc.integer({ min: 5_000, max: 5_000_000 }),
  paper: fc.boolean(),
});

/** A case in one country under the law of another, by letter or by e-mail. */
async function caseOf({ country, contract, debtorKind, cents, paper }: ValueOf<typeof where>) {
  const damages = { flat: 100_000, rate: 5_000 };
  return await tell({
    creditor: {
      creditor: {
        country: contract,
        contract: { termsCleared: true, agreedTerm: true, damages, interestRate: 900 },
      },
    },
    rows: [
      {
        ...(paper ? onlyPaper : makeRow()),
        country,
        debtorKind,
        cents,
        contractOn: '2025-06-02',
        basis: 'service',
      },
    ],
  });
}

type ValueOf<A> = A extends fc.Arbitrary<infer T> ? T : never;

it('costs are never charged before the term of a notice has ended, however often somebody asks', async () => {
  let charged = 0;
  await fc.assert(
    fc.asyncProperty(
      where,
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }),
      async (of, pauses) => {
        const story = await caseOf(of);
        const notice = await story.say('notice', 14);
        if (!(await story.case()).notices.has(notice)) await story.feedback(notice, 'delivered');
        for (const days of pauses) {
          story.ports.clock.pass(days);
          await story.say('costs-added', 7);
        }
        const term = (await story.case()).notices.get(notice);
        for (const entry of await story.entries()) {
          if (entry.kind !== 'costs-charged') continue;
          charged += 1;
          expect(String(entry.on) >= String(term?.costsFrom)).toBe(true);
          expect(entry.cents).toBeLessThanOrEqual(term?.costs ?? 0);
        }
      },
    ),
    { numRuns: 40 },
  );
  expect(charged).toBeGreaterThan(5);
});

it('a later notice never makes an earlier one valid that did not arrive: costs wait for its own term', async () => {
  let charged = 0;
  const days = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(where, days, fc.array(days, { maxLength: 4 }), async (of, between, pauses) => {
      const story = await caseOf({ ...of, paper: false });
      const first = await story.say('notice', 14);
      if (!(await story.case()).notices.has(first)) await story.feedback(first, 'delivered');
      story.ports.clock.pass(between);
      await story.feedback(first, 'returned');
      const second = await story.say('notice', 14);
      if (!(await story.case()).notices.has(second)) await story.feedback(second, 'delivered');
      for (const pause of pauses) {
        story.ports.clock.pass(pause);
        await story.say('costs-added', 7);
      }
      const { notices } = await story.case();
      expect(notices.get(first)?.void).toBe(true);
      const from = notices.get(second)?.costsFrom ?? 'never';
      for (const entry of await story.entries()) {
        if (entry.kind !== 'costs-charged') continue;
        charged += 1;
        expect(entry.notice).toBe(second);
        expect(String(entry.on) >= from).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
  expect(charged).toBeGreaterThan(5);
});
