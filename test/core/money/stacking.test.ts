import { expect, test } from 'vitest';
import { openCase } from '../../../core/case/open.ts';
import { onlyPaper, type Story, tell } from '../make-case.ts';

// Anti-stacking: within six months small claims do not each bear the minimum.

async function joins(story: Story, invoice: string, cents: number): Promise<void> {
  const creditor = await story.ports.creditors.get('voorbeeld-incasso');
  await openCase(story.ports, creditor, [{ row: 2, claim: { ...onlyPaper, invoice, cents } }]);
}

/** Notices one claim after the other, each when the term of the one before has ended; what each announced and cost. */
async function oneAfterAnother(amounts: readonly number[], days = 0) {
  const [first = 0, ...others] = amounts;
  const story = await tell({ rows: [{ ...onlyPaper, cents: first }] });
  await story.chargeCosts();
  for (const [index, cents] of others.entries()) {
    story.ports.clock.pass(days + 4);
    await joins(story, `B${index}`, cents);
    await story.chargeCosts();
  }
  const c = await story.case();
  return {
    story,
    charged: [...c.claims.values()].map(({ books }) => books.costs.charged),
    announced: [...c.contacts.values()].flatMap(({ notice }) => (notice ? [notice.costs] : [])),
  };
}

test('two claims of 50.00 noticed one after the other cost 40.00 together', async () => {
  const { story, charged } = await oneAfterAnother([5_000, 5_000]);
  expect(charged).toEqual([4_000, 0]);
  expect(story.audit()).toEqual([]);
});

test('three of 100.00 cost 40.00, nothing and 5.00: the scale over all of them', async () => {
  const { story, charged, announced } = await oneAfterAnother([10_000, 10_000, 10_000]);
  expect(charged).toEqual([4_000, 0, 500]);
  expect(announced).toEqual([4_000, 0, 500]);
  expect(story.audit()).toEqual([]);
});

test('of large claims each bears its own share of the scale', async () => {
  const { charged } = await oneAfterAnother([100_000, 100_000]);
  expect(charged).toEqual([15_000, 15_000]);
  const beyond = await oneAfterAnother([250_000, 100_000]);
  expect(beyond.charged).toEqual([37_500, 10_000]);
});

test('after more than six months the minimum is due anew', async () => {
  const { charged } = await oneAfterAnother([5_000, 5_000], 190);
  expect(charged).toEqual([4_000, 4_000]);
});

test('two notices that run side by side cost no more than one after the other', async () => {
  const story = await tell({ rows: [{ ...onlyPaper, cents: 5_000 }] });
  const first = await story.say('notice', 14);
  await joins(story, 'B', 5_000);
  story.ports.clock.pass(4);
  const second = await story.say('notice', 14);
  const { notices } = await story.case();
  for (const notice of [first, second]) {
    story.on(notices.get(notice)?.costsFrom ?? '');
    await story.say('costs-added', 7);
  }
  const costs = [...(await story.case()).claims.values()].map(({ books }) => books.costs.charged);
  expect(costs).toEqual([4_000, 0]);
  expect(story.audit()).toEqual([]);
});

test('a claim that was paid within its free term does not make the next one dearer', async () => {
  const story = await tell({ rows: [{ ...onlyPaper, cents: 15_000 }] });
  await story.chargeCosts();
  await joins(story, 'B', 15_000);
  story.ports.clock.pass(4);
  await story.say('notice', 14);
  await story.pay(15_000, undefined, { designated: ['B'] });
  await joins(story, 'C', 10_000);
  story.ports.clock.pass(30);
  await story.chargeCosts();
  expect((await story.case()).claims.get('C')?.books.costs.charged).toBe(0);
  expect(story.audit()).toEqual([]);
});

test('what was paid within the term of an earlier notice does not count for a later one', async () => {
  const story = await tell({ rows: [{ ...onlyPaper, cents: 100_000 }] });
  await story.say('notice', 14);
  await story.pay(60_000);
  const [notice] = (await story.case()).notices.values();
  story.on(notice?.costsFrom ?? '');
  await story.say('costs-added', 7);
  await joins(story, 'B', 10_000);
  story.ports.clock.pass(4);
  await story.chargeCosts();
  // 400.00 and 100.00 were noticed: 75.00 by the scale, of which 60.00 was charged before.
  const costs = [...(await story.case()).claims.values()].map(({ books }) => books.costs.charged);
  expect(costs).toEqual([6_000, 1_500]);
  expect(story.audit()).toEqual([]);
});
