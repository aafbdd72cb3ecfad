import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../../local/interpreter/parse-definition.ts';
import { execute, flow, machine, outputOf, resultOf, task, tokenTask, world } from './world.ts';

const pass = (output: unknown, more = {}) => ({ Type: 'Pass', Output: output, End: true, ...more });

describe('expressions', () => {
  test('"if any value nested inside a JSON object or array is a JSONata string, it is replaced with the result"', async () => {
    const output = {
      student: '{% $states.input.name %}',
      values: [1, '{% 1 + 1 %}', 'three', { deep: '{% null %}' }],
    };
    expect(await outputOf(machine({ A: pass(output) }), { name: 'Scotland' })).toEqual({
      student: 'Scotland',
      values: [1, 2, 'three', { deep: null }],
    });
  });

  test.each([
    ['"a type error, for example $x + $y if $x is not a number"', "{% 'a' + 1 %}", 'T2001'],
    [
      '"may fail to return a result, because JSON cannot represent an undefined value"',
      '{% $states.input.none %}',
      'returned nothing (undefined)',
    ],
    ['a function is no JSON value', '{% $sum %}', 'a function is no JSON value'],
    ['$error names its own cause', "{% $error('too late') %}", 'too late'],
  ])('%s is States.QueryEvaluationError', async (_, output, cause) => {
    const record = await execute(machine({ A: pass(output) }));
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(record.cause).toContain(cause);
    expect(record.cause).toContain("specified for the field 'Output'");
  });

  test('a missing value inside an object that JSONata builds is left out, as AWS does', async () => {
    expect(await resultOf("{ 'a': 1, 'b': $states.input.none }")).toEqual({ a: 1 });
  });

  test('arrays of one element stay arrays when they come from input', async () => {
    expect(await resultOf('$states.input.list', { list: [1] })).toEqual([1]);
    expect(await resultOf('$states.input.list', { list: [] })).toEqual([]);
  });

  test('$states.context has what AWS and the laptop both know', async () => {
    const it = world({ m: machine({ Look: pass('{% $states.context %}') }) });
    it.interpreter.start('m', 'one', { case: 7 });
    await it.run();
    expect(it.get('m:one').output).toEqual({
      Execution: { Id: 'm:one', Input: { case: 7 }, Name: 'one', StartTime: '2026-01-05T08:00:00Z' },
      State: { EnteredTime: '2026-01-05T08:00:00.001Z', Name: 'Look', RetryCount: 0 },
      StateMachine: { Id: 'm', Name: 'm' },
    });
  });
});

describe('functions that AWS adds', () => {
  test.each([
    ['$partition([1..5], 2)', [[1, 2], [3, 4], [5]]],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ["$hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ["$hash('a', 'MD5')", '0cc175b9c0f1b6a831c399e269772661'],
    ['$parse(\'{"a": [1]}\')', { a: [1] }],
    ['$random(5) = $random(5)', true],
    ['$random(5) = $random(6)', false],
    ['$random()', 0.5],
    ['$shuffle([1, 2, 3])', [1, 3, 2]],
  ])('%s', async (expression, value) => {
    expect(await resultOf(expression)).toEqual(value);
  });

  test.each([
    '$partition([1], 0)',
    '$range(1, 9, 0)',
    '$range(1, 1001, 1)',
    "$hash('a', 'CRC')",
    "$parse('{')",
  ])('%s fails', async (expression) => {
    await expect(resultOf(expression)).rejects.toThrow('States.QueryEvaluationError');
  });

  test('$now and $millis tell virtual time, and so does a picture that leaves out the day', async () => {
    expect(await resultOf('$now()')).toBe('2026-01-05T08:00:00.000Z');
    expect(await resultOf("$now('[Y]/[M]/[D]')")).toBe('2026/1/5');
    expect(await resultOf('$millis()')).toBe(Date.parse('2026-01-05T08:00:00Z'));
    expect(await resultOf("$toMillis('10:00', '[H]:[m]')")).toBe(Date.parse('2026-01-05T10:00:00Z'));
  });

  test('$uuid is a version 4 UUID, another one each time, the same ones in the same run', async () => {
    const twice = machine({
      A: pass(['{% $uuid() %}'][0], { Next: 'B', End: undefined }),
      B: pass('{% [$states.input, $uuid(), $map([1, 2], function($n) { $uuid() })] %}'),
    });
    const first = (await outputOf(twice)) as string[];
    expect(new Set(first).size).toBe(4);
    for (const uuid of first)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await outputOf(twice)).toEqual(first);
  });
});

