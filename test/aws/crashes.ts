import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { plusDays } from '../../core/calendar/moment.ts';
import type { Case } from '../../core/case/case.ts';
import { fold } from '../../core/case/fold.ts';
import { totals } from '../../core/money/statement.ts';
import { exampleClaim } from '../functions/make-laptop.ts';
import { ask, type Deployed, pay } from './outside.ts';

/** Days that each case lives before it is paid: three messages, and what follows them up. */
const DAYS = 21;

/** What goes wrong in the cloud every day: in the end it must be as if nothing had happened. */
export function crashes(get: () => Deployed): void {
  test('functions that die, a table that turns away, schedules that fire twice: all cases live as the calm one', async () => {
    const { stage, prefix } = get();
    const ids = new Map<string, string>();
    const begin = async (about: string) => {
      ids.set(about, await openCase(get(), about));
      await stage.quiet(120);
    };
    const die = async (...names: string[]) => {
      for (const name of names) await stage.fault('lost answer', `${prefix}${name}`);
    };
    await begin('calm');
    await die('score-case', 'assign-profile', 'start-journey', 'write-message', 'send-and-wait');
    await die('publish-journal', 'start-case', 'keep-lists');
    await begin('dies');
    for (const action of ['PutItem', 'Query', 'GetItem', 'UpdateItem'])
      await stage.fault('throttled', action, 3);
    await begin('turned away');
    await begin('twice');

    for (let day = 0; day < DAYS; day++) {
      for (const name of await schedulesOf(get(), ids.get('twice') ?? ''))
        await stage.fault('schedule fires twice', name);
      if (day === 2)
        await die('send-message', 'wake-case', 'follow-up-due', 'write-message', 'send-and-wait');
      if (day === 5) await stage.fault('throttled', 'PutItem', 3);
      await pass(get(), 1);
    }
    await die('payment-webhook');
    const lives = new Map<string, unknown>();
    for (const [about, id] of ids) lives.set(about, await endOf(get(), about, id));

    const calm = lives.get('calm') as Awaited<ReturnType<typeof endOf>>;
    expect(calm.outcome).toBe('settled');
    expect(calm.steps.length).toBeGreaterThanOrEqual(3);
    expect(calm.mails).toBe(calm.steps.filter(([, channel, sent]) => sent && channel === 'email').length);
    for (const [about, life] of lives) expect(life, about).toEqual(calm);
  }, 300_000);

  test('a poisoned record of the stream is put aside, and all others are told', async () => {
    const { stage, table: TableName } = get();
    const table = new DynamoDBClient(stage.aws);
    const key = { pk: { S: 'case#poison-1' }, sk: { S: '00000001' } };
    const before = await waitingIn(get(), 'failed-stream');
    await table.send(
      new PutItemCommand({
        TableName,
        Item: { ...key, entries: { S: 'no journal' }, cause: { S: 'nobody' } },
      }),
    );
    const beside = await openCase(get(), 'beside the poison');
    await stage.quiet(120);
    expect((await caseOf(get(), beside)).journey).toBeDefined();
    expect(await waitingIn(get(), 'failed-stream')).toBe(before + 1);
    await table.send(new DeleteItemCommand({ TableName, Key: key }));
    await purge(get(), 'failed-stream');
  }, 240_000);

  test('a mail that comes back is followed by another way', async () => {
    const { stage } = get();
    await stage.fault('bounced', 'bounces@example.nl');
    const id = await openCase(get(), 'moved away', { email: 'bounces@example.nl', phone: undefined });
    await pass(get(), 6);
    const [first, ...others] = [...(await caseOf(get(), id)).contacts.values()].filter(
      ({ sentAt }) => sentAt,
    );
    expect(first).toMatchObject({ channel: 'email', failed: expect.anything() });
    expect(others.map(({ channel }) => channel)).not.toContain('email');
    expect(others.length).toBeGreaterThan(0);
  }, 240_000);
}

