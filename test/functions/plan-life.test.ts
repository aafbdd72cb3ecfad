import { describe, expect, test } from 'vitest';
import { plusDays } from '../../core/calendar/moment.ts';
import { runningPlan } from '../../core/case/case.ts';
import type { Ruling } from '../../core/case/decide.ts';
import { outstanding } from '../../core/message/blocked.ts';
import { nextInstalment } from '../../core/plan/progress.ts';
import { CREDITOR, exampleClaim, type MadeLaptop, makeLaptop } from './make-laptop.ts';

/** 600.00 in three instalments of 200.00; a day has passed since they were agreed. */
async function planned(months = 3): Promise<MadeLaptop> {
  const laptop = await makeLaptop({ profile: 'arranger' });
  await laptop.days(1);
  expect(await laptop.react('wish-1', { what: 'plan', months })).toEqual({ taken: true });
  await laptop.days(1);
  return laptop;
}

const nextOf = async (laptop: MadeLaptop) => {
  const next = nextInstalment(await laptop.fold());
  if (!next) throw new Error('no instalment is left');
  return next;
};
const upTo = async (laptop: MadeLaptop, day: string) => {
  await laptop.advance(`${day}T20:00:00Z`);
};
const stepsAfter = (laptop: MadeLaptop, step: string) =>
  laptop.steps().slice(laptop.steps().indexOf(step as never) + 1);
const unfinished = (laptop: MadeLaptop) => {
  laptop.flush();
  return laptop.db.all("select id from executions where status = 'RUNNING'");
};

describe('a claim that joins while a plan runs', () => {
  test('is asked for after the plan, which is complete with its own instalments', async () => {
    const laptop = await planned();
    const claim = exampleClaim({ invoice: 'F-2', cents: 20_000, dueOn: '2025-12-29' });
    await laptop.invoke('open-case', { creditor: CREDITOR, claims: [claim] });
    for (const number of [1, 2, 3]) {
      const next = await nextOf(laptop);
      expect(next).toMatchObject({ number, cents: 20_000 });
      await upTo(laptop, next.on);
      await laptop.pay(`bank-${number}`, 20_000);
      await laptop.days(1);
    }
    expect(await laptop.all('plan-completed')).toHaveLength(1);
    expect(outstanding(await laptop.fold())).toBe(20_000);
    await laptop.days(20);
    expect([await laptop.all('instalment-missed'), await laptop.all('plan-broken')]).toEqual([[], []]);
    const { journey, closed } = await laptop.fold();
    expect([closed, journey?.machine === 'payment-plan']).toEqual([undefined, false]);
    const asked = laptop.sent.slice(laptop.steps().lastIndexOf('instalment-reminder') + 1);
    expect(asked.map((message) => message.asked)).toContain(20_000);
    expect(unfinished(laptop)).toHaveLength(1);
  });
});

test('a credit note during a plan caps what the next instalment asks for', async () => {
  const laptop = await planned();
  const credit = { kind: 'credit', cents: 45_000 };
  const input = { case: laptop.case, claim: 'F-1', id: 'note-1', what: credit, reason: 'creditor' };
  await laptop.invoke('correct-claim', input);
  const next = await nextOf(laptop);
  expect(next.cents).toBe(15_000);
  await upTo(laptop, next.on);
  expect(laptop.sent.findLast(({ step }) => step === 'instalment-reminder')?.asked).toBe(15_000);
  await laptop.pay('bank-1', 15_000);
  await laptop.days(1);
  expect((await laptop.fold()).closed?.outcome).toBe('settled');
  expect(laptop.steps().at(-1)).toBe('plan-completed');
  expect(unfinished(laptop)).toEqual([]);
});

describe('an instalment', () => {
  test('is missed only after its day, and the debtor hears of it then', async () => {
    const laptop = await planned();
    const { on } = await nextOf(laptop);
    await upTo(laptop, on);
    expect(await laptop.all('instalment-missed')).toEqual([]);
    await laptop.until('instalment-missed');
    const [missed] = await laptop.all('instalment-missed');
    expect((missed?.at ?? '').slice(0, 10) > on).toBe(true);
    await laptop.days(4);
    expect(laptop.steps().at(-1)).toBe('instalment-missed');
    expect(laptop.sent.at(-1)?.date).toBeDefined();
  });

  test('that comes between the wake-up and the message is not called missing', async () => {
    const laptop = await planned();
    laptop.world.written = async (event) => {
      // The journey has been told that nothing came; its next step has not begun.
      if (event.kinds.includes('follow-up-due')) await laptop.pay('bank-1', 20_000);
    };
    const next = await nextOf(laptop);
    await upTo(laptop, plusDays(next.on, 12));
    expect(laptop.steps()).not.toContain('instalment-missed');
    expect(await laptop.all('plan-broken')).toEqual([]);
    expect(await nextOf(laptop)).toMatchObject({ number: 2 });
    expect((await laptop.fold()).journey?.machine).toBe('payment-plan');
  });
});

