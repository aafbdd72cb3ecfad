import { claimAdded, interest, type MadeJournal, noticed, openCase, planAgreed } from './make-journal.ts';

const settlement = {
  kind: 'settlement-accepted' as const,
  cents: 60_000,
  waived: [{ claim: 'A', bucket: 'principal' as const, cents: 40_000 }],
  waivedCents: 40_000,
};
const DUE = '2026-01-12T09:00:00Z';

/** What may follow an agreement, an end or a report about the person. */
export const cleanArrangements: [string, () => MadeJournal][] = [
  [
    'interest up to the day of a plan, and again from the day on which it was broken',
    () =>
      openCase()
        .add(interest(100, '2025-12-16', '2026-01-05'), planAgreed())
        .at('2026-01-20T09:00:00Z')
        .add(planAgreed('plan-2', 50_000, 50_000))
        .at('2026-02-03T09:00:00Z')
        .add(
          { kind: 'instalment-missed', plan: 'plan-2', instalment: 1, cents: 50_000 },
          { kind: 'plan-broken', plan: 'plan-2' },
        )
        .at('2026-02-10T09:00:00Z')
        .add(interest(70, '2026-02-03', '2026-02-10')),
  ],
  [
    'an instalment that was missed the day before it is called so',
    () =>
      openCase()
        .add(planAgreed())
        .at('2026-02-01T23:00:00Z')
        .add({ kind: 'instalment-missed', plan: 'plan-1', instalment: 1, cents: 50_000 }),
  ],
  [
    'a notice for a claim that joined after a settlement, and interest charged before it',
    () =>
      noticed(
        openCase().add(interest(100, '2025-12-16', '2026-01-05'), settlement, claimAdded({ claim: 'B' })),
        { claims: ['B'], costs: 15_000, vat: 0 },
      ),
  ],
  [
    'a hand-over that answers the last open task, and taking it back',
    () =>
      openCase()
        .add(
          { kind: 'dispute-raised', dispute: 'd1', claims: ['A'], ground: 'other' },
          { kind: 'task-opened', task: 't1', what: 'dispute', due: DUE },
          { kind: 'task-opened', task: 't2', what: 'unreachable', due: DUE },
          { kind: 'task-opened', task: 't3', what: 'information', due: DUE },
          { kind: 'task-closed', task: 't1', decision: 'reject', by: 'handler' },
          { kind: 'dispute-answered', dispute: 'd1', result: 'rejected' },
          { kind: 'hand-over-approved', task: 't2', to: 'bailiff', by: 'handler' },
          { kind: 'task-closed', task: 't2', decision: 'approve-hand-over', by: 'handler' },
          { kind: 'handed-over', to: 'bailiff' },
          { kind: 'journey-ended', journey: 1, end: 'handed-over' },
          { kind: 'case-closed', outcome: 'handed-over' },
        )
        .at(DUE)
        .add(
          { kind: 'taken-back', reason: 'paid to us' },
          { kind: 'journey-started', journey: 2, machine: 'late-payer' },
          { kind: 'wait-opened', wait: 2, journey: 2, due: '2026-12-31T09:00:00Z' },
        ),
  ],
  [
    'a message that was on its way in the second of the opt-out, or goes by another channel',
    () =>
      openCase()
        .person({ kind: 'opted-out', channel: 'email' })
        .send('r1', 'first-reminder')
        .at('2026-01-06T09:00:00Z')
        .send('a1', 'opt-out-noted', { channel: 'letter' }),
  ],
  [
    'writing again after opting in, and after a report of a death was found to be wrong',
    () =>
      openCase()
        .person(
          { kind: 'opted-out', channel: 'email' },
          { kind: 'circumstance-reported', circumstance: 'deceased' },
        )
        .at('2026-01-06T09:00:00Z')
        .person(
          { kind: 'opted-in', channel: 'email' },
          { kind: 'circumstance-lifted', circumstance: 'deceased' },
        )
        .send('a1', 'information')
        .at('2026-01-07T09:00:00Z')
        .send('r1', 'first-reminder'),
  ],
  [
    'asking who has moved, and answering who is in debt help',
    () =>
      openCase()
        .person({ kind: 'circumstance-reported', circumstance: 'moved' })
        .at('2026-01-06T09:00:00Z')
        .send('r1', 'first-reminder')
        .person({ kind: 'circumstance-reported', circumstance: 'debt-help' })
        .at('2026-01-07T09:00:00Z')
        .send('a1', 'information'),
  ],
];
