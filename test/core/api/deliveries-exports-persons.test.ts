import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { deliveryRoutes } from '../../../core/api/deliveries.ts';
import { exportRoutes } from '../../../core/api/exports.ts';
import { personRoutes } from '../../../core/api/persons.ts';
import type { Route } from '../../../core/api/route.ts';
import { exportFiles } from '../../../local/page/exports.ts';
import { liveOn } from '../../../local/page/live.ts';
import { CREDITOR, type MadeLaptop, makeLaptop } from '../../functions/make-laptop.ts';
import { makeReceiver } from '../../functions/make-receiver.ts';

const routes: readonly Route[] = [...deliveryRoutes, ...exportRoutes, ...personRoutes];
const ORIGIN = 'http://localhost:8080';

/** Asks a route what a creditor's system would, checked as the API does it. */
async function ask(
  { ports }: MadeLaptop,
  name: string,
  sent: { params?: object; query?: object; body?: object; creditor?: string; id?: string } = {},
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is checked by its own schema
): Promise<{ status: number; body: any }> {
  const route = routes.find(({ method, path }) => `${method} ${path}` === name);
  if (!route) throw new Error(`no route ${name}`);
  const told = await route.handle({
    ports,
    creditor: sent.creditor ?? CREDITOR,
    params: route.params?.parse(sent.params ?? {}),
    query: route.query?.parse(sent.query ?? {}),
    body: route.body?.parse(sent.body),
    id: sent.id ?? 'api-1',
    origin: ORIGIN,
  });
  if ('problem' in told) return { status: told.problem.status, body: told.problem };
  expect(Object.keys(route.statuses)).toContain(String(told.status));
  return { status: told.status, body: route.output.parse(JSON.parse(JSON.stringify(told.body))) };
}

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s can be documented',
  (_, { output, body, query, params }) => {
    for (const schema of [output, body, query, params]) {
      if (schema) expect(z.toJSONSchema(schema, { io: 'output' })).toBeDefined();
    }
  },
);

describe('webhooks', () => {
  async function down(): Promise<{ laptop: MadeLaptop; receiver: ReturnType<typeof makeReceiver> }> {
    const laptop = await makeLaptop({ creditor: { webhook: { url: 'https://example.com/hooks' } } });
    const receiver = makeReceiver(410);
    laptop.ports.web = receiver;
    await laptop.days(0);
    return { laptop, receiver };
  }

  test('can be verified with the key that is given', async () => {
    const { laptop, receiver } = await down();
    const { body } = await ask(laptop, 'GET /webhook/keys');
    const [{ headers, body: sent }] = receiver.got as [(typeof receiver.got)[number]];
    const late = Math.floor(Date.now() / 1000) - Number(headers['webhook-timestamp']);
    const sign = new Webhook(body.keys[0]).sign(
      headers['webhook-id'] ?? '',
      new Date(Date.now() - late * 1000),
      sent,
    );
    expect(sign).toBe(headers['webhook-signature']);
  });

  test('that are dead are listed, page by page, and sent again', async () => {
    const { laptop, receiver } = await down();
    const first = await ask(laptop, 'GET /deliveries', { query: { state: 'dead', limit: '1' } });
    expect(first.body.deliveries).toMatchObject([
      {
        delivery: `${laptop.case}.2`,
        state: 'dead',
        event: { type: 'claim.added' },
        tries: [{ status: 410 }],
      },
    ]);
    const { next: after } = first.body;
    const second = await ask(laptop, 'GET /deliveries', { query: { state: 'dead', limit: '1', after } });
    expect(second.body.deliveries).toMatchObject([{ delivery: `${laptop.case}.1` }]);

    receiver.answer = 200;
    const params = { delivery: `${laptop.case}.1` };
    expect(await ask(laptop, 'POST /deliveries/{delivery}/replay', { params })).toMatchObject({
      status: 202,
    });
    await laptop.days(0);
    const left = await ask(laptop, 'GET /deliveries', { query: { state: 'dead' } });
    expect(left.body.deliveries).toHaveLength(1);
  });

  test('of another creditor are neither listed nor sent again', async () => {
    const { laptop } = await down();
    const creditor = 'somebody-else';
    expect((await ask(laptop, 'GET /deliveries', { creditor })).body).toEqual({ deliveries: [] });
    const params = { delivery: `${laptop.case}.1` };
    expect((await ask(laptop, 'POST /deliveries/{delivery}/replay', { creditor, params })).status).toBe(404);
  });
});

describe('exports', () => {
  test('are asked for, looked at and fetched', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    const { status, body } = await ask(laptop, 'POST /exports', { body: { what: 'cases' } });
    expect(status).toBe(202);
    const params = { export: body.export };
    const look = async () => (await ask(laptop, 'GET /exports/{export}', { params })).body;
    expect(await look()).toEqual({ ...params, state: 'making' });
    await laptop.days(0);
    const ready = await look();
    expect(ready).toMatchObject({ ...params, state: 'ready' });
    const file = await exportFiles(liveOn(laptop, ORIGIN)).request(ready.url);
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(await file.text()).toContain(laptop.case);
  });

  test('of another creditor are not there', async () => {
    const laptop = await makeLaptop();
    const { body } = await ask(laptop, 'POST /exports', { body: { what: 'cases' } });
    await laptop.days(2);
    const params = { export: body.export };
    expect((await ask(laptop, 'GET /exports/{export}', { params, creditor: 'somebody-else' })).status).toBe(
      404,
    );
  });
});

describe('a person', () => {
  const params = { debtorReference: 'D-1' };

  test('is given what is held on them, is erased, and is then the books alone', async () => {
    const laptop = await makeLaptop();
    await laptop.days(3);
    await laptop.pay('bank-1', 4_500);
    await laptop.days(3);
    const given = await ask(laptop, 'GET /persons/{debtorReference+}/export', { params });
    expect(given.body).toMatchObject({ details: { name: 'Anna de Vries' }, cases: [{ case: laptop.case }] });
    expect(given.body.cases[0].messages.length).toBeGreaterThan(1);
    expect(await ask(laptop, 'DELETE /persons/{debtorReference+}', { params })).toEqual({
      status: 200,
      body: { erasedAt: laptop.now(), cases: [laptop.case] },
    });
    const left = await ask(laptop, 'GET /persons/{debtorReference+}/export', { params });
    expect(left.body.details).toBeUndefined();
    expect(left.body.cases[0]).toMatchObject({ statement: { totals: { paid: 4_500 } }, messages: [] });
  });

  test('with an open case is not erased, and it is said why', async () => {
    const laptop = await makeLaptop();
    const answer = await ask(laptop, 'DELETE /persons/{debtorReference+}', { params });
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('open') } });
  });

  test('with a number as long as a claim may carry is given theirs, and erased', async () => {
    const debtorReference = 'D'.repeat(200);
    const laptop = await makeLaptop({ claim: { debtorReference } });
    await laptop.pay('bank-1', 4_500);
    await laptop.days(3);
    for (const name of ['GET /persons/{debtorReference+}/export', 'DELETE /persons/{debtorReference+}'])
      expect((await ask(laptop, name, { params: { debtorReference } })).status).toBe(200);
  });

  test("of whom nothing is held, or another creditor's, is not there", async () => {
    const laptop = await makeLaptop();
    for (const call of [{ params: { debtorReference: 'D-2' } }, { params, creditor: 'somebody-else' }]) {
      expect((await ask(laptop, 'GET /persons/{debtorReference+}/export', call)).status).toBe(404);
      expect((await ask(laptop, 'DELETE /persons/{debtorReference+}', call)).status).toBe(404);
    }
  });
});
