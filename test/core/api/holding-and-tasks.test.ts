import { describe, expect, test } from 'vitest';
import { callerOn } from '../../functions/make-caller.ts';
import { makeLaptop } from '../../functions/make-laptop.ts';

async function made() {
  const laptop = await makeLaptop();
  const ask = await callerOn(laptop);
  await laptop.days(1);
  return { laptop, ask, at: `/cases/${laptop.case}` };
}

describe('a pause', () => {
  const pause = { until: '2026-02-01', reason: 'under-talks' };

  test('stops the asking until its end, and resuming goes on at once', async () => {
    const { laptop, ask, at } = await made();
    expect((await ask('POST', `${at}/pause`, pause)).body.pausedUntil).toBe('2026-02-01');
    await laptop.days(20);
    expect(laptop.sent).toHaveLength(1);
    const resumed = await ask('POST', `${at}/resume`, { reason: 'talks-ended' });
    expect(resumed.body).not.toHaveProperty('pausedUntil');
    await laptop.days(2);
    expect(laptop.sent.length).toBeGreaterThan(1);
  });

  test('of a closed case is a conflict, but one that came before it closed stays what it was', async () => {
    const { laptop, ask, at } = await made();
    const once = { idempotencyKey: 'pause-1' };
    await ask('POST', `${at}/pause`, pause, once);
    await laptop.pay('bank-1', 4_500);
    expect((await ask('POST', `${at}/pause`, pause, once)).status).toBe(200);
    const late = await ask('POST', `${at}/pause`, pause);
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
    expect(await laptop.all('paused')).toHaveLength(1);
  });
});

describe('a task', () => {
  test('is listed, answered once, and answers the debtor', async () => {
    const { laptop, ask, at } = await made();
    await laptop.react('dispute-1', { what: 'dispute', claims: ['F-1'], ground: 'wrong-amount' });
    const { body } = await ask('GET', `${at}/tasks`);
    expect(body.tasks).toMatchObject([{ what: 'dispute', about: 'dispute-1' }]);
    const path = `${at}/tasks/${body.tasks[0].task}/answer`;
    const answer = { decision: 'uphold', by: 'desk-7' };
    expect((await ask('POST', path, answer)).body).toMatchObject({ state: 'closed', outcome: 'credited' });
    expect((await ask('POST', path, answer)).status).toBe(200);
    const other = await ask('POST', path, { decision: 'reject', by: 'desk-8' });
    expect([other.status, other.body.detail]).toEqual([409, 'This task was decided before, in another way.']);
    expect(await laptop.all('dispute-answered')).toMatchObject([{ result: 'upheld' }]);
    expect((await ask('GET', `${at}/tasks`)).body.tasks).toMatchObject([{ closed: { decision: 'uphold' } }]);
  });

  test.each([
    [{ decision: 'not-reached', by: '7' }, 'A dispute is answered'],
    [{ decision: 'agree-plan', by: '7' }, 'months'],
    [{ decision: 'agree-plan', by: '7', months: 24 }, 'longer than the policy'],
    [{ decision: 'approve-hand-over', by: '7', to: 'Somebody' }, 'A dispute is answered'],
  ])('is not closed by a decision that does not fit: %j', async (ruling, why) => {
    const { laptop, ask, at } = await made();
    await laptop.react('dispute-1', { what: 'dispute', claims: ['F-1'], ground: 'other' });
    await laptop.days(0);
    const before = await laptop.entries();
    const { status, body } = await ask('POST', `${at}/tasks/${await laptop.task('dispute')}/answer`, ruling);
    expect(status).toBe(409);
    expect(body.detail).toContain(why);
    expect(await laptop.entries()).toEqual(before);
  });
});
