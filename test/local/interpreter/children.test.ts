import { describe, expect, test } from 'vitest';
import { execute, flow, machine, named, outputOf, START, task, tokenTask, world } from './world.ts';

const end = (output: unknown = '{% $states.input %}') => ({ Type: 'Pass', Output: output, End: true });

describe('Parallel', () => {
  const both = (
    left: Record<string, Record<string, unknown>>,
    right: Record<string, Record<string, unknown>>,
    more = {},
  ) => machine({ P: { Type: 'Parallel', Branches: [flow(left), flow(right)], End: true, ...more } });

  test('"FunWithMath": both branches receive the input; the result is an array in the order of the branches', async () => {
    const source = both(
      { Add: end('{% $sum($states.input) %}') },
      { Subtract: end('{% $states.input[0] - $states.input[1] %}') },
    );
    expect(await outputOf(source, [3, 2])).toEqual([5, 1]);
  });

  test('the order is that of the branches, not that of their ends', async () => {
    const slow = { Slow: { Type: 'Wait', Seconds: 60, Next: 'L' }, L: end('{% 1 %}') };
    expect(await outputOf(both(slow, { R: end('{% 2 %}') }))).toEqual([1, 2]);
  });

  test('"an Arguments field which provides the input for each branch’s StartAt state"; Output sees the result', async () => {
    const source = both(
      { L: end() },
      { R: end() },
      {
        Arguments: { a: '{% $states.input.n %}' },
        Output: { all: '{% $states.result.a %}', was: '{% $states.input.n %}' },
      },
    );
    expect(await outputOf(source, { n: 1 })).toEqual({ all: [1, 1], was: 1 });
  });

  test('"if any branch fails, the entire Parallel State is considered to have failed and all the branches are terminated"', async () => {
    const tokens: string[] = [];
    const source = both(
      { L: tokenTask('ask') },
      { R: { Type: 'Wait', Seconds: 5, Next: 'F' }, F: { Type: 'Fail', Error: 'E', Cause: 'C' } },
    );
    const it = world({ m: source }, { ask: ({ token }: { token: string }) => tokens.push(token) });
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.get('m:one')).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C' });
    expect(it.get('m:one/1/0')).toMatchObject({ status: 'ABORTED', token: null });
    expect(it.interpreter.succeed(tokens[0] ?? '', 1)).toBe('gone');
    expect(it.finished).toHaveLength(1);
  });

  test('the branches of a terminated branch are terminated too', async () => {
    const tokens: string[] = [];
    const inner = { Type: 'Parallel', Branches: [flow({ S: tokenTask('ask') })], End: true };
    const source = both(
      { L: inner },
      { R: { Type: 'Wait', Seconds: 5, Next: 'F' }, F: { Type: 'Fail', Error: 'E' } },
    );
    const it = world({ m: source }, { ask: ({ token }: { token: string }) => tokens.push(token) });
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.interpreter.succeed(tokens[0] ?? '', 1)).toBe('gone');
    expect(it.store.records().filter(({ status }) => status === 'RUNNING')).toEqual([]);
  });

  test('Retry starts all branches again, Catch takes over when it is spent', async () => {
    let calls = 0;
    const flaky = () => {
      calls += 1;
      throw named('Busy');
    };
    const source = machine({
      P: {
        Type: 'Parallel',
        Branches: [flow({ L: task('flaky') }), flow({ R: task('other') })],
        Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z' }],
        Next: 'Z',
      },
      Z: end(),
    });
    const record = await execute(source, {}, { flaky, other: () => 1 });
    expect(calls).toBe(3);
    expect(record).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'Busy' } });
  });

  test('"a Succeed State within a Parallel merely terminates its own branch"', async () => {
    const source = both(
      { L: { Type: 'Succeed', Output: { l: 1 } } },
      { R: { Type: 'Wait', Seconds: 9, End: true } },
    );
    expect(await outputOf(source, { i: 1 })).toEqual([{ l: 1 }, { i: 1 }]);
  });

  test('tokens inside a branch can be answered, in any order, also by the function itself', async () => {
    const tokens: string[] = [];
    const source = both({ L: tokenTask('ask') }, { R: tokenTask('now') });
    const it = world(
      { m: source },
      {
        ask: ({ token }: { token: string }) => tokens.push(token),
        now: ({ token }: { token: string }, { interpreter }) => interpreter.succeed(token, 'r'),
      },
    );
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.interpreter.succeed(tokens[0] ?? '', 'l')).toBe('accepted');
    await it.run();
    expect(it.get('m:one').output).toEqual(['l', 'r']);
  });

  test('$states.context.Execution is that of the whole execution', async () => {
    const id = end('{% $states.context.Execution.Id %}');
    const source = both({ L: id }, { R: { Type: 'Parallel', Branches: [flow({ S: id })], End: true } });
    expect(await outputOf(source)).toEqual(['m:one', ['m:one']]);
  });
});

