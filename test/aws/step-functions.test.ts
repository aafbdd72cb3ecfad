import { expect, test } from 'vitest';
import type { Moment } from '../../core/calendar/moment.ts';
import { createExecutions, type World } from './executions.ts';
import { createStepFunctions } from './step-functions.ts';

const MACHINE = 'arn:aws:states:eu-west-1:000000000000:stateMachine:wait';

const invoke = (FunctionName: string, more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName, Payload: '{% $states.input %}' },
  ...more,
});

const DEFINITION = {
  QueryLanguage: 'JSONata',
  StartAt: 'Work',
  States: {
    Work: invoke('arn:aws:lambda:eu-west-1:000000000000:function:work', { Next: 'Wait for an answer' }),
    'Wait for an answer': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: 3600,
      End: true,
    },
  },
};

/** Step Functions with one machine, and everything that its functions were asked. */
function setup(given: Partial<World> = {}) {
  const clock = { now: '2026-01-05T08:00:00Z' as Moment };
  const asked: { token?: string }[] = [];
  const told: string[] = [];
  const executions = createExecutions({
    now: () => clock.now,
    invoke: async (_, payload) => void asked.push(payload as { token?: string }),
    told: ({ name, status }) => told.push(`${name} ${status}`),
    ...given,
  });
  const definitions = new Map([[MACHINE, JSON.stringify(DEFINITION)]]);
  const api = createStepFunctions(executions, async (machine) => definitions.get(machine));
  const start = (name: string, input = '{}') =>
    api.answer('StartExecution', { stateMachineArn: MACHINE, name, input });
  const describe = (name: string) =>
    api.answer('DescribeExecution', {
      executionArn: MACHINE.replace('stateMachine', 'execution').concat(':', name),
    });
  const idle = async () => {
    do await new Promise((done) => setTimeout(done, 1));
    while (executions.running() > 0);
  };
  return { clock, asked, told, executions, definitions, api, start, describe, idle };
}

test('an execution runs its tasks, waits with a token and succeeds when it is answered', async () => {
  const { api, asked, told, start, describe, idle } = setup();
  const { executionArn } = await start('one', '{"a":1}');
  expect(executionArn).toBe('arn:aws:states:eu-west-1:000000000000:execution:wait:one');
  await idle();
  expect(asked).toEqual([{ a: 1 }, { token: expect.any(String) }]);
  expect(await describe('one')).toMatchObject({ status: 'RUNNING', input: '{"a":1}' });
  const taskToken = asked[1]?.token;
  await api.answer('SendTaskSuccess', { taskToken, output: '{"b":2}' });
  await idle();
  expect(await describe('one')).toMatchObject({ status: 'SUCCEEDED', output: '{"b":2}' });
  expect(told).toEqual(['one RUNNING', 'one SUCCEEDED']);
  const { events } = await api.answer('GetExecutionHistory', { executionArn });
  expect((events as { type: string }[]).map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'TaskStateEntered',
    'ExecutionSucceeded',
  ]);
});

test('a name is used once: again with the same input while it runs is the same execution', async () => {
  const { api, asked, start, idle } = setup();
  const first = await start('one');
  await idle();
  expect(await start('one')).toEqual(first);
  await expect(start('one', '{"other":1}')).rejects.toThrow(
    expect.objectContaining({ name: 'ExecutionAlreadyExists' }),
  );
  await api.answer('SendTaskSuccess', { taskToken: asked[1]?.token, output: '{}' });
  await idle();
  await expect(start('one')).rejects.toThrow(expect.objectContaining({ name: 'ExecutionAlreadyExists' }));
});

test.each([
  ['StartExecution', { stateMachineArn: `${MACHINE}x`, input: '{}' }, 'StateMachineDoesNotExist'],
  ['StartExecution', { stateMachineArn: MACHINE, name: 'a/b', input: '{}' }, 'InvalidName'],
  ['StartExecution', { stateMachineArn: MACHINE, input: '{' }, 'InvalidExecutionInput'],
  ['DescribeExecution', { executionArn: `${MACHINE}:x` }, 'ExecutionDoesNotExist'],
  ['SendTaskSuccess', { taskToken: 'never given', output: '{}' }, 'InvalidToken'],
  ['SendTaskFailure', { taskToken: 'never given' }, 'InvalidToken'],
  ['StopExecution', {}, 'UnknownOperationException'],
])('%s with %o is refused', async (action, request, name) => {
  await expect(setup().api.answer(action, request)).rejects.toThrow(expect.objectContaining({ name }));
});

test('a token whose time has run out, or that was used, answers nothing', async () => {
  const { api, asked, clock, executions, start, describe, idle } = setup();
  await start('one');
  await idle();
  const taskToken = asked[1]?.token;
  expect(await api.answer('SendTaskHeartbeat', { taskToken })).toEqual({});
  expect(executions.nextDue()).toBe('2026-01-05T09:00:00Z');
  clock.now = '2026-01-05T09:00:00Z';
  executions.wake();
  await idle();
  expect(await describe('one')).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  expect(executions.nextDue()).toBeUndefined();
  for (const action of ['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat']) {
    await expect(api.answer(action, { taskToken, output: '{}' })).rejects.toThrow(
      expect.objectContaining({ name: 'TaskTimedOut' }),
    );
  }
});

test('executions do not wait for one another, and keep the machine that they began with', async () => {
  const release: (() => void)[] = [];
  const { api, definitions, executions, start, describe } = setup({
    invoke: () => new Promise<void>((done) => release.push(done)),
  });
  await Promise.all([start('one'), start('two')]);
  expect(executions.running()).toBe(2);
  await expect.poll(() => release.length).toBe(2);
  const short = { ...DEFINITION, States: { Work: { Type: 'Succeed' } } };
  definitions.set(MACHINE, JSON.stringify(short));
  await start('three');
  await expect.poll(() => describe('three')).toMatchObject({ status: 'SUCCEEDED' });
  expect(await describe('one')).toMatchObject({ status: 'RUNNING' });
  const { executions: listed } = await api.answer('ListExecutions', {
    stateMachineArn: MACHINE,
    statusFilter: 'RUNNING',
  });
  expect((listed as { name: string }[]).map(({ name }) => name)).toEqual(['two', 'one']);
});
