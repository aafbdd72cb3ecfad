import { describe, expect, test } from 'vitest';
import { audit } from '../../../local/audit/audit.ts';
import { cleanArrangements } from './clean-arrangements.ts';
import { cleanCorrections } from './clean-corrections.ts';
import {
  claimAdded,
  costsCharged,
  costsWithdrawn,
  type MadeJournal,
  noticed,
  noticeTerms,
  openCase,
  paid,
  planAgreed,
  served,
  stated,
  termOver,
  withVat,
} from './make-journal.ts';

function read(made: MadeJournal, now = made.lastAt) {
  const { outbox, persons, creditor } = made;
  return audit({ journals: [made], outbox, persons, creditors: [creditor], now });
}

/** Things that look like a fault and are none: an auditor who cries wolf is soon not read. */
const harmless: [string, () => MadeJournal][] = [
  [
    'a message in flight: claimed before the payment, sent after it',
    () =>
      openCase().write('r1', 'first-reminder').claim('r1').add(paid(100_000)).sent('r1', 'first-reminder'),
  ],
  [
    'answers and thanks during dispute, hardship and pause',
    () =>
      openCase()
        .add(
          { kind: 'dispute-raised', dispute: 'd1', claims: ['A'], ground: 'other' },
          { kind: 'hardship-reported', by: 'debtor' },
          { kind: 'paused', until: '2026-02-01', reason: 'dispute' },
        )
        .send('a1', 'dispute-received')
        .send('a2', 'hardship-received'),
  ],
  [
    'asking again after everything that stopped it is over',
    () =>
      openCase()
        .add(
          { kind: 'dispute-raised', dispute: 'd1', claims: ['A'], ground: 'other' },
          { kind: 'task-opened', task: 't1', what: 'dispute', due: '2026-01-12T09:00:00Z' },
          { kind: 'hardship-reported', by: 'debtor' },
          { kind: 'task-opened', task: 't2', what: 'hardship', due: '2026-01-12T09:00:00Z' },
          { kind: 'promise-made', promise: 'p1', payOn: '2026-01-10' },
          { kind: 'paused', until: '2026-01-11', reason: 'a pause' },
        )
        .at('2026-01-12T09:00:00Z')
        .add(
          { kind: 'dispute-answered', dispute: 'd1', result: 'rejected' },
          { kind: 'task-closed', task: 't1', decision: 'reject', by: 'handler' },
          { kind: 'task-closed', task: 't2', decision: 'go-on', by: 'handler' },
        )
        .send('r1', 'first-reminder'),
  ],
  [
    'a reminder of an instalment, and a notice for a claim that joined later, beside a plan',
    () =>
      noticed(
        openCase()
          .add(planAgreed(), claimAdded({ claim: 'B' }))
          .send('r1', 'instalment-reminder'),
        {
          ...noticeTerms,
          claims: ['B'],
        },
      ),
  ],
  [
    'a notice while a promise runs',
    () => noticed(openCase().add({ kind: 'promise-made', promise: 'p', payOn: '2026-03-05' })),
  ],
  [
    'a notice by e-mail, served when its delivery was proven',
    () =>
      openCase()
        .at('2026-03-01T23:30:00Z')
        .at('2026-03-02T09:00:00Z')
        .send('n1', 'notice', { notice: noticeTerms })
        .add(
          { kind: 'contact-bounced', contact: 'n1', permanent: false },
          { kind: 'contact-delivered', contact: 'n1' },
        )
        .add(served({ deliveredOn: '2026-03-02', lastFreeDay: '2026-03-16', costsFrom: '2026-03-20' }))
        .at('2026-03-20T09:00:00Z')
        .add(costsCharged()),
  ],
  [
    'a notice without an agreed term, after the day of a reminder has passed',
    () =>
      noticed(
        openCase({ agreedTerm: false })
          .at('2026-02-16T09:00:00Z')
          .send('r1', 'first-reminder', { payBy: '2026-03-01', stated: stated(100_000), cents: 100_000 }),
      ),
  ],
  [
    'costs over the rest after a part was paid in time, and more paid too late for that',
    () =>
      termOver()
        .add(paid(60_000, { on: '2026-03-18' }), paid(10_000, { payment: 'pay-2', on: '2026-03-19' }))
        .add(costsCharged(6000)),
  ],
  [
    'costs taken back after a payment in time became known late, and the money moved to the principal',
    () =>
      termOver()
        .add(costsCharged())
        .at('2026-03-24T09:00:00Z')
        .add(
          paid(60_000, {
            on: '2026-03-13',
            parts: [
              { claim: 'A', bucket: 'costs', cents: 15_000 },
              { claim: 'A', bucket: 'principal', cents: 45_000 },
            ],
          }),
          {
            ...costsWithdrawn(9000),
            moves: [
              {
                from: { claim: 'A', bucket: 'costs', cents: 9000 },
                to: { claim: 'A', bucket: 'principal', cents: 9000 },
              },
            ],
          },
        ),
  ],
  [
    'costs with VAT that the notice announced',
    () =>
      noticed(openCase().by(withVat), { claims: ['A'], costs: 18_150, vat: 3150 })
        .at('2026-03-04T09:00:00Z')
        .add(served({ costs: 18_150 }))
        .at('2026-03-23T09:00:00Z')
        .add(costsCharged(18_150)),
  ],
  [
    'a credit after payment: the surplus becomes credit and is refunded',
    () =>
      openCase().add(
        paid(80_000),
        {
          kind: 'claim-credited',
          claim: 'A',
          cents: 50_000,
          reason: 'goods returned',
          moves: [{ from: { claim: 'A', bucket: 'principal', cents: 30_000 } }],
        },
        { kind: 'case-closed', outcome: 'settled' },
        { kind: 'refund-made', cents: 30_000 },
      ),
  ],
  [
    'a case that closes first and waives in the same breath, and one that is reopened by a reversal',
    () =>
      openCase()
        .add(
          { kind: 'case-closed', outcome: 'small-balance-waived' },
          {
            kind: 'amount-waived',
            cents: 200,
            waived: [{ claim: 'A', bucket: 'principal', cents: 200 }],
            reason: 'small',
          },
          paid(99_800),
        )
        .at('2026-01-07T09:00:00Z')
        .add(
          { ...paid(99_800), kind: 'payment-reversed', reason: 'storno' },
          { kind: 'reopened', reason: 'storno' },
        )
        .add(
          { kind: 'journey-started', journey: 2, machine: 'late-payer' },
          { kind: 'wait-opened', wait: 2, journey: 2, due: '2026-12-31T09:00:00Z' },
        ),
  ],
];

