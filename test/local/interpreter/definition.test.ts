import { describe, expect, test } from 'vitest';
import { DefinitionRefused } from '../../../local/interpreter/definition.ts';
import { parseDefinition } from '../../../local/interpreter/parse-definition.ts';
import { substitute } from '../../../local/interpreter/substitute.ts';
import { flow, machine, task, tokenTask } from './world.ts';

function problemsOf(source: unknown): readonly string[] {
  try {
    parseDefinition(source as object, 'm');
    return [];
  } catch (error) {
    if (error instanceof DefinitionRefused) return error.problems;
    throw error;
  }
}

const pass = { Type: 'Pass', End: true };
const only = (state: Record<string, unknown>) => machine({ A: state });

/** Something of every kind that is understood. */
const everything = machine(
  {
    'Write it': task('write', {
      Comment: 'why',
      Output: { case: '{% $states.result.Payload.id %}' },
      Assign: { letters: 1 },
      TimeoutSeconds: '{% $states.input.seconds %}',
      Retry: [
        {
          ErrorEquals: ['Busy'],
          IntervalSeconds: 2,
          MaxAttempts: 5,
          BackoffRate: 1.5,
          MaxDelaySeconds: 60,
          JitterStrategy: 'FULL',
          Comment: 'why',
        },
        { ErrorEquals: ['States.ALL'] },
      ],
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Next: 'Broken',
          Assign: { why: '{% $states.errorOutput.Cause %}' },
          Output: '{% $states.input %}',
          Comment: 'why',
        },
      ],
      Next: 'Did they pay?',
    }),
    'Did they pay?': {
      Type: 'Choice',
      Choices: [
        {
          Condition: '{% $letters > 1 %}',
          Next: 'Paid',
          Assign: { paid: true },
          Output: { x: 1 },
          Comment: 'why',
        },
      ],
      Default: 'Pause',
      Assign: { paid: false },
      Output: '{% $states.input %}',
    },
    Pause: { Type: 'Wait', Seconds: 5, Next: 'Until' },
    Until: { Type: 'Wait', Timestamp: '2026-03-14T01:59:00Z', Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Arguments: { a: 1 },
      Branches: [flow({ Left: pass }), flow({ Right: tokenTask('ask') })],
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      Items: '{% $states.input %}',
      ItemSelector: { value: '{% $states.context.Map.Item.Value %}' },
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...flow({ Inside: pass }) },
      MaxConcurrency: 3,
      Next: 'Start it',
    },
    'Start it': {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn: 'other', Name: 'x', Input: { a: 1 } },
      Next: 'Paid',
    },
    Paid: { Type: 'Succeed', Output: { done: true } },
    Broken: { Type: 'Fail', Error: "{% 'a' & 'b' %}", Cause: 'because' },
  },
  { Comment: 'why', Version: '1.0', TimeoutSeconds: 100 },
);

