import { plusSeconds } from '../../core/calendar/moment.ts';
import type { Invocation, Start, Task } from './definition.ts';
import { EVENTS } from './events.ts';
import { isExecutionName } from './execution-name.ts';
import { unexpectedValue } from './expression.ts';
import { throughJson } from './json.ts';
import type { ExecutionRecord, Outcome } from './record.ts';
import type { Run, Step } from './run.ts';
import { evaluate, scopeOf, tokenOf } from './scope.ts';
import { endTask, TIMED_OUT } from './settle.ts';
import { failedFunction, failedWith, StateError } from './state-error.ts';

/** Runs one attempt of a Task. */
export async function beginTask(run: Run, record: ExecutionRecord, state: Task): Promise<Step> {
  const { work } = state;
  return work.kind === 'start'
    ? await startExecution(run, record, work)
    : await invoke(run, record, work, state);
}

async function invoke(run: Run, record: ExecutionRecord, work: Invocation, state: Task): Promise<Step> {
  const { host } = run;
  const entry = record.entries + 1;
  const token = work.token ? tokenOf(record, entry) : null;
  const scope = scopeOf(host, record, token === null ? {} : { token });
  const deadline = await deadlineOf(run, state, scope);
  const payload = throughJson(await evaluate(work.payload, scope), 'The payload');
  record.entries = entry;
  record.events += EVENTS.taskBegun;
  if (token === null) {
    const outcome = await call(run, work, payload);
    return endTask(run, record, deadline !== null && host.now() >= deadline ? TIMED_OUT : outcome);
  }

  record.token = token;
  record.deadline = deadline;
  record.phase = 'invoking';
  host.store.put(record);
  const outcome = await call(run, work, payload);
  // The token may have been answered while the function was still running: what the store holds now counts.
  const fresh = host.store.get(record.id) ?? record;
  if (fresh.status !== 'RUNNING') return undefined;
  if (outcome.ok) fresh.events += EVENTS.taskSubmitted;
  if (fresh.outcome) return fresh;
  if (!outcome.ok) return endTask(run, fresh, outcome);
  fresh.phase = 'token';
  host.store.put(fresh);
  if (deadline !== null) host.wakeAt(fresh.id, deadline);
  return fresh;
}

/** Calls a function and shapes its answer as `lambda:invoke` does. */
async function call(run: Run, work: Invocation, payload: unknown): Promise<Outcome> {
  let answer: unknown;
  try {
    answer = await run.host.invoke(work.functionName, payload);
  } catch (thrown) {
    return failedFunction(thrown);
  }
  try {
    const result = throughJson(answer, `The result of ${work.functionName}`);
    return { ok: true, result: { ExecutedVersion: '$LATEST', Payload: result, StatusCode: 200 } };
  } catch (error) {
    return error instanceof StateError ? failedWith(error) : failedFunction(error);
  }
}

async function deadlineOf(run: Run, state: Task, scope: ReturnType<typeof scopeOf>): Promise<string | null> {
  if (state.timeout === null) return null;
  const seconds = await evaluate(state.timeout, scope);
  if (!Number.isInteger(seconds) || Number(seconds) < 1) {
    throw unexpectedValue('TimeoutSeconds', 'a positive whole number', seconds);
  }
  return plusSeconds(run.host.now(), Number(seconds));
}

/**
 * `states:startExecution`: the started execution runs later, after everything that is in the queue already.
 * As on AWS the same name with the same input, while that execution runs, is a success; a name that was used
 * otherwise is `StepFunctions.ExecutionAlreadyExistsException`.
 */
async function startExecution(run: Run, record: ExecutionRecord, work: Start): Promise<Step> {
  const { host } = run;
  const scope = scopeOf(host, record);
  const name = work.executionName === null ? scope.host.uuid() : await evaluate(work.executionName, scope);
  const input = work.input === null ? {} : throughJson(await evaluate(work.input, scope), 'The input');
  if (typeof name !== 'string') throw unexpectedValue('Arguments/Name', 'a string', name);
  record.entries += 1;
  record.events += EVENTS.taskBegun;
  return endTask(run, record, tryStart(run, work.machine, name, input));
}

function tryStart(run: Run, machine: string, name: string, input: unknown): Outcome {
  const refused = (error: string, cause: string): Outcome => ({
    ok: false,
    error: `StepFunctions.${error}`,
    cause,
  });
  if (run.machines[machine] === undefined)
    return refused('StateMachineDoesNotExistException', `No state machine ${machine}`);
  if (!isExecutionName(name)) return refused('InvalidNameException', `Invalid name: ${JSON.stringify(name)}`);
  const answer = run.start(machine, name, input);
  const execution = run.host.store.get(`${machine}:${name}`);
  const same = execution?.status === 'RUNNING' && JSON.stringify(execution.input) === JSON.stringify(input);
  if (answer === 'exists' && !same) {
    return refused('ExecutionAlreadyExistsException', `Execution Already Exists: '${machine}:${name}'`);
  }
  const result = { ExecutionArn: `${machine}:${name}`, StartDate: execution?.startedAt ?? run.host.now() };
  return { ok: true, result };
}
