import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whenSent } from '../../adapters/render/when-sent.ts';
import { goalOf } from '../../bench/cold-goals.ts';
import { apiDocument } from '../../core/api/document.ts';
import { Language } from '../../core/case/words.ts';
import { bundledFunctions, bundleFunction, bundleModule } from '../../infra/bundle.ts';
import { functions } from '../../local/functions.ts';
import { makeMessage } from '../adapters/render/make-message.ts';
import { makePage } from '../adapters/render/make-page.ts';

/** All that a stage sets. */
const settings = Object.fromEntries(
  ['STAGE', 'TABLE', 'FILES', 'LETTERS', 'ERASURES', 'BUS', 'SCHEDULES', 'SCHEDULE_ROLE', 'SCHEDULE_DLQ']
    .concat(['FUNCTION_PREFIX', 'MACHINE_PREFIX', 'SECRET', 'CONFIGURATION_SET', 'SMS_SENDER', 'WRITER'])
    .map((name) => [`AMICABLE_${name}`, 'x'])
    .concat([['AMICABLE_PAYMENTS', 'none']]),
);

const folder = mkdtempSync(join(tmpdir(), 'amicable-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('every function is bundled', () => {
  expect(bundledFunctions()).toEqual([...functions.keys()].sort());
});

describe('In a bundle', () => {
  let bundled: typeof whenSent;
  beforeAll(async () => {
    await bundleModule('adapters/render/when-sent.ts', join(folder, 'when-sent'), 'send-message');
    bundled = createRequire(import.meta.url)(join(folder, 'when-sent', 'index.js')).whenSent;
  });

  test('mails, text messages and letters are to the byte what they are on the laptop', async () => {
    for (const language of Language.options) {
      const message = makeMessage('second-reminder', {}, 'email', language);
      const mail = await bundled.email(message);
      const { pictures, ...words } = await whenSent.email(message);
      expect(mail).toMatchObject(words);
      expect(Buffer.from(mail.pictures[0]?.png ?? []).equals(Buffer.from(pictures[0]?.png ?? []))).toBe(true);
      expect(await bundled.sms(message)).toEqual(await whenSent.sms(message));
      const letter = Buffer.from(await bundled.letter(message));
      expect(letter.equals(Buffer.from(await whenSent.letter(message)))).toBe(true);
    }
  });

  test('every text that is approved can be read', async () => {
    await bundleModule('adapters/render/templates.ts', join(folder, 'texts'), 'send-message');
    const { fillMarkup } = createRequire(import.meta.url)(join(folder, 'texts', 'index.js'));
    const folderOfTexts = join(folder, 'texts', 'templates');
    const paths = readdirSync(folderOfTexts, { recursive: true, encoding: 'utf8' });
    for (const path of paths.filter((one) => one.endsWith('.liquid'))) {
      // Nothing is filled in: it is understood, and misses its values.
      try {
        fillMarkup(path, {});
      } catch (error) {
        expect((error as Error).name).toBe('UndefinedVariableError');
      }
    }
  });

  test('a text that was never approved is still refused', async () => {
    await expect(bundled.email(makeMessage('thanks', { variant: 'no-such-text' }))).rejects.toMatchObject({
      name: 'NoApprovedText',
    });
  });

  test('the page is to the byte what it is on the laptop', async () => {
    const { renderPage } = await import('../../adapters/render/page.ts');
    await bundleModule('adapters/render/page.ts', join(folder, 'page'), 'debtor-page');
    const { renderPage: bundledPage } = createRequire(import.meta.url)(join(folder, 'page', 'index.js'));
    const why = { page: 'why', chance: 40, on: '2026-03-02' } as const;
    const reasons = [{ feature: 'amount', effect: 'lowered' } as const];
    for (const language of Language.options)
      for (const content of [{ page: 'unknown' } as const, { ...why, reasons }]) {
        const page = makePage(content, language);
        expect(await bundledPage(page)).toEqual(await renderPage(page));
      }
  });

  test('the document of the API is what it is on the laptop', async () => {
    await bundleModule('core/api/document.ts', join(folder, 'document'), 'creditor-api');
    const { apiDocument: bundledDocument } = createRequire(import.meta.url)(
      join(folder, 'document', 'index.js'),
    );
    expect(bundledDocument()).toBe(apiDocument());
  });

  test('what does not fit is said in English', async () => {
    await bundleModule('core/api/routes.ts', join(folder, 'routes'), 'creditor-api');
    const call = join(folder, 'routes', 'call.cjs');
    writeFileSync(
      call,
      `const { body } = require('./index.js').apiRoutes.find(({ method, path }) => method + path === 'POST/books');
      console.log(body.safeParse({}).error.issues[0].message);`,
    );
    const { stdout } = spawnSync(process.execPath, [call], { encoding: 'utf8' });
    expect(stdout.trim()).toBe('Invalid input: expected string, received undefined');
  });
});

test.each(['debtor-page', 'payment-webhook', 'creditor-api', 'send-and-wait', 'import-file'])(
  '%s is no larger than it may be',
  async (name) => {
    const { atOnce, all } = await bundleFunction(name, join(folder, 'sizes', name));
    const goal = goalOf(name);
    expect(atOnce).toBeLessThanOrEqual(goal.atOnce * 1_000);
    expect(all).toBeLessThanOrEqual(goal.all * 1_000);
  },
);

test('a bundle answers on its own: a function that is called wrongly says so by name alone', async () => {
  await bundleFunction('wake-case', join(folder, 'wake-case'));
  const call = join(folder, 'call.cjs');
  writeFileSync(
    call,
    `require('./wake-case/index.js').handler({ case: 1 }, { awsRequestId: 'r-1' })
      .catch((error) => console.log(JSON.stringify([error.name, error.message])));`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, [call], {
    encoding: 'utf8',
    env: settings,
  });
  expect(stdout).toContain('["InvalidInput",""]');
  // The one line that is logged: structured, with what belongs together, without what was said.
  const log = JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
  expect(log).toMatchObject({ level: 'ERROR', code: 'InvalidInput', function: 'wake-case', request: 'r-1' });
});

test('the clients in a bundle sign with what Lambda gives, and understand the answer', async () => {
  const asked: { target: string | undefined; signed: string | undefined }[] = [];
  const server = createServer((request, answer) => {
    const { 'x-amz-target': target, authorization } = request.headers;
    asked.push({ target: String(target), signed: authorization?.split('/')[0] });
    answer.setHeader('content-type', 'application/x-amz-json-1.0');
    answer.end('{"Items":[],"Count":0}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const call = join(folder, 'ask.cjs');
  writeFileSync(
    call,
    `require('./wake-case/index.js').handler({ case: 'case-1', seq: 1, kinds: [] }, { awsRequestId: 'r-1' })
      .catch((error) => console.log(error.name));`,
  );
  const child = spawn(process.execPath, [call], {
    env: {
      ...settings,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'key-of-lambda',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
  });
  let said = '';
  child.stdout.on('data', (piece) => {
    said += piece;
  });
  await once(child, 'close');
  server.close();
  expect(said.trim()).toBe('UnknownCase');
  expect(asked).toEqual([
    { target: 'DynamoDB_20120810.Query', signed: 'AWS4-HMAC-SHA256 Credential=key-of-lambda' },
  ]);
});
