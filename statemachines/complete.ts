/** A state machine as it stands in its file. */
export interface Definition {
  States: Record<string, State>;
  [field: string]: unknown;
}

interface State {
  Type: string;
  Resource?: string;
  Arguments?: { FunctionName?: string; Payload?: Record<string, unknown> };
  Assign?: Record<string, unknown>;
  ItemProcessor?: Definition;
  [field: string]: unknown;
}

const WAIT = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const INVOKE = 'arn:aws:states:::lambda:invoke';
const HAND_OVER = 'Hand the case to a person';
const FAILED = 'A person has it';

/** Seconds that a function may take before it counts as failed. */
const FUNCTION_SECONDS = 120;
const DAY = 86_400;
/** No execution outlives this: AWS ends one after a year. What runs out becomes a person's task. */
const LONGEST_DAYS = 300;

/** What every task of a case's journey is told: ids only, never the case. */
const caseInput = {
  case: '{% $states.context.Execution.Input.case %}',
  journey: '{% $states.context.Execution.Input.journey %}',
  // The same for a retry of this visit, another for the next visit and the next journey: the id of what it causes.
  state:
    "{% $states.context.State.Name & '@' & $states.context.State.EnteredTime & '#' & $string($states.context.Execution.Input.journey) %}",
};

/** Errors that no retry can mend: the journey is wrong, or the case is not there. */
const hopeless = ['InvalidInput', 'UnknownCase', 'IllegalEntry', 'UnknownCreditor', 'UnknownModel'];

/**
 * Lambda did not take the call: too many at once, or it is out of order. That says nothing of the case, and passes: a
 * large import must not bring cases to a person.
 */
const busy = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
];

const retry = (errors: string[]) => [
  { ErrorEquals: hopeless, MaxAttempts: 0, JitterStrategy: 'FULL' },
  {
    ErrorEquals: busy,
    IntervalSeconds: 5,
    BackoffRate: 2,
    MaxAttempts: 40,
    MaxDelaySeconds: 900,
    JitterStrategy: 'FULL',
  },
  {
    ErrorEquals: errors,
    IntervalSeconds: 2,
    BackoffRate: 2,
    // A quarter of an hour: a table that is out of order for some minutes must not bring every case to a person.
    MaxAttempts: 10,
    MaxDelaySeconds: 300,
    JitterStrategy: 'FULL',
  },
];

/** Seconds that work on a whole file, or on a part of one, may take. */
const FILE_SECONDS = 900;
const PART_SECONDS = 300;
/** Seconds that it may take to read all journals of a creditor and learn from them. */
const LEARN_SECONDS = 900;

/** What one function's task needs wherever it stands: the files name the function, this fills in the rest. */
const byFunction: Record<string, (state: State) => Partial<State>> = {
  'write-message': () => ({
    Assign: {
      contact: '{% $states.result.Payload.contact %}',
      seconds: '{% $states.result.Payload.seconds %}',
    },
  }),
  'send-and-wait': () => ({ TimeoutSeconds: '{% $seconds %}', Assign: told }),
  'ask-person': (state) => ({
    // Until the evening of the last day, and a day.
    TimeoutSeconds: (Number(state.Arguments?.Payload?.days) + 2) * DAY,
    Assign: told,
  }),
  'import-file': () => ({ TimeoutSeconds: FILE_SECONDS }),
  'import-part': () => ({ TimeoutSeconds: PART_SECONDS }),
  'learn-score': () => ({ TimeoutSeconds: LEARN_SECONDS }),
};

/** Machines that are about a file or a creditor, and no case. They catch for themselves. */
const withoutCase: readonly string[] = ['intake', 'refit-score'];

/** Whether the executions of a machine are each about one case. */
export function isPerCase(machine: string): boolean {
  return !withoutCase.includes(machine);
}

const told = {
  answer: '{% $states.result.answer %}',
  outcome: "{% $exists($states.result.outcome) ? $states.result.outcome : 'none' %}",
};

/**
 * Adds to a machine what all its tasks need alike, so that the files hold policy only: the case's ids, time-outs,
 * retries with jitter, and a Catch that hands the case to a person. The laptop and the cloud both run the result.
 *
 * A wait that times out goes on waiting: its function finds out whether the follow-up is due. It is never retried
 * for a time-out, which would repeat a wait of weeks.
 *
 * @param definition a parsed file; not changed
 * @param perCase whether it is about one case: `isPerCase`
 */
export function complete(definition: Definition, perCase: boolean): Definition {
  const States: Record<string, State> = {};
  for (const [name, state] of Object.entries(definition.States)) {
    States[name] = state.Type === 'Task' ? completeTask(name, state, perCase) : completeOther(state, perCase);
  }
  if (perCase) {
    States[HAND_OVER] = {
      Type: 'Task',
      Resource: INVOKE,
      Arguments: {
        FunctionName: `\${report-failure}`,
        Payload: { ...caseInput, error: '{% $failure %}' },
      },
      TimeoutSeconds: FUNCTION_SECONDS,
      Retry: retry(['States.TaskFailed', 'States.Timeout']),
      Next: FAILED,
    };
    States[FAILED] = { Type: 'Succeed', Output: { end: 'failed' } };
  }
  return { ...definition, ...(perCase && { TimeoutSeconds: LONGEST_DAYS * DAY }), States };
}

function completeOther(state: State, perCase: boolean): State {
  return state.ItemProcessor ? { ...state, ItemProcessor: complete(state.ItemProcessor, perCase) } : state;
}

function completeTask(name: string, state: State, perCase: boolean): State {
  const waits = state.Resource === WAIT;
  const called = state.Arguments?.FunctionName?.replace(/^\$\{(.*)\}$/, '$1') ?? '';
  const own = byFunction[called]?.(state) ?? {};
  const toPerson = {
    ErrorEquals: ['States.ALL'],
    Assign: { failure: '{% $states.errorOutput.Error %}' },
    Next: HAND_OVER,
  };
  return {
    ...state,
    Arguments: {
      ...state.Arguments,
      Payload: {
        ...(perCase && caseInput),
        ...(waits && { token: '{% $states.context.Task.Token %}' }),
        ...(called === 'send-and-wait' && { contact: '{% $contact %}' }),
        ...state.Arguments?.Payload,
      },
    },
    TimeoutSeconds: FUNCTION_SECONDS,
    Retry: retry(waits ? ['States.TaskFailed'] : ['States.TaskFailed', 'States.Timeout']),
    ...(perCase && {
      Catch: waits ? [{ ErrorEquals: ['States.Timeout'], Next: name }, toPerson] : [toPerson],
    }),
    ...own,
  };
}
