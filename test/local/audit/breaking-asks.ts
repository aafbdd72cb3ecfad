import type { RuleName } from '../../../local/audit/rules.ts';
import {
  costsCharged,
  type MadeJournal,
  noticed,
  noticeTerms,
  openCase,
  paid,
  planAgreed,
  served,
  termOver,
} from './make-journal.ts';

/** The day after the case was opened, in office hours. */
function nextDay(made: MadeJournal): MadeJournal {
  return made.at('2026-01-06T09:00:00Z');
}

const remind = (made: MadeJournal) => nextDay(made).send('r1', 'first-reminder');

/** Journals that break one rule of asking, of notices or of terms. */
export const breakingAsks = {
  'ask-when-nothing-owed': () => remind(openCase().add(paid(100_000))),
  'ask-while-paused': () =>
    remind(openCase().add({ kind: 'paused', until: '2026-01-06', reason: 'asked for' })),
  'ask-while-suspended': () => remind(openCase().add({ kind: 'suspended-by-law', rule: 'cooling-off' })),
  'ask-during-dispute': () =>
    remind(openCase().add({ kind: 'dispute-raised', dispute: 'd1', claims: ['A'], ground: 'wrong-amount' })),
  'ask-after-hardship': () => remind(openCase().add({ kind: 'hardship-reported', by: 'debtor' })),
  'ask-during-blocking-task': () =>
    remind(
      openCase().add({ kind: 'task-opened', task: 't1', what: 'payment-claim', due: '2026-01-12T09:00:00Z' }),
    ),
  'ask-after-closing': () =>
    nextDay(
      openCase().write('r1', 'first-reminder').add({ kind: 'case-closed', outcome: 'handed-over' }),
    ).claim('r1'),
  'ask-before-promise': () =>
    remind(openCase().add({ kind: 'promise-made', promise: 'p1', payOn: '2026-01-06' })),
  'ask-during-deferral': () => remind(openCase().add({ kind: 'deferral-granted', until: '2026-01-06' })),
  'ask-beside-plan': () => remind(openCase().add(planAgreed())),

  'notice-by-sms': () => nextDay(openCase()).send('n1', 'notice', { channel: 'sms', notice: noticeTerms }),
  'notice-without-terms': () => nextDay(openCase()).send('n1', 'notice', { channel: 'letter' }),
  'notice-announces-too-much': () => noticed(openCase(), { ...noticeTerms, costs: 15_001 }),
  'notice-before-default': () => noticed(openCase({ agreedTerm: false })),
  'notice-served-wrongly': () =>
    nextDay(openCase()).send('n1', 'notice', { notice: noticeTerms }).add(served()),
  'notice-served-differs': () =>
    noticed(openCase())
      .at('2026-03-04T09:00:00Z')
      .add(served({ costs: 14_000 })),
  'notice-term-too-short': () =>
    noticed(openCase())
      .at('2026-03-04T09:00:00Z')
      .add(served({ deliveredOn: '2026-03-03' })),

  'costs-without-notice': () =>
    termOver().add({ kind: 'notice-void', contact: 'n1', reason: 'unclear' }, costsCharged()),
  'costs-too-early': () => termOver().at('2026-03-18T09:00:00Z').add(costsCharged()),
} satisfies Partial<Record<RuleName, () => MadeJournal>>;
