import validate from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { machineNames } from '../../local/machines.ts';
import { completed, type Machine, raw, type State, variablesIn } from './machine.ts';
import { rules } from './rules.ts';

type Rule = keyof typeof rules;
const all = Object.entries(rules);

describe.each(machineNames())('%s', (name) => {
  test.each([
    ['as its file holds it', raw],
    ['as it is deployed', completed],
  ])('%s, asl-validator accepts it', (_, read) => {
    const { isValid, errors } = validate(read(name));
    expect(errors.map(({ Message }) => Message)).toEqual([]);
    expect(isValid).toBe(true);
  });

  test.each(all)('%s', (_, rule) => {
    expect(rule(completed(name), name === 'intake')).toEqual([]);
  });
});

const json = (value: unknown) => JSON.parse(JSON.stringify(value));
const person = { ErrorEquals: ['States.ALL'], Assign: { failure: 'x' }, Next: 'Hand it over' };
const retry = [{ ErrorEquals: ['States.TaskFailed'], JitterStrategy: 'FULL' }];
const ids = { case: 'c', journey: 1, state: 's' };

/** A small machine that keeps every rule. */
const sound: Machine = {
  QueryLanguage: 'JSONata',
  StartAt: 'Write it',
  States: {
    'Write it': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: {
        FunctionName: `\${write-message}`,
        Payload: { ...ids, step: 'first-reminder', patienceDays: 7 },
      },
      TimeoutSeconds: 120,
      Retry: retry,
      Assign: { contact: '{% $states.result.Payload.contact %}' },
      Catch: [person],
      Next: 'Send it',
    },
    'Send it': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: `\${send-and-wait}`,
        Payload: { ...ids, contact: '{% $contact %}', token: '{% $states.context.Task.Token %}' },
      },
      TimeoutSeconds: 120,
      Retry: retry,
      Assign: { answer: '{% $states.result.answer %}' },
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Send it' }, person],
      Next: 'Did they answer?',
    },
    'Did they answer?': {
      Type: 'Choice',
      Choices: [{ Condition: "{% $answer = 'again' %}", Next: 'Write it' }],
      Default: 'Answered',
    },
    'Hand it over': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: `\${report-failure}`, Payload: { ...ids, error: '{% $failure %}' } },
      TimeoutSeconds: 120,
      Retry: retry,
      Next: 'Answered',
    },
    Answered: { Type: 'Succeed', Output: { end: 'answered' } },
  },
};

test.each(all)('a sound machine keeps the rule: %s', (_, rule) => {
  expect(rule(json(sound), false)).toEqual([]);
});

test('every rule is shown to fail', () => {
  expect(new Set(breaches.map(([rule]) => rule))).toEqual(new Set(Object.keys(rules)));
});

