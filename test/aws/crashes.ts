import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { plusDays } from '../../core/calendar/moment.ts';
import type { Case } from '../../core/case/case.ts';
import { fold } from '../../core/case/fold.ts';
import { totals } from '../../core/money/statement.ts';
import { exampleClaim } from '../functions/make-laptop.ts';
import { ask, type Deployed, pay } from './outside.ts';

/** What goes wrong in the cloud every day, one after the other: in the end nothing may have happened. */
export function crashes(get: () => Deployed): void {
  describe('what breaks on the way', () => {
    test('functions that die between their write and their answer leave a case like any other', async () => {
      const { stage } = get();
      const calm = await lifeOf(get(), 'calm');
      for (const name of [
        ...['score-case', 'assign-profile', 'start-journey', 'write-message', 'send-and-wait'],
        ...['publish-journal', 'start-case', 'wake-case', 'follow-up-due', 'payment-webhook'],
      ])
        await stage.fault('lost answer', `${get().prefix}${name}`);
      const hit = await lifeOf(get(), 'hit');
      expect(hit).toEqual(calm);
      expect(calm.steps.length).toBeGreaterThanOrEqual(3);
      expect(calm.outcome).toBe('settled');
    }, 240_000);

    test('a table that turns calls away loses nothing', async () => {
      const { stage } = get();
      const calm = await lifeOf(get(), 'calm again');
      for (const action of ['PutItem', 'Query', 'GetItem', 'UpdateItem'])
        await stage.fault('throttled', action, 3);
      expect(await lifeOf(get(), 'turned away')).toEqual(calm);
    }, 240_000);

    test('a schedule that fires twice sends once and follows up once', async () => {
      const { stage } = get();
      const calm = await lifeOf(get(), 'once');
      const twice = await lifeOf(get(), 'twice', async (id) => {
        for (const name of await schedulesOf(get(), id)) await stage.fault('schedule fires twice', name);
      });
      expect(twice).toEqual(calm);
    }, 240_000);

    test('a poisoned record of the stream is put aside, and all others are told', async () => {
      const { stage, table: TableName } = get();
      const table = new DynamoDBClient(stage.aws);
      const key = { pk: { S: 'case#poison-1' }, sk: { S: '00000001' } };
      const poison = { ...key, entries: { S: 'no journal' }, cause: { S: 'nobody' } };
      const before = await waitingIn(get(), 'failed-stream');
      await table.send(new PutItemCommand({ TableName, Item: poison }));
      const after = await openCase(get(), 'beside the poison');
      await stage.quiet(120);
      expect((await caseOf(get(), after)).journey).toBeDefined();
      expect(await waitingIn(get(), 'failed-stream')).toBe(before + 1);
      await table.send(new DeleteItemCommand({ TableName, Key: key }));
      await purge(get(), 'failed-stream');
    }, 240_000);

    test('a mail that comes back is followed by another way', async () => {
      const { stage } = get();
      await stage.fault('bounced', 'bounces@example.nl', 1);
      const id = await openCase(get(), 'moved away', { email: 'bounces@example.nl' });
      await pass(get(), 8);
      const c = await caseOf(get(), id);
      const [first, ...others] = [...c.contacts.values()].filter(({ sentAt }) => sentAt);
      expect(first).toMatchObject({ channel: 'email', failed: expect.anything() });
      expect(others.map(({ channel }) => channel)).not.toContain('email');
      expect(others.length).toBeGreaterThan(0);
    }, 240_000);
  });
}

/** A case of one invented debtor who answers nothing for twenty days and then pays: what can be seen of it afterwards. */
async function lifeOf(deployed: Deployed, about: string, meanwhile?: (id: string) => Promise<void>) {
  const id = await openCase(deployed, about);
  for (let day = 0; day < 20; day++) {
    await deployed.stage.quiet(120);
    await meanwhile?.(id);
    await pass(deployed, 1);
  }
  const before = await caseOf(deployed, id);
  const { outstanding } = totals([...before.claims.values()].map(({ books }) => books));
  await pay(deployed, {
    case: id,
    payment: `paid ${id}`,
    cents: outstanding,
    on: deployed.stage.now().slice(0, 10),
  });
  await deployed.stage.quiet(120);
  const c = await caseOf(deployed, id);
  const to = addressOf(about);
  const mails = (await deployed.stage.sentMail()).filter((mail) => mail.to.includes(to));
  return {
    outcome: c.closed?.outcome,
    kinds: Object.fromEntries([...c.kinds].sort()),
    steps: [...c.contacts.values()].map(({ step, channel, sentAt }) => [step, channel, sentAt !== undefined]),
    mails: mails.length,
    sums: totals([...c.claims.values()].map(({ books }) => books)),
  };
}

const referenceOf = (about: string) => `crash-${about.replaceAll(' ', '-')}`;
const addressOf = (about: string) => `${referenceOf(about)}@example.nl`;

async function openCase(deployed: Deployed, about: string, but: { email?: string } = {}): Promise<string> {
  const dueOn = plusDays(deployed.stage.now().slice(0, 10), -8);
  const reference = referenceOf(about);
  const claim = exampleClaim({
    ...{ debtorReference: reference, invoice: reference, dueOn, email: addressOf(about) },
    ...but,
  });
  const { status, body } = await ask(deployed, 'POST', '/cases', { claims: [claim] }, `open-${reference}`);
  if (status !== 201) throw new Error(`Opening answered ${status}: ${JSON.stringify(body)}`);
  return (body as { case: string }).case;
}

async function pass({ stage }: Deployed, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    const today = stage.now().slice(0, 10);
    const hour = `${today}T16:00:00Z`;
    await stage.advanceTo(stage.now() < hour ? hour : `${plusDays(today, 1)}T09:00:00Z`, 3_600);
    await stage.advanceTo(`${plusDays(today, 1)}T09:00:00Z`, 3_600);
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
