import * as z from 'zod/mini';
import { Outcome, TaskKind } from '../../core/case/words.ts';
import { functions } from '../../local/functions.ts';
import {
  calledBy,
  expressionsIn,
  flowsOf,
  type Machine,
  nextOf,
  type State,
  statesOf,
  waits,
} from './machine.ts';
import { type Told, unassigned, walk } from './walk.ts';

/** A rule that a completed machine must keep; returns each place that does not. Some machines are about no case. */
type Rule = (machine: Machine, noCase: boolean) => string[];

const retryFields =
  'ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy Comment'.split(' ');
const catchFields = ['ErrorEquals', 'Next', 'Assign', 'Output', 'Comment'];
const verbs =
  /^(Ask|Assign|End|Go|Hand|Learn|Leave|Make|Offer|Open|Promote|Propose|Read|Score|Send|Start|Write) /;
const variables = { journey: 'contact seconds answer outcome about failure', noCase: 'parts found hash why' };

/**
 * What the core's `answer` can tell each wait: whoever waits for a person is not told of messages, and of instalments
 * only the machine that writes about them is told.
 */
function toldIn(machine: Machine): Told {
  const states = [...statesOf(machine)].map(([, state]) => state);
  const plan = states.some((state) => String(state.Arguments?.Payload?.step).startsWith('instalment'));
  const byPerson = [
    ...TaskKind.options,
    'closed',
    'decided',
    'follow-up-due',
    ...(plan ? [] : ['plan-agreed']),
  ];
  const bySend = [...byPerson, 'again', ...(plan ? ['instalment-paid'] : [])];
  const outcome = [...Outcome.options, 'none'];
  return (state): Record<string, string[]> => {
    const called = calledBy(state);
    if (called === 'ask-person') return { answer: byPerson, outcome };
    return called === 'send-and-wait' ? { answer: bySend, outcome } : {};
  };
}

const each = (
  check: (name: string, state: State, map: State | undefined) => (string | false | undefined)[],
): Rule => {
  return (machine) =>
    [...statesOf(machine)].flatMap(([name, state, map]) =>
      check(name, state, map)
        .filter((problem) => problem !== undefined && problem !== false)
        .map((problem) => `${name} ${problem}`),
    );
};
const eachTask = (check: Parameters<typeof each>[0]): Rule =>
  each((name, state, map) => (state.Type === 'Task' ? check(name, state, map) : []));
const errorsOf = (entries: { ErrorEquals?: unknown }[] | undefined): unknown[] =>
  (entries ?? []).flatMap(({ ErrorEquals }) => ErrorEquals);

