import { randomUUID } from 'node:crypto';
import { epochSeconds } from '../../core/calendar/moment.ts';
import type { Definition } from '../../local/interpreter/definition.ts';
import { isExecutionName } from '../../local/interpreter/execution-name.ts';
import { parseDefinition } from '../../local/interpreter/parse-definition.ts';
import type { ExecutionRecord } from '../../local/interpreter/record.ts';
import type { Event, Executions } from './executions.ts';

/** A request of the Step Functions API that is refused; `name` goes out as its `__type`. */
export class Refused extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

type Request = Record<string, unknown>;
type Answer = Record<string, unknown>;

/** What of the Step Functions API is about executions. All that is about machines is left to the emulator. */
export type StepFunctions = ReturnType<typeof createStepFunctions>;

/**
 * The actions of the Step Functions API that start, answer and tell of executions.
 *
 * @param describe the definition of a machine as it was deployed, by its ARN; undefined when there is none
 */
export function createStepFunctions(
  executions: Executions,
  describe: (machine: string) => Promise<string | undefined>,
) {
  const parsed = new Map<string, { text: string; definition: Definition }>();

  /** A machine and all machines that it starts, as they are now: an execution keeps what it began with. */
  async function load(machine: string, machines: Record<string, Definition> = {}) {
    const text = await describe(machine);
    if (text === undefined) throw new Refused('StateMachineDoesNotExist', `No machine ${machine}`);
    const known = parsed.get(machine);
    const definition = known?.text === text ? known.definition : parseDefinition(text, machine);
    parsed.set(machine, { text, definition });
    machines[machine] = definition;
    for (const flow of definition.flows.values()) {
      for (const state of flow.states.values()) {
        if (state.type !== 'Task' || state.work.kind !== 'start' || state.work.machine in machines) continue;
        await load(state.work.machine, machines);
      }
    }
    return machines;
  }

  async function startExecution(request: Request): Promise<Answer> {
    const machine = text(request, 'stateMachineArn');
    const name = typeof request.name === 'string' ? request.name : randomUUID();
    if (!isExecutionName(name)) throw new Refused('InvalidName', `Invalid Name: '${name}'`);
    const input = json(request.input ?? '{}', 'InvalidExecutionInput');
    const machines = await load(machine);
    const execution = executions.start(machines, machine, name, input);
    if (execution === 'exists') {
      const arn = executionArn(machine, name);
      throw new Refused('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    return { executionArn: executionArn(machine, name), startDate: epochSeconds(execution.startedAt) };
  }

  function answerTask(token: string, answer: Parameters<Executions['answer']>[1]): Answer {
    const result = executions.answer(token, answer);
    if (result === 'unknown') throw new Refused('InvalidToken', "Invalid Token: 'Invalid token'");
    if (result === 'gone') {
      throw new Refused('TaskTimedOut', 'Task Timed Out: the task has been closed or its time has run out');
    }
    return {};
  }

  function find(request: Request): ExecutionRecord {
    const arn = text(request, 'executionArn');
    const execution = executions.get(arn.replace(':execution:', ':stateMachine:'));
    if (!execution) throw new Refused('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  const actions: Record<string, (request: Request) => Answer | Promise<Answer>> = {
    StartExecution: startExecution,
    SendTaskSuccess(request) {
      const token = text(request, 'taskToken');
      const output = json(request.output, 'InvalidOutput');
      return answerTask(token, (interpreter) => interpreter.succeed(token, output));
    },
    SendTaskFailure(request) {
      const token = text(request, 'taskToken');
      const [error, cause] = [String(request.error ?? ''), String(request.cause ?? '')];
      return answerTask(token, (interpreter) => interpreter.fail(token, error, cause));
    },
    // The interpreter refuses HeartbeatSeconds, so a heartbeat of an open task changes nothing.
    SendTaskHeartbeat(request) {
      const token = text(request, 'taskToken');
      return answerTask(token, () => (executions.isOpen(token) ? 'accepted' : 'gone'));
    },
    DescribeExecution: (request) => describeExecution(find(request)),
    GetExecutionHistory(request) {
      const execution = find(request);
      const events = executions.history(execution.id).map((event, at) => historyEvent(event, at, execution));
      return { events: request.reverseOrder === true ? events.reverse() : events };
    },
    ListExecutions(request) {
      const all = executions
        .of(text(request, 'stateMachineArn'))
        .filter(({ status }) => !request.statusFilter || status === request.statusFilter)
        .reverse();
      const from = Number(request.nextToken ?? 0);
      const to = from + Number(request.maxResults || 100);
      const page = all.slice(from, to).map(summary);
      return { executions: page, ...(to < all.length && { nextToken: String(to) }) };
    },
  };

  return {
    /** Is this action ours? */
    has: (action: string) => action in actions,
    /** @throws Refused */
    async answer(action: string, request: Request): Promise<Answer> {
      const act = actions[action];
      if (!act) throw new Refused('UnknownOperationException', `${action} is not offered here.`);
      return await act(request);
    },
  };
}

function text(request: Request, field: string): string {
  const value = request[field];
  if (typeof value !== 'string') throw new Refused('ValidationException', `${field} is missing`);
  return value;
}

function json(value: unknown, error: string): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    throw new Refused(error, 'Invalid JSON');
  }
}

/** `…:stateMachine:name` and the name of an execution → `…:execution:name:execution`. */
export function executionArn(machine: string, name: string): string {
  return `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
}

function summary(execution: ExecutionRecord): Answer {
  return {
    executionArn: executionArn(execution.machine, execution.name),
    stateMachineArn: execution.machine,
    name: execution.name,
    status: execution.status,
    startDate: epochSeconds(execution.startedAt),
    ...(execution.stoppedAt && { stopDate: epochSeconds(execution.stoppedAt) }),
  };
}

function describeExecution(execution: ExecutionRecord): Answer {
  return {
    ...summary(execution),
    input: JSON.stringify(execution.input),
    ...(execution.status === 'SUCCEEDED' && { output: JSON.stringify(execution.output) }),
    ...(execution.error !== null && { error: execution.error }),
    ...(execution.cause !== null && { cause: execution.cause }),
  };
}

/** Entries of states and the end, truly; what AWS writes between them is left out. */
function historyEvent(event: Event, at: number, execution: ExecutionRecord): Answer {
  return {
    id: at + 1,
    previousEventId: at,
    timestamp: Date.parse(event.timestamp) / 1000,
    type: event.type,
    ...(event.state && { stateEnteredEventDetails: { name: event.state } }),
    ...(event.type === 'ExecutionStarted' && {
      executionStartedEventDetails: { input: JSON.stringify(execution.input) },
    }),
    ...(event.type === 'ExecutionSucceeded' && {
      executionSucceededEventDetails: { output: JSON.stringify(execution.output) },
    }),
    ...(event.type === 'ExecutionFailed' && {
      executionFailedEventDetails: { error: execution.error, cause: execution.cause },
    }),
  };
}

/** The detail of "Step Functions Execution Status Change". */
export function statusChange(execution: ExecutionRecord): Answer {
  const millis = (moment: string | null) => (moment === null ? null : epochSeconds(moment) * 1000);
  return {
    executionArn: executionArn(execution.machine, execution.name),
    stateMachineArn: execution.machine,
    name: execution.name,
    status: execution.status,
    startDate: millis(execution.startedAt),
    stopDate: millis(execution.stoppedAt),
    input: JSON.stringify(execution.input),
    inputDetails: { included: true },
    output: execution.status === 'SUCCEEDED' ? JSON.stringify(execution.output) : null,
    outputDetails: execution.status === 'SUCCEEDED' ? { included: true } : null,
    error: execution.error,
    cause: execution.cause,
  };
}
