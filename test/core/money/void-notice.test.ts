import { describe, expect, test } from 'vitest';
import { outstanding } from '../../../core/message/blocked.ts';
import { makeRow, onlyPaper, type Story, tell } from '../make-case.ts';

/** 1,000.00, a notice by letter that ran out, 150.00 costs and some interest in the books; three weeks later. */
async function charged(cents = 100_000): Promise<{ story: Story; notice: string }> {
  const story = await tell({ rows: [{ ...onlyPaper, cents }] });
  const notice = await story.chargeCosts();
  story.ports.clock.pass(7);
  return { story, notice };
}

const booksOf = async (story: Story, claim = 'A') => {
  const found = (await story.case()).claims.get(claim)?.books;
  if (!found) throw new Error(`no claim ${claim}`);
  return found;
};

describe('a letter with the notice that comes back after costs were charged', () => {
  test('takes costs and interest with it while nothing is paid', async () => {
    const { story, notice } = await charged();
    expect(outstanding(await story.case())).toBeGreaterThan(115_000);
    const c = await story.feedback(notice, 'returned');
    expect(c.notices.get(notice)?.void).toBe(true);
    expect(outstanding(c)).toBe(100_000);
    expect((await booksOf(story)).costs.charged).toBe(0);
    expect(await story.last('costs-withdrawn')).toMatchObject({ cents: 15_000, reason: 'notice-void' });
    expect(c.closed).toBeUndefined();
    expect(story.audit()).toEqual([]);
  });

  test('leaves what was paid for costs to the principal, not to interest that nobody asks for', async () => {
    const { story, notice } = await charged();
    await story.pay(15_000);
    const c = await story.feedback(notice, 'returned');
    const { principal, interest, costs } = await booksOf(story);
    expect(costs).toEqual({ charged: 0, paid: 0, waived: 0 });
    expect(interest.paid).toBe(0);
    expect(principal.paid).toBe(15_000);
    expect(outstanding(c)).toBe(85_000);
    expect(story.audit()).toEqual([]);
  });

  test('gives the costs back when all was paid, also after the case has closed', async () => {
    const { story, notice } = await charged();
    const owed = outstanding(await story.case());
    expect((await story.pay(owed)).closed?.outcome).toBe('settled');
    const c = await story.feedback(notice, 'returned');
    expect(c.credit).toBe(15_000);
    expect([...c.tasks.values()].filter((task) => !task.closed).map((task) => task.what)).toEqual(['refund']);
    expect(c.closed?.outcome).toBe('settled');
    expect((await story.rule({ decision: 'refunded' })).credit).toBe(0);
    expect(story.audit()).toEqual([]);
  });

  test('ends the case when the costs were all that kept it open', async () => {
    const { story, notice } = await charged(10_000);
    await story.pay(10_000);
    expect((await story.case()).closed).toBeUndefined();
    const c = await story.feedback(notice, 'returned');
    expect(c.closed?.outcome).toBe('settled');
    expect(outstanding(c)).toBe(0);
    expect(story.audit()).toEqual([]);
  });

  test('lets a new notice follow, with its own term and its own costs', async () => {
    const story = await tell();
    const first = await story.chargeCosts();
    await story.feedback(first, 'returned');
    const second = await story.say('notice', 14);
    const written = (await story.case()).contacts.get(second);
    expect(written).toMatchObject({ step: 'notice', notice: { claims: ['A'], costs: 15_000 } });
    if (!(await story.case()).notices.has(second)) await story.feedback(second, 'delivered');
    story.on((await story.case()).notices.get(second)?.costsFrom ?? '');
    await story.say('costs-added', 7);
    expect(await story.last('costs-charged')).toMatchObject({ notice: second, cents: 15_000 });
    expect((await booksOf(story)).costs.charged).toBe(15_000);
    expect(story.audit()).toEqual([]);
  });

  test('is void once, though the post tells it twice', async () => {
    const { story, notice } = await charged();
    await story.feedback(notice, 'returned');
    await story.feedback(notice, 'returned');
    const { kinds } = await story.case();
    expect([kinds.get('notice-void'), kinds.get('costs-withdrawn')]).toEqual([1, 1]);
  });
});

describe('a notice that was proven by e-mail only after another had gone by letter', () => {
  async function both(): Promise<{ story: Story; email: string; letter: string }> {
    const story = await tell();
    const email = await story.say('notice', 14);
    story.on('2026-01-26');
    const letter = await story.say('notice', 14);
    const channels = [email, letter].map((id) => story.case().then((c) => c.contacts.get(id)?.channel));
    expect(await Promise.all(channels)).toEqual(['email', 'letter']);
    return { story, email, letter };
  }

  test('is the latest: costs wait for its term, and are charged once', async () => {
    const { story, email, letter } = await both();
    story.on('2026-02-05');
    const c = await story.feedback(email, 'delivered');
    const [first, last] = [c.notices.get(letter)?.costsFrom ?? '', c.notices.get(email)?.costsFrom ?? ''];
    expect(last > first).toBe(true);
    story.on(first);
    const early = await story.write('costs-added', 7);
    expect((await story.case()).refused.get(early)?.reason).toBe('not-needed');
    story.on(last);
    await story.say('costs-added', 7);
    const all = (await story.entries()).filter((entry) => entry.kind === 'costs-charged');
    expect(all).toMatchObject([{ notice: email, cents: 15_000 }]);
    expect(story.audit()).toEqual([]);
  });

  test('charges nothing more when the costs of the letter were charged before', async () => {
    const { story, email, letter } = await both();
    story.on((await story.case()).notices.get(letter)?.costsFrom ?? '');
    await story.say('costs-added', 7);
    await story.feedback(email, 'delivered');
    story.on((await story.case()).notices.get(email)?.costsFrom ?? '');
    await story.say('costs-added', 7);
    const all = (await story.entries()).filter((entry) => entry.kind === 'costs-charged');
    expect(all).toMatchObject([{ notice: letter, cents: 15_000 }]);
    expect((await booksOf(story)).costs.charged).toBe(15_000);
    expect(story.audit()).toEqual([]);
  });
});

test('a notice that never arrived is void without moving any money', async () => {
  const story = await tell({ rows: [makeRow()] });
  const notice = await story.say('notice', 14);
  const c = await story.feedback(notice, 'bounced');
  expect(await story.last('notice-void')).toMatchObject({ contact: notice });
  expect(outstanding(c)).toBe(100_000);
});
