import { expect, test } from 'vitest';
import { plusDays } from '../../core/calendar/moment.ts';
import type { ClaimRow } from '../../core/case/claim-row.ts';
import { exampleClaim, type MadeLaptop, makeLaptop } from './make-laptop.ts';

// A consumer's purchase that fell due on 1 March 2024 lapses on 2 March 2026; the first day here is 5 January.
const soon: Partial<ClaimRow> = { dueOn: '2024-03-01', basis: 'sale' };
const sale = (dueOn: string): Partial<ClaimRow> => ({ dueOn, basis: 'sale' });

/** Lets days pass as they do: with a sweep every morning. */
async function mornings(laptop: MadeLaptop, count: number): Promise<void> {
  for (let day = 0; day < count; day++) {
    await laptop.advance(`${plusDays(laptop.now().slice(0, 10), 1)}T08:30:00Z`);
    await laptop.invoke('sweep', {});
    await laptop.advance(laptop.now());
  }
}
const looked = async (laptop: MadeLaptop) =>
  ((await laptop.invoke('sweep', {})) as { looked: number }).looked;
const watch = async (laptop: MadeLaptop) =>
  (await laptop.all('task-opened')).filter(({ what }) => what === 'limitation');

test('a claim that lapses while its case is paused is given up by the sweep; the journey ends and the debtor is told', async () => {
  const laptop = await makeLaptop({ claim: soon });
  await laptop.days(1);
  expect(laptop.steps()).toEqual(['first-reminder']);
  await laptop.invoke('pause-case', { case: laptop.case, id: 'p-1', until: '2026-06-30', reason: 'r' });
  await mornings(laptop, 60);
  const c = await laptop.fold();
  expect([c.closed?.outcome, c.closed?.at.slice(0, 10)]).toEqual(['time-barred', '2026-03-02']);
  await laptop.days(1);
  expect(laptop.steps()).toEqual(['first-reminder', 'case-closed']);
  laptop.flush();
  expect(laptop.db.all("select id from executions where status = 'RUNNING'")).toEqual([]);
});

test('the watch task is opened by the sweep, while somebody disputes, and once', async () => {
  const laptop = await makeLaptop({ claim: sale('2024-04-20') });
  await laptop.days(1);
  await laptop.react('r-1', { what: 'dispute', claims: [], ground: 'not-delivered' });
  await mornings(laptop, 40);
  // Ninety days before 21 April.
  const asked = await watch(laptop);
  expect(asked).toMatchObject([{ about: '2026-04-21' }]);
  expect(asked[0]?.at.slice(0, 10)).toBe('2026-01-21');
});

test('two sweeps at once write one thing', async () => {
  const laptop = await makeLaptop({ claim: soon });
  await laptop.days(1);
  await laptop.invoke('pause-case', { case: laptop.case, id: 'p-1', until: '2026-06-30', reason: 'r' });
  await Promise.all([laptop.invoke('sweep', {}), laptop.invoke('sweep', {})]);
  await laptop.days(56);
  await Promise.all([laptop.invoke('sweep', {}), laptop.invoke('sweep', {})]);
  expect(await watch(laptop)).toHaveLength(1);
  expect(await laptop.all('claim-written-off')).toHaveLength(1);
  expect(await laptop.all('case-closed')).toHaveLength(1);
});

test('a case whose watch task is open is not looked at again for it', async () => {
  const laptop = await makeLaptop({ claim: sale('2024-04-20') });
  await laptop.days(1);
  await laptop.invoke('pause-case', { case: laptop.case, id: 'p-1', until: '2026-12-31', reason: 'r' });
  await mornings(laptop, 16);
  expect(await watch(laptop)).toHaveLength(1);
  expect(await looked(laptop)).toBe(0);
  await laptop.close(await laptop.task('limitation'), { decision: 'go-on' });
  await laptop.days(1);
  expect(await looked(laptop)).toBe(0);
});

test('a letter that keeps the claim is asked about once: the list then shows the new day', async () => {
  const laptop = await makeLaptop({ claim: soon });
  await laptop.days(1);
  await laptop.invoke('pause-case', { case: laptop.case, id: 'p-1', until: '2027-06-30', reason: 'r' });
  await mornings(laptop, 1);
  await laptop.close(await laptop.task('limitation'), { decision: 'interrupt' });
  await mornings(laptop, 3);
  expect(laptop.steps()).toContain('interruption');
  await mornings(laptop, 60);
  expect((await laptop.fold()).closed).toBeUndefined();
  expect(await watch(laptop)).toHaveLength(1);
  expect(await looked(laptop)).toBe(0);
  const [row] = await laptop.ports.lists.overdue('2099-01-01T00:00:00Z');
  expect(row?.next?.slice(0, 4)).toBe('2027');
});

test('one of two claims that lapses leaves a journey that goes on with the other', async () => {
  const laptop = await makeLaptop({ claim: soon, profile: 'late-payer' });
  const other = exampleClaim({ invoice: 'F-2', cents: 40_000 });
  await laptop.invoke('open-case', { creditor: 'voorbeeld-incasso', claims: [other] });
  await laptop.days(1);
  await mornings(laptop, 58);
  const c = await laptop.fold();
  expect([c.closed, c.claims.get('F-1')?.gone, c.journey === undefined]).toEqual([
    undefined,
    'written-off',
    false,
  ]);
  const later = (await laptop.all('contact-written')).filter(({ at, stated }) => at > '2026-03-02' && stated);
  expect(later.flatMap(({ stated }) => stated?.map(({ claim }) => claim))).not.toContain('F-1');
  expect((await laptop.all('journey-started')).length).toBe(c.journeys);
});

test('money that comes as the claim lapses is booked or goes back, never both', async () => {
  const laptop = await makeLaptop({ claim: soon });
  await laptop.days(1);
  await laptop.advance('2026-03-02T08:00:00Z');
  await Promise.all([laptop.invoke('sweep', {}), laptop.pay('bank-1', 4_500)]);
  await laptop.days(1);
  const c = await laptop.fold();
  expect(['time-barred', 'settled']).toContain(c.closed?.outcome);
  expect(c.credit).toBe(c.closed?.outcome === 'settled' ? 0 : 4_500);
  expect(await laptop.all('payment-received')).toHaveLength(1);
});