describe('an auditor who does not cry wolf', () => {
  test.each([...harmless, ...cleanCorrections, ...cleanArrangements])('accepts %s', (_, make) => {
    expect(read(make()).violations).toEqual([]);
  });

  test('lets a wait be moved by pause, promise, deferral and part payment', () => {
    const waiting = () =>
      openCase().add({ kind: 'wait-opened', wait: 2, journey: 1, due: '2026-01-12T08:00:00Z' });
    const soon = '2026-01-20T08:00:00Z';
    expect(read(waiting(), soon).violations).toMatchObject([{ rule: 'wake-up-overdue' }]);
    const moved = [
      waiting().add({ kind: 'paused', until: '2026-01-18', reason: 'a pause' }),
      waiting().add({ kind: 'promise-made', promise: 'p1', payOn: '2026-01-18' }),
      waiting().add({ kind: 'deferral-granted', until: '2026-01-18' }),
      waiting().add(paid(10_000)),
      waiting().add({ kind: 'task-opened', task: 't1', what: 'call', due: '2026-01-19T08:00:00Z' }),
    ];
    for (const made of moved) expect(read(made, soon).violations).toEqual([]);
  });

  test('does not expect a closed case to be woken, and keeps what was handed over outstanding', () => {
    const made = openCase().add({ kind: 'case-closed', outcome: 'handed-over' });
    const { violations, totals } = read(made, '2027-01-05T08:00:00Z');
    expect(violations).toEqual([]);
    expect(totals.cents.outstanding).toBe(100_000);
    expect(totals.outcomes).toEqual({ 'handed-over': 1 });
  });

  test('sees a debt that came back after closing', () => {
    const made = openCase()
      .add(paid(100_000), { kind: 'case-closed', outcome: 'settled' })
      .at('2026-01-07T09:00:00Z')
      .add({ ...paid(100_000), kind: 'payment-reversed', reason: 'storno' });
    expect(read(made).violations).toMatchObject([{ seq: 7, rule: 'closed-with-outstanding' }]);
  });

  test('counts a payment as in time that was reversed in part, but for that part', () => {
    const partly = () =>
      termOver().add(
        paid(60_000, { on: '2026-03-10' }),
        { ...paid(1000), kind: 'payment-reversed', reason: 'part of it was for another' },
        costsCharged(6151),
      );
    expect(read(partly()).violations).toMatchObject([
      { rule: 'costs-above-scale', detail: '6151 above 6150' },
    ]);
  });

  test('takes a bounce or return as the end of a notice, also after it was served', () => {
    for (const kind of ['contact-bounced', 'contact-returned'] as const) {
      const news =
        kind === 'contact-bounced' ? { kind, contact: 'n1', permanent: true } : { kind, contact: 'n1' };
      expect(read(termOver().add(news, costsCharged())).violations).toMatchObject([
        { rule: 'costs-without-notice' },
      ]);
    }
  });
});