/** A case is paid: what can be seen of its life. */
async function endOf(deployed: Deployed, about: string, id: string) {
  const { stage } = deployed;
  const before = await caseOf(deployed, id);
  const { outstanding } = totals([...before.claims.values()].map(({ books }) => books));
  await pay(deployed, { case: id, payment: `paid ${id}`, cents: outstanding, on: stage.now().slice(0, 10) });
  await stage.quiet(120);
  const c = await caseOf(deployed, id);
  return {
    outcome: c.closed?.outcome,
    kinds: Object.fromEntries([...c.kinds].sort()),
    steps: [...c.contacts.values()].map(
      ({ step, channel, sentAt }) => [step, channel, sentAt !== undefined] as const,
    ),
    mails: (await stage.sentMail()).filter(({ to }) => to.includes(addressOf(about))).length,
    sums: totals([...c.claims.values()].map(({ books }) => books)),
  };
}

const referenceOf = (about: string) => `crash-${about.replaceAll(' ', '-')}`;
/** Everybody has their own telephone and letter box: whoever shares one shares the messages that may come by it. */
const numberOf = (about: string) =>
  1_000 + [...about].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 8_999, 7);
const addressOf = (about: string) => `${referenceOf(about)}@example.nl`;

async function openCase(
  deployed: Deployed,
  about: string,
  but: { email?: string; phone?: undefined } = {},
): Promise<string> {
  const reference = referenceOf(about);
  // Somebody who mostly pays late: the usual journey has three messages within those days.
  const late = {
    cents: 40_000,
    dueOn: plusDays(deployed.stage.now().slice(0, 10), -35),
    invoicesBefore: 10,
    lateBefore: 8,
  };
  const claim = {
    ...exampleClaim({ ...late, debtorReference: reference, invoice: reference, email: addressOf(about) }),
    phone: `+3160000${numberOf(about)}`,
    street: `Voorbeeldstraat ${numberOf(about)}`,
    ...but,
  };
  const { status, body } = await ask(deployed, 'POST', '/cases', { claims: [claim] }, `open-${reference}`);
  if (status !== 201) throw new Error(`Opening answered ${status}: ${JSON.stringify(body)}`);
  return (body as { case: string }).case;
}

/** Lets days pass in two steps each: what falls due meanwhile happens within contact hours. */
async function pass({ stage }: Deployed, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    const today = stage.now().slice(0, 10);
    await stage.advanceTo(`${today}T16:00:00Z`, 43_200);
    await stage.advanceTo(`${plusDays(today, 1)}T09:00:00Z`, 43_200);
  }
}

async function caseOf({ ports }: Deployed, id: string): Promise<Case> {
  const c = fold(await ports.journal.read(id));
  if (!c) throw new Error(`There is no case ${id}.`);
  return c;
}

async function schedulesOf({ stage }: Deployed, id: string): Promise<string[]> {
  const { Schedules = [] } = await new SchedulerClient(stage.aws).send(
    new ListSchedulesCommand({ MaxResults: 100 }),
  );
  return Schedules.flatMap(({ Name = '' }) => (Name.includes(id) ? [Name] : []));
}

async function queueUrl({ stage, prefix }: Deployed, name: string): Promise<string> {
  const found = await new SQSClient(stage.aws).send(
    new GetQueueUrlCommand({ QueueName: `${prefix}${name}` }),
  );
  return found.QueueUrl ?? '';
}

/** How many messages lie in a queue. */
export async function waitingIn(deployed: Deployed, name: string): Promise<number> {
  const { Attributes } = await new SQSClient(deployed.stage.aws).send(
    new GetQueueAttributesCommand({
      QueueUrl: await queueUrl(deployed, name),
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages);
}

async function purge(deployed: Deployed, name: string): Promise<void> {
  const QueueUrl = await queueUrl(deployed, name);
  await new SQSClient(deployed.stage.aws).send(new PurgeQueueCommand({ QueueUrl }));
}
