import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../../local/interpreter/parse-definition.ts';
import { flow, machine, named, outputOf, task, world } from './world.ts';

const end = (output: unknown) => ({ Type: 'Pass', Output: output, End: true });

describe('variables', () => {
  test('"a state can store data in a variable and reference it in a later state"', async () => {
    const source = machine({
      First: { Type: 'Pass', Assign: { make: 'Infiniti', model: 'G35', year: 2006 }, Next: 'Second' },
      Second: end("{% $year & ' ' & $make & ' ' & $model %}"),
    });
    expect(await outputOf(source)).toBe('2006 Infiniti G35');
  });

  test('"if x had the value 5 on state entry, the interpreter will assign 42 to x, and 5 to newOrOld"', async () => {
    const source = machine({
      Before: { Type: 'Pass', Assign: { x: 5 }, Next: 'Assigning' },
      Assigning: {
        Type: 'Pass',
        Assign: { x: 42, newOrOld: '{% $x %}' },
        Output: { seen: '{% $x %}' },
        Next: 'After',
      },
      After: end({ x: '{% $x %}', newOrOld: '{% $newOrOld %}', seen: '{% $states.input.seen %}' }),
    });
    expect(await outputOf(source)).toEqual({ x: 42, newOrOld: 5, seen: 5 });
  });

  test('"a variable assigned inside an expression does not affect any state machine variable"', async () => {
    const source = machine({
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'B' },
      B: { Type: 'Pass', Output: '{% ($x := 9; $x) %}', Next: 'C' },
      C: end({ x: '{% $x %}', inside: '{% $states.input %}' }),
    });
    expect(await outputOf(source)).toEqual({ x: 1, inside: 9 });
  });

  test('a task’s Assign sees $states.result; the array of one element stays one', async () => {
    const source = machine({
      A: task('f', { Assign: { found: '{% $states.result.Payload %}' }, Next: 'B' }),
      B: end({ found: '{% $found %}', many: '{% $count($found) %}' }),
    });
    expect(await outputOf(source, {}, { f: () => [7] })).toEqual({ found: [7], many: 1 });
  });

  test('"if a Choice Rule is chosen, its Assign is evaluated, and not the state’s"', async () => {
    const source = machine({
      Ask: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n = 1 %}', Assign: { band: 'one' }, Next: 'A' },
          { Condition: '{% $states.input.n = 2 %}', Next: 'B' },
        ],
        Default: 'A',
        Assign: { band: 'default' },
      },
      A: end('{% $band %}'),
      B: end('{% $exists($band) %}'),
    });
    expect(await outputOf(source, { n: 1 })).toBe('one');
    expect(await outputOf(source, { n: 2 })).toBe(false);
    expect(await outputOf(source, { n: 3 })).toBe('default');
  });

  test('"If a state reports an error, the matching Catcher’s Assign is evaluated, and not the state’s"', async () => {
    const source = machine({
      A: task('f', {
        Assign: { ok: true },
        Catch: [
          { ErrorEquals: ['States.ALL'], Assign: { why: '{% $states.errorOutput.Error %}' }, Next: 'Z' },
        ],
      }),
      Z: end({ why: '{% $why %}', ok: '{% $exists($ok) %}' }),
    });
    const f = () => {
      throw named('Late');
    };
    expect(await outputOf(source, {}, { f })).toEqual({ why: 'Late', ok: false });
  });

  test('Wait may assign', async () => {
    const source = machine({
      W: { Type: 'Wait', Seconds: 1, Assign: { x: 1 }, Next: 'A' },
      A: end('{% $x %}'),
    });
    expect(await outputOf(source)).toBe(1);
  });

  test('the specification’s own example of scopes: End outputs hello, Goodbye outputs 2', async () => {
    const source = machine({
      'Get Greeting': { Type: 'Pass', Assign: { outer: 'hello' }, Next: 'Greet Everyone' },
      'Greet Everyone': {
        Type: 'Map',
        Items: [1],
        ItemProcessor: flow({
          Begin: { Type: 'Pass', Assign: { inner: 'world', hi: '{% $outer %}' }, Next: 'End' },
          End: { Type: 'Succeed', Output: '{% $hi %}' },
        }),
        Assign: { outer: 2 },
        Next: 'Goodbye',
      },
      Goodbye: { Type: 'Succeed', Output: { now: '{% $outer %}', was: '{% $states.input %}' } },
    });
    expect(await outputOf(source)).toEqual({ now: 2, was: ['hello'] });
  });

  test('"In a Map state, a state in one iteration MUST NOT reference any variable assigned in another"', async () => {
    const source = machine({
      Each: {
        Type: 'Map',
        Items: [1, 2],
        ItemProcessor: flow({
          See: {
            Type: 'Pass',
            Output: { n: '{% $states.input %}', seen: '{% $exists($mine) %}' },
            Next: 'Set',
          },
          Set: { Type: 'Pass', Assign: { mine: '{% $states.input.n %}' }, Next: 'Show' },
          Show: end({ mine: '{% $mine %}', seen: '{% $states.input.seen %}' }),
        }),
        End: true,
      },
    });
    expect(await outputOf(source)).toEqual([
      { mine: 1, seen: false },
      { mine: 2, seen: false },
    ]);
  });

  const refuses = (states: Record<string, Record<string, unknown>>, problem: string) =>
    expect(() => parseDefinition(machine(states))).toThrow(problem);

  test('"states in inner scopes MUST NOT assign to a variable with the same name as one in an outer scope"', () => {
    const branch = flow({ B: { Type: 'Pass', Assign: { x: 2 }, End: true } });
    refuses(
      {
        A: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
        P: { Type: 'Parallel', Branches: [branch], End: true },
      },
      'States."P".Branches[0].States."B".Assign.x must not be assigned: it belongs to an outer scope',
    );
  });

  test('"when a Parallel branch completes, its variables go out of scope", and other branches never see them', () => {
    const sets = flow({ B: { Type: 'Pass', Assign: { x: 2 }, End: true } });
    const reads = flow({ C: end('{% $x %}') });
    refuses(
      { P: { Type: 'Parallel', Branches: [sets, reads], End: true } },
      'reads $x, which no state in its scope assigns',
    );
    refuses({ P: { Type: 'Parallel', Branches: [sets], Output: '{% $x %}', End: true } }, 'reads $x');
  });

  test('"A state MUST NOT assign a value to states"', () => {
    refuses({ A: { Type: 'Pass', Assign: { states: 1 }, End: true } }, 'states is reserved');
  });

  test('a variable may have the name of a function, and hides it also before it has a value', async () => {
    const source = machine({
      Ask: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.set %}', Next: 'Set' }],
        Default: 'Use',
      },
      Set: { Type: 'Pass', Assign: { range: 'twenties' }, Next: 'Use' },
      Use: end("{% $exists($range) ? $range : 'none' %}"),
    });
    expect(await outputOf(source, { set: true })).toBe('twenties');
    expect(await outputOf(source, { set: false })).toBe('none');
    refuses(
      { A: { Type: 'Pass', Assign: { range: 1 }, Next: 'B' }, B: end('{% $range(1, 2, 1) %}') },
      'calls $range',
    );
  });

  test.each(['1st', 'a-b', '', 'x'.repeat(81)])(
    '"Unicode Identifiers" of at most 80 characters: not %j',
    (name) => {
      refuses({ A: { Type: 'Pass', Assign: { [name]: 1 }, End: true } }, 'States."A".Assign.');
    },
  );

  test('a variable that is assigned somewhere but not on this way is a query error, not a value', async () => {
    const source = machine({
      Ask: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.set %}', Next: 'Set' }],
        Default: 'Use',
      },
      Set: { Type: 'Pass', Assign: { x: 1 }, Next: 'Use' },
      Use: end('{% $x %}'),
    });
    expect(await outputOf(source, { set: true })).toBe(1);
    const it = world({ m: source });
    it.interpreter.start('m', 'one', { set: false });
    await it.run();
    expect(it.get('m:one').error).toBe('States.QueryEvaluationError');
  });
});
