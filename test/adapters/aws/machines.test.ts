import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { beforeEach, expect, test } from 'vitest';
import { awsMachines } from '../../../adapters/aws/machines.ts';

const aws = mockClient(SFNClient);
const NOW = '2026-03-02T09:00:00Z';
const machines = awsMachines(
  new SFNClient({}),
  'arn:aws:states:eu-west-1:1:stateMachine:amicable-dev-',
  () => NOW,
);
const start = () => machines.start('late-payer', 'case-1-1', { case: 'case-1', journey: 1 });
const failure = { message: 'no', $metadata: {} };
beforeEach(() => aws.reset());

test('an execution is started under its name, with its input', async () => {
  aws.on(StartExecutionCommand).resolves({ executionArn: 'arn', startDate: new Date(NOW) });
  expect(await start()).toBe('started');
  expect(aws).toHaveReceivedCommandWith(StartExecutionCommand, {
    stateMachineArn: 'arn:aws:states:eu-west-1:1:stateMachine:amicable-dev-late-payer',
    name: 'case-1-1',
    input: '{"case":"case-1","journey":1}',
  });
});

test('a name that was used is no error', async () => {
  aws.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(failure));
  expect(await start()).toBe('exists');
});

test('an execution that still runs answers as if it had been started: its age tells', async () => {
  aws
    .on(StartExecutionCommand)
    .resolves({ executionArn: 'arn', startDate: new Date('2026-03-01T09:00:00Z') });
  expect(await start()).toBe('exists');
});

test('a task that waits is told its answer', async () => {
  aws.on(SendTaskSuccessCommand).resolves({});
  expect(await machines.succeed('token', { answer: 'follow-up-due' })).toBe('accepted');
  expect(aws).toHaveReceivedCommandWith(SendTaskSuccessCommand, {
    taskToken: 'token',
    output: '{"answer":"follow-up-due"}',
  });
});

test.each([TaskTimedOut, TaskDoesNotExist, InvalidToken])(
  'a token that is of no use any more is gone (%o)',
  async (Gone) => {
    aws.on(SendTaskSuccessCommand).rejects(new Gone(failure));
    expect(await machines.succeed('token', {})).toBe('gone');
  },
);

test('anything else that goes wrong is a surprise', async () => {
  aws.on(StartExecutionCommand).rejects(new Error('throttled'));
  aws.on(SendTaskSuccessCommand).rejects(new Error('throttled'));
  await expect(start()).rejects.toThrow('throttled');
  await expect(machines.succeed('token', {})).rejects.toThrow('throttled');
});
