import { expect, test } from 'vitest';
import { callerOn, theirs } from '../../functions/make-caller.ts';
import { exampleCreditor, makeLaptop } from '../../functions/make-laptop.ts';

async function made() {
  const laptop = await makeLaptop();
  return { laptop, ask: await callerOn(laptop) };
}

test('a policy is set as a whole and read back, with what was left to its defaults', async () => {
  const { ask } = await made();
  const { budget: _, ...given } = { ...exampleCreditor(), brand: 'Nieuw' };
  const { status, body } = await ask('PUT', '/creditor', given);
  expect([status, body]).toEqual([
    200,
    { ...given, budget: { day: 1, week: 3, month: 8, costs: 50_000, perContact: 100 } },
  ]);
  expect((await ask('GET', '/creditor')).body).toEqual(body);
  expect((await ask('GET', '/creditor', undefined, theirs)).body.brand).toBe('Voorbeeld Incasso');
});

test('a policy that cannot be is refused by the names of its fields', async () => {
  const { ask } = await made();
  const wrong = {
    ...exampleCreditor(),
    collector: undefined,
    plan: { atOnceMonths: 12, longestMonths: 6, smallest: 0 },
  };
  const { status, body } = await ask('PUT', '/creditor', wrong);
  expect(status).toBe(400);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '#/collector',
    '#/plan/atOnceMonths',
  ]);
});

test('a stop order stops what would be sent for this creditor alone, until it is lifted', async () => {
  const { laptop, ask } = await made();
  expect((await ask('PUT', '/stop')).body).toEqual({ stopped: true });
  expect((await ask('GET', '/stop', undefined, theirs)).body).toEqual({ stopped: false });
  await laptop.days(10);
  expect(laptop.sent).toEqual([]);
  expect((await ask('DELETE', '/stop')).body).toEqual({ stopped: false });
  await laptop.days(10);
  expect(laptop.sent.length).toBeGreaterThan(0);
});

test('lifting an order of one’s own leaves one for everybody in place', async () => {
  const { laptop, ask } = await made();
  await laptop.creditors.stop('*', true);
  expect((await ask('DELETE', '/stop')).body).toEqual({ stopped: true });
});

test('whoever has a key and no policy yet begins with one', async () => {
  const { laptop, ask } = await made();
  laptop.ports.secrets = { ...laptop.ports.secrets, api: [{ key: 'k', creditor: 'nieuw', secret: 's' }] };
  const mine = { key: 'k', secret: 's' };
  expect((await ask('GET', '/creditor', undefined, mine)).status).toBe(409);
  expect((await ask('PUT', '/creditor', exampleCreditor({ id: 'nieuw' }), mine)).status).toBe(200);
  expect((await ask('GET', '/creditor', undefined, mine)).body.id).toBe('nieuw');
});

test('payments are told through a day that is over, by each creditor for itself', async () => {
  const { laptop, ask } = await made();
  expect((await ask('GET', '/books')).body).toEqual({});
  const today = laptop.now().slice(0, 10);
  const { status, body } = await ask('POST', '/books', { through: today });
  expect([status, body.errors[0].pointer]).toEqual([400, '#/through']);
  expect(await ask('POST', '/books', { through: '2026-01-04' })).toMatchObject({
    status: 200,
    body: { through: '2026-01-04' },
  });
  expect((await ask('GET', '/books')).body).toEqual({ through: '2026-01-04' });
  expect((await ask('GET', '/books', undefined, theirs)).body).toEqual({});
  await ask('POST', '/books', { through: '2026-01-02' });
  expect((await ask('GET', '/books')).body).toEqual({ through: '2026-01-02' });
});
