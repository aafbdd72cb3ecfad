import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../adapters/local/database.ts';
import { createCounter } from '../../../local/cost/count.ts';
import { createVisits } from '../../../local/cost/visits.ts';
import { createLaptop } from '../../../local/laptop.ts';
import { runPortfolio } from '../../../local/run.ts';
import { CREDITOR, exampleClaim, exampleCreditor, START } from '../../functions/make-laptop.ts';
import { inProject } from '../amicable.ts';

/** A laptop that counts, with one case whose reminder is written and waits for its moment. */
async function counting() {
  const { visits, before } = createVisits();
  const { host, counted } = createCounter(before);
  const laptop = createLaptop(openDatabase(':memory:'), START, 'at-the-end', host);
  await laptop.creditors.put(exampleCreditor());
  const { case: id } = (await laptop.invoke('open-case', {
    creditor: CREDITOR,
    claims: [exampleClaim()],
  })) as {
    case: string;
  };
  await laptop.advance(laptop.now());
  return { laptop, id, visits, counted };
}

describe('what one case causes until its first message is written', () => {
  it('is counted call by call', async () => {
    const { counted } = await counting();
    const { calls, writes, events, schedulesSet, schedulesFired } = counted();
    const once = ['open-case', 'start-case', 'score-case', 'assign-profile', 'start-journey'];
    for (const name of [...once, 'write-message', 'send-and-wait']) expect(calls.get(name), name).toBe(1);
    // Opened, scored, profile, journey, message, wait: six items, each of less than a kilobyte.
    expect(writes.get('journals of cases')).toBe(6);
    expect(events).toBe(6);
    expect(calls.get('publish-journal')).toBe(6);
    // One when the case is opened, one when the wait is; the index has an old place to clear the second time.
    expect([writes.get('list rows'), writes.get('index of the lists')]).toEqual([2, 3]);
    expect([schedulesSet, schedulesFired]).toEqual([2, 0]);
  });

  it('and of schedules those that fire', async () => {
    const { laptop, counted } = await counting();
    await laptop.advance('2026-01-06T22:00:00Z');
    expect(counted().schedulesFired).toBe(1);
    expect(counted().email + counted().smsParts).toBeGreaterThan(0);
  });
});

describe('a payment', () => {
  it('is made on the page: five pages and a webhook', async () => {
    const { laptop, id, visits, counted } = await counting();
    await laptop.invoke('receive-payment', { case: id, payment: 'p-1', cents: 4_500, on: '2026-01-05' });
    expect(visits.calls).toBe(6);
    expect(counted().calls.get('debtor-page')).toBe(5);
    // The answer to the second question is counted before it is looked at, and taken back.
    expect(counted().writes.get('tries')).toBe(2);
  });
});

it('who looks on changes nothing: the example run is the same to the last entry', async () => {
  const { host } = createCounter(createVisits().before);
  const { result } = await runPortfolio(openDatabase(':memory:'), {
    portfolio: inProject('examples/portfolio.csv'),
    creditor: exampleCreditor(),
    from: '2026-01-05',
    days: 90,
    seed: 7,
    debtors: 'simulated',
    keeping: 'at-the-end',
    host,
  });
  expect(result.digest).toBe('9b27cd22ec470f1fe472f88d6a51d3ba410d8f9d1a8e9d8f395df745c512ee95');
});
