import { describe, expect, test } from 'vitest';
import { matchesError, retryAt } from '../../../local/interpreter/retry.ts';
import { execute, machine, named, START, task, tokenTask, world } from './world.ts';

/** A function that throws these errors, one at each call, and then returns 'done'. */
function throwing(...names: string[]) {
  const left = [...names];
  return () => {
    const name = left.shift();
    if (name) throw named(name, `because of ${name}`);
    return 'done';
  };
}

const caught = { Type: 'Pass', End: true };

describe('ErrorEquals', () => {
  test.each([
    [['A'], 'A', true],
    [['A'], 'B', false],
    [['A', 'B'], 'B', true],
    [['States.ALL'], 'A', true],
    [['States.ALL'], 'States.Timeout', true],
    [['States.ALL'], 'States.QueryEvaluationError', true],
    [['States.ALL'], 'States.Runtime', false],
    [['States.ALL'], 'States.DataLimitExceeded', false],
    [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
    [['States.Runtime'], 'States.Runtime', false],
    [['States.TaskFailed'], 'A', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['States.TaskFailed', 'States.Timeout'], 'States.Timeout', true],
    [['a'], 'A', false],
  ])('%j and %s: %s', (errors, error, matches) => {
    expect(matchesError(errors, error)).toBe(matches);
  });
});

describe('Retry', () => {
  const retrying = (retry: unknown[], more: Record<string, unknown> = {}) =>
    machine({ A: task('f', { Retry: retry, ...more }), ...('Catch' in more ? { Z: caught } : {}) });

  test('"2 retry attempts after waits of 3 and 6 seconds"', async () => {
    const it = world(
      { m: retrying([{ ErrorEquals: ['A'], IntervalSeconds: 3, MaxAttempts: 2, BackoffRate: 2 }]) },
      { f: throwing('A', 'A') },
    );
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.times).toEqual([START, '2026-01-05T08:00:03Z', '2026-01-05T08:00:09Z']);
    expect(it.get('m:one').status).toBe('SUCCEEDED');
  });

  test('"with a maximum limit of 4 seconds the second attempt comes after 4 seconds, rather than 6"', async () => {
    const retrier = {
      ErrorEquals: ['A'],
      IntervalSeconds: 3,
      MaxAttempts: 2,
      BackoffRate: 2,
      MaxDelaySeconds: 4,
    };
    const it = world({ m: retrying([retrier]) }, { f: throwing('A', 'A') });
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.times).toEqual([START, '2026-01-05T08:00:03Z', '2026-01-05T08:00:07Z']);
  });

  test('the defaults are 1 second, 3 attempts, rate 2', async () => {
    const it = world({ m: retrying([{ ErrorEquals: ['A'] }]) }, { f: throwing('A', 'A', 'A', 'A') });
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.times.map((at) => at.slice(17, 19))).toEqual(['00', '01', '03', '07']);
    expect(it.get('m:one')).toMatchObject({ status: 'FAILED', error: 'A' });
  });

  test('"a MaxAttempts field whose value is 0 specifies that some errors should never be retried"', async () => {
    const rules = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }];
    const it = world({ m: retrying(rules) }, { f: throwing('States.Timeout') });
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.calls).toHaveLength(1);
    expect(it.get('m:one').error).toBe('States.Timeout');
  });

  test('"complex retry scenarios": ErrorA, ErrorB, ErrorC, ErrorB', async () => {
    const source = retrying(
      [
        { ErrorEquals: ['ErrorA', 'ErrorB'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
        { ErrorEquals: ['ErrorC'], IntervalSeconds: 5 },
      ],
      { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z' }] },
    );
    const it = world({ m: source }, { f: throwing('ErrorA', 'ErrorB', 'ErrorC', 'ErrorB') });
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.times.map((at) => at.slice(17, 19))).toEqual(['00', '01', '03', '08']);
    expect(it.get('m:one')).toMatchObject({ status: 'SUCCEEDED', state: 'Z', output: { Error: 'ErrorB' } });
  });

  test('"once the interpreter transitions to another state in any way, all the Retrier parameters reset"', async () => {
    const source = machine({
      A: task('f', { Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }], Next: 'Again?' }),
      'Again?': {
        Type: 'Choice',
        Choices: [{ Condition: "{% $states.input.Payload = 'again' %}", Next: 'A' }],
        Default: 'End',
      },
      End: { Type: 'Succeed' },
    });
    const answers = ['A', 'again', 'A', 'done'];
    const it = world(
      { m: source },
      {
        f: () => {
          const answer = answers.shift();
          if (answer === 'A') throw named('A');
          return answer;
        },
      },
    );
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.get('m:one').status).toBe('SUCCEEDED');
  });

  test('$states.context.State.RetryCount counts the attempts of all Retriers', async () => {
    const source = machine({
      A: task('f', {
        Arguments: { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' },
        Retry: [{ ErrorEquals: ['A'] }, { ErrorEquals: ['B'] }],
      }),
    });
    const it = world({ m: source }, { f: throwing('A', 'B') });
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.calls).toEqual(['f 0', 'f 1', 'f 2']);
  });

  test('a retry waits in virtual time and is saved', async () => {
    const it = world({ m: retrying([{ ErrorEquals: ['A'], IntervalSeconds: 60 }]) }, { f: throwing('A') });
    it.interpreter.start('m', 'one', {});
    await it.interpreter.drain();
    expect(it.get('m:one')).toMatchObject({
      phase: 'retrying',
      wakeAt: '2026-01-05T08:01:00Z',
      retries: [1],
    });
    await it.jump('2026-01-05T08:00:59Z');
    expect(it.calls).toHaveLength(1);
    await it.run();
    expect(it.calls).toHaveLength(2);
  });

  const retrier = {
    errors: [],
    intervalSeconds: 10,
    maxAttempts: 9,
    backoffRate: 1.5,
    maxDelaySeconds: null,
  };

  test.each([
    [0, 0, '2026-01-05T08:00:00Z'],
    [0, 0.5, '2026-01-05T08:00:05Z'],
    [0, 0.999, '2026-01-05T08:00:10Z'],
    [2, 0.999, '2026-01-05T08:00:23Z'],
  ])('FULL jitter picks between now and the full delay: %d spent, dice %d', (spent, dice, at) => {
    expect(retryAt({ ...retrier, jitter: 'FULL' }, spent, START, () => dice)).toBe(at);
  });

  test('the dice are those of the host', async () => {
    const retry = [{ ErrorEquals: ['A'], IntervalSeconds: 10, JitterStrategy: 'FULL' }];
    const it = world({ m: retrying(retry) }, { f: throwing('A') });
    it.random = 0.75;
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.times[1]).toBe('2026-01-05T08:00:08Z');
  });

  test('NONE does not roll dice; parts of seconds are rounded up', () => {
    const never = () => {
      throw new Error('dice');
    };
    expect(retryAt({ ...retrier, jitter: 'NONE' }, 2, START, never)).toBe('2026-01-05T08:00:23Z');
  });

  test('Output is evaluated again after a retry: an error in Output can be retried', async () => {
    const source = machine({
      A: task('f', {
        Output: '{% $states.result.Payload.there %}',
        Retry: [{ ErrorEquals: ['States.QueryEvaluationError'] }],
      }),
    });
    let calls = 0;
    const record = await execute(source, {}, { f: () => (++calls > 1 ? { there: true } : {}) });
    expect(record).toMatchObject({ status: 'SUCCEEDED', output: true });
  });
});