describe('a state machine is refused at load time, every problem by its path', () => {
  test('nothing is said against what the laptop understands, as object or as text', () => {
    expect(problemsOf(everything)).toEqual([]);
    expect(() => parseDefinition(JSON.stringify(everything))).not.toThrow();
  });

  test('asl-validator, which knows the schema of AWS, accepts the same file', async () => {
    const { default: validate } = (await import('asl-validator')) as unknown as {
      default: (source: unknown) => { isValid: boolean; errorsText: () => string };
    };
    const result = validate(everything);
    expect(result.isValid ? '' : result.errorsText()).toBe('');
  });

  test.each<[string, unknown, string]>([
    [
      'the query language must be said',
      { StartAt: 'A', States: { A: pass } },
      'QueryLanguage must be "JSONata"',
    ],
    [
      'JSONPath machine',
      { QueryLanguage: 'JSONPath', StartAt: 'A', States: { A: pass } },
      'QueryLanguage must be "JSONata"',
    ],
    [
      'JSONPath state',
      only({ ...pass, QueryLanguage: 'JSONPath' }),
      'States."A".QueryLanguage must be "JSONata"',
    ],
    ['unknown field at the top', machine({ A: pass }, { Foo: 1 }), 'Foo is not supported'],
    ['another version', machine({ A: pass }, { Version: '2.0' }), 'Version must be "1.0"'],
    [
      'a timeout that is no number',
      machine({ A: pass }, { TimeoutSeconds: '9' }),
      'TimeoutSeconds must be a whole number of at least 1',
    ],
    [
      'unknown field of a state',
      machine({ 'Send it': { ...pass, Foo: 1 } }),
      'States."Send it".Foo is not supported',
    ],
    ...['InputPath', 'OutputPath', 'Parameters', 'ResultPath', 'Result'].map(
      (field): [string, unknown, string] => [
        `JSONPath's ${field}`,
        only({ ...pass, [field]: '$' }),
        `States."A".${field} is not supported`,
      ],
    ),
    [
      'JSONPath in a payload',
      only(task('f', { Arguments: { FunctionName: 'f', Payload: { 'a.$': '$.a' } } })),
      'States."A".Arguments.Payload.a.$ is JSONPath',
    ],
    ['heartbeats', only(task('f', { HeartbeatSeconds: 5 })), 'States."A".HeartbeatSeconds is not supported'],
    ['credentials', only(task('f', { Credentials: {} })), 'States."A".Credentials is not supported'],
    ['a state without Type', only({ End: true }), 'States."A".Type is missing'],
    ['an unknown Type', only({ Type: 'Loop' }), 'States."A".Type is not supported: "Loop"'],
    ['neither Next nor End', only({ Type: 'Pass' }), 'States."A" must have one of Next and End'],
    [
      'both Next and End',
      machine({ A: { ...pass, Next: 'B' }, B: pass }),
      'States."A" must have one of Next and End',
    ],
    ['End that is false', only({ Type: 'Pass', End: false }), 'States."A".End must be true'],
    ['Next that names no state', only({ Type: 'Pass', Next: 'B' }), 'States."A".Next names no state: "B"'],
    ['StartAt that names no state', machine({ A: pass }, { StartAt: 'B' }), 'StartAt names no state: "B"'],
    [
      'a state that nothing leads to',
      machine({ A: pass, B: pass }),
      'States."B" cannot be reached from StartAt',
    ],
    [
      'a machine that cannot end',
      machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
      'has no state that ends it',
    ],
    ['no states', { QueryLanguage: 'JSONata', StartAt: 'A' }, 'States is missing'],
    [
      'a name of more than 80 characters',
      machine({ ['x'.repeat(81)]: pass }),
      `States."${'x'.repeat(81)}" has a name of more than 80 characters`,
    ],
    [
      'a name used twice, also in a branch',
      machine({ A: { Type: 'Parallel', Branches: [flow({ A: pass })], End: true } }),
      'States."A".Branches[0].States."A" has the same name as States."A"',
    ],
    [
      'Next from a branch to the outside',
      machine({
        A: { Type: 'Parallel', Branches: [flow({ B: { Type: 'Pass', Next: 'C' } })], Next: 'C' },
        C: pass,
      }),
      'States."A".Branches[0].States."B".Next names no state: "C"',
    ],
    [
      'Succeed with Next',
      machine({ A: { Type: 'Succeed', Next: 'B' }, B: pass }),
      'States."A".Next is not supported',
    ],
    ['Fail with Output', only({ Type: 'Fail', Output: {} }), 'States."A".Output is not supported'],
    [
      'Fail with an Error that is no text',
      only({ Type: 'Fail', Error: 5 }),
      'States."A".Error must be a string or an expression',
    ],
    [
      'a literal Output that is no object',
      only({ ...pass, Output: 'x' }),
      `States."A".Output must be an object or an expression: write {% 'x' %} for a literal`,
    ],
    [
      'half an expression',
      only({ ...pass, Output: { a: '{% 1 ' } }),
      'States."A".Output.a is half an expression: it must start with {% and end with %}',
    ],
    [
      'a leading space',
      only({ ...pass, Output: { a: ' {% 1 %}' } }),
      'States."A".Output.a is half an expression: it must start with {% and end with %}',
    ],
    [
      'Wait without a time',
      only({ Type: 'Wait', End: true }),
      'States."A" must have one of Seconds and Timestamp',
    ],
    [
      'Wait with two times',
      only({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true }),
      'States."A" must have one of Seconds and Timestamp',
    ],
    [
      'a lower-case timestamp',
      only({ Type: 'Wait', Timestamp: '2026-01-01t00:00:00z', End: true }),
      'States."A".Timestamp must be a timestamp such as 2016-03-14T01:59:00Z or an expression',
    ],
    [
      'negative seconds',
      only({ Type: 'Wait', Seconds: -1, End: true }),
      'States."A".Seconds must be a whole number of at least 0 or an expression',
    ],
    ['Choice without rules', only({ Type: 'Choice', Choices: [] }), 'States."A".Choices must not be empty'],
    [
      'a rule without Condition',
      machine({ A: { Type: 'Choice', Choices: [{ Next: 'B' }] }, B: pass }),
      'States."A".Choices[0].Condition is missing',
    ],
    [
      'a rule without Next',
      machine({ A: { Type: 'Choice', Choices: [{ Condition: true }], Default: 'B' }, B: pass }),
      'States."A".Choices[0].Next is missing',
    ],
    [
      'a condition that is text',
      machine({ A: { Type: 'Choice', Choices: [{ Condition: 'yes', Next: 'B' }] }, B: pass }),
      'States."A".Choices[0].Condition must be true or false or an expression',
    ],
    [
      "JSONPath's choice",
      machine({ A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'B' }] }, B: pass }),
      'States."A".Choices[0].Variable is not supported',
    ],
    [
      'an unknown resource',
      only(task('f', { Resource: 'arn:aws:states:::sqs:sendMessage' })),
      'States."A".Resource is not supported: "arn:aws:states:::sqs:sendMessage"',
    ],
    [
      'starting and waiting',
      only(task('f', { Resource: 'arn:aws:states:::states:startExecution.sync:2' })),
      'States."A".Resource is not supported: "arn:aws:states:::states:startExecution.sync:2"',
    ],
    [
      'no resource',
      only({ Type: 'Task', Arguments: { FunctionName: 'f', Payload: {} }, End: true }),
      'States."A".Resource is missing',
    ],
    [
      'an unknown argument',
      only(task('f', { Arguments: { FunctionName: 'f', Payload: {}, InvocationType: 'Event' } })),
      'States."A".Arguments.InvocationType is not supported',
    ],
    [
      'no payload',
      only(task('f', { Arguments: { FunctionName: 'f' } })),
      'States."A".Arguments.Payload is missing',
    ],
    [
      'a computed function name',
      only(task('f', { Arguments: { FunctionName: "{% 'f' %}", Payload: {} } })),
      'States."A".Arguments.FunctionName must be a plain name, no expression',
    ],
    [
      'a placeholder left over',
      only(task('f', { Arguments: { FunctionName: `\${f}`, Payload: {} } })),
      `States."A".Arguments.FunctionName has an unreplaced placeholder: \${f}`,
    ],
    [
      'a timeout of nothing',
      only(task('f', { TimeoutSeconds: 0 })),
      'States."A".TimeoutSeconds must be a whole number of at least 1 or an expression',
    ],
    [
      'Retry without errors',
      only(task('f', { Retry: [{ ErrorEquals: [] }] })),
      'States."A".Retry[0].ErrorEquals must not be empty',
    ],
    [
      'an unknown field of Retry',
      only(task('f', { Retry: [{ ErrorEquals: ['A'], Foo: 1 }] })),
      'States."A".Retry[0].Foo is not supported',
    ],
    [
      'a bad jitter',
      only(task('f', { Retry: [{ ErrorEquals: ['A'], JitterStrategy: 'HALF' }] })),
      'States."A".Retry[0].JitterStrategy must be "NONE" or "FULL"',
    ],
    [
      'a shrinking delay',
      only(task('f', { Retry: [{ ErrorEquals: ['A'], BackoffRate: 0.5 }] })),
      'States."A".Retry[0].BackoffRate must be a number of at least 1',
    ],
    [
      'an interval of nothing',
      only(task('f', { Retry: [{ ErrorEquals: ['A'], IntervalSeconds: 0 }] })),
      'States."A".Retry[0].IntervalSeconds must be a whole number of at least 1',
    ],
    [
      'States.ALL in company',
      only(task('f', { Retry: [{ ErrorEquals: ['States.ALL', 'A'] }] })),
      'States."A".Retry[0].ErrorEquals must have States.ALL alone and in the last place',
    ],
    [
      'States.ALL before others',
      only(task('f', { Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] })),
      'States."A".Retry[0].ErrorEquals must have States.ALL alone and in the last place',
    ],
    [
      'Catch without Next',
      only(task('f', { Catch: [{ ErrorEquals: ['A'] }] })),
      'States."A".Catch[0].Next is missing',
    ],
    [
      'an unknown field of Catch',
      machine({ A: task('f', { Catch: [{ ErrorEquals: ['A'], Next: 'B', ResultPath: '$' }] }), B: pass }),
      'States."A".Catch[0].ResultPath is not supported',
    ],
    [
      'Retry of a Wait',
      only({ Type: 'Wait', Seconds: 1, End: true, Retry: [] }),
      'States."A".Retry is not supported',
    ],
    [
      'Parallel without branches',
      only({ Type: 'Parallel', Branches: [], End: true }),
      'States."A".Branches must not be empty',
    ],
    [
      'an unknown field of a branch',
      only({ Type: 'Parallel', Branches: [{ ...flow({ B: pass }), Foo: 1 }], End: true }),
      'States."A".Branches[0].Foo is not supported',
    ],
    ['Map without processor', only({ Type: 'Map', End: true }), 'States."A".ItemProcessor is missing'],
    [
      'distributed Map',
      only({
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...flow({ B: pass }) },
        End: true,
      }),
      'States."A".ItemProcessor.ProcessorConfig must be {"Mode": "INLINE"}',
    ],
    [
      'tolerated failures',
      only({ Type: 'Map', ItemProcessor: flow({ B: pass }), ToleratedFailureCount: 1, End: true }),
      'States."A".ToleratedFailureCount is not supported',
    ],
    [
      'the old Iterator',
      only({ Type: 'Map', Iterator: flow({ B: pass }), End: true }),
      'States."A".Iterator is not supported',
    ],
  ])('%s', (_, source, problem) => {
    expect(problemsOf(source)).toContain(problem);
  });

  test('all problems are told at once', () => {
    const problems = problemsOf(
      machine({ A: { Type: 'Pass', Foo: 1, Next: 'B' }, B: { Type: 'Wait', End: true } }),
    );
    expect(problems).toEqual([
      'States."A".Foo is not supported',
      'States."B" must have one of Seconds and Timestamp',
    ]);
  });
});

describe('placeholders', () => {
  test('they are replaced, also several times, and escaped for JSON', () => {
    const text = substitute(`{"a": "\${send}", "b": "\${send}-\${x}"}`, (name) =>
      name === 'x' ? 'q"q' : 'send-it',
    );
    expect(JSON.parse(text)).toEqual({ a: 'send-it', b: 'send-it-q"q' });
  });

  test('unknown placeholders are refused by name', () => {
    const known = (name: string) => (name === 'a' ? 'x' : undefined);
    expect(() => substitute(`"\${a} \${b} \${c}"`, known)).toThrow(`unknown placeholders: \${b}, \${c}`);
  });
});
