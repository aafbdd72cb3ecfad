import { createHash } from 'node:crypto';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { payLinkPath } from '../../core/case/ids.ts';
import { ask, type Deployed, send, signed } from './outside.ts';

interface Hostile {
  get: () => Deployed;
  /** A case of this creditor, and the key of another creditor. */
  someCase: () => string;
  stranger: () => Deployed['key'];
}

/** Every way in, and what nobody should send there: the right status, a clear word, and nothing written. */
export function hostile({ get, someCase, stranger }: Hostile): void {
  describe("the creditor's API", () => {
    const pause = { until: '2026-12-31', reason: 'holiday' };
    const good = () => signed(get(), 'POST', `/cases/${someCase()}/pause`, pause, 'hostile-1');
    const change = (more: Record<string, string>) => {
      const request = good();
      return { ...request, headers: { ...request.headers, ...more } };
    };

    test.each<[string, number, () => Promise<{ status: number; body: unknown }>]>([
      ['without a signature', 401, () => send(get(), '/cases', { method: 'GET' })],
      [
        'with a wrong signature',
        401,
        () => at('pause', change({ 'amicable-signature': `v1=${'0'.repeat(64)}` })),
      ],
      ['with a key that nobody has', 401, () => at('pause', change({ 'amicable-key': 'nobody' }))],
      [
        'with another body than was signed',
        401,
        () => at('pause', { ...good(), body: '{"reason":"other"}' }),
      ],
      [
        'of an hour ago',
        401,
        () =>
          at(
            'pause',
            change({ 'amicable-timestamp': String(Date.parse(get().stage.now()) / 1_000 - 3_600) }),
          ),
      ],
      ['for another case than was signed', 401, () => at('resume', good())],
      ['as XML', 415, () => at('pause', change({ 'content-type': 'application/xml' }))],
      [
        'without an idempotency key',
        400,
        () => at('pause', signed(get(), 'POST', `/cases/${someCase()}/pause`, pause)),
      ],
      [
        'with a day that is none',
        400,
        () => ask(get(), 'POST', `/cases/${someCase()}/pause`, { ...pause, until: 'soon' }, 'hostile-2'),
      ],
      [
        'of more than a megabyte',
        413,
        () => ask(get(), 'POST', '/cases', { claims: 'x'.repeat(1_100_000) }, 'hostile-3'),
      ],
      ['for a case that is not there', 404, () => ask(get(), 'GET', '/cases/zzzzzzzzzzzzzzzz-1')],
      [
        "for another creditor's case",
        404,
        () => ask({ ...get(), key: stranger() }, 'GET', `/cases/${someCase()}`),
      ],
      [
        "to pause another creditor's case",
        404,
        () => ask({ ...get(), key: stranger() }, 'POST', `/cases/${someCase()}/pause`, pause, 'hostile-4'),
      ],
      [
        "for another creditor's file",
        404,
        () => ask({ ...get(), key: stranger() }, 'GET', '/files/voorbeeld-incasso-abc'),
      ],
      ['for what there is not', 404, () => ask(get(), 'GET', '/nothing')],
      ['with a method that is not there', 405, () => ask(get(), 'DELETE', '/cases', undefined, 'hostile-5')],
    ])('a request %s is answered with %d, and writes nothing', async (_, status, request) => {
      const before = await digest(get());
      const answer = await request();
      expect(answer).toMatchObject({ status, body: { status, title: expect.any(String) } });
      expect(await digest(get())).toBe(before);
    });

    test('a write that is sent again is done once, and another one under its key is refused', async () => {
      const path = `/cases/${someCase()}/payments`;
      const payment = {
        payment: 'hostile-payment',
        cents: 1,
        currency: 'EUR',
        on: get().stage.now().slice(0, 10),
      };
      const request = signed(get(), 'POST', path, payment, 'hostile-6');
      const first = await send(get(), path, request);
      expect(first.status).toBeLessThan(300);
      await get().stage.quiet();
      const before = await digest(get());
      expect((await send(get(), path, request)).status).toBeLessThan(300);
      const other = await ask(get(), 'POST', path, { ...payment, cents: 2 }, 'hostile-6');
      expect(other.status).toBe(422);
      await get().stage.quiet();
      expect(await digest(get())).toBe(before);
    });

    function at(what: 'pause' | 'resume', request: RequestInit) {
      return send(get(), `/cases/${someCase()}/${what}`, request);
    }
  });

  describe('the webhook of payments', () => {
    const post = async (provider: string, headers: Record<string, string>, body: string) =>
      (await fetch(`${get().apiUrl}/webhooks/${provider}`, { method: 'POST', headers, body })).status;
    const json = { 'content-type': 'application/json' };

    test.each<[string, number, () => Promise<number>]>([
      ['unsigned', 401, () => post('pretend-bank', json, '{"type":"payment.paid"}')],
      ['of a provider that nobody has', 404, () => post('other-bank', json, '{}')],
      ['too large', 413, () => post('pretend-bank', json, 'x'.repeat(200_000))],
      [
        'signed by somebody else',
        401,
        () =>
          post(
            'pretend-bank',
            { ...json, 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,abc' },
            '{}',
          ),
      ],
    ])('%s: %d, and nothing is written', async (_, status, request) => {
      const before = await digest(get());
      expect(await request()).toBe(status);
      expect(await digest(get())).toBe(before);
    });
  });

  describe('the page of a debtor', () => {
    const page = (path: string, init?: RequestInit) => fetch(`${get().apiUrl}/p/${path}`, init);
    const link = () => payLinkPath(get().secrets.links, someCase());

    test.each<[string, number, () => Promise<Response>]>([
      ['with a link that nobody made', 404, () => page('abcdefgh-1.1xyz')],
      [
        'with a link that was changed',
        404,
        () => page(`${link().slice(0, -1)}${link().endsWith('0') ? '1' : '0'}`),
      ],
      [
        'with a form that is none',
        413,
        () => page(link(), { method: 'POST', body: new URLSearchParams({ x: 'y'.repeat(30_000) }) }),
      ],
    ])('%s: %d, with a way out, and nothing is written', async (_, status, request) => {
      const before = await digest(get());
      const answer = await request();
      expect(answer.status).toBe(status);
      expect(await digest(get())).toBe(before);
    });

    test('tells nothing before the second question was answered', async () => {
      const before = await digest(get());
      const answer = await page(link());
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toMatch(/€/);
      expect(await digest(get())).toBe(before);
    });
  });

  test('a file that nobody announced, and news of cases that are not there, change nothing', async () => {
    const { stage, buckets, mailTopic } = get();
    const before = await digest(get());
    const s3 = new S3Client({ ...stage.aws, forcePathStyle: true });
    await s3.send(new PutObjectCommand({ Bucket: buckets.files, Key: 'uploads/nobody/nothing', Body: 'x' }));
    const sns = new SNSClient(stage.aws);
    const mail = {
      messageId: 'm',
      tags: { case: ['zzzzzzzzzzzzzzzz-1'], contact: ['zzzzzzzzzzzzzzzz-1-k1'] },
    };
    for (const Message of ['no json', '{}', JSON.stringify({ eventType: 'Send', mail })])
      await sns.send(new PublishCommand({ TopicArn: mailTopic, Message }));
    await stage.quiet();
    expect(await digest(get())).toBe(before);
  });
}

/** What only counts tries and knows requests again fades by itself, and says nothing of a case. */
const passing = /^(tries|request)#/;

/** A fingerprint of all that is kept. */
async function digest({ stage, table }: Deployed): Promise<string> {
  const items: string[] = [];
  const client = new DynamoDBClient(stage.aws);
  for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const item of page.Items ?? [])
      if (!passing.test(item.pk?.S ?? '')) items.push(JSON.stringify(Object.entries(item).sort()));
  }
  return createHash('sha256').update(items.sort().join('\n')).digest('hex');
}