const breaches: [Rule, Record<string, Partial<State>>, string][] = [
  [
    'Retry and Catch have only fields that exist',
    { 'Send it': { Retry: [{ ...retry[0], MaxAttempt: 1 }] } },
    'Send it has Retry.MaxAttempt',
  ],
  [
    'Retry and Catch have only fields that exist',
    { 'Write it': { Catch: [{ ...person, ResultPath: '$' }] } },
    'Write it has Catch.ResultPath',
  ],
  ['every task is retried with full jitter', { 'Send it': { Retry: [] } }, 'Send it is not retried'],
  [
    'every task is retried with full jitter',
    { 'Send it': { Retry: [{ ErrorEquals: ['X'], JitterStrategy: 'HALF' }] } },
    'Send it has jitter HALF',
  ],
  [
    'no expression evaluates text',
    { Answered: { Output: { end: "{% $eval('1') %}" } } },
    'Answered uses $eval',
  ],
  [
    'every variable is assigned on every path before it is read',
    { 'Write it': { Assign: {} } },
    'Send it reads $contact',
  ],
  [
    'every variable is assigned on every path before it is read',
    { 'Write it': { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Hand it over' }] } },
    'Hand it over reads $failure',
  ],
  ['every choice has a default', { 'Did they answer?': { Default: '' } }, 'Did they answer? has no Default'],
  [
    'a token is handed out by every wait and by nothing else',
    { 'Send it': { Arguments: { FunctionName: 'f', Payload: { token: 'x' } } } },
    'Send it hands out no token',
  ],
  [
    'a token is handed out by every wait and by nothing else',
    { 'Write it': { Arguments: { FunctionName: 'f', Payload: { t: '{% $states.context.Task.Token %}' } } } },
    'Write it hands out a token and does not wait',
  ],
  [
    'every task has a time-out',
    { 'Write it': { TimeoutSeconds: undefined } },
    'Write it has no TimeoutSeconds',
  ],
  [
    'what breaks down comes to a person',
    { 'Write it': { Catch: [] } },
    'Write it leaves some error with nobody',
  ],
  [
    'what breaks down comes to a person',
    { 'Write it': { Catch: [{ ...person, Next: 'Answered' }] } },
    'Write it leaves some error with nobody',
  ],
  [
    'a wait is never repeated for having waited',
    { 'Send it': { Retry: [{ ErrorEquals: ['States.ALL'] }] } },
    'Send it retries States.ALL',
  ],
  [
    'a wait is never repeated for having waited',
    { 'Send it': { Retry: [{ ErrorEquals: ['States.TaskFailed', 'States.Timeout'] }] } },
    'Send it retries States.Timeout',
  ],
  [
    'a wait is never repeated for having waited',
    { 'Send it': { Catch: [person] } },
    'Send it does not go on waiting after its time-out',
  ],
  ['every state can be reached', { Forgotten: { Type: 'Succeed' } }, 'Forgotten is never reached'],
  ['every path can come to an end', { Round: { Type: 'Pass', Next: 'Round' } }, 'Round never ends'],
  ['names are sentences', { 'Answer found?': { Type: 'Pass' } }, 'Answer found? is no instruction'],
  ['names are sentences', { SendReminder: { Type: 'Task' } }, 'SendReminder is no instruction'],
  ['names are sentences', { 'Check payment': { Type: 'Choice' } }, 'Check payment is no question'],
  ['names are sentences', { 'Send it off': { Type: 'Fail' } }, 'Send it off is no outcome'],
  [
    'every function is told what it takes, and nothing else',
    { 'Hand it over': { Arguments: { FunctionName: `\${report-failure}`, Payload: { ...ids } } } },
    'Hand it over does not tell error',
  ],
  [
    'every function is told what it takes, and nothing else',
    { 'Hand it over': { Arguments: { FunctionName: `\${score-case}`, Payload: { ...ids, name: 'x' } } } },
    'Hand it over tells name, which nobody asked for',
  ],
  [
    'every function is told what it takes, and nothing else',
    { 'Hand it over': { Arguments: { FunctionName: `\${no-such}` } } },
    'Hand it over calls no-such, which there is not',
  ],
  ...[{ step: 'threat' }, { patienceDays: 0 }, { patienceDays: 61 }].map(
    (payload): [Rule, Record<string, Partial<State>>, string] => [
      'what a function is told fits',
      { 'Write it': { Arguments: { FunctionName: `\${write-message}`, Payload: payload } } },
      `Write it tells ${JSON.stringify(payload)
        .replace(/[{}]|"(?=\w+":)|(?<=\w)":/g, ' ')
        .trim()
        .replace(/ +/g, ' ')}`,
    ],
  ),
];

test.each(breaches)('%s: %o', (rule, changes, problem) => {
  const machine: Machine = json(sound);
  for (const [name, change] of Object.entries(changes)) {
    machine.States[name] = { ...machine.States[name], ...change } as State;
  }
  expect(rules[rule](json(machine), false)).toContain(problem);
});

test.each<[string, string[]]>([
  ['$answer', ['answer']],
  ["$answer in ['a', '$b']", ['answer']],
  ['$exists($states.result.outcome) ? $outcome : 0', ['outcome']],
  ['($a := 1; $a + $b)', ['b']],
  ['$map($list, function($one) { $one + $more })', ['list', 'more']],
])('the variables of %s are known', (expression, names) => {
  expect(variablesIn(expression)).toEqual(names);
});
