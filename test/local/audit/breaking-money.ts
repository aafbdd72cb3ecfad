import type { RuleName } from '../../../local/audit/rules.ts';
import {
  claimAdded,
  costsCharged,
  costsWithdrawn,
  interest,
  type MadeJournal,
  noticed,
  openCase,
  paid,
  secondTermOver,
  served,
  stated,
  termOver,
  withVat,
} from './make-journal.ts';

/** Journals that break one rule of money, costs or interest. */
export const breakingMoney = {
  'cents-not-sum-of-parts': () => openCase().add({ ...paid(10_000), cents: 10_001 }),
  'bucket-below-zero': () => openCase().add(paid(100_001)),
  'part-in-wrong-place': () =>
    openCase().add(claimAdded({ claim: 'B' }), {
      kind: 'claim-withdrawn',
      claim: 'A',
      cents: 5000,
      waived: [{ claim: 'B', bucket: 'principal', cents: 5000 }],
      reason: 'wrong claim',
    }),
  'payment-booked-twice': () => openCase().add(paid(10_000), paid(10_000)),
  'reversal-above-payment': () =>
    openCase().add(
      paid(10_000),
      { ...paid(5000, { payment: 'pay-2' }) },
      { ...paid(5001, { payment: 'pay-2' }), kind: 'payment-reversed', reason: 'storno' },
    ),
  'refund-above-credit': () => openCase().add({ kind: 'refund-made', cents: 1 }),
  'closed-with-outstanding': () => openCase().add({ kind: 'case-closed', outcome: 'written-off' }),
  'stated-not-adding-up': () =>
    openCase().send('r1', 'first-reminder', {
      stated: stated(100_000).map((line) => ({ ...line, paid: 1 })),
    }),
  'stated-too-much': () => openCase().send('r1', 'first-reminder', { stated: stated(100_001) }),

  'costs-above-scale': () => termOver().add(paid(60_000, { on: '2026-03-18' }), costsCharged(6001)),
  'costs-above-announced': () =>
    noticed(openCase(), { claims: ['A'], costs: 14_000, vat: 0 })
      .at('2026-03-04T09:00:00Z')
      .add(served({ costs: 14_000 }))
      .at('2026-03-23T09:00:00Z')
      .add(costsCharged(15_000)),
  'costs-twice': () => termOver().add(costsCharged(10_000), costsCharged(5000)),
  'costs-uncleared': () => {
    const made = openCase().add(claimAdded({ claim: 'B', termsCleared: false }));
    return noticed(made, { claims: ['A', 'B'], costs: 15_000, vat: 0 })
      .at('2026-03-04T09:00:00Z')
      .add(served({ claims: ['A', 'B'] }))
      .at('2026-03-23T09:00:00Z')
      .add({
        ...costsCharged(),
        shares: [
          { claim: 'A', bucket: 'costs', cents: 7500 },
          { claim: 'B', bucket: 'costs', cents: 7500 },
        ],
      });
  },
  'costs-withdrawn-above-charged': () =>
    // The costs of another claim pay for it, so that the buckets themselves stay above nothing.
    secondTermOver('B').add(costsCharged(5000), costsCharged(5000, 'n2', 'B'), {
      ...costsWithdrawn(5001),
      shares: [
        { claim: 'A', bucket: 'costs', cents: 5000 },
        { claim: 'B', bucket: 'costs', cents: 1 },
      ],
    }),
  'claim-bears-costs-twice': () => secondTermOver('A').add(costsCharged(5000), costsCharged(5000, 'n2')),
  'vat-above-rate': () =>
    noticed(openCase().by(withVat), { claims: ['A'], costs: 18_150, vat: 3150 })
      .at('2026-03-04T09:00:00Z')
      .add(served({ costs: 18_150 }))
      .at('2026-03-23T09:00:00Z')
      .add({ ...costsCharged(18_150), vat: 3151 }),
  'costs-not-withdrawn': () =>
    termOver()
      .add(costsCharged())
      .at('2026-03-24T09:00:00Z')
      .add(paid(60_000, { on: '2026-03-13' }), costsWithdrawn(8999)),
  'costs-kept-after-void': () => termOver().add(costsCharged(), { kind: 'contact-returned', contact: 'n1' }),

  'interest-uncleared': () =>
    openCase({ termsCleared: false }).add(interest(100, '2025-12-16', '2026-01-05')),
  'interest-without-rate': () => openCase().add(interest(100, '2026-12-16', '2027-01-02')),
  'interest-twice': () =>
    openCase().add(interest(100, '2025-12-16', '2026-01-05'), interest(10, '2026-01-04', '2026-01-05')),
  'interest-before-default': () => openCase().add(interest(100, '2025-12-15', '2026-01-05')),
  'interest-above-law': () => openCase().add(interest(1119, '2025-12-16', '2026-03-20')),
} satisfies Partial<Record<RuleName, () => MadeJournal>>;
