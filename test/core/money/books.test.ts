import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../../core/case/case.ts';
import type { Entry } from '../../../core/case/entry.ts';
import { buckets, totals } from '../../../core/money/statement.ts';
import { makeRow, type Story, tell } from '../make-case.ts';
import { happen, move } from './make-steps.ts';

function checkBooks(c: Case, entries: readonly Entry[]): void {
  const sums = totals([...c.claims.values()].map((claim) => claim.books));
  expect(sums.principal + sums.interest + sums.costs).toBe(sums.paid + sums.waived + sums.outstanding);

  for (const [id, claim] of c.claims) {
    for (const bucket of buckets) {
      const { charged, paid, waived } = claim.books[bucket];
      const least = Math.min(charged, paid, waived, charged - paid - waived);
      expect(least, `${id} ${bucket} ${JSON.stringify(claim.books[bucket])}`).toBeGreaterThanOrEqual(0);
      for (const effect of ['charged', 'paid', 'waived'] as const) {
        const lines = c.lines.filter(
          (line) => line.claim === id && line.bucket === bucket && line.effect === effect,
        );
        expect(lines.reduce((cents, line) => cents + line.cents, 0)).toBe(claim.books[bucket][effect]);
      }
    }
  }

  // No cent that came in is lost: it paid something, lies ready as credit, or went back.
  let money = 0;
  for (const entry of entries) {
    if (entry.kind === 'payment-received') money += entry.cents;
    if (entry.kind === 'payment-reversed' || entry.kind === 'refund-made') money -= entry.cents;
  }
  expect(c.credit).toBeGreaterThanOrEqual(0);
  expect(sums.paid + c.credit).toBe(money);
}

async function check(story: Story): Promise<void> {
  const [c, entries] = [await story.case(), await story.entries()];
  checkBooks(c, entries);
  expect(story.audit()).toEqual([]);
}

describe('the books of a case', () => {
  test('add up after whatever happens, cent for cent, and an independent auditor finds no rule broken', async () => {
    const claims = fc.array(
      fc.record({ cents: fc.integer({ min: 600, max: 300_000 }), ago: fc.nat({ max: 300 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        claims,
        fc.boolean(),
        fc.array(move, { minLength: 3, maxLength: 14 }),
        async (invoices, costs, moves) => {
          const rows = invoices.map(({ cents, ago }, index) =>
            makeRow({
              invoice: `I${index}`,
              cents,
              dueOn: `2025-${String((ago % 12) + 1).padStart(2, '0')}-10`,
              ...(ago % 5 === 0 && { termsCleared: false }),
            }),
          );
          const story = await tell({ rows });
          if (costs && rows.some((row) => row.termsCleared !== false)) await story.chargeCosts();
          for (const one of moves) {
            await happen(story, one);
            await check(story);
          }
          story.ports.db.close();
        },
      ),
      { numRuns: 250 },
    );
  });
});
