import { ConflictException, CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { beforeEach, expect, test } from 'vitest';
import { awsSchedules } from '../../../adapters/aws/schedules.ts';

const aws = mockClient(SchedulerClient);
const schedules = awsSchedules(
  new SchedulerClient({}),
  {
    group: 'amicable-dev',
    role: 'arn:role',
    deadLetters: 'arn:queue',
    functionPrefix: 'arn:aws:lambda:eu-west-1:1:function:amicable-dev-',
  },
  () => '2026-03-02T09:00:00Z',
);
const set = (more: { name?: string; at?: string } = {}) =>
  schedules.set({
    name: 'follow-up-case-1-1',
    at: '2026-03-29T01:30:00Z',
    function: 'follow-up-due',
    input: { case: 'case-1', wait: 1 },
    ...more,
  });
const conflict = new ConflictException({ message: '', Message: 'there', $metadata: {} });
beforeEach(() => {
  aws.reset();
  aws.onAnyCommand().resolves({});
});

test('a function is called once, at a moment, and nothing is left of the schedule', async () => {
  await set();
  expect(aws).toHaveReceivedCommandWith(CreateScheduleCommand, {
    Name: 'follow-up-case-1-1-20260329T013000Z',
    GroupName: 'amicable-dev',
    ScheduleExpression: 'at(2026-03-29T01:30:00)',
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: 'arn:aws:lambda:eu-west-1:1:function:amicable-dev-follow-up-due',
      RoleArn: 'arn:role',
      Input: '{"case":"case-1","wait":1}',
      DeadLetterConfig: { Arn: 'arn:queue' },
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
    },
  });
});

const names = () => aws.commandCalls(CreateScheduleCommand).map((call) => call.args[0].input.Name);

test('for another moment it is another one: the first may be firing, and be deleted, just now', async () => {
  await set();
  await set({ at: '2026-04-05T07:00:00Z' });
  expect(names()).toEqual(['follow-up-case-1-1-20260329T013000Z', 'follow-up-case-1-1-20260405T070000Z']);
});

test('set again for its moment it stays as it is', async () => {
  aws.on(CreateScheduleCommand).rejects(conflict);
  await set();
  expect(names()).toHaveLength(1);
});

test('what is called a little early by its schedule, and asks for the same moment, is called again', async () => {
  await set({ at: '2026-03-02T09:00:30Z' });
  expect(names()).toEqual(['follow-up-case-1-1-20260302T090100Z']);
});

test.each(['2026-03-02T09:00:00Z', '2026-01-01T00:00:00Z', '2026-03-02T09:00:59Z'])(
  'what is due by now (%s) is done in a minute',
  async (at) => {
    await set({ at });
    expect(aws).toHaveReceivedCommandWith(CreateScheduleCommand, {
      ScheduleExpression: 'at(2026-03-02T09:01:00)',
    });
  },
);

test('a name that the scheduler would refuse becomes another, always the same', async () => {
  await set({ name: `webhook:${'x'.repeat(100)}` });
  await set({ name: `webhook:${'x'.repeat(100)}` });
  await set({ name: `webhook:${'y'.repeat(100)}` });
  const [first, second, other] = names();
  expect(first).toMatch(/^[0-9a-zA-Z_.-]{1,64}$/);
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});

test('anything else that goes wrong is a surprise', async () => {
  aws.on(CreateScheduleCommand).rejects(new Error('throttled'));
  await expect(set()).rejects.toThrow('throttled');
});