describe('what the cloud would not understand is refused at load time', () => {
  const refuses = (state: Record<string, unknown>, problem: string) =>
    expect(() => parseDefinition(machine({ A: state }), 'm')).toThrow(problem);

  test.each([
    ['$', 'uses $ at the top level'],
    ['$.total', 'uses $ at the top level'],
    ['total', 'reads total without saying of what'],
    ['total > 1', 'reads total without saying of what'],
    ['$$.total', 'uses $$'],
    ['**', 'reads the input document'],
    ["$eval('1')", 'uses $eval'],
    ['$states.input.a ?? 1', 'uses ??'],
    ['$states.input.a ?: 1', 'uses ?:'],
    ['$lettres > 1', 'reads $lettres, which no state in its scope assigns'],
    ['$nosuch(1)', 'reads $nosuch'],
    ['($a := 1; function($b) { $c })', 'reads $c'],
    ['$states.errorOutput.Error', 'reads $states.errorOutput, which does not exist here'],
    ['$states.result', 'reads $states.result, which does not exist here'],
    ['$states.context.Task.Token', 'reads $states.context.Task'],
    ['$states.context.Map.Item.Value', 'reads $states.context.Map outside of a Map'],
    ['1 +', 'is no JSONata'],
  ])('%s', (expression, problem) => refuses(pass(`{% ${expression} %}`), problem));

  test.each([
    '$states.input.order[$.total > 10]',
    '$states.input.order[total > 10]',
    "$states.input.order.{ 'a': total, 'b': $ }",
    '$states.input.order^(total)',
    '$states.input.order{ name: total }',
    '$states.input ~> |order|{ "a": total }|',
    '($f := function($n) { $n > 1 ? $n * $f($n - 1) : 1 }; $f(3))',
    '$states.input.order@$o.{ "x": $o.total }',
    '$states.input.order#$i.{ "x": $i }',
    '$exists($states.input.a) ? $states.input.a : {}',
    '$map($states.input.order, function($o, $i) { $o.total + $i })',
  ])('but not %s', (expression) => {
    expect(() => parseDefinition(machine({ A: pass(`{% ${expression} %}`) }))).not.toThrow();
  });

  test('"Arguments MUST NOT reference $states.result or $states.errorOutput"', () => {
    const payload = { FunctionName: 'f', Payload: '{% $states.result %}' };
    refuses(task('f', { Arguments: payload }), 'States."A".Arguments.Payload reads $states.result');
  });

  test('a task token belongs into the Arguments of a Task that waits for it, and must be there', () => {
    const token = { FunctionName: 'f', Payload: { t: '{% $states.context.Task.Token %}' } };
    refuses(task('f', { Arguments: token }), 'reads $states.context.Task');
    refuses(tokenTask('f', { Output: '{% $states.context.Task.Token %}' }), 'reads $states.context.Task');
    const without = { FunctionName: 'f', Payload: { id: '{% $states.context.Execution.Input.id %}' } };
    refuses(tokenTask('f', { Arguments: without }), 'must contain $states.context.Task.Token');
  });

  test('the item of a Map can be read in its selector and inside, not in its Output', () => {
    const item = '{% $states.context.Map.Item.Value %}';
    const map = { Type: 'Map', ItemSelector: { item }, ItemProcessor: flow({ B: pass(item) }), End: true };
    expect(() => parseDefinition(machine({ A: map }))).not.toThrow();
    refuses({ ...map, Output: item }, 'reads $states.context.Map outside of a Map');
  });
});
