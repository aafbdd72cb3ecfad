import validate from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { machineNames } from '../../local/machines.ts';
import { isPerCase } from '../../statemachines/complete.ts';
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
    expect(rule(completed(name), !isPerCase(name))).toEqual([]);
  });
});

test.each(machineNames())('%s does not outlive 300 days, and one about no case not a day', (name) => {
  expect(completed(name).TimeoutSeconds).toBe((isPerCase(name) ? 300 : 1) * 86_400);
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

type Changes = Record<string, Partial<State>>;
const tells = (called: string, Payload: Record<string, unknown>): Partial<State> => ({
  Arguments: { FunctionName: `\${${called}}`, Payload },
});

const breaches: [Rule, string, Changes][] = [
  [
    'Retry and Catch have only fields that exist',
    'Send it has Retry.MaxAttempt',
    { 'Send it': { Retry: [{ ...retry[0], MaxAttempt: 1 }] } },
  ],
  [
    'Retry and Catch have only fields that exist',
    'Write it has Catch.ResultPath',
    { 'Write it': { Catch: [{ ...person, ResultPath: '$' }] } },
  ],
  ['every task is retried with full jitter', 'Send it is not retried', { 'Send it': { Retry: [] } }],
  [
    'every task is retried with full jitter',
    'Send it has jitter HALF',
    { 'Send it': { Retry: [{ ErrorEquals: ['X'], JitterStrategy: 'HALF' }] } },
  ],
  [
    'no expression evaluates text',
    'Answered uses $eval',
    { Answered: { Output: { end: "{% $eval('1') %}" } } },
  ],
  [
    'every variable is assigned on every path before it is read',
    'Send it reads $contact',
    { 'Write it': { Assign: {} } },
  ],
  [
    'every variable is assigned on every path before it is read',
    'Hand it over reads $failure',
    { 'Write it': { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Hand it over' }] } },
  ],
  ['every choice has a default', 'Did they answer? has no Default', { 'Did they answer?': { Default: '' } }],
  [
    'a token is handed out by every wait and by nothing else',
    'Send it hands out no token',
    { 'Send it': tells('send-and-wait', { token: 'x' }) },
  ],
  [
    'a token is handed out by every wait and by nothing else',
    'Write it hands out a token and does not wait',
    { 'Write it': tells('write-message', { contact: '{% $states.context.Task.Token %}' }) },
  ],
  [
    'every task has a time-out',
    'Write it has no TimeoutSeconds',
    { 'Write it': { TimeoutSeconds: undefined } },
  ],
  [
    'what breaks down comes to a person',
    'Write it leaves some error with nobody',
    { 'Write it': { Catch: [] } },
  ],
  [
    'what breaks down comes to a person',
    'Write it leaves some error with nobody',
    { 'Write it': { Catch: [{ ...person, Next: 'Answered' }] } },
  ],
  [
    'a wait is never repeated for having waited',
    'Send it retries States.ALL',
    { 'Send it': { Retry: [{ ErrorEquals: ['States.ALL'] }] } },
  ],
  [
    'a wait is never repeated for having waited',
    'Send it retries States.Timeout',
    { 'Send it': { Retry: [{ ErrorEquals: ['States.TaskFailed', 'States.Timeout'] }] } },
  ],
  [
    'a wait is never repeated for having waited',
    'Send it does not go on waiting after its time-out',
    { 'Send it': { Catch: [person] } },
  ],
  ['every state can be reached', 'Forgotten is never reached', { Forgotten: { Type: 'Succeed' } }],
  [
    'every path can come to an end',
    'Go round never ends',
    { 'Go round': { Type: 'Pass', Next: 'Go round' } },
  ],
  ['names are sentences', 'Answer found? is no instruction', { 'Answer found?': { Type: 'Pass' } }],
  ['names are sentences', 'SendReminder is no instruction', { SendReminder: { Type: 'Task' } }],
  ['names are sentences', 'Check payment is no question', { 'Check payment': { Type: 'Choice' } }],
  ['names are sentences', 'Send it off is no outcome', { 'Send it off': { Type: 'Fail' } }],
  [
    'every function is told what it takes, and nothing else',
    'Hand it over does not tell error',
    { 'Hand it over': tells('report-failure', ids) },
  ],
  [
    'every function is told what it takes, and nothing else',
    'Hand it over tells name, which nobody asked for',
    { 'Hand it over': tells('score-case', { ...ids, name: 'x' }) },
  ],
  [
    'every function is told what it takes, and nothing else',
    'Hand it over calls no-such, which there is not',
    { 'Hand it over': tells('no-such', {}) },
  ],
  [
    'what a function is told fits',
    'Write it tells step "threat"',
    { 'Write it': tells('write-message', { step: 'threat' }) },
  ],
  [
    'what a function is told fits',
    'Write it tells patienceDays 61',
    { 'Write it': tells('write-message', { patienceDays: 61 }) },
  ],
  [
    'what a function is told fits',
    'Hand it over tells end "won"',
    { 'Hand it over': tells('end-journey', { end: 'won' }) },
  ],
  [
    'what a function is told fits',
    'Ask about it tells what "closed"',
    {
      'Did they answer?': { Default: 'Ask about it' },
      'Ask about it': { Type: 'Task', ...tells('ask-person', { what: '{% $answer %}' }) },
    },
  ],
  [
    'the state carries ids and answers, never the case',
    'Write it keeps amount',
    { 'Write it': { Assign: { amount: 1 } } },
  ],
  [
    'the state carries ids and answers, never the case',
    'Write it hands on more',
    { 'Write it': { Output: '{% $states.result.Payload %}' } },
  ],
  [
    'the state carries ids and answers, never the case',
    'Answered hands on more',
    { Answered: { Output: { end: 'answered', name: 'x' } } },
  ],
];

test.each(breaches)('%s, or is told: %s', (rule, problem, changes) => {
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
