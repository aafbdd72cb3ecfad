import { describe, expect, test } from 'vitest';
import { execute, machine, named, outputOf, resultOf, START, task, tokenTask, world } from './world.ts';

describe('Pass', () => {
  test('"by default passes its input to its output"', async () => {
    expect(await outputOf(machine({ A: { Type: 'Pass', End: true } }), { a: 1 })).toEqual({ a: 1 });
  });

  test('"an Output field whose value, if present, will become the state output", and so the next input', async () => {
    const two = machine({
      A: { Type: 'Pass', Output: { b: '{% $states.input.a %}' }, Next: 'B' },
      B: { Type: 'Pass', End: true },
    });
    expect(await outputOf(two, { a: 1 })).toEqual({ b: 1 });
  });

  test('"if no input is provided, the default is an empty JSON object"', async () => {
    expect(await outputOf(machine({ A: { Type: 'Pass', End: true } }), undefined)).toEqual({});
  });
});

describe('Choice', () => {
  const choice = (choices: unknown[], more = {}) =>
    machine({
      Ask: { Type: 'Choice', Choices: choices, ...more },
      A: { Type: 'Pass', Output: { at: 'A', was: '{% $states.input %}' }, End: true },
      B: { Type: 'Pass', Output: { at: 'B', was: '{% $states.input %}' }, End: true },
    });

  test('"scans the Choice Rules in order and chooses the first whose Condition evaluates to true"', async () => {
    const rules = [
      { Condition: false, Next: 'A' },
      { Condition: '{% $states.input.n > 1 %}', Next: 'B' },
      { Condition: '{% $states.input.n > 0 %}', Next: 'A' },
    ];
    expect(await outputOf(choice(rules), { n: 2 })).toEqual({ at: 'B', was: { n: 2 } });
    expect(await outputOf(choice(rules), { n: 1 })).toEqual({ at: 'A', was: { n: 1 } });
  });

  test('the Output of the chosen rule counts, else the input is passed through, not the Output of the state', async () => {
    const rules = [
      { Condition: '{% $states.input.n = 1 %}', Next: 'A', Output: { rule: 1 } },
      { Condition: '{% $states.input.n = 2 %}', Next: 'A' },
    ];
    const source = choice(rules, { Default: 'B', Output: { fallback: true } });
    expect(await outputOf(source, { n: 1 })).toEqual({ at: 'A', was: { rule: 1 } });
    expect(await outputOf(source, { n: 2 })).toEqual({ at: 'A', was: { n: 2 } });
    expect(await outputOf(source, { n: 3 })).toEqual({ at: 'B', was: { fallback: true } });
  });

  test('"will throw a runtime States.NoChoiceMatched error if no rule matches and no Default was specified"', async () => {
    const source = choice([
      { Condition: false, Next: 'A' },
      { Condition: false, Next: 'B' },
    ]);
    expect(await execute(source)).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  test('a Condition "must evaluate to a boolean value"', async () => {
    const source = choice([{ Condition: '{% 1 %}', Next: 'A' }], { Default: 'B' });
    expect(await execute(source)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('Wait', () => {
  const wait = (more: Record<string, unknown>) =>
    machine({ Pause: { Type: 'Wait', ...more, Next: 'After' }, After: { Type: 'Pass', End: true } });

  test.each<[string, Record<string, unknown>, string]>([
    ['Seconds', { Seconds: 90 }, '2026-01-05T08:01:30Z'],
    ['Seconds as an expression', { Seconds: '{% $states.input.days * 86400 %}' }, '2026-01-08T08:00:00Z'],
    ['Timestamp', { Timestamp: '2026-02-01T00:00:00Z' }, '2026-02-01T00:00:00Z'],
    ['Timestamp with an offset', { Timestamp: '2026-02-01T01:00:00+01:00' }, '2026-02-01T00:00:00Z'],
    ['Timestamp within a second', { Timestamp: '2026-02-01T00:00:00.2Z' }, '2026-02-01T00:00:01Z'],
    ['Timestamp as an expression', { Timestamp: '{% $states.input.until %}' }, '2026-03-01T00:00:00Z'],
    ['no seconds at all', { Seconds: 0 }, START],
    ['a time that has passed', { Timestamp: '2020-01-01T00:00:00Z' }, START],
  ])('delays until %s', async (_, more, until) => {
    const record = await execute(wait(more), { days: 3, until: '2026-03-01T00:00:00Z' });
    expect(record).toMatchObject({
      status: 'SUCCEEDED',
      enteredAt: until.replace('Z', '.002Z'),
      stoppedAt: until,
    });
  });

  test('nothing happens before the time, also when woken too early, and nothing twice when woken late', async () => {
    const it = world({ m: wait({ Seconds: 60 }) });
    it.interpreter.start('m', 'one', {});
    await it.interpreter.drain();
    it.interpreter.wake('m:one');
    it.interpreter.wake('nobody');
    await it.interpreter.drain();
    expect(it.get('m:one')).toMatchObject({
      state: 'Pause',
      phase: 'sleeping',
      wakeAt: '2026-01-05T08:01:00Z',
    });
    await it.jump('2026-01-05T09:00:00Z');
    it.interpreter.wake('m:one');
    await it.interpreter.drain();
    expect(it.finished).toHaveLength(1);
    expect(it.get('m:one').stoppedAt).toBe('2026-01-05T09:00:00Z');
  });

  test.each([
    ['Seconds "MUST be a non-negative integer"', { Seconds: '{% 1.5 %}' }],
    ['Timestamp must be "a string containing a valid timestamp"', { Timestamp: "{% 'tomorrow' %}" }],
  ])('%s', async (_, more) => {
    expect(await execute(wait(more))).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });
});

describe('Succeed and Fail', () => {
  test('Succeed "terminates a state machine successfully", with its input or its Output', async () => {
    expect(await outputOf(machine({ A: { Type: 'Succeed' } }), { a: 1 })).toEqual({ a: 1 });
    expect(await outputOf(machine({ A: { Type: 'Succeed', Output: { b: 2 } } }), { a: 1 })).toEqual({ b: 2 });
  });

  test('Fail "terminates the machine and marks it as a failure", with Error and Cause also from expressions', async () => {
    const fixed = machine({ A: { Type: 'Fail', Error: 'ErrorA', Cause: 'Kaiju attack' } });
    expect(await execute(fixed)).toMatchObject({ status: 'FAILED', error: 'ErrorA', cause: 'Kaiju attack' });
    const computed = machine({ A: { Type: 'Fail', Error: '{% $states.input.e %}', Cause: "{% 'c' & 1 %}" } });
    expect(await execute(computed, { e: 'E' })).toMatchObject({ error: 'E', cause: 'c1', output: null });
  });

  test('Error "MUST be a string" when evaluated', async () => {
    const source = machine({ A: { Type: 'Fail', Error: '{% 5 %}' } });
    expect(await execute(source)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('Task lambda:invoke', () => {
  test('the function gets the Payload; the result is what lambda:invoke returns', async () => {
    const it = world(
      { m: machine({ A: task('add') }) },
      { add: ({ a, b }: { a: number; b: number }) => a + b },
    );
    it.interpreter.start('m', 'one', { a: 3, b: 4 });
    await it.run();
    expect(it.calls).toEqual(['add {"a":3,"b":4}']);
    expect(it.get('m:one').output).toEqual({ Payload: 7, StatusCode: 200, ExecutedVersion: '$LATEST' });
  });

  test('"$states.result refers to the result that a Task state returns"', async () => {
    const source = machine({ A: task('f', { Output: '{% $states.result.Payload.x & $states.input.y %}' }) });
    expect(await outputOf(source, { y: 'b' }, { f: () => ({ x: 'a' }) })).toBe('ab');
  });

  test('what JSON cannot carry does not arrive: functions get and give copies', async () => {
    const shared = { when: new Date('2026-01-01T00:00:00Z'), gone: undefined };
    const source = machine({ A: task('f', { Output: '{% $states.result.Payload %}' }) });
    expect(await outputOf(source, {}, { f: () => shared })).toEqual({ when: '2026-01-01T00:00:00.000Z' });
    expect(await outputOf(source, {}, { f: () => undefined })).toBeNull();
    const greedy = (payload: { a: number }) => {
      payload.a = 99;
    };
    const keeps = machine({ A: task('f', { Output: '{% $states.input.a %}' }) });
    const it = world({ m: keeps }, { f: greedy }, { asText: false });
    it.interpreter.start('m', 'one', { a: 1 });
    await it.run();
    expect(it.get('m:one').output).toBe(1);
  });

  test('"larger than the payload size quota" is States.DataLimitExceeded, both ways', async () => {
    const big = 'x'.repeat(262_145);
    const answers = machine({ A: task('f') });
    expect(await execute(answers, {}, { f: () => big })).toMatchObject({ error: 'States.DataLimitExceeded' });
    const asks = machine({
      A: task('f', { Arguments: { FunctionName: 'f', Payload: "{% $pad('', 262145, 'x') %}" } }),
    });
    expect(await execute(asks, {}, { f: () => 1 })).toMatchObject({ error: 'States.DataLimitExceeded' });
  });

  test('a function that takes longer than TimeoutSeconds fails with States.Timeout', async () => {
    const source = machine({ A: task('slow', { TimeoutSeconds: 30 }) });
    const record = await execute(
      source,
      {},
      {
        slow: (_, it) => {
          it.now = '2026-01-05T08:00:30Z';
        },
      },
    );
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('TimeoutSeconds may be an expression and must be a positive integer', async () => {
    const source = machine({ A: tokenTask('f', { TimeoutSeconds: '{% $states.input.t %}' }) });
    const functions = { f: () => null };
    expect(await execute(source, { t: 60 }, functions)).toMatchObject({
      error: 'States.Timeout',
      stoppedAt: '2026-01-05T08:01:00Z',
    });
    expect(await execute(source, { t: 'x' }, functions)).toMatchObject({
      error: 'States.QueryEvaluationError',
    });
    expect(await execute(source, { t: 0 }, functions)).toMatchObject({
      error: 'States.QueryEvaluationError',
    });
  });

  test('an error that a function throws fails the execution with its name and Lambda’s cause', async () => {
    const record = await execute(
      machine({ A: task('f') }),
      {},
      {
        f: () => {
          throw named('Broken', 'no paper');
        },
      },
    );
    expect(record).toMatchObject({ status: 'FAILED', error: 'Broken', output: null });
    expect(JSON.parse(record.cause ?? '')).toEqual({ errorType: 'Broken', errorMessage: 'no paper' });
  });
});

describe('Task states:startExecution', () => {
  const start = (more: Record<string, unknown> = {}) =>
    task('x', {
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn: 'child', Name: '{% $states.input.name %}', Input: { n: 1 } },
      ...more,
    });
  const child = machine({ C: task('work') });

  test('starts another execution and does not wait for it', async () => {
    const it = world({ m: machine({ A: start() }), child }, { work: () => 1 });
    it.interpreter.start('m', 'one', { name: 'kid' });
    await it.run();
    expect(it.get('m:one').output).toEqual({ ExecutionArn: 'child:kid', StartDate: START });
    expect(it.get('child:kid')).toMatchObject({ status: 'SUCCEEDED', input: { n: 1 } });
    expect(it.finished.map(({ id }) => id)).toEqual(['m:one', 'child:kid']);
  });

  test('without a Name it gets one, the same in the same run', async () => {
    const source = machine({ A: start({ Arguments: { StateMachineArn: 'child' } }) });
    const it = world({ m: source, child }, { work: () => 1 });
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.get('m:one').output).toMatchObject({
      ExecutionArn: expect.stringMatching(/^child:[0-9a-f-]{36}$/),
    });
  });

  test('"StartExecution is idempotent": the same name and input while it runs is a success, otherwise it exists', async () => {
    const waiting = machine({ C: tokenTask('work') });
    const twice = machine({ A: start({ Next: 'B', Output: '{% $states.input %}' }), B: start() });
    const it = world(
      {
        m: twice,
        child: waiting,
        m2: machine({ D: start({ Arguments: { StateMachineArn: 'child', Name: 'kid', Input: { n: 2 } } }) }),
      },
      { work: () => 1 },
    );
    it.interpreter.start('m', 'one', { name: 'kid' });
    it.interpreter.start('m2', 'two', {});
    await it.run();
    expect(it.get('m:one').status).toBe('SUCCEEDED');
    expect(it.get('m2:two').error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });

  test.each([
    ['StepFunctions.StateMachineDoesNotExistException', { StateMachineArn: 'nowhere', Name: 'x' }],
    ['StepFunctions.InvalidNameException', { StateMachineArn: 'child', Name: 'a b' }],
    ['States.QueryEvaluationError', { StateMachineArn: 'child', Name: '{% 5 %}' }],
  ])('%s', async (error, args) => {
    const it = world({ m: machine({ A: start({ Arguments: args }) }), child });
    it.interpreter.start('m', 'one', {});
    await it.run();
    expect(it.get('m:one')).toMatchObject({ status: 'FAILED', error });
  });
});

describe('executions', () => {
  test('a name that was used is "exists", also after the end, and runs nothing again', async () => {
    const it = world({ m: machine({ A: task('f') }) }, { f: () => 1 });
    expect(it.interpreter.start('m', 'one', {})).toBe('started');
    expect(it.interpreter.start('m', 'one', { other: true })).toBe('exists');
    await it.run();
    expect(it.interpreter.start('m', 'one', {})).toBe('exists');
    await it.run();
    expect(it.calls).toHaveLength(1);
    expect(it.finished).toHaveLength(1);
  });

  test('start only records and queues', () => {
    const it = world({ m: machine({ A: task('f') }) }, { f: () => 1 });
    it.interpreter.start('m', 'one', {});
    expect(it.get('m:one')).toMatchObject({ status: 'RUNNING', state: 'A', phase: 'entered' });
    expect(it.calls).toEqual([]);
  });

  test('an unknown machine and a name that AWS would not take are refused', () => {
    const it = world({ m: machine({ A: { Type: 'Succeed' } }) });
    expect(() => it.interpreter.start('x', 'one', {})).toThrow('no state machine x');
    expect(() => it.interpreter.start('m', 'a:b', {})).toThrow('AWS would not take');
    expect(() => it.interpreter.start('m', 'x'.repeat(81), {})).toThrow('AWS would not take');
  });

  test('"if the machine executes longer than the specified time, it fails with States.Timeout"', async () => {
    const source = machine({ A: tokenTask('f') }, { TimeoutSeconds: 3600 });
    const record = await execute(source, {}, { f: () => null });
    expect(record).toMatchObject({
      status: 'TIMED_OUT',
      error: 'States.Timeout',
      stoppedAt: '2026-01-05T09:00:00Z',
    });
  });

  test('they run first in, first out, each until it must wait', async () => {
    const source = machine({
      A: task('a', { Next: 'B' }),
      B: task('b', { Arguments: { FunctionName: 'b', Payload: '{% $states.context.Execution.Name %}' } }),
    });
    const it = world({ m: source }, { a: () => 1, b: () => 1 });
    it.interpreter.start('m', 'one', 1);
    it.interpreter.start('m', 'two', 2);
    await it.run();
    expect(it.calls).toEqual(['a 1', 'b "one"', 'a 2', 'b "two"']);
  });

  test('"maximum execution history size: 25,000 events": a loop without an end fails as it does on AWS', async () => {
    const source = machine({
      Round: { Type: 'Choice', Choices: [{ Condition: false, Next: 'Out' }], Default: 'Round' },
      Out: { Type: 'Succeed' },
    });
    const record = await execute(source);
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(record.cause).toContain('25000');
  });

  test('two calls of drain share one run', async () => {
    const it = world({ m: machine({ A: task('f') }) }, { f: () => 1 });
    it.interpreter.start('m', 'one', {});
    await Promise.all([it.interpreter.drain(), it.interpreter.drain()]);
    expect(it.calls).toHaveLength(1);
  });

  test('the virtual clock is what expressions see', async () => {
    expect(await resultOf('$states.context.State.EnteredTime')).toBe(START.replace('Z', '.001Z'));
  });
});
