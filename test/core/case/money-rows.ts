import type { EntryKind, Fact } from '../../../core/case/entry.ts';
import * as f from './make-facts.ts';
import {
  aboutClaim,
  aboutPlan,
  always,
  approved,
  dispute,
  isErased,
  noPromise,
  notice,
  notOnClosed,
  promise,
  type Row,
  waived,
  whileOpen,
} from './make-rows.ts';

/** What is said, money, arrangements, people and ends: what may follow what. */
export const rowsOfMoney = {
  'call-made': always({ kind: 'call-made', task: 't1', reached: true }),
  replied: always({ kind: 'replied', channel: 'phone' }),
  'information-asked': always({ kind: 'information-asked' }),
  'payment-claimed': always({ kind: 'payment-claimed' }),
  'complaint-raised': always({ kind: 'complaint-raised', complaint: 'c1' }),
  'complaint-answered': always({ kind: 'complaint-answered', complaint: 'c1' }),
  'interest-charged': aboutClaim({
    kind: 'interest-charged',
    claim: 'A',
    cents: 100,
    from: '2025-12-02',
    to: '2026-01-05',
  }),
  'costs-charged': {
    may: [[notice, f.costs('n1')]],
    mayNot: [
      notOnClosed(f.costs('n1')),
      [[], f.costs('n1'), 'no such notice was served, or it is void'],
      [
        [...notice, { kind: 'notice-void', contact: 'n1', reason: 'returned' }],
        f.costs('n1'),
        'no such notice was served, or it is void',
      ],
      [[...notice, f.costs('n1')], f.costs('n1'), 'the costs of this notice are charged already'],
      [notice, f.costs('n1', { on: '2025-12-18' }), "the notice's term has not ended"],
      [
        [...notice.slice(0, 3), f.served('n1', { costsFrom: '2026-01-06' })],
        f.costs('n1'),
        "the notice's term has not ended",
      ],
    ],
  },
  'costs-withdrawn': {
    may: [
      [
        [...notice, f.costs('n1')],
        { ...f.costs('n1'), kind: 'costs-withdrawn', reason: 'paid-in-time' } as Fact,
      ],
    ],
    mayNot: [
      [
        [],
        { ...f.costs('n1'), kind: 'costs-withdrawn', reason: 'paid-in-time' } as Fact,
        'no such notice was served, or it is void',
      ],
    ],
  },
  'amount-waived': always({ kind: 'amount-waived', cents: 100, waived, reason: 'kindness' }),
  'concession-offered': whileOpen({ kind: 'concession-offered', cents: 100, until: '2026-02-01' }),
  'settlement-accepted': whileOpen({ kind: 'settlement-accepted', cents: 99_900, waived, waivedCents: 100 }),
  'payment-received': {
    may: [
      [[], f.paid('pay-1', 100)],
      [f.closed, f.paid('pay-1', 100, { parts: [], credit: 100 })],
    ],
    mayNot: [[[f.paid('pay-1', 100)], f.paid('pay-1', 200), 'that payment is booked already']],
  },
  'payment-reversed': {
    may: [
      [
        [f.paid('pay-1', 100)],
        { kind: 'payment-reversed', payment: 'pay-1', cents: 100, parts: waived, reason: 'no-funds' },
      ],
    ],
    mayNot: [
      [
        [],
        { kind: 'payment-reversed', payment: 'pay-1', cents: 100, parts: waived, reason: 'no-funds' },
        'there is no such payment, or it was reversed before',
      ],
      [
        [
          f.paid('pay-1', 100),
          { kind: 'payment-reversed', payment: 'pay-1', cents: 100, parts: waived, reason: 'no-funds' },
        ],
        { kind: 'payment-reversed', payment: 'pay-1', cents: 100, parts: waived, reason: 'no-funds' },
        'there is no such payment, or it was reversed before',
      ],
    ],
  },
  'refund-made': {
    may: [[[f.paid('pay-1', 100, { parts: [], credit: 100 })], { kind: 'refund-made', cents: 100 }]],
    mayNot: [
      [
        [f.paid('pay-1', 100, { parts: [], credit: 100 })],
        { kind: 'refund-made', cents: 101 },
        'there is not so much credit',
      ],
    ],
  },
  remitted: always({ kind: 'remitted', cents: 100 }),
  'plan-proposed': whileOpen({
    kind: 'plan-proposed',
    plan: 'p1',
    cents: 100_000,
    instalments: f.instalments,
  }),
  'plan-agreed': whileOpen(f.agreed('p1')),
  'instalment-due': aboutPlan({ kind: 'instalment-due', plan: 'p1', instalment: 1, cents: 50_000 }),
  'instalment-missed': aboutPlan({ kind: 'instalment-missed', plan: 'p1', instalment: 1, cents: 50_000 }),
  'plan-broken': aboutPlan({ kind: 'plan-broken', plan: 'p1' }),
  'plan-completed': aboutPlan({ kind: 'plan-completed', plan: 'p1' }),
  'promise-made': whileOpen(promise),
  'promise-kept': {
    may: [[[promise], { kind: 'promise-kept', promise: 'p1' }]],
    mayNot: [[[], { kind: 'promise-kept', promise: 'p1' }, noPromise]],
  },
  'promise-broken': {
    may: [[[promise], { kind: 'promise-broken', promise: 'p1' }]],
    mayNot: [
      [
        [promise, { kind: 'promise-kept', promise: 'p1' }],
        { kind: 'promise-broken', promise: 'p1' },
        noPromise,
      ],
    ],
  },
  'means-stated': whileOpen(f.canSpare(5_000)),
  'means-withdrawn': {
    may: [
      [[f.canSpare(5_000)], { kind: 'means-withdrawn' }],
      [[f.canSpare(0), ...f.closed], { kind: 'means-withdrawn' }],
    ],
    mayNot: [
      [[], { kind: 'means-withdrawn' }, 'nobody has said what they can spare'],
      [
        [f.canSpare(5_000), { kind: 'means-withdrawn' }],
        { kind: 'means-withdrawn' },
        'nobody has said what they can spare',
      ],
    ],
  },
  'deferral-granted': whileOpen({ kind: 'deferral-granted', until: '2026-02-01' }),
  'mandate-given': whileOpen({ kind: 'mandate-given', mandate: 'm1', collectOn: '2026-01-20' }),
  'mandate-revoked': always({ kind: 'mandate-revoked', mandate: 'm1' }),
  'dispute-raised': whileOpen(dispute),
  'dispute-answered': {
    may: [[[dispute], { kind: 'dispute-answered', dispute: 'd1', result: 'rejected' }]],
    mayNot: [
      [[], { kind: 'dispute-answered', dispute: 'd1', result: 'rejected' }, 'there is no such open dispute'],
      [
        [dispute, { kind: 'dispute-answered', dispute: 'd1', result: 'rejected' }],
        { kind: 'dispute-answered', dispute: 'd1', result: 'upheld' },
        'there is no such open dispute',
      ],
    ],
  },
  'hardship-reported': whileOpen({ kind: 'hardship-reported', by: 'debtor' }),
  paused: whileOpen({ kind: 'paused', until: '2026-02-01', reason: 'asked for' }),
  resumed: whileOpen({ kind: 'resumed', reason: 'asked for' }),
  'suspended-by-law': whileOpen({ kind: 'suspended-by-law', rule: 'bankruptcy' }),
  'task-opened': {
    may: [
      [[], f.task('t1', 'call')],
      [f.closed, f.task('t1', 'refund')],
    ],
    mayNot: [[[f.task('t1', 'call')], f.task('t1', 'call'), 'the task exists already']],
  },
  'task-closed': {
    may: [[[f.task('t1', 'call')], f.done('t1')]],
    mayNot: [
      [[], f.done('t1'), 'there is no such open task'],
      [[f.task('t1', 'call'), f.done('t1')], f.done('t1'), 'there is no such open task'],
    ],
  },
  'hand-over-approved': whileOpen(approved),
  'handed-over': {
    may: [[[approved], { kind: 'handed-over', to: 'bailiff' }]],
    mayNot: [
      notOnClosed({ kind: 'handed-over', to: 'bailiff' }),
      [[], { kind: 'handed-over', to: 'bailiff' }, 'a person has to approve a hand-over first'],
      [
        [approved, { kind: 'handed-over', to: 'bailiff' }],
        { kind: 'handed-over', to: 'bailiff' },
        'a person has to approve a hand-over first',
      ],
    ],
  },
  'taken-back': {
    may: [[f.closed, { kind: 'taken-back', reason: 'asked for' }]],
    mayNot: [[[], { kind: 'taken-back', reason: 'asked for' }, 'the case is not closed']],
  },
  merged: whileOpen({ kind: 'merged', into: 'another-1' }),
  reopened: {
    may: [[f.closed, { kind: 'reopened', reason: 'payment-reversed' }]],
    mayNot: [[[], { kind: 'reopened', reason: 'payment-reversed' }, 'the case is not closed']],
  },
  'case-closed': {
    may: [
      [[f.ended, f.paid('pay-1', 100_000)], { kind: 'case-closed', outcome: 'settled' }],
      [[f.ended], { kind: 'case-closed', outcome: 'handed-over' }],
    ],
    mayNot: [
      notOnClosed({ kind: 'case-closed', outcome: 'settled' }),
      [[f.paid('pay-1', 100_000)], { kind: 'case-closed', outcome: 'settled' }, 'a journey is running'],
      [
        [f.ended, f.paid('pay-1', 99_999)],
        { kind: 'case-closed', outcome: 'settled' },
        'something is still owed, and only a hand-over leaves it open',
      ],
    ],
  },
  erased: { may: [[[], { kind: 'erased' }]], mayNot: [[[{ kind: 'erased' }], { kind: 'erased' }, isErased]] },
} satisfies Partial<Record<EntryKind, Row>>;
