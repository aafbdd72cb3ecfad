import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleModule } from '../../infra/bundle.ts';

interface Asked {
  call: string;
  headers: Record<string, unknown>;
  body: string;
}
interface Conversation {
  asked: Asked[];
  came: unknown[];
}

const settings = Object.fromEntries(
  ['STAGE', 'TABLE', 'FILES', 'LETTERS', 'ERASURES', 'BUS', 'SCHEDULES', 'SCHEDULE_ROLE', 'SCHEDULE_DLQ']
    .concat(['FUNCTION_PREFIX', 'MACHINE_PREFIX', 'SECRET', 'CONFIGURATION_SET', 'SMS_SENDER', 'WRITER'])
    .map((name) => [`AMICABLE_${name}`, 'x'])
    .concat([['AMICABLE_PAYMENTS', 'none']]),
);
const program = fileURLToPath(new URL('call-clients.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'amicable-clients-'));
afterAll(() => rmSync(folder, { recursive: true }));

let asItIs: Conversation;
beforeAll(async () => {
  asItIs = await converse(program);
});

test('every client is called, and what AWS answers is understood', () => {
  expect(asItIs.came).toEqual([
    // The table's condition does not hold; the schedule is there already; the object is not.
    false,
    [{ pk: 'a', sk: 'b', text: 'x', number: 1, bytes: expect.anything() }],
    // What no adapter has a word for.
    'ResourceNotFoundException: no such table',
    'started',
    'gone',
    null,
    null,
    expect.arrayContaining(['ids', 'links', 'bank']),
    { accepted: 'ses-1' },
    { refused: 'OptedOutException' },
    { accepted: expect.stringMatching(/^letters\/.*\.pdf$/) },
    false,
    'of/one',
    expect.stringMatching(/^http:.*\/up\?.*X-Amz-Expires=60/),
  ]);
  expect(asItIs.asked).toHaveLength(14);
});

test('out of a bundle they say and understand the same', async () => {
  await bundleModule('test/infra/call-clients.ts', folder, 'send-message');
  expect(await converse(join(folder, 'index.js'))).toEqual(asItIs);
});

/** Runs the program against something that answers like AWS. */
async function converse(path: string): Promise<Conversation> {
  const asked: Asked[] = [];
  const server = createServer(async (request, answer) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const call = callOf(request, body);
    asked.push({ call, headers: headersOf(request), body: bodyOf(call, body) });
    const [, status = 500, text, headers] = answers.find(([start]) => call.startsWith(start)) ?? [];
    answer.writeHead(status, headers).end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const keys = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-west-1' };
  const env = { ...settings, ...keys, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` };
  const child = spawn(process.execPath, [path], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = Buffer.concat(await child.stdout.toArray()).toString();
  server.close();
  return JSON.parse(
    JSON.stringify({ asked, came: JSON.parse(said) }).replaceAll(`127.0.0.1:${port}`, 'aws'),
  ) as Conversation;
}

type Answer = [status: number, text: string, headers?: Record<string, string>];
const error = (name: string): Answer => [400, JSON.stringify({ __type: name }), { 'x-amzn-errortype': name }];
const secret = JSON.stringify({ master: 'invented, and long enough to be a master' });
const row = { pk: { S: 'a' }, sk: { S: 'b' }, text: { S: 'x' }, number: { N: '1' }, bytes: { B: 'AQI=' } };
const answers: [string, ...Answer][] = [
  ['DynamoDB_20120810.PutItem', ...error('ConditionalCheckFailedException')],
  ['DynamoDB_20120810.Query', 200, JSON.stringify({ Items: [row] })],
  [
    'DynamoDB_20120810.GetItem',
    400,
    '{"__type":"com.amazonaws.dynamodb#ResourceNotFoundException","message":"no such table"}',
  ],
  ['AWSStepFunctions.StartExecution', 200, '{"executionArn":"x","startDate":1900000000.5}'],
  ['AWSStepFunctions.SendTaskSuccess', ...error('TaskTimedOut')],
  ['POST /schedules/', 409, '{"Message":"x"}', { 'x-amzn-errortype': 'ConflictException' }],
  ['AWSEvents.PutEvents', 200, '{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}'],
  ['secretsmanager.GetSecretValue', 200, JSON.stringify({ SecretString: secret })],
  [
    'SendRawEmail',
    200,
    '<SendRawEmailResponse><SendRawEmailResult><MessageId>ses-1</MessageId></SendRawEmailResult></SendRawEmailResponse>',
  ],
  ['Publish', 400, '<ErrorResponse><Error><Type>Sender</Type><Code>OptedOut</Code></Error></ErrorResponse>'],
  ['PUT /', 200, ''],
  ['HEAD /', 404, ''],
  ['GET /', 200, '<ListBucketResult><Contents><Key>of/one</Key></Contents></ListBucketResult>'],
];

/** By what it is told apart: an operation's name, else method and path. */
function callOf({ headers, method, url }: IncomingMessage, body: string): string {
  const target = headers['x-amz-target'];
  return String(target ?? /^Action=(\w+)/.exec(body)?.[1] ?? `${method} ${url}`);
}

/** What is said, without what no two calls have in common. */
function headersOf({ headers }: IncomingMessage): Record<string, unknown> {
  const { host: _, date: __, authorization, ...rest } = headers;
  // A package says its version in two places, which do not always agree.
  const same = Object.entries(rest).filter(
    ([name]) =>
      !/^(x-amz-date|x-amz-content-sha256|amz-sdk-invocation-id|content-length|(x-amz-)?user-agent)$/.test(
        name,
      ),
  );
  return { ...Object.fromEntries(same), signed: authorization?.replace(/\d{8}\/|Signature=.*/g, '') };
}

/** A mail has a number and parts that are named at random. */
function bodyOf(call: string, body: string): string {
  if (call !== 'SendRawEmail')
    return body.replace(/"(clientToken|ClientToken|ClientRequestToken)":"[^"]*"/g, '');
  const form = new URLSearchParams(body);
  const mail = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString();
  form.set('RawMessage.Data', mail.replace(/--_NmP-\w+|Message-ID: .*|Date: .*/g, ''));
  return form.toString();
}
