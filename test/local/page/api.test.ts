import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { epochSeconds } from '../../../core/calendar/moment.ts';
import { signedRequest } from '../../../examples/sign-request.ts';
import { digestOf, laptopSecrets } from '../../../local/laptop.ts';
import { inProject } from '../amicable.ts';
import { type MadeSite, makeSite, ORIGIN } from './made-site.ts';

let site: MadeSite;
beforeAll(async () => {
  site = await makeSite(20, 10);
});

const [key = { key: '', secret: '' }] = laptopSecrets.api;
let number = 0;

async function ask(method: string, path: string, body?: unknown) {
  const url = `${ORIGIN}/api/v1${path}`;
  number += 1;
  const given = body === undefined ? undefined : JSON.stringify(body);
  const at = epochSeconds(site.desk.live.laptop.now());
  const request = signedRequest(key.key, key.secret, method, url, given, `site-${number}`, at);
  const response = await site.app.request(url, request);
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer, field by field
  return { status: response.status, headers: response.headers, body: (await response.json()) as any };
}

async function aCase(): Promise<string> {
  return (await ask('GET', '/cases?limit=1')).body.cases[0].case;
}

describe('the API on this computer', () => {
  test('gives its document to everybody, and nothing else', async () => {
    const document = await site.app.request(`${ORIGIN}/api/v1/openapi.json`);
    expect(document.status).toBe(200);
    expect(await document.json()).toMatchObject({ openapi: '3.1.1' });
    for (const path of ['/api/v1/cases', '/api/v1/', '/api/v2/x', '/api/v1/nowhere'])
      expect((await site.app.request(ORIGIN + path)).status).toBe(401);
  });

  test('reads the cases of the run, and writes what the pages then show', async () => {
    const id = await aCase();
    const { body } = await ask('GET', `/cases/${id}`);
    const [claim] = body.claims;
    const note = { cents: 100, currency: 'EUR', reason: 'goodwill-of-test' };
    const path = `/cases/${id}/claims/${encodeURIComponent(claim.claim)}/credit`;
    const credited = await ask('POST', path, note);
    expect(credited.body.totals.outstanding).toBe(body.totals.outstanding - 100);
    expect((await site.look(`/cases/${id}?all=1`)).text).toContain('goodwill of test');
  });

  test('is no page: its problems are JSON, and browsers keep nothing of it', async () => {
    const { status, headers, body } = await ask('GET', '/cases/nobody-1');
    expect([status, body.code]).toEqual([404, 'not-found']);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('does not read more than it would take', async () => {
    const before = digestOf(site.db);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
    });
    const response = await site.app.request(`${ORIGIN}/api/v1/cases`, {
      method: 'POST',
      body: endless,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'too-large' });
    expect(digestOf(site.db)).toBe(before);
  });

  test('answers no other name of this computer', async () => {
    const response = await site.app.request('http://evil.example/api/v1/openapi.json');
    expect(response.status).toBe(403);
  });
});

describe('a file', () => {
  const header = 'debtorReference,invoice,amount,dueOn,name';
  const bring = (url: string, content: string) => site.app.request(url, { method: 'PUT', body: content });

  test('is announced, brought, taken in, and its bad rows are told', async () => {
    const { file, upload } = (await ask('POST', '/files', {})).body;
    const rows = [
      'D-901,X-1,45.00,2025-12-01,Bea',
      'D-902,X-2,,2025-12-01,Cas',
      'D-903,X-3,9.99,2025-12-02,Dirk',
    ];
    const brought = await bring(upload.url, [header, ...rows, ''].join('\n'));
    expect(brought.status).toBe(200);
    expect((await ask('GET', `/files/${file}`)).body).toMatchObject({
      state: 'done',
      rows: 3,
      opened: 2,
      added: 2,
    });
    expect((await ask('GET', `/files/${file}/rejected`)).body.rejected).toMatchObject([
      { row: 3, field: 'amount' },
    ]);
    // The rows are in their cases now: what they said of people is kept in one place.
    expect(site.db.all('select * from file_rows where file = ?', file)).toEqual([]);
  });

  test('brought a second time it changes nothing', async () => {
    const { file, upload } = (await ask('POST', '/files', {})).body;
    await bring(upload.url, `${header}\nD-904,X-4,45.00,2025-12-01,Eva\n`);
    const before = [digestOf(site.db), (await ask('GET', `/files/${file}`)).body];
    expect((await bring(upload.url, `${header}\nD-905,X-5,45.00,2025-12-01,Fons\n`)).status).toBe(200);
    expect([digestOf(site.db), (await ask('GET', `/files/${file}`)).body]).toEqual(before);
  });

  test('that cannot be read is done, with the reason', async () => {
    const { file, upload } = (await ask('POST', '/files', {})).body;
    await bring(upload.url, 'name;town\nAnna;Utrecht\n');
    expect((await ask('GET', `/files/${file}`)).body).toMatchObject({ state: 'done', rows: 0, opened: 0 });
    expect((await ask('GET', `/files/${file}/rejected`)).body.rejected.length).toBeGreaterThan(0);
  });

  test('as large as a portfolio is taken in as the command line takes it', async () => {
    const { file, upload } = (await ask('POST', '/files', {})).body;
    const portfolio = readFileSync(inProject('examples/portfolio.csv'), 'utf8');
    await bring(upload.url, portfolio);
    const { body } = await ask('GET', `/files/${file}`);
    expect(body.state).toBe('done');
    expect(body.rows).toBe(portfolio.trim().split('\n').length - 1);
    expect(body.opened).toBeGreaterThan(50);
  });

  test('that nobody announced is not taken', async () => {
    const response = await bring(`${ORIGIN}/api/v1/files/voorbeeld-incasso-guess/content`, header);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not-found' });
  });
});
