import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import type {
  APIGatewayProxyEventV2,
  DynamoDBStreamEvent,
  EventBridgeEvent,
  SNSEvent,
  SQSEvent,
} from 'aws-lambda';

/** Functions of the sample app: each shows one thing that the emulator must do. */

const dynamo = new DynamoDBClient();
const bus = new EventBridgeClient();
const scheduler = new SchedulerClient();
const mail = new SESClient();
const machines = new SFNClient();

const { TABLE = '', HEARD = '', BUS = '', GROUP = '', ROLE = '', REMIND = '', NEWS = '' } = process.env;

async function clock(): Promise<Date> {
  return new Date(await (await fetch(process.env.AMICABLE_CLOCK_URL ?? '')).text());
}

const seen = new Set<string>();

/** The stream's records → the bus. Some are poison, and some are not handled before a second try. */
export async function publish(event: DynamoDBStreamEvent) {
  for (const { dynamodb } of event.Records) {
    const note = dynamodb?.NewImage?.id?.S ?? '';
    if (note.startsWith('poison')) throw new TypeError('What is this?');
    if (note.startsWith('later') && !seen.has(note)) {
      seen.add(note);
      return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber }] };
    }
    const entry = {
      EventBusName: BUS,
      Source: 'sample',
      DetailType: 'written',
      Detail: JSON.stringify({ note }),
    };
    await bus.send(new PutEventsCommand({ Entries: [entry] }));
  }
  return { batchItemFailures: [] };
}

/** Counts how often a note was heard of. It stumbles over some the first time. */
export async function listen(event: EventBridgeEvent<string, { note: string }>) {
  const { note } = event.detail;
  const counted = await dynamo.send(
    new UpdateItemCommand({
      TableName: HEARD,
      Key: { id: { S: note } },
      UpdateExpression: 'ADD heard :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    }),
  );
  if (note.startsWith('stumble') && counted.Attributes?.heard?.N === '1') throw new Error('Stumbled');
}

/** Sets a reminder for three days later, on the clock of Amsterdam, and leaves the token with it. */
export async function arrange({ token, name }: { token: string; name: string }) {
  const later = new Date((await clock()).getTime() + 3 * 86_400_000);
  const wall = later.toLocaleString('sv', { timeZone: 'Europe/Amsterdam' }).replace(' ', 'T');
  await scheduler.send(
    new CreateScheduleCommand({
      Name: name,
      GroupName: GROUP,
      ScheduleExpression: `at(${wall})`,
      ScheduleExpressionTimezone: 'Europe/Amsterdam',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: REMIND,
        RoleArn: ROLE,
        Input: JSON.stringify({ token, due: '<aws.scheduler.scheduled-time>' }),
      },
    }),
  );
}

export async function remind({ token, due }: { token: string; due: string }) {
  const lines = [
    'From: a@example.com',
    'To: b@example.com',
    'Subject: Reminder',
    'List-Unsubscribe: <x:y>',
    '',
    due,
  ];
  const Data = new TextEncoder().encode(lines.join('\r\n'));
  await mail.send(
    new SendRawEmailCommand({
      Source: 'a@example.com',
      Destinations: ['b@example.com'],
      RawMessage: { Data },
      ConfigurationSetName: NEWS,
      Tags: [{ Name: 'case', Value: 'one' }],
    }),
  );
  const output = JSON.stringify({ remindedAt: (await clock()).toISOString() });
  await machines.send(new SendTaskSuccessCommand({ taskToken: token, output }));
}

class Busy extends Error {
  override name = 'Busy';
}

let calls = 0;

/** Is busy at every other call. */
export async function stumble() {
  calls += 1;
  if (calls % 2 === 1) throw new Busy('Come back later.');
  return { calls };
}

/** What the HTTP API says of a request, and a cookie. */
export async function page(event: APIGatewayProxyEventV2) {
  const { rawPath, rawQueryString, cookies, body, isBase64Encoded } = event;
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    cookies: ['a=1; HttpOnly', 'b=2'],
    body: JSON.stringify({ rawPath, rawQueryString, cookies, body, isBase64Encoded }),
  };
}

/** Messages that could not be handled elsewhere are kept, for the test to see. */
export async function keep(event: SQSEvent) {
  for (const { body } of event.Records) {
    await dynamo.send(new PutItemCommand({ TableName: HEARD, Item: { id: { S: `dead ${body}` } } }));
  }
}

/** Keeps what became of mail. */
export async function follow(event: SNSEvent) {
  for (const { Sns } of event.Records) {
    const { eventType, mail } = JSON.parse(Sns.Message);
    const id = `mail of case ${mail.tags.case[0]}: ${eventType}`;
    await dynamo.send(new PutItemCommand({ TableName: HEARD, Item: { id: { S: id } } }));
  }
}

/** Keeps the moment at which it was called. */
export async function look({ id }: { id: string }) {
  const at = { S: (await clock()).toISOString() };
  await dynamo.send(new PutItemCommand({ TableName: HEARD, Item: { id: { S: id }, at } }));
}

/** Writes many notes at once. */
export async function write({ notes }: { notes: string[] }) {
  await Promise.all(
    notes.map((note) => dynamo.send(new PutItemCommand({ TableName: TABLE, Item: { id: { S: note } } }))),
  );
}

export async function rest({ millis }: { millis: number }) {
  await new Promise((done) => setTimeout(done, millis));
  return { process: process.pid };
}