export const rules = {
  'Retry and Catch have only fields that exist': each((_, { Retry, Catch }) => [
    ...(Retry ?? [])
      .flatMap(Object.keys)
      .map((field) => !retryFields.includes(field) && `has Retry.${field}`),
    ...(Catch ?? [])
      .flatMap(Object.keys)
      .map((field) => !catchFields.includes(field) && `has Catch.${field}`),
  ]),

  'every task is retried with full jitter': eachTask((_, { Retry }) => [
    !Retry?.length && 'is not retried',
    ...(Retry ?? []).map(({ JitterStrategy }) => JitterStrategy !== 'FULL' && `has jitter ${JitterStrategy}`),
  ]),

  'no expression evaluates text': each((_, state) =>
    expressionsIn(state).map((expression) => /\$eval\b/.test(expression) && 'uses $eval'),
  ),

  'every variable is assigned on every path before it is read': (machine) =>
    unassigned(machine, toldIn(machine)),

  'every choice has a default': each((_, { Type, Default }) => [
    Type === 'Choice' && !Default && 'has no Default',
  ]),

  'a token is handed out by every wait and by nothing else': each((_, state) => {
    const tokens = expressionsIn(state).filter((expression) => expression.includes('Task.Token'));
    const token = state.Arguments?.Payload?.token;
    return [
      waits(state) && token !== '{% $states.context.Task.Token %}' && 'hands out no token',
      !waits(state) && tokens.length > 0 && 'hands out a token and does not wait',
    ];
  }),

  'every task has a time-out': eachTask((_, { TimeoutSeconds }) => [
    TimeoutSeconds === undefined && 'has no TimeoutSeconds',
  ]),

  'what breaks down comes to a person': (machine, noCase) => {
    const isEnd = ({ Next }: { Next: string }) => {
      const next = machine.States[Next];
      return noCase ? next?.Type === 'Fail' : next !== undefined && calledBy(next) === 'report-failure';
    };
    return eachTask((_, state, map) => {
      const last = (map ?? state).Catch?.at(-1);
      const caught = last?.ErrorEquals?.join() === 'States.ALL' && isEnd(last);
      return [calledBy(state) !== 'report-failure' && !caught && 'leaves some error with nobody'];
    })(machine, noCase);
  },

  'a wait is never repeated for having waited': eachTask((name, state) => {
    if (!waits(state)) return [];
    const onTimeout = state.Catch?.find(({ ErrorEquals }) => ErrorEquals?.includes('States.Timeout'));
    return [
      ...errorsOf(state.Retry).map(
        (error) => (error === 'States.ALL' || error === 'States.Timeout') && `retries ${error}`,
      ),
      onTimeout?.Next !== name && 'does not go on waiting after its time-out',
    ];
  }),

  'every state can be reached': (machine) =>
    flowsOf(machine).flatMap((flow) => {
      const seen = new Set(walk(flow).map(({ name }) => name));
      return Object.keys(flow.States).flatMap((name) => (seen.has(name) ? [] : [`${name} is never reached`]));
    }),

  'every path can come to an end': (machine) =>
    flowsOf(machine).flatMap(({ States }) => {
      const ending = new Set<string>();
      for (let before = -1; before < ending.size; ) {
        before = ending.size;
        for (const [name, state] of Object.entries(States)) {
          const ends = state.End || state.Type === 'Succeed' || state.Type === 'Fail';
          if (ends || nextOf(state).some((next) => ending.has(next))) ending.add(name);
        }
      }
      return Object.keys(States).flatMap((name) => (ending.has(name) ? [] : [`${name} never ends`]));
    }),

  'names are sentences': each((name, { Type }) => {
    const sentence = /^[A-Z][a-z]*( [a-z]+)*\??$/.test(name);
    if (Type === 'Choice') return [(!sentence || !name.endsWith('?')) && 'is no question'];
    if (Type === 'Succeed' || Type === 'Fail')
      return [(!sentence || name.endsWith('?') || verbs.test(`${name} `)) && 'is no outcome'];
    return [(!sentence || name.endsWith('?') || !verbs.test(name)) && 'is no instruction'];
  }),

  'every function is told what it takes, and nothing else': eachTask((_, state) => {
    const payload = state.Arguments?.Payload ?? {};
    const shape = shapeOf(state);
    if (!shape) return [`calls ${calledBy(state)}, which there is not`];
    return [
      ...Object.keys(payload).map((key) => !(key in shape) && `tells ${key}, which nobody asked for`),
      ...Object.entries(shape).map(
        ([key, schema]) =>
          !(key in payload) && !z.safeParse(schema, undefined).success && `does not tell ${key}`,
      ),
    ];
  }),

  'what a function is told fits': (machine) =>
    flowsOf(machine)
      .flatMap((flow) => walk(flow, toldIn(machine)))
      .flatMap(({ name, state, variables: known }) =>
        Object.entries(state.Arguments?.Payload ?? {}).flatMap(([key, value]) => {
          const variable = /^\{% \$(\w+) %\}$/.exec(String(value))?.[1];
          const values = variable
            ? (known.get(variable)?.is ?? [])
            : expressionsIn(value).length > 0
              ? []
              : [value];
          const schema = shapeOf(state)?.[key];
          return values
            .filter((one) => schema && !z.safeParse(schema, one).success)
            .map((one) => `${name} tells ${key} ${JSON.stringify(one)}`);
        }),
      ),

  'the state carries ids and answers, never the case': (machine, noCase) => {
    const known = (noCase ? variables.noCase : variables.journey).split(' ');
    return each((_, state) => {
      const branches = [state, ...(state.Choices ?? []), ...(state.Catch ?? [])];
      const assigned = branches.flatMap(({ Assign }) => Object.keys(Assign ?? {}));
      const output = !noCase && state.Output !== undefined ? Object.keys(state.Output ?? {}).join() : 'end';
      return [
        ...assigned.map((name) => !known.includes(name) && `keeps ${name}`),
        (output !== 'end' || (state.Output !== undefined && !noCase && state.Type !== 'Succeed')) &&
          'hands on more',
      ];
    })(machine, noCase);
  },
} satisfies Record<string, Rule>;

function shapeOf(state: State): Record<string, z.core.$ZodType> | undefined {
  const input = functions.get(calledBy(state) ?? '')?.input;
  return input instanceof z.ZodMiniObject ? input.shape : undefined;
}
