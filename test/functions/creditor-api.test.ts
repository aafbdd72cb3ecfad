import { describe, expect, test } from 'vitest';
import { JournalBusy } from '../../core/case/change.ts';
import { digestOf } from '../../local/laptop.ts';
import { type Answered, type Ask, callerOn, type Sending, theirs } from './make-caller.ts';
import { exampleClaim, exampleCreditor, type MadeLaptop, makeLaptop } from './make-laptop.ts';

async function made(): Promise<{ laptop: MadeLaptop; ask: Ask }> {
  const laptop = await makeLaptop();
  const ask = await callerOn(laptop);
  await laptop.days(1);
  return { laptop, ask };
}

const claim = (changes: Parameters<typeof exampleClaim>[0] = {}) => exampleClaim(changes);
const paid = { payment: 'bank-1', cents: 1_000, currency: 'EUR', on: '2026-01-06' };

/** Everything that a request can change: journals, policies, stop orders, files, people, machines. */
function all(laptop: MadeLaptop): string {
  const tables = ['creditors', 'stops', 'uploads', 'people', 'executions', 'agenda'];
  const rows = tables.map((table) => JSON.stringify(laptop.db.all(`select * from ${table}`)));
  return [digestOf(laptop.db), ...rows].join('\n');
}

describe('what is refused writes nothing', () => {
  const without = (name: string): Sending => ({
    tamper: ({ headers }) => {
      const { [name]: _, ...rest } = headers;
      return { headers: rest };
    },
  });
  const withHeader = (name: string, value: string): Sending => ({
    tamper: ({ headers }) => ({ headers: { ...headers, [name]: value } }),
  });
  const flipped: Sending = {
    tamper: ({ headers }) => {
      const signature = headers['amicable-signature'] ?? '';
      const last = signature.endsWith('0') ? '1' : '0';
      return { headers: { ...headers, 'amicable-signature': signature.slice(0, -1) + last } };
    },
  };
  type Row = [what: string, method: string, path: string, body: unknown, Sending, number, string];
  const rows: Row[] = [
    [
      'without a signature',
      'POST',
      '/cases/CASE/payments',
      paid,
      without('amicable-signature'),
      401,
      'unsigned',
    ],
    ['without a key', 'POST', '/cases/CASE/payments', paid, without('amicable-key'), 401, 'unsigned'],
    [
      'without a timestamp',
      'POST',
      '/cases/CASE/payments',
      paid,
      without('amicable-timestamp'),
      401,
      'unsigned',
    ],
    ['with an unknown key', 'POST', '/cases/CASE/payments', paid, { key: 'nobody' }, 401, 'unsigned'],
    ['with another secret', 'POST', '/cases/CASE/payments', paid, { secret: 'guess' }, 401, 'unsigned'],
    ['with a changed signature', 'POST', '/cases/CASE/payments', paid, flipped, 401, 'unsigned'],
    [
      'with an empty signature',
      'POST',
      '/cases/CASE/payments',
      paid,
      withHeader('amicable-signature', 'v1='),
      401,
      'unsigned',
    ],
    ['six minutes old', 'POST', '/cases/CASE/payments', paid, { late: -360 }, 401, 'unsigned'],
    ['from the future', 'POST', '/cases/CASE/payments', paid, { late: 360 }, 401, 'unsigned'],
    [
      'with another timestamp than was signed',
      'POST',
      '/cases/CASE/payments',
      paid,
      withHeader('amicable-timestamp', '1767686400'),
      401,
      'unsigned',
    ],
    [
      'with another body than was signed',
      'POST',
      '/cases/CASE/payments',
      paid,
      { tamper: ({ body = '' }) => ({ body: body.replace('1000', '9000') }) },
      401,
      'unsigned',
    ],
    [
      'recorded, and sent again under another idempotency key',
      'POST',
      '/cases/CASE/payments',
      paid,
      withHeader('idempotency-key', 'another'),
      401,
      'unsigned',
    ],
    [
      'with another path than was signed',
      'POST',
      '/cases/CASE/pause',
      { until: '2026-02-01', reason: 'x' },
      { tamper: ({ url }) => ({ url: url.replace('pause', 'resume') }) },
      401,
      'unsigned',
    ],
    [
      'with another query than was signed',
      'GET',
      '/cases?state=open',
      undefined,
      { tamper: ({ url }) => ({ url: url.replace('open', 'closed') }) },
      401,
      'unsigned',
    ],
    [
      'with another method than was signed',
      'PUT',
      '/stop',
      undefined,
      { tamper: () => ({ method: 'DELETE' }) },
      401,
      'unsigned',
    ],
    ['for a place that is none', 'GET', '/nowhere', undefined, {}, 404, 'not-found'],
    ['for the root', 'GET', '', undefined, {}, 404, 'not-found'],
    ['by another method', 'DELETE', '/cases/CASE', undefined, {}, 405, 'wrong-method'],
    ['larger than 1 MB', 'POST', '/cases', `"${'x'.repeat(1_000_001)}"`, {}, 413, 'too-large'],
    ['larger than 1 MB in bytes', 'POST', '/cases', `"${'€'.repeat(400_000)}"`, {}, 413, 'too-large'],
    [
      'as a form',
      'POST',
      '/cases/CASE/payments',
      paid,
      withHeader('content-type', 'application/x-www-form-urlencoded'),
      415,
      'wrong-type',
    ],
    ['without a type', 'POST', '/cases/CASE/payments', paid, without('content-type'), 415, 'wrong-type'],
    ['that is no JSON', 'POST', '/cases/CASE/payments', '{"payment":', {}, 400, 'malformed'],
    ['that is empty', 'POST', '/cases/CASE/payments', '', {}, 400, 'malformed'],
    ['that is a list', 'POST', '/cases/CASE/payments', [], {}, 400, 'invalid'],
    [
      'without an idempotency key',
      'POST',
      '/cases/CASE/payments',
      paid,
      { idempotencyKey: '', ...without('idempotency-key') },
      400,
      'idempotency-key-missing',
    ],
    [
      'with an idempotency key of blanks',
      'POST',
      '/cases/CASE/payments',
      paid,
      { idempotencyKey: ' ' },
      400,
      'idempotency-key-missing',
    ],
    ['with half a cent', 'POST', '/cases/CASE/payments', { ...paid, cents: 10.5 }, {}, 400, 'invalid'],
    ['without an amount', 'POST', '/cases/CASE/payments', { ...paid, cents: undefined }, {}, 400, 'invalid'],
    [
      'with an amount below zero',
      'POST',
      '/cases/CASE/payments',
      { ...paid, cents: -1_000 },
      {},
      400,
      'invalid',
    ],
    ['in another currency', 'POST', '/cases/CASE/payments', { ...paid, currency: 'USD' }, {}, 400, 'invalid'],
    [
      'with a day that cannot be',
      'POST',
      '/cases/CASE/payments',
      { ...paid, on: '2026-02-30' },
      {},
      400,
      'invalid',
    ],
    ['paid tomorrow', 'POST', '/cases/CASE/payments', { ...paid, on: '2026-01-07' }, {}, 400, 'invalid'],
    [
      'for a claim that the case does not have',
      'POST',
      '/cases/CASE/payments',
      { ...paid, claims: ['F-9'] },
      {},
      400,
      'invalid',
    ],
    ['with a field that is none', 'POST', '/cases/CASE/payments', { ...paid, extra: 1 }, {}, 400, 'invalid'],
    ['for a case that does not exist', 'POST', '/cases/nobody-1/payments', paid, {}, 404, 'not-found'],
    ['for what is no case at all', 'POST', '/cases/..%2Fx/payments', paid, {}, 404, 'not-found'],
    ['for another creditor’s case', 'POST', '/cases/CASE/payments', paid, theirs, 404, 'not-found'],
    ['to read another creditor’s case', 'GET', '/cases/CASE', undefined, theirs, 404, 'not-found'],
    [
      'to read another creditor’s timeline',
      'GET',
      '/cases/CASE/timeline',
      undefined,
      theirs,
      404,
      'not-found',
    ],
    ['to read another creditor’s tasks', 'GET', '/cases/CASE/tasks', undefined, theirs, 404, 'not-found'],
    [
      'to answer another creditor’s task',
      'POST',
      '/cases/CASE/tasks/CASE-t1/answer',
      { decision: 'go-on', by: '7' },
      theirs,
      404,
      'not-found',
    ],
    [
      'to answer a task that is none',
      'POST',
      '/cases/CASE/tasks/CASE-t9/answer',
      { decision: 'go-on', by: '7' },
      {},
      404,
      'not-found',
    ],
    [
      'to credit another creditor’s claim',
      'POST',
      '/cases/CASE/claims/F-1/credit',
      { cents: 1, currency: 'EUR', reason: 'x' },
      theirs,
      404,
      'not-found',
    ],
    [
      'to withdraw a claim that is none',
      'POST',
      '/cases/CASE/claims/F-9/withdraw',
      { reason: 'x' },
      {},
      404,
      'not-found',
    ],
    [
      'with a reason that is a sentence',
      'POST',
      '/cases/CASE/claims/F-1/withdraw',
      { reason: 'Anna called' },
      {},
      400,
      'invalid',
    ],
    [
      'to take back a payment that is none',
      'POST',
      '/cases/CASE/payments/bank-9/reversal',
      { on: '2026-01-06', reason: 'x' },
      {},
      404,
      'not-found',
    ],
    [
      'to pause another creditor’s case',
      'POST',
      '/cases/CASE/pause',
      { until: '2026-02-01', reason: 'x' },
      theirs,
      404,
      'not-found',
    ],
    [
      'to pause until yesterday',
      'POST',
      '/cases/CASE/pause',
      { until: '2026-01-05', reason: 'x' },
      {},
      400,
      'invalid',
    ],
    ['to set another creditor’s policy', 'PUT', '/creditor', exampleCreditor(), theirs, 400, 'invalid'],
    [
      'with claims of two debtors',
      'POST',
      '/cases',
      { claims: [claim({ invoice: 'F-2' }), claim({ invoice: 'F-3', debtorReference: 'D-2' })] },
      {},
      400,
      'invalid',
    ],
    ['with no claims', 'POST', '/cases', { claims: [] }, {}, 400, 'invalid'],
    ['for a list of a state that is none', 'GET', '/cases?state=asleep', undefined, {}, 400, 'invalid'],
    ['for a page of a million', 'GET', '/cases?limit=1000000', undefined, {}, 400, 'invalid'],
    ['for a file that is none', 'GET', '/files/voorbeeld-incasso-0', undefined, {}, 404, 'not-found'],
  ];
  test.each(rows)('%s', async (_, method, path, body, sending, status, code) => {
    const { laptop, ask } = await made();
    const before = all(laptop);
    const answer = await ask(method, path.replaceAll('CASE', laptop.case), body, sending);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.body).toMatchObject({ type: 'about:blank', status });
    expect(all(laptop)).toBe(before);
    // Who has not proven who they are cannot even use up an idempotency key.
    if (status === 401) expect(laptop.db.all('select * from requests')).toEqual([]);
  });

  test('another’s case answers like one that does not exist, and an unknown key like a wrong signature', async () => {
    const { laptop, ask } = await made();
    const alike = (a: Answered, b: Answered) => {
      expect([b.status, b.text, b.headers]).toEqual([a.status, a.text, a.headers]);
    };
    alike(await ask('GET', '/cases/nobody-1'), await ask('GET', `/cases/${laptop.case}`, undefined, theirs));
    alike(
      await ask('GET', '/cases', undefined, { key: 'nobody' }),
      await ask('GET', '/cases', undefined, { secret: 'x' }),
    );
  });

  test('the wrong fields are named, and no value is repeated', async () => {
    const { ask } = await made();
    const wrong = {
      ...claim({ invoice: 'F-2' }),
      email: 'Anna-de-Vries',
      phone: '06 secret',
      dueOn: 'gisteren',
      'Anna de Vries': 1,
      extra: 1,
    };
    const { status, body, text } = await ask('POST', '/cases', { claims: [wrong] });
    expect(status).toBe(400);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '#/claims/0/*',
      '#/claims/0/dueOn',
      '#/claims/0/email',
      '#/claims/0/extra',
      '#/claims/0/phone',
    ]);
    for (const value of ['Anna', 'secret', 'gisteren']) expect(text).not.toContain(value);
  });

  test('a known place says by which methods it can be asked', async () => {
    const { laptop, ask } = await made();
    expect((await ask('DELETE', `/cases/${laptop.case}`)).headers.allow).toBe('GET');
    expect((await ask('POST', '/stop', {})).headers.allow).toBe('GET, PUT, DELETE');
  });
});

