import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayAt } from '../../../core/calendar/moment.ts';
import { accountOf } from '../../../core/page/account.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

const accountIn = async (story: Story) =>
  accountOf(await story.case(), await story.entries(), (moment) => dayAt(moment, 'Europe/Amsterdam'));

describe('the account', () => {
  test('says why costs and interest are there, with the VAT of a creditor who cannot reclaim it', async () => {
    const story = await tell({
      rows: [makeRow({ cents: 500_000, subject: 'Nieuwe ketel', invoicedOn: '2025-11-01' })],
      creditor: { creditor: { vat: { canReclaim: false } } },
    });
    await story.chargeCosts();
    const { claims, totals } = await accountIn(story);
    const [claim] = claims;
    expect(claim).toMatchObject({
      claim: 'A',
      subject: 'Nieuwe ketel',
      billed: 500_000,
      credited: 0,
      paid: 0,
    });
    expect(claim?.vat).toBe(totals.vat);
    expect(totals.vat).toBeGreaterThan(0);
    expect(claim?.notices).toEqual([
      { sentOn: expect.stringMatching(/^2026-01/), lastFreeDay: expect.stringMatching(/^2026-0/) },
    ]);
    expect(claim?.rates.map(({ percent }) => percent)).toEqual([6, 4]);
    expect(claim?.rates[0]?.to).toBe(claim?.rates[1]?.from);
  });

  test('does not give each claim VAT of costs that were charged for several together', async () => {
    const story = await tell({
      rows: [makeRow(), makeRow({ invoice: 'B' })],
      creditor: { creditor: { vat: { canReclaim: false } } },
    });
    await story.chargeCosts();
    const { claims, totals } = await accountIn(story);
    expect(claims.map(({ vat }) => vat)).toEqual([undefined, undefined]);
    expect(totals.vat).toBeGreaterThan(0);
  });

  test('shows a credit note, payments, one that the bank took back, and refunds', async () => {
    const story = await tell();
    await story.add({ kind: 'claim-credited', claim: 'A', cents: 20_000, reason: 'goodwill' });
    await story.pay(10_000, '2026-01-04');
    await story.pay(5_000, '2026-01-02');
    await story.reverse('pay-1');
    await story.pay(80_000, '2026-01-05');
    await story.rule({ decision: 'refunded' });
    const account = await accountIn(story);
    expect(account.claims[0]).toMatchObject({ billed: 100_000, credited: 20_000, open: 0 });
    expect(account.payments).toEqual([
      { on: '2026-01-02', cents: 5_000, takenBack: false },
      { on: '2026-01-04', cents: 10_000, takenBack: true },
      { on: '2026-01-05', cents: 80_000, takenBack: false },
    ]);
    expect(account.refunds).toEqual([{ on: '2026-01-05', cents: 5_000 }]);
    expect(account.credit).toBe(0);
  });

  test('adds up line by line, whatever is paid and whenever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 4 }),
        fc.boolean(),
        async (payments, costs) => {
          const story = await tell({ rows: [makeRow(), makeRow({ invoice: 'B', cents: 3_000 })] });
          if (costs) await story.chargeCosts();
          for (const cents of payments) await story.pay(cents);
          const { claims, totals } = await accountIn(story);
          for (const { billed, credited, interest, costs, paid, waived, open } of claims) {
            expect(billed - credited + interest + costs).toBe(paid + waived + open);
          }
          expect(claims.reduce((sum, claim) => sum + claim.open, 0)).toBe(totals.outstanding);
        },
      ),
      { numRuns: 15 },
    );
  });
});
