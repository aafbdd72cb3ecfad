import type { RuleName } from '../../../local/audit/rules.ts';
import { interest, type MadeJournal, noticed, openCase, planAgreed } from './make-journal.ts';

/** The day after the case was opened, in office hours. */
const TUESDAY = '2026-01-06T09:00:00Z';

/** Journals that break one rule of what was agreed, of a case's end or of what is known of the person. */
export const breakingArrangements = {
  'added-after-settlement': () =>
    noticed(
      openCase().add({
        kind: 'settlement-accepted',
        cents: 60_000,
        waived: [{ claim: 'A', bucket: 'principal', cents: 40_000 }],
        waivedCents: 40_000,
      }),
      { claims: ['A'], costs: 9000, vat: 0 },
    ),
  'interest-during-plan': () =>
    openCase()
      .add(planAgreed())
      .at('2026-02-03T09:00:00Z')
      .add({ kind: 'plan-broken', plan: 'plan-1' })
      .at('2026-02-05T09:00:00Z')
      .add(interest(30, '2026-02-02', '2026-02-05')),
  'missed-before-due': () =>
    openCase()
      .add(planAgreed())
      .at('2026-02-01T09:00:00Z')
      .add({ kind: 'instalment-missed', plan: 'plan-1', instalment: 1, cents: 50_000 }),

  'reopened-after-final-end': () =>
    openCase()
      .add(
        {
          kind: 'claim-written-off',
          claim: 'A',
          cents: 100_000,
          waived: [{ claim: 'A', bucket: 'principal', cents: 100_000 }],
          reason: 'written-off',
        },
        { kind: 'case-closed', outcome: 'written-off' },
      )
      .at(TUESDAY)
      .add({ kind: 'reopened', reason: 'second thoughts' }),
  'handed-over-unanswered': () =>
    openCase().add(
      { kind: 'task-opened', task: 't1', what: 'hand-over', due: TUESDAY },
      { kind: 'task-opened', task: 't2', what: 'payment-claim', due: TUESDAY },
      { kind: 'task-closed', task: 't1', decision: 'approve-hand-over', by: 'handler' },
      { kind: 'hand-over-approved', task: 't1', to: 'bailiff', by: 'handler' },
      { kind: 'handed-over', to: 'bailiff' },
      { kind: 'case-closed', outcome: 'handed-over' },
    ),

  'contacted-after-opt-out': () =>
    openCase().person({ kind: 'opted-out', channel: 'email' }).at(TUESDAY).send('a1', 'information'),
  'contacted-deceased': () =>
    openCase()
      .person({ kind: 'circumstance-reported', circumstance: 'deceased' })
      .at(TUESDAY)
      .send('a1', 'case-closed', { channel: 'letter' }),
  'asked-protected-person': () =>
    openCase()
      .person({ kind: 'circumstance-reported', circumstance: 'represented' })
      .at(TUESDAY)
      .send('r1', 'first-reminder'),
} satisfies Partial<Record<RuleName, () => MadeJournal>>;
