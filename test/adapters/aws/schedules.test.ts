import {
  ConflictException,
  CreateScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
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
const missing = new ResourceNotFoundException({ message: '', Message: 'not there', $metadata: {} });
beforeEach(() => {
  aws.reset();
  aws.onAnyCommand().resolves({});
});

test('a function is called once, at a moment, and nothing is left of the schedule', async () => {
  await set();
  expect(aws).toHaveReceivedCommandWith(CreateScheduleCommand, {
    Name: 'follow-up-case-1-1',
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
  expect(aws).not.toHaveReceivedCommand(UpdateScheduleCommand);
});

test('set again under its name it is moved', async () => {
  aws.on(CreateScheduleCommand).rejects(conflict);
  await set({ at: '2026-04-05T07:00:00Z' });
  expect(aws).toHaveReceivedCommandWith(UpdateScheduleCommand, {
    Name: 'follow-up-case-1-1',
    ScheduleExpression: 'at(2026-04-05T07:00:00)',
    ActionAfterCompletion: 'DELETE',
  });
});

test('one that fired in this very moment is made anew', async () => {
  aws.on(CreateScheduleCommand).rejectsOnce(conflict).resolves({});
  aws.on(UpdateScheduleCommand).rejects(missing);
  await set();
  expect(aws).toHaveReceivedCommandTimes(CreateScheduleCommand, 2);
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
  const names = aws.commandCalls(CreateScheduleCommand).map((call) => call.args[0].input.Name);
  expect(names[0]).toMatch(/^[0-9a-zA-Z_.-]{1,64}$/);
  expect(names[1]).toBe(names[0]);
  expect(names[2]).not.toBe(names[0]);
});

test('anything else that goes wrong is a surprise', async () => {
  aws.on(CreateScheduleCommand).rejects(new Error('throttled'));
  await expect(set()).rejects.toThrow('throttled');
  expect(aws).not.toHaveReceivedCommand(UpdateScheduleCommand);
});
