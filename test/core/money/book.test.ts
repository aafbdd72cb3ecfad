import { describe, expect, test } from 'vitest';
import { outstanding } from '../../../core/message/blocked.ts';
import { bookMoney } from '../../../core/money/book.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

/** A month after the costs were told: interest has grown that is not in the books. */
async function grown(): Promise<{ story: Story; open: number; day: string }> {
  const story = await tell({ rows: [makeRow({ cents: 500_000 })] });
  await story.chargeCosts();
  story.ports.clock.pass(30);
  return { story, open: outstanding(await story.case()), day: story.ports.clock.now().slice(0, 10) };
}

async function pay({ story, open, day }: Awaited<ReturnType<typeof grown>>, shownOn?: string) {
  const told = { case: story.id, payment: 'bank-1', cents: open, on: day };
  await bookMoney(story.ports, { ...told, ...(shownOn && { shownOn }) });
  return await story.case();
}

describe('all that is open in the books', () => {
  test('settles the case for whoever was just shown it, though interest has grown', async () => {
    const world = await grown();
    const c = await pay(world, world.day);
    expect([c.closed?.outcome, outstanding(c)]).toEqual(['settled', 0]);
    expect(world.story.audit()).toEqual([]);
  });

  test('bears the interest of the days since for whoever was not', async () => {
    const world = await grown();
    const c = await pay(world);
    expect([c.closed, outstanding(c) > 1_000]).toEqual([undefined, true]);
  });

  test('does so too when it was shown long ago', async () => {
    const world = await grown();
    const c = await pay(world, '2026-01-20');
    expect(outstanding(c)).toBeGreaterThan(1_000);
  });
});
