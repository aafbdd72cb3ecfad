import type { RuleName } from '../../../local/audit/rules.ts';
import { claimAdded, type MadeJournal, makeJournal, openCase, paid } from './make-journal.ts';

type Breaking<R extends RuleName> = Record<R, () => MadeJournal>;

/** Journals that break one rule of order, of journeys, of contacts or of waking. */
export const breakingOrder = {
  'entry-unfit': () => openCase().raw({ kind: 'paid-somehow', seq: 5, at: '2026-01-05T08:00:00Z' }),
  'sequence-broken': () => openCase().raw({ kind: 'information-asked', seq: 4, at: '2026-01-05T08:00:00Z' }),
  'time-goes-back': () => openCase().at('2026-01-05T07:59:59Z').add({ kind: 'information-asked' }),
  'outside-id-twice': () =>
    openCase().add(
      { kind: 'information-asked', outside: 'mail-1' },
      { kind: 'replied', channel: 'email', outside: 'mail-1' },
    ),
  'case-opened-not-first': () => makeJournal().add(claimAdded()),
  'claim-added-twice': () => openCase().add(claimAdded()),
  'claim-unknown': () => openCase().add({ kind: 'claim-fell-due', claim: 'B' }),
  'task-not-open': () =>
    openCase().add({ kind: 'task-closed', task: 't1', decision: 'go-on', by: 'handler' }),
  'entry-after-closing': () =>
    openCase()
      .add({ kind: 'case-closed', outcome: 'handed-over' })
      .write('r1', 'first-reminder')
      .add({ kind: 'profile-assigned', profile: 'arranger' }),
  'journey-number-wrong': () =>
    openCase().add(
      { kind: 'journey-ended', journey: 1, end: 'unanswered' },
      { kind: 'journey-started', journey: 3, machine: 'late-payer' },
    ),
  'two-journeys-running': () =>
    openCase().add({ kind: 'journey-started', journey: 2, machine: 'late-payer' }),
  'journey-ended-not-running': () => openCase().add({ kind: 'journey-ended', journey: 2, end: 'unanswered' }),
  'wait-without-journey': () =>
    openCase().add({ kind: 'wait-opened', wait: 2, journey: 2, due: '2026-12-31T09:00:00Z' }),

  'contact-written-twice': () => openCase().write('i1', 'information').send('i1', 'information'),
  'contact-claimed-twice': () => openCase().send('i1', 'information').claim('i1'),
  'contact-sent-twice': () =>
    openCase().send('i1', 'information').sent('i1', 'information', { outbox: false }),
  'claimed-without-written': () => openCase().claim('i1'),
  'sent-without-claimed': () => openCase().write('i1', 'information').sent('i1', 'information'),
  'contact-differs': () => openCase().write('r1', 'first-reminder', { purpose: 'service' }),
  'feedback-without-claimed': () =>
    openCase().write('i1', 'information').add({ kind: 'contact-opened', contact: 'i1' }),
  'outside-contact-window': () => openCase().at('2026-01-06T19:00:00Z').send('i1', 'information'),
  'outbox-row-twice': () => {
    const made = openCase().send('i1', 'information');
    made.outbox.push(...made.outbox);
    return made;
  },
  'outbox-without-claimed': () => {
    const made = openCase().write('i1', 'information');
    made.outbox.push({ contact: 'i1', case: made.case, channel: 'email', at: made.lastAt });
    return made;
  },
  'sent-without-outbox': () =>
    openCase().write('i1', 'information').claim('i1').sent('i1', 'information', { outbox: false }),
  'outbox-channel-differs': () => {
    const made = openCase()
      .write('i1', 'information')
      .claim('i1')
      .sent('i1', 'information', { outbox: false });
    made.outbox.push({ contact: 'i1', case: made.case, channel: 'letter', at: made.lastAt });
    return made;
  },

  'case-sleeps': () => openCase().add({ kind: 'follow-up-due', wait: 1 }).at('2026-01-07T08:00:01Z'),
  'wake-up-overdue': () =>
    openCase()
      .add(
        { kind: 'wait-opened', wait: 2, journey: 1, due: '2026-01-12T08:00:00Z' },
        { kind: 'promise-made', promise: 'p1', payOn: '2026-01-15' },
        paid(10_000),
      )
      .at('2026-01-24T00:00:00Z'),
} satisfies Partial<Breaking<RuleName>>;
