import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { epochSeconds, plusSeconds } from '../../core/calendar/moment.ts';
import { places } from './places.ts';
import { type Stage, startStage } from './stage.ts';

/** The ground itself: a small app is deployed, and each way from part to part is walked once. */

let stage: Stage;
let outputs: Record<string, string>;

beforeAll(async () => {
  const started = Date.now();
  stage = await startStage('2026-01-05T08:00:00Z');
  const up = Date.now();
  const sample = fileURLToPath(new URL('sample-app.ts', import.meta.url));
  const bundle = `${places.stages}/sample`;
  rmSync(bundle, { recursive: true, force: true });
  outputs = (await stage.deploy(`${process.execPath} ${sample} ${bundle}`)).Sample ?? {};
  console.log(`emulator up after ${up - started} ms, deployed after ${Date.now() - up} ms`);
}, 120_000);

afterAll(() => stage?.stop());

async function heard(): Promise<Map<string, number>> {
  const scanned = await new DynamoDBClient(stage.aws).send(
    new ScanCommand({ TableName: outputs.HeardTable }),
  );
  return new Map(scanned.Items?.map(({ id, heard }) => [id?.S ?? '', Number(heard?.N ?? 0)]));
}

const write = (notes: string[]) => stage.invoke(outputs.writeFunction ?? '', { notes });

test('what is written to a table is told on the bus, once to each listener', async () => {
  const notes = Array.from({ length: 40 }, (_, n) => `note ${n}`);
  await write(notes);
  await stage.quiet();
  expect([...(await heard())].filter(([note]) => note.startsWith('note')).sort()).toEqual(
    notes.map((note) => [note, 1]).sort(),
  );
});

test('a listener that fails is called again', async () => {
  await write(['stumble over this']);
  await stage.quiet();
  expect((await heard()).get('stumble over this')).toBe(2);
});

test('a poisoned record is put aside, and those around it arrive', async () => {
  await write(['before', 'poison', 'between', 'later', 'after']);
  await stage.quiet();
  const notes = [...(await heard()).keys()];
  expect(notes).toEqual(expect.arrayContaining(['before', 'between', 'later', 'after']));
  expect(notes.filter((note) => note.startsWith('dead'))).toEqual([
    expect.stringContaining('RetryAttemptsExhausted'),
  ]);
});

test('an execution waits with its token until a schedule three days later answers it', async () => {
  const machines = new SFNClient({ ...stage.aws, endpoint: stage.stepFunctionsUrl });
  const stateMachineArn = outputs.MachineArn;
  const start = { stateMachineArn, name: 'case-1', input: '{"case":1}' };
  const { executionArn } = await machines.send(new StartExecutionCommand(start));
  await machines.send(new StartExecutionCommand(start));
  await expect(machines.send(new StartExecutionCommand({ ...start, input: '{}' }))).rejects.toThrow(
    expect.objectContaining({ name: 'ExecutionAlreadyExists' }),
  );
  await stage.quiet();
  expect(await stage.nextDue()).toBe('2026-01-05T08:01:00Z');
  await stage.fault('bounced', 'b@example.com');
  await stage.advanceTo('2026-01-05T08:01:00Z');
  expect(await stage.nextDue()).toBe('2026-01-08T08:01:00Z');
  await stage.advanceTo('2026-01-08T08:00:59Z');
  const waiting = await machines.send(new DescribeExecutionCommand({ executionArn }));
  expect(waiting.status).toBe('RUNNING');
  expect(await stage.sentMail()).toEqual([]);

  await stage.advanceTo('2026-01-08T09:00:00Z');
  const done = await machines.send(new DescribeExecutionCommand({ executionArn }));
  expect(done).toMatchObject({ status: 'SUCCEEDED', output: '{"remindedAt":"2026-01-08T08:01:00.000Z"}' });
  expect(await stage.sentMail()).toEqual([
    {
      id: expect.any(String),
      from: 'a@example.com',
      to: ['b@example.com'],
      tags: { case: ['one'] },
      message: expect.stringMatching(/List-Unsubscribe: <x:y>[\s\S]*2026-01-08T08:01:00Z$/),
    },
  ]);
  expect([...(await heard()).keys()].filter((note) => note.startsWith('mail'))).toEqual([
    'mail of case one: Bounce',
  ]);
});

test('the HTTP API answers, with cookies both ways and a form as it comes on AWS', async () => {
  const answer = await fetch(`${stage.httpApi(outputs.ApiId ?? '')}/pages/one?a=1&b=x%20y`, {
    method: 'POST',
    headers: { cookie: 'a=1; b=2', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'c=3',
  });
  expect(answer.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
  expect(await answer.json()).toEqual({
    rawPath: '/pages/one',
    rawQueryString: 'a=1&b=x%20y',
    cookies: ['a=1', 'b=2'],
    body: Buffer.from('c=3').toString('base64'),
    isBase64Encoded: true,
  });
});

test('what is to fade is gone when the clock says so', async () => {
  const dynamo = new DynamoDBClient(stage.aws);
  for (const [id, seconds] of Object.entries({ gone: 30, here: 90 })) {
    const until = { N: String(epochSeconds(stage.now()) + seconds) };
    const Item = { id: { S: id }, until };
    await dynamo.send(new PutItemCommand({ TableName: outputs.HeardTable, Item }));
  }
  await stage.setClock(plusSeconds(stage.now(), 60));
  const left = await heard();
  expect([left.has('gone'), left.has('here')]).toEqual([false, true]);
});

test('what is due within a minute may happen together', async () => {
  const scheduler = new SchedulerClient(stage.aws);
  const start = stage.now();
  const Target = { Arn: outputs.LookArn, RoleArn: outputs.RoleArn };
  for (const [id, seconds] of Object.entries({ first: 10, second: 40, third: 300 })) {
    const at = plusSeconds(start, seconds).replace('Z', '');
    await scheduler.send(
      new CreateScheduleCommand({
        Name: id,
        ScheduleExpression: `at(${at})`,
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { ...Target, Input: JSON.stringify({ id }) },
      }),
    );
  }
  await stage.advanceTo(plusSeconds(start, 600), 60);
  const scanned = await new DynamoDBClient(stage.aws).send(
    new ScanCommand({ TableName: outputs.HeardTable }),
  );
  const seen = new Map(scanned.Items?.map(({ id, at }) => [id?.S, at?.S?.replace('.000', '')]));
  expect(['first', 'second', 'third'].map((id) => seen.get(id))).toEqual(
    [70, 70, 360].map((seconds) => plusSeconds(start, seconds)),
  );
});

test('faults happen as often as they are asked for', async () => {
  await stage.fault('lost answer', outputs.restFunction ?? '');
  await expect(stage.invoke(outputs.restFunction ?? '', { millis: 0 })).rejects.toThrow(
    expect.objectContaining({ name: 'Runtime.ExitError' }),
  );
  await stage.invoke(outputs.restFunction ?? '', { millis: 0 });
  await stage.fault('throttled', 'PutItem', 1);
  // The client of a function tries again by itself.
  await write(['written after all']);
  await stage.quiet();
  expect((await heard()).get('written after all')).toBe(1);
});