describe('Map', () => {
  const each = (states: Record<string, Record<string, unknown>>, more: Record<string, unknown> = {}) =>
    machine({ Each: { Type: 'Map', ItemProcessor: flow(states), End: true, ...more } });

  test('"if neither ItemReader nor Items, the items array will be the state input, which MUST be a JSON array"', async () => {
    const source = each({ A: end('{% $states.input * 2 %}') });
    expect(await outputOf(source, [1, 2, 3])).toEqual([2, 4, 6]);
    expect(await execute(source, { a: 1 })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('"Items is a JSON array or a JSONata string that MUST evaluate to a JSON array"', async () => {
    expect(await outputOf(each({ A: end() }, { Items: [1, '{% $states.input.n %}'] }), { n: 2 })).toEqual([
      1, 2,
    ]);
    const computed = each({ A: end() }, { Items: '{% $states.input.list %}' });
    expect(await outputOf(computed, { list: ['x'] })).toEqual(['x']);
    expect(await execute(computed, { list: 'x' })).toMatchObject({ error: 'States.QueryEvaluationError' });
  });

  test('no items: an empty array', async () => {
    expect(await outputOf(each({ A: end() }), [])).toEqual([]);
  });

  test('"uses the ItemSelector field to override each single element", with the item in the context', async () => {
    const source = each(
      {
        A: end({
          in: '{% $states.input %}',
          at: '{% $states.context.Map.Item.Index %}',
          it: '{% $states.context.Map.Item.Value %}',
        }),
      },
      {
        Items: '{% $states.input.shipped %}',
        ItemSelector: {
          parcel: '{% $states.context.Map.Item.Value %}',
          courier: '{% $states.input.partner %}',
        },
        Output: { numItemsProcessed: '{% $count($states.result) %}', first: '{% $states.result[0] %}' },
      },
    );
    expect(await outputOf(source, { shipped: ['R31', 'S39'], partner: 'UQS' })).toEqual({
      numItemsProcessed: 2,
      first: { in: { parcel: 'R31', courier: 'UQS' }, at: 0, it: 'R31' },
    });
  });

  test('a Parallel inside an iteration still knows the item', async () => {
    const inner = {
      Type: 'Parallel',
      Branches: [flow({ B: end('{% $states.context.Map.Item.Index %}') })],
      End: true,
    };
    expect(await outputOf(each({ A: inner }), ['a', 'b'])).toEqual([[0], [1]]);
  });

  test('a Map inside a Map', async () => {
    const inner = { Type: 'Map', ItemProcessor: flow({ B: end('{% $states.input + 1 %}') }), End: true };
    expect(await outputOf(each({ A: inner }), [[1], [], [2, 3]])).toEqual([[2], [], [3, 4]]);
  });

  test('"MaxConcurrency provides an upper bound on how many invocations may execute in parallel"', async () => {
    const waits = {
      W: { Type: 'Wait', Seconds: 10, Next: 'A' },
      A: task('f', { Output: '{% $states.input %}' }),
    };
    const at = async (limit: unknown) => {
      const it = world({ m: each(waits, { MaxConcurrency: limit }) }, { f: () => 1 });
      it.interpreter.start('m', 'one', [1, 2, 3]);
      await it.run();
      expect(it.get('m:one').output).toEqual([1, 2, 3]);
      return it.times.map((time) => time.slice(17, 19));
    };
    expect(await at(2)).toEqual(['10', '10', '20']);
    expect(await at(1)).toEqual(['10', '20', '30']);
    expect(await at(0)).toEqual(['10', '10', '10']);
    expect(await at('{% 1 + 1 %}')).toEqual(['10', '10', '20']);
  });

  test('AWS runs at most 40 iterations of an inline Map at once', async () => {
    const it = world({ m: each({ W: { Type: 'Wait', Seconds: 10, End: true } }) });
    it.interpreter.start(
      'm',
      'one',
      Array.from({ length: 41 }, (_, index) => index),
    );
    await it.run();
    expect(it.get('m:one').stoppedAt).toBe('2026-01-05T08:00:20Z');
  });

  test('an iteration that fails fails the Map; those that wait for their turn never begin', async () => {
    const source = each({ A: task('f') }, { MaxConcurrency: 1 });
    const it = world(
      { m: source },
      {
        f: (n: number) => {
          if (n === 2) throw named('Two');
        },
      },
    );
    it.interpreter.start('m', 'one', [1, 2, 3]);
    await it.run();
    expect(it.calls).toEqual(['f 1', 'f 2']);
    expect(it.get('m:one')).toMatchObject({ status: 'FAILED', error: 'Two' });
    expect(it.store.records().map(({ status }) => status)).toEqual([
      'FAILED',
      'SUCCEEDED',
      'FAILED',
      'ABORTED',
    ]);
  });

  test('an error in ItemSelector is that of the Map, and can be caught', async () => {
    const source = machine({
      Each: {
        Type: 'Map',
        Items: [1],
        ItemSelector: '{% $states.input.none %}',
        ItemProcessor: flow({ A: end() }),
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Z' }],
        Next: 'Z',
      },
      Z: end('{% $states.input.Error %}'),
    });
    expect(await outputOf(source)).toBe('States.QueryEvaluationError');
  });

  test('retries, waits and tokens work inside an iteration', async () => {
    const tokens: string[] = [];
    const source = each({
      Pause: { Type: 'Wait', Seconds: '{% $states.input * 10 %}', Next: 'Ask' },
      Ask: tokenTask('ask', {
        TimeoutSeconds: 100,
        Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }],
      }),
    });
    const it = world({ m: source }, { ask: ({ token }: { token: string }) => tokens.push(token) });
    it.interpreter.start('m', 'one', [1, 2]);
    await it.jump('2026-01-05T08:00:20Z');
    expect(tokens).toHaveLength(2);
    expect(it.interpreter.succeed(tokens[0] ?? '', 'first')).toBe('accepted');
    await it.jump('2026-01-05T08:02:00Z');
    await it.jump('2026-01-05T08:02:01Z');
    expect(it.interpreter.succeed(tokens[1] ?? '', 'late')).toBe('gone');
    expect(it.interpreter.succeed(tokens[2] ?? '', 'second')).toBe('accepted');
    await it.run();
    expect(it.get('m:one').output).toEqual(['first', 'second']);
  });

  test('the machine’s TimeoutSeconds ends the iterations too', async () => {
    const source = { ...each({ A: tokenTask('f') }), TimeoutSeconds: 60 };
    const tokens: string[] = [];
    const it = world({ m: source }, { f: ({ token }: { token: string }) => tokens.push(token) });
    it.interpreter.start('m', 'one', [1]);
    await it.interpreter.drain();
    it.now = '2026-01-05T08:01:00Z';
    expect(it.interpreter.succeed(tokens[0] ?? '', 1)).toBe('gone');
    await it.run();
    expect(it.store.records().map(({ status }) => status)).toEqual(['TIMED_OUT', 'ABORTED']);
    expect(START < it.now).toBe(true);
  });
});
