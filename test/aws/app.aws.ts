import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoCreditors } from '../../adapters/aws/creditors.ts';
import { dynamoJournal } from '../../adapters/aws/journal.ts';
import { dynamoPeople } from '../../adapters/aws/people.ts';
import { createTable } from '../../adapters/aws/table.ts';
import { plusDays } from '../../core/calendar/moment.ts';
import { fold } from '../../core/case/fold.ts';
import { Installation, secretsOf } from '../../core/creditor/installation.ts';
import { createWorld } from '../../local/world/world.ts';
import { exampleCreditor } from '../functions/make-laptop.ts';
import { ask, createPlace, createWatch, type Deployed, live } from './outside.ts';
import { places } from './places.ts';
import { type Stage, startStage } from './stage.ts';

/** The real template, deployed by the real command, with a hundred cases that live in it until they end. */

const START = '2026-01-05T08:00:00Z';
const DEBTORS = 120;
const CREDITOR = 'voorbeeld-incasso';
const KEYS = [
  { key: 'voorbeeld-1', creditor: CREDITOR },
  { key: 'ander-1', creditor: 'ander-bedrijf' },
];

let stage: Stage;
let deployed: Deployed;
let watch: ReturnType<typeof createWatch>;

beforeAll(async () => {
  stage = await startStage(START);
  const app = `${process.execPath} ${places.root}infra/app.ts`;
  const outputs = Object.assign({}, ...Object.values(await stage.deploy(app)));
  const secrets = await addKeys(outputs.SecretArn);
  const table = createTable(new DynamoDBClient(stage.aws), outputs.TableName);
  const creditors = dynamoCreditors(table);
  deployed = {
    stage,
    prefix: `amicable-dev-`,
    apiUrl: stage.httpApi(outputs.ApiId),
    mailTopic: outputs.MailNewsTopic,
    ports: {
      journal: dynamoJournal(table),
      creditors,
      people: dynamoPeople(table, secrets.persons, stage.now),
      machines: { start: async () => 'exists', succeed: async () => 'gone' },
      secrets,
    },
    secrets,
    key: keyOf(secrets, 'voorbeeld-1'),
  };
  watch = createWatch(deployed, () => casesIn(deployed));
}, 300_000);

afterAll(() => stage?.stop());

/** Puts the creditors' keys into the stage's secret, as `amicable key add` does. */
async function addKeys(secret: string) {
  const client = new SecretsManagerClient(stage.aws);
  const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: secret }));
  const text = JSON.stringify({ ...JSON.parse(SecretString), api: KEYS });
  await client.send(new PutSecretValueCommand({ SecretId: secret, SecretString: text }));
  return secretsOf(Installation.parse(JSON.parse(text)));
}

function keyOf(secrets: Deployed['secrets'], name: string) {
  const found = secrets.api.find(({ key }) => key === name);
  if (!found) throw new Error(`There is no key ${name}.`);
  return found;
}

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

test('a creditor sets its policy and brings a file, and a hundred cases begin', async () => {
  const policy = await ask(deployed, 'PUT', '/creditor', exampleCreditor(), 'policy-1');
  expect(policy).toMatchObject({ status: 200 });
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
  expect((await casesIn(deployed)).length).toBeGreaterThanOrEqual(100);
}, 180_000);

test('they live until they end', async () => {
  const place = createPlace(deployed);
  const world = createWorld(place, 7, 'simulated');
  const began = Date.now();
  await live(
    deployed,
    place,
    world,
    watch,
    `${plusDays('2026-01-05', Number(process.env.DAYS ?? 120))}T00:00:00Z`,
  );
  const ended = [...watch.journals].map(
    ([id, entries]) => fold([{ stream: id, seq: 1, cause: '', entries }])?.closed?.outcome,
  );
  console.log(
    `${ended.length} cases in ${Date.now() - began} ms`,
    Map.groupBy(ended, (one) => one ?? 'open'),
  );
  expect(ended.filter(Boolean).length).toBeGreaterThanOrEqual(70);
}, 900_000);