describe('Catch', () => {
  const catching = (catchers: unknown[], more: Record<string, unknown> = {}) =>
    machine({ A: task('f', { Catch: catchers, ...more }), Z: caught, Y: caught }, {});

  test('"scans through the Catchers in array order" and "the state output is the Error Output"', async () => {
    const source = catching([
      { ErrorEquals: ['B'], Next: 'Y' },
      { ErrorEquals: ['States.TaskFailed'], Next: 'Z' },
    ]);
    const record = await execute(source, {}, { f: throwing('A') });
    expect(record).toMatchObject({ status: 'SUCCEEDED', state: 'Z' });
    expect(record.output).toEqual({
      Error: 'A',
      Cause: '{"errorType":"A","errorMessage":"because of A"}',
    });
  });

  test('"may have an Output field", which sees the input and the Error Output', async () => {
    const output = "{% $merge([$states.input, {'info': $states.errorOutput.Error}]) %}";
    const source = catching([
      { ErrorEquals: ['A'], Output: output, Next: 'Y' },
      { ErrorEquals: ['States.ALL'], Next: 'Z' },
    ]);
    expect(await execute(source, { a: 1 }, { f: throwing('A') })).toMatchObject({
      output: { a: 1, info: 'A' },
    });
  });

  test('what no Catcher matches "fails the whole state machine"', async () => {
    const source = catching([
      { ErrorEquals: ['B'], Next: 'Y' },
      { ErrorEquals: ['C'], Next: 'Z' },
    ]);
    expect(await execute(source, {}, { f: throwing('A') })).toMatchObject({
      status: 'FAILED',
      error: 'A',
      state: 'A',
    });
  });

  test('States.TaskFailed does not catch a timeout, States.Timeout does', async () => {
    const source = (error: string) =>
      machine({
        A: tokenTask('f', { TimeoutSeconds: 5, Catch: [{ ErrorEquals: [error], Next: 'Z' }] }),
        Z: caught,
      });
    expect(await execute(source('States.TaskFailed'), {}, { f: () => 1 })).toMatchObject({
      status: 'FAILED',
    });
    const ok = await execute(source('States.Timeout'), {}, { f: () => 1 });
    expect(ok).toMatchObject({ status: 'SUCCEEDED', state: 'Z', output: { Error: 'States.Timeout' } });
  });

  test('a JSONata error in Arguments or Output can be caught; the result is lost', async () => {
    for (const broken of [
      { Arguments: { FunctionName: 'f', Payload: '{% $states.input.none %}' } },
      { Output: '{% $states.result.none %}' },
      { Assign: { x: '{% $states.result.none %}' } },
      { TimeoutSeconds: "{% 'x' %}" },
    ]) {
      const source = machine({
        A: task('f', { ...broken, Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Z' }] }),
        Z: caught,
      });
      expect(await execute(source, {}, { f: () => 1 })).toMatchObject({
        status: 'SUCCEEDED',
        output: { Error: 'States.QueryEvaluationError' },
      });
    }
  });

  test('an error inside a Catcher fails the execution', async () => {
    const source = machine({
      A: task('f', {
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z', Output: '{% $states.input.none %}' }],
      }),
      Z: caught,
    });
    expect(await execute(source, {}, { f: throwing('A') })).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });
});
