import * as fc from 'fast-check';
import { plusDays } from '../../../core/calendar/moment.ts';
import { runningPlan } from '../../../core/case/case.ts';
import { openCase } from '../../../core/case/open.ts';
import { openTask } from '../../../core/case/tasks.ts';
import type { Decision } from '../../../core/case/words.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import { closeIfCredited, creditClaim } from '../../../core/money/correct.ts';
import { correctClaim } from '../../../functions/correct-claim/handler.ts';
import { makeRow, type Story } from '../make-case.ts';

/** Something that can happen to a case. Numbers are chosen by the test and fitted to the case as it stands. */
export type Move =
  | { move: 'days'; days: number }
  | { move: 'pay'; share: number; late: number; designated: boolean }
  | { move: 'pay-stated' }
  | { move: 'reverse'; which: number }
  | { move: 'credit'; which: number; share: number }
  | { move: 'withdraw'; which: number }
  | { move: 'notice' | 'costs' | 'remind' }
  | { move: 'settle'; share: number }
  | { move: 'dispute-upheld'; which: number }
  | { move: 'plan'; months: number }
  | { move: 'break-plan' | 'refund' | 'join' | 'return' }
  | { move: 'end'; decision: Decision };

const share = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 40 }) },
  fc.integer({ min: 30, max: 130 }),
);
const which = fc.nat({ max: 3 });

export const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ move: fc.constant('days' as const), days: fc.integer({ min: 1, max: 25 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      move: fc.constant('pay' as const),
      share,
      late: fc.integer({ min: 0, max: 45 }),
      designated: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Move>({ move: 'pay-stated' }, { move: 'refund' }, { move: 'remind' }),
  },
  { weight: 3, arbitrary: fc.constantFrom<Move>({ move: 'notice' }, { move: 'costs' }) },
  { weight: 2, arbitrary: fc.record({ move: fc.constant('reverse' as const), which }) },
  { weight: 2, arbitrary: fc.record({ move: fc.constant('credit' as const), which, share }) },
  { weight: 1, arbitrary: fc.record({ move: fc.constant('withdraw' as const), which }) },
  { weight: 1, arbitrary: fc.record({ move: fc.constant('dispute-upheld' as const), which }) },
  { weight: 1, arbitrary: fc.record({ move: fc.constant('settle' as const), share }) },
  {
    weight: 1,
    arbitrary: fc.record({ move: fc.constant('plan' as const), months: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Move>({ move: 'break-plan' }, { move: 'join' }, { move: 'return' }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      move: fc.constant('end' as const),
      decision: fc.constantFrom<Decision>('write-off', 'withdraw', 'wrong-person', 'estate'),
    }),
  },
);

/** Lets one thing happen, through the functions that decide it; what the case as it stands does not allow is left out. */
export async function happen(story: Story, one: Move): Promise<void> {
  const { ports } = story;
  const c = await story.case();
  const claims = [...c.claims.keys()];
  const pick = (index: number) => claims[index % claims.length] ?? '';
  const today = ports.clock.now().slice(0, 10);

  switch (one.move) {
    case 'days':
      ports.clock.pass(one.days);
      return;
    case 'pay': {
      const cents = Math.max(1, Math.floor((Math.max(1_000, outstanding(c)) * one.share) / 100));
      const designated = one.designated ? { designated: [pick(one.share)] } : {};
      await story.pay(cents, plusDays(today, -one.late), designated);
      return;
    }
    case 'pay-stated': {
      const contact = [...c.contacts.values()].findLast((written) => written.sentAt && written.cents);
      if (contact?.cents) await story.pay(contact.cents);
      return;
    }
    case 'reverse': {
      const payments = [...c.payments.keys()];
      const payment = payments[one.which % Math.max(1, payments.length)];
      if (payment) await story.reverse(payment);
      return;
    }
    case 'credit': {
      const claim = pick(one.which);
      const cents = Math.ceil(((c.claims.get(claim)?.cents ?? 0) * one.share) / 100);
      if (c.closed) return;
      await story.decide(async (draft, ctx) => {
        creditClaim(draft, ctx, claim, cents, 'credit-note');
        await closeIfCredited(draft, ctx);
      });
      return;
    }
    case 'withdraw': {
      const id = `withdraw-${c.seq}`;
      const what = { kind: 'withdraw' as const };
      await correctClaim.handle(ports)({ case: c.id, claim: pick(one.which), id, what, reason: 'mistake' });
      return;
    }
    case 'notice': {
      const contact = await story.say('notice', 14);
      const sent = (await story.case()).contacts.get(contact)?.sentAt;
      if (sent) await story.feedback(contact, 'delivered');
      return;
    }
    case 'costs': {
      const from = [...c.notices.values()].at(-1)?.costsFrom;
      if (from && from > today) story.on(from);
      await story.say('costs-added', 7);
      return;
    }
    case 'remind':
      await story.say('last-reminder', 7);
      return;
    case 'settle':
      if (c.closed) return;
      await story.decide((draft, ctx) => openTask(draft, ctx, 'hardship'));
      await story.rule({ decision: 'settle-for-less', keep: Math.ceil((outstanding(c) * one.share) / 200) });
      return;
    case 'dispute-upheld':
      if (c.closed) return;
      await story.react({ what: 'dispute', claims: [pick(one.which)], ground: 'wrong-amount' });
      await story.rule({ decision: 'uphold' });
      return;
    case 'plan':
      if (!c.closed) await story.react({ what: 'plan', months: one.months });
      await story.rule({ decision: 'go-on' });
      return;
    case 'break-plan': {
      const plan = runningPlan(c);
      if (plan) await story.add({ kind: 'plan-broken', plan: plan.plan });
      return;
    }
    case 'refund':
      if (c.credit > 0) await story.add({ kind: 'refund-made', cents: c.credit });
      return;
    case 'join': {
      if (c.closed) return;
      const claim = makeRow({ invoice: `J${claims.length}`, cents: 20_000, dueOn: plusDays(today, -3) });
      await openCase(ports, await ports.creditors.get(c.creditor), [{ row: 2, claim }]);
      return;
    }
    case 'return': {
      const notice = [...c.contacts.values()].findLast((written) => written.notice && written.sentAt);
      if (notice && !notice.failed) await story.feedback(notice.contact, 'returned');
      return;
    }
    case 'end':
      if (c.closed) return;
      await story.decide((draft, ctx) => openTask(draft, ctx, 'report'));
      await story.rule({ decision: one.decision });
      return;
  }
}
