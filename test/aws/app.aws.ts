import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plusDays } from '../../core/calendar/moment.ts';
import { fold } from '../../core/case/fold.ts';
import { createWorld } from '../../local/world/world.ts';
import { exampleCreditor } from '../functions/make-laptop.ts';
import { crashes, waitingIn } from './crashes.ts';
import { deployTheApp } from './deploy-app.ts';
import { hostile } from './hostile.ts';
import { ask, createPlace, createWatch, type Deployed, live } from './outside.ts';
import { places } from './places.ts';
import { type Stage, startStage } from './stage.ts';

/** The real template, deployed by the real command, with a hundred cases that live in it until they end. */

const START = '2026-01-05T08:00:00Z';
const DEBTORS = 106;
/** Days that they live: until most have ended. */
const DAYS = 60;
let stage: Stage;
let deployed: Deployed;
let watch: ReturnType<typeof createWatch>;
/** A case of the creditor, for whoever wants to reach it and should not. */
let someCase = '';

beforeAll(async () => {
  stage = await startStage(START);
  deployed = await deployTheApp(stage);
  watch = createWatch(deployed, () => casesIn(deployed));
}, 300_000);

afterAll(() => stage?.stop());

async function casesIn(of: Deployed): Promise<string[]> {
  const found: string[] = [];
  for (const state of ['open', 'closed']) {
    let after = '';
    do {
      const { body } = await ask(of, 'GET', `/cases?state=${state}&limit=100${after}`);
      const page = body as { cases: { case: string }[]; next?: string };
      found.push(...page.cases.map((one) => one.case));
      after = page.next ? `&after=${encodeURIComponent(page.next)}` : '';
    } while (after);
  }
  return found;
}

/** The first invoices of some invented debtors, all overdue on the first day. */
function portfolio(): string {
  const [header = '', ...lines] = readFileSync(`${places.root}examples/portfolio.csv`, 'utf8')
    .trim()
    .split('\n');
  const first = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(',')), line]).reverse() as [string, string][],
  );
  const overdue = [...first.values()]
    .reverse()
    .slice(0, DEBTORS)
    .map((line) =>
      line.replace(/(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d),/, (_, invoicedOn: string, dueOn: string) =>
        dueOn < '2026-01-05' ? `${invoicedOn},${dueOn},` : `2025-11-20,2025-12-20,`,
      ),
    );
  return [header, ...overdue].join('\n');
}

test('a creditor sets its policy', async () => {
  const policy = await ask(deployed, 'PUT', '/creditor', exampleCreditor(), 'policy-1');
  expect(policy).toMatchObject({ status: 200 });
});

describe('what breaks on the way', () => crashes(() => deployed));

test('a creditor brings a file, and a hundred cases begin', async () => {
  const before = (await casesIn(deployed)).length;
  const announced = await ask(deployed, 'POST', '/files', {}, 'file-1');
  expect(announced).toMatchObject({ status: 201 });
  const { file, upload } = announced.body as {
    file: string;
    upload: { url: string; headers: Record<string, string> };
  };
  const brought = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: portfolio() });
  expect(brought.status).toBe(200);
  await stage.quiet(120);
  const state = await ask(deployed, 'GET', `/files/${file}`);
  expect(state.body).toMatchObject({ state: 'done', rows: DEBTORS });
  const cases = await casesIn(deployed);
  someCase = cases[0] ?? '';
  expect(cases.length - before).toBeGreaterThanOrEqual(100);
}, 180_000);

describe('hostile input', () =>
  hostile({
    get: () => deployed,
    someCase: () => someCase,
    stranger: () => deployed.otherKey,
  }));

test('they live until they end', async () => {
  const place = createPlace(deployed);
  const world = createWorld(place, 7, 'simulated');
  const log = readFileSync(stage.log).length;
  await live(deployed, place, world, watch, `${plusDays(stage.now().slice(0, 10), DAYS)}T00:00:00Z`);
  const outcomes = [...watch.journals].map(
    ([id, entries]) => fold([{ stream: id, seq: 1, cause: '', entries }])?.closed?.outcome ?? 'open',
  );
  const count = [...Map.groupBy(outcomes, (outcome) => outcome)].map(([outcome, some]) => [
    outcome,
    some.length,
  ]);
  console.log(Object.fromEntries(count));
  expect(outcomes.filter((outcome) => outcome !== 'open').length).toBeGreaterThanOrEqual(60);
  const errors = readFileSync(stage.log)
    .subarray(log)
    .toString()
    .match(/"level":"ERROR".*/g);
  expect(errors ?? []).toEqual([]);
}, 600_000);

test('what is still open then the creditor withdraws, and every case has its end', async () => {
  for (const id of await casesIn(deployed)) {
    const { body } = await ask(deployed, 'GET', `/cases/${id}`);
    const { state, claims } = body as { state: string; claims: { claim: string }[] };
    if (state === 'closed') continue;
    for (const { claim } of claims) {
      const path = `/cases/${id}/claims/${encodeURIComponent(claim)}/withdraw`;
      expect(await ask(deployed, 'POST', path, { reason: 'kindness' }, `withdraw-${claim}`)).toMatchObject({
        status: 200,
      });
    }
  }
  await stage.quiet(120);
  await watch.look({ sent: () => {}, written: async () => {}, due: async () => {} });
  for (const id of await casesIn(deployed)) {
    const { body } = await ask(deployed, 'GET', `/cases/${id}`);
    expect(body).toMatchObject({ state: 'closed', outcome: expect.any(String), totals: { outstanding: 0 } });
  }
}, 120_000);

test('what was sent is what is written: each mail, each text message, each letter, once', async () => {
  const sent = [...watch.journals.values()].flat().filter((entry) => entry.kind === 'contact-sent');
  const by = (channel: string) => sent.filter((entry) => entry.channel === channel).length;
  const s3 = new S3Client({ ...stage.aws, forcePathStyle: true });
  const letters = new Set<string>();
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: deployed.buckets.letters }))
    for (const { Key = '' } of page.Contents ?? []) if (Key.endsWith('.pdf')) letters.add(Key);
  const counted = {
    email: (await stage.sentMail()).length,
    sms: (await stage.sentSms()).length,
    letter: letters.size,
  };
  expect(counted).toEqual({ email: by('email'), sms: by('sms'), letter: by('letter') });
  console.log(counted);
  expect(counted.email).toBeGreaterThan(100);
});

test.each(['calls', 'stream', 'schedules', 'events', 'feedback'])(
  'nothing lies in the queue of failed %s',
  async (queue) => {
    expect(await waitingIn(deployed, `failed-${queue}`)).toBe(0);
  },
);

test('the audit reads the whole stage and finds nothing', async () => {
  const { code, out } = await amicable('audit', '--stage', 'dev', '--json');
  expect(JSON.parse(out)).toMatchObject({ violations: [] });
  expect(code).toBe(0);
}, 120_000);

/** A command of an operator, with the emulator in the place of an account. */
function amicable(...words: string[]): Promise<{ code: number | null; out: string }> {
  const { endpoint, region, credentials } = stage.aws;
  const child = spawn(process.execPath, [`${places.root}local/cli.ts`, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_SFN: stage.stepFunctionsUrl,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AMICABLE_CLOCK_URL: `${stage.stepFunctionsUrl}/now`,
    },
  });
  let out = '';
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  return new Promise((done) => child.once('close', (code) => done({ code, out })));
}