describe('keys', () => {
  test('are changed without a gap: both of a creditor are taken', async () => {
    const { ask } = await made();
    expect((await ask('GET', '/cases')).body.cases).toHaveLength(1);
    const newer = await ask('GET', '/cases', undefined, { key: 'newer-key', secret: 'newer secret' });
    expect(newer.body.cases).toHaveLength(1);
    expect((await ask('GET', '/cases', undefined, theirs)).body.cases).toEqual([]);
  });

  test('a clock that is some minutes off does no harm, and ours is told', async () => {
    const { ask } = await made();
    expect((await ask('GET', '/cases', undefined, { late: 299 })).status).toBe(200);
    const { headers, status } = await ask('GET', '/cases', undefined, { late: -301 });
    expect(status).toBe(401);
    expect(headers['amicable-time']).toMatch(/^\d{10}$/);
  });
});

describe('a write that comes again', () => {
  test('under the same key and with the same signature changes nothing and is answered as things stand now', async () => {
    const { laptop, ask } = await made();
    const path = `/cases/${laptop.case}/payments`;
    const once = { idempotencyKey: 'k-1' };
    expect((await ask('POST', path, paid, once)).status).toBe(201);
    await ask('POST', `/cases/${laptop.case}/claims/F-1/credit`, {
      cents: 500,
      currency: 'EUR',
      reason: 'goodwill',
    });
    const before = digestOf(laptop.db);
    const again = await ask('POST', path, paid, once);
    expect(again.status).toBe(200);
    expect(again.body.totals.outstanding).toBe(3_000);
    expect(digestOf(laptop.db)).toBe(before);
  });

  test('a recorded credit note that is replayed is booked once', async () => {
    const { laptop, ask } = await made();
    const path = `/cases/${laptop.case}/claims/F-1/credit`;
    const note = { cents: 500, currency: 'EUR', reason: 'goodwill' };
    for (let time = 0; time < 3; time++)
      expect((await ask('POST', path, note, { idempotencyKey: 'note-1' })).status).toBe(200);
    expect(await laptop.all('claim-credited')).toMatchObject([{ cents: 500, reason: 'goodwill' }]);
    await ask('POST', path, note, { idempotencyKey: 'note-2' });
    expect(await laptop.all('claim-credited')).toHaveLength(2);
  });

  test('another request under its key is refused, and another creditor’s same key is another key', async () => {
    const { laptop, ask } = await made();
    const path = `/cases/${laptop.case}/payments`;
    await ask('POST', path, paid, { idempotencyKey: 'k-1' });
    const before = digestOf(laptop.db);
    const refused = await ask('POST', path, { ...paid, payment: 'bank-2' }, { idempotencyKey: 'k-1' });
    expect([refused.status, refused.body.code]).toEqual([422, 'idempotency-key-reused']);
    const elsewhere = await ask(
      'POST',
      `/cases/${laptop.case}/resume`,
      { reason: 'x' },
      { idempotencyKey: 'k-1' },
    );
    expect(elsewhere.status).toBe(422);
    expect(digestOf(laptop.db)).toBe(before);
    expect((await ask('PUT', '/stop', undefined, { ...theirs, idempotencyKey: 'k-1' })).status).toBe(200);
  });

  test('while the journal is busy it is asked to come again, and then it is done', async () => {
    const { laptop, ask } = await made();
    const { append } = laptop.ports.journal;
    laptop.ports.journal.append = async () => {
      throw new JournalBusy('busy');
    };
    const path = `/cases/${laptop.case}/payments`;
    const busy = await ask('POST', path, paid, { idempotencyKey: 'k-1' });
    expect([busy.status, busy.headers['retry-after']]).toEqual([503, '1']);
    laptop.ports.journal.append = append;
    expect((await ask('POST', path, paid, { idempotencyKey: 'k-1' })).status).toBe(201);
  });

  test('a fault of ours is told without its words', async () => {
    const { laptop, ask } = await made();
    laptop.ports.journal.read = async () => {
      throw new TypeError('Anna de Vries');
    };
    const answer = await ask('GET', `/cases/${laptop.case}/timeline`);
    expect([answer.status, answer.body.code]).toEqual([500, 'broken']);
    expect(answer.text).not.toContain('Anna');
  });
});
