import { expect, test } from 'vitest';
import { execute, flow, machine, named, task, tokenTask, world } from './world.ts';

const pass = { Type: 'Pass', End: true };
const functions = {
  f: () => 1,
  answers: (
    { token }: { token: string },
    { interpreter }: { interpreter: { succeed(t: string, o: unknown): unknown } },
  ) => interpreter.succeed(token, 1),
  fails: () => {
    throw named('A');
  },
};

/** ExecutionStarted and ExecutionSucceeded or ExecutionFailed. */
const FRAME = 2;

test.each<[string, Record<string, Record<string, unknown>>, number, number]>([
  ['Pass', { A: pass }, 1, 2],
  ['Succeed', { A: { Type: 'Succeed' } }, 1, 2],
  ['Fail', { A: { Type: 'Fail' } }, 1, 1],
  ['Wait', { A: { Type: 'Wait', Seconds: 1, End: true } }, 1, 2],
  ['Choice and Pass', { A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }] }, B: pass }, 2, 4],
  ['Task', { A: task('f') }, 1, 5],
  ['Task with a token', { A: tokenTask('answers') }, 1, 6],
  [
    'Task that is retried once and then fails',
    { A: task('fails', { Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }] }) },
    2,
    1 + 3 + 3,
  ],
  [
    'Task whose error is caught',
    { A: task('fails', { Catch: [{ ErrorEquals: ['A'], Next: 'B' }] }), B: pass },
    2,
    5 + 2,
  ],
  ['Task with a token whose function throws', { A: tokenTask('fails') }, 1, 1 + 3],
  ['Task with a token that times out', { A: tokenTask('f', { TimeoutSeconds: 5 }) }, 1, 1 + 4],
  [
    'Task whose Arguments fail',
    { A: task('f', { Arguments: { FunctionName: 'f', Payload: '{% $states.input.x %}' } }) },
    1,
    2,
  ],
  [
    'Parallel',
    { A: { Type: 'Parallel', Branches: [flow({ B: pass }), flow({ C: pass })], End: true } },
    3,
    4 + 4,
  ],
  [
    'Map of two',
    { A: { Type: 'Map', Items: [1, 2], ItemProcessor: flow({ B: pass }), End: true } },
    3,
    4 + 2 * (2 + 2),
  ],
  ['Map of none', { A: { Type: 'Map', Items: [], ItemProcessor: flow({ B: pass }), End: true } }, 1, 4],
  [
    'Map whose second iteration fails, the third never began',
    {
      A: {
        Type: 'Map',
        Items: [1, 2, 3],
        MaxConcurrency: 1,
        ItemProcessor: flow({
          B: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'D' }], Default: 'C' },
          C: { Type: 'Succeed' },
          D: { Type: 'Fail' },
        }),
        End: true,
      },
    },
    1 + 2 + 2,
    3 + (2 + 4) + (2 + 3),
  ],
])('%s', async (_, states, transitions, events) => {
  const record = await execute(machine(states), {}, functions as never);
  expect([record.transitions, record.events - FRAME]).toEqual([transitions, events]);
});

test('an execution that times out counts what its children did', async () => {
  const states = { A: { Type: 'Parallel', Branches: [flow({ B: tokenTask('f') })], End: true } };
  const it = world({ m: machine(states, { TimeoutSeconds: 5 }) }, { f: () => 1 });
  it.interpreter.start('m', 'one', {});
  await it.run();
  expect(it.get('m:one')).toMatchObject({ status: 'TIMED_OUT', events: FRAME + 2 + 4, transitions: 2 });
});
