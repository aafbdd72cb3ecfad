import { expect, it } from 'vitest';
import { liveOn } from '../../../local/page/live.ts';
import { makeLaptop } from '../../functions/make-laptop.ts';

it('does one change after the other, in the order in which they came', async () => {
  const live = liveOn(await makeLaptop(), 'http://localhost:8080');
  const order: string[] = [];
  const slow = live.act(async () => {
    order.push('first begins');
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push('first ends');
    return 'first';
  });
  const quick = live.act(async () => {
    order.push('second');
    return 'second';
  });
  expect(await Promise.all([slow, quick])).toEqual(['first', 'second']);
  expect(order).toEqual(['first begins', 'first ends', 'second']);
});

it('has done what follows from a change when it answers, and lets no time pass for it', async () => {
  const laptop = await makeLaptop();
  const live = liveOn(laptop, 'http://localhost:8080');
  const now = laptop.now();
  await live.act(() => laptop.pay('payment-1', 4_500));
  expect(laptop.now()).toBe(now);
  expect(await laptop.kinds()).toContain('case-closed');
  expect(laptop.db.get('select state from lists where stream = ?', laptop.case)).toEqual({ state: 'closed' });
});

it('tells a failure to whom it belongs, and goes on with the next', async () => {
  const live = liveOn(await makeLaptop(), 'http://localhost:8080');
  const broken = live.act(async () => {
    throw new Error('no');
  });
  const next = live.act(async () => 'yes');
  await expect(broken).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