describe('a pause moves the instalments that fall within it', () => {
  const byPerson = async (laptop: MadeLaptop, until: string) => {
    await laptop.react('help-1', { what: 'hardship' });
    await laptop.days(1);
    return await laptop.close(await laptop.task('hardship'), { decision: 'pause', until });
  };
  const byCreditor = (laptop: MadeLaptop, until: string) =>
    laptop.invoke('pause-case', { case: laptop.case, id: 'pause-1', until, reason: 'ill' });

  test.each([
    ['a person', byPerson],
    ['the creditor', byCreditor],
  ])('when %s grants it: the new dates are told, and a reminder comes first', async (_, pause) => {
    const laptop = await planned();
    await pause(laptop, '2026-02-15');
    await laptop.days(1);
    expect(laptop.steps().at(-1)).toBe('plan-agreed');
    const told = laptop.sent.at(-1)?.plan?.instalments ?? [];
    expect(told.map(({ cents }) => cents)).toEqual([20_000, 20_000, 20_000]);
    expect(told.every(({ on }) => on > '2026-02-15')).toBe(true);
    const next = await nextOf(laptop);
    expect(next.on).toBe(told[0]?.on);
    await upTo(laptop, next.on);
    expect(laptop.steps().at(-1)).toBe('instalment-reminder');
    expect(laptop.sent.at(-1)?.payBy).toBe(next.on);
    await laptop.pay('bank-1', 20_000);
    await laptop.days(10);
    expect([await laptop.all('instalment-missed'), await laptop.all('plan-broken')]).toEqual([[], []]);
    expect(runningPlan(await laptop.fold())?.paid).toBe(20_000);
    expect(unfinished(laptop)).toHaveLength(1);
  });

  test('when one was missed already, too: the plan goes on with the new dates', async () => {
    const laptop = await planned();
    await laptop.until('instalment-missed');
    await laptop.days(2);
    expect(laptop.steps().at(-1)).toBe('instalment-missed');
    await byCreditor(laptop, '2026-02-15');
    const next = await nextOf(laptop);
    await upTo(laptop, next.on);
    expect(laptop.steps().slice(-2)).toEqual(['plan-agreed', 'instalment-reminder']);
    await laptop.pay('bank-1', 20_000);
    await laptop.days(10);
    expect(await laptop.all('plan-broken')).toEqual([]);
    expect(await nextOf(laptop)).toMatchObject({ number: 2, cents: 20_000 });
    expect(unfinished(laptop)).toHaveLength(1);
  });

  test('but not those that lie far behind it', async () => {
    const laptop = await planned();
    await laptop.invoke('pause-case', {
      case: laptop.case,
      id: 'pause-1',
      until: '2026-01-01',
      reason: 'late paper',
    });
    expect(await laptop.all('plan-agreed')).toHaveLength(1);
  });
});

test.each<[Omit<Ruling, 'by'>, string]>([
  [{ decision: 'agree-plan', months: 3, firstOn: '2026-01-06' }, 'lies in the past'],
  [{ decision: 'pause', until: '2026-01-06' }, 'ended already'],
])('what would lie in the past is unfit: %o', async (ruling, reason) => {
  const laptop = await makeLaptop({ profile: 'arranger' });
  await laptop.days(3);
  await laptop.react('help-1', { what: 'hardship' });
  const before = await laptop.entries();
  const closed = await laptop.close(await laptop.task('hardship'), ruling);
  expect(closed).toEqual({ closed: false, reason: expect.stringContaining(reason) });
  expect(await laptop.entries()).toEqual(before);
});

describe('the months of a plan', () => {
  /** A late payer whose notice ran out and who was told the costs, and then pays by a plan. */
  async function afterCosts(): Promise<MadeLaptop> {
    const laptop = await makeLaptop({ profile: 'late-payer', claim: { cents: 400_000 } });
    await laptop.days(0);
    for (let days = 0; days < 120 && !(await laptop.fold()).kinds.has('costs-charged'); days++) {
      const notice = laptop.sent.findLast(({ step }) => step === 'notice')?.contact;
      const feedback = { case: laptop.case, contact: notice, id: `f-${notice}`, what: 'delivered' };
      if (notice) await laptop.invoke('channel-feedback', feedback);
      await laptop.days(1);
    }
    expect(await laptop.all('costs-charged')).toHaveLength(1);
    await laptop.days(3);
    await laptop.react('wish-1', { what: 'plan', months: 3 });
    await laptop.days(1);
    return laptop;
  }

  test('bear no interest, also when the plan is broken and it is asked for again', async () => {
    const laptop = await afterCosts();
    const [agreed] = await laptop.all('plan-agreed');
    await laptop.until('plan-broken');
    const [broken] = await laptop.all('plan-broken');
    await laptop.days(60);
    const charged = await laptop.all('interest-charged');
    const after = charged.filter(({ at }) => at > (broken?.at ?? ''));
    expect(after.length).toBeGreaterThan(0);
    for (const { from, to } of charged) {
      const during = to > (agreed?.at ?? '').slice(0, 10) && from < (broken?.on ?? '');
      expect(during, `${from} to ${to}`).toBe(false);
    }
    expect(stepsAfter(laptop, 'plan-broken').length).toBeGreaterThan(0);
  });

  test('bear no interest for a claim that joined and is asked for after the plan', async () => {
    const laptop = await afterCosts();
    await laptop.pay('bank-0', 1_000);
    await laptop.pay('bank-0', 1_000, { reversed: { reason: 'MD06' } });
    const owed = outstanding(await laptop.fold());
    const claim = exampleClaim({ invoice: 'F-2', cents: 300_000, dueOn: '2025-12-20' });
    await laptop.invoke('open-case', { creditor: CREDITOR, claims: [claim] });
    await laptop.pay('bank-1', owed);
    const [completed] = await laptop.all('plan-completed');
    expect(completed).toBeDefined();
    await laptop.days(90);
    const day = (completed?.at ?? '').slice(0, 10);
    for (const { from, to } of await laptop.all('interest-charged')) {
      const [agreed] = await laptop.all('plan-agreed');
      const during = to > (agreed?.at ?? '').slice(0, 10) && from < day;
      expect(during, `${from} to ${to}`).toBe(false);
    }
  });
});
