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
  termOver,
  withVat,
} from './make-journal.ts';

const costsWaived = {
  kind: 'amount-waived' as const,
  cents: 15_000,
  waived: [{ claim: 'A', bucket: 'costs' as const, cents: 15_000 }],
  reason: 'kindness',
};

/** A claim of 11.41 with a notice that has run out on 18 March. */
function smallTermOver(): MadeJournal {
  return noticed(openCase({ cents: 1141 }), { claims: ['A'], costs: 4000, vat: 0 })
    .at('2026-03-04T09:00:00Z')
    .add(served({ costs: 4000 }))
    .at('2026-03-23T09:00:00Z');
}

/** A credit note of 8.90, after which so much of what was paid is credit. */
function credited(over: number) {
  return {
    kind: 'claim-credited' as const,
    claim: 'A',
    cents: 890,
    reason: 'credit-note',
    moves: [{ from: { claim: 'A', bucket: 'principal' as const, cents: over } }],
  };
}

/** Charges and money put right afterwards: each looks like a fault to who does not follow the money. */
export const cleanCorrections: [string, () => MadeJournal][] = [
  [
    'costs that were waived, after which a payment in time became known',
    () =>
      termOver()
        .add(costsCharged(), costsWaived)
        .at('2026-03-24T09:00:00Z')
        .add(paid(60_000, { on: '2026-03-13' })),
  ],
  [
    'costs that were waived, after which their notice came back',
    () =>
      termOver()
        .add(costsCharged(), costsWaived)
        .at('2026-03-24T09:00:00Z')
        .add(
          { kind: 'contact-returned', contact: 'n1' },
          { kind: 'notice-void', contact: 'n1', reason: 'returned' },
        ),
  ],
  [
    'a payment in time, of which a credit note made half credit, and which failed as a whole',
    () =>
      smallTermOver().add(
        paid(502, { on: '2026-03-10' }),
        credited(251),
        { ...paid(251), kind: 'payment-reversed', cents: 502, credit: 251, reason: 'storno' },
        costsCharged(4000),
      ),
  ],
  [
    'a payment in time that failed when a part of it had been credited and refunded',
    () =>
      smallTermOver().add(
        paid(1141, { on: '2026-03-10' }),
        credited(890),
        { kind: 'refund-made', cents: 890 },
        { ...paid(251), kind: 'payment-reversed', reason: 'storno' },
        costsCharged(4000),
      ),
  ],
  [
    'costs over what is left when a part of a payment in time was taken back',
    () =>
      termOver().add(
        paid(60_000, { on: '2026-03-10' }),
        { ...paid(1000), kind: 'payment-reversed', reason: 'part of it was for another' },
        costsCharged(6150),
      ),
  ],
  [
    'interest that is rounded at its end and at the anniversary of the default within it',
    () =>
      openCase({ cents: 89_516, dueOn: '2025-03-10' })
        .at('2026-03-13T09:00:00Z')
        .add(interest(4527, '2025-03-11', '2026-01-23'), interest(483, '2026-01-23', '2026-03-13')),
  ],
  [
    'costs under a second notice after those of the first were withdrawn',
    () => secondTermOver('A').add(costsCharged(), costsWithdrawn(15_000), costsCharged(15_000, 'n2')),
  ],
  [
    'costs of two claims, each under its own notice',
    () => secondTermOver('B').add(costsCharged(), costsCharged(15_000, 'n2', 'B')),
  ],
  [
    'VAT within the costs, to the cent',
    () =>
      noticed(openCase().by(withVat), { claims: ['A'], costs: 18_150, vat: 3150 })
        .at('2026-03-04T09:00:00Z')
        .add(served({ costs: 18_150 }))
        .at('2026-03-23T09:00:00Z')
        .add({ ...costsCharged(18_150), vat: 3150 }),
  ],
  [
    'a closed case that is put right: costs withdrawn, a notice void, a claim credited, a rest waived',
    () =>
      termOver()
        .add(claimAdded({ claim: 'B', cents: 1000 }), costsCharged())
        .add(
          paid(116_000, {
            parts: [
              { claim: 'A', bucket: 'costs', cents: 15_000 },
              { claim: 'A', bucket: 'principal', cents: 100_000 },
              { claim: 'B', bucket: 'principal', cents: 1000 },
            ],
          }),
          { kind: 'case-closed', outcome: 'settled' },
        )
        .at('2026-03-27T09:00:00Z')
        .add(
          { kind: 'contact-returned', contact: 'n1' },
          { ...costsWithdrawn(15_000), moves: [{ from: { claim: 'A', bucket: 'costs', cents: 15_000 } }] },
          { kind: 'notice-void', contact: 'n1', reason: 'returned' },
          {
            kind: 'claim-credited',
            claim: 'B',
            cents: 400,
            reason: 'credit-note',
            moves: [{ from: { claim: 'B', bucket: 'principal', cents: 400 } }],
          },
          { kind: 'refund-made', cents: 15_400 },
          {
            ...paid(100, { parts: [{ claim: 'B', bucket: 'principal', cents: 100 }] }),
            kind: 'payment-reversed',
            reason: 'storno',
          },
          {
            kind: 'amount-waived',
            cents: 100,
            waived: [{ claim: 'B', bucket: 'principal', cents: 100 }],
            reason: 'payment-reversed',
          },
        ),
  ],
];
