import { childStopped } from './children.ts';
import type { State } from './definition.ts';
import { EVENTS } from './events.ts';
import type { ExecutionRecord, Outcome } from './record.ts';
import { closeRecord, entryTime } from './record-life.ts';
import { findRetrier, matchesError, retryAt } from './retry.ts';
import { type Run, type Step, stateOf } from './run.ts';
import { evaluate, evaluateAssign, scopeOf } from './scope.ts';
import { failedWith, StateError } from './state-error.ts';

export const TIMED_OUT: Outcome = {
  ok: false,
  error: 'States.Timeout',
  cause: 'The task ran longer than TimeoutSeconds.',
};

/** An error that the state itself raised goes the way of every other: Retry, Catch, or the end of the execution. */
export function evaluationFailed(record: ExecutionRecord, error: unknown): ExecutionRecord {
  if (!(error instanceof StateError)) throw error;
  if (error.name === 'States.QueryEvaluationError') record.events += EVENTS.evaluationFailed;
  record.outcome = failedWith(error);
  record.phase = 'settled';
  return record;
}

/** Saves and asks to be woken; goes straight on when the moment has come already. */
export function pause(
  run: Run,
  record: ExecutionRecord,
  phase: 'sleeping' | 'retrying',
  until: string,
): Step {
  record.phase = phase;
  record.wakeAt = until;
  run.host.store.put(record);
  if (until <= run.host.now()) return record;
  run.host.wakeAt(record.id, until);
  return undefined;
}

/** Records what a task came to; its token is worth nothing from here on. */
export function endTask(run: Run, record: ExecutionRecord, outcome: Outcome): ExecutionRecord {
  record.outcome = outcome;
  record.phase = 'settled';
  record.token = null;
  record.deadline = null;
  record.events += EVENTS.taskEnded;
  run.host.store.put(record);
  return record;
}

/** Leaves a state whose work is done: with Output and Assign, or by way of Retry and Catch. */
export async function settle(run: Run, record: ExecutionRecord): Promise<Step> {
  const state = stateOf(run, record);
  const { outcome } = record;
  if (outcome?.ok === false) return await settleFailure(run, record, state, outcome.error, outcome.cause);
  if (!('next' in state)) throw new Error(`${record.id}: ${state.type} has no outcome`);
  const scope = scopeOf(run.host, record, outcome ? { result: outcome.result } : {});
  try {
    const fallback = outcome ? outcome.result : record.stateInput;
    const output = state.output ? await evaluate(state.output, scope) : fallback;
    return goOn(run, record, state.next, output, await evaluateAssign(state.assign, scope));
  } catch (error) {
    return evaluationFailed(record, error);
  }
}

/** "The interpreter uses any appropriate Retriers first and only applies the matching Catcher if they fail." */
async function settleFailure(
  run: Run,
  record: ExecutionRecord,
  state: State,
  error: string,
  cause: string,
): Promise<Step> {
  if ('retry' in state) {
    const found = findRetrier(state.retry, error, record.retries);
    if (found) {
      const spent = record.retries[found.index] ?? 0;
      record.retries = state.retry.map((_, at) => (record.retries[at] ?? 0) + (at === found.index ? 1 : 0));
      record.outcome = null;
      record.transitions += 1;
      return pause(run, record, 'retrying', retryAt(found.retrier, spent, run.host.now(), run.host.random));
    }
    const catcher = state.catch.find((candidate) => matchesError(candidate.errors, error));
    if (catcher) {
      const errorOutput = { Error: error, Cause: cause };
      const scope = scopeOf(run.host, record, { errorOutput });
      try {
        const output = catcher.output ? await evaluate(catcher.output, scope) : errorOutput;
        return goOn(run, record, catcher.next, output, await evaluateAssign(catcher.assign, scope));
      } catch (problem) {
        // A Catcher has no Catcher of its own.
        if (!(problem instanceof StateError)) throw problem;
        record.events += EVENTS.evaluationFailed;
        return stop(run, record, 'FAILED', { error: problem.name, cause: problem.message });
      }
    }
  }
  return stop(run, record, 'FAILED', { error, cause });
}

/** Enters the next state, or ends the flow. "Each variable's new value only takes effect in the next state." */
export function goOn(
  run: Run,
  record: ExecutionRecord,
  next: string | null,
  output: unknown,
  assigned: Record<string, unknown>,
): Step {
  record.events += EVENTS.stateExited;
  if (next === null) return stop(run, record, 'SUCCEEDED', { output });
  if (Object.keys(assigned).length > 0) record.variables = { ...record.variables, ...assigned };
  record.state = next;
  record.stateInput = output;
  record.phase = 'entered';
  record.outcome = null;
  record.wakeAt = null;
  if (record.retries.length > 0) record.retries = [];
  record.events += EVENTS.stateEntered;
  record.transitions += 1;
  record.enteredAt = entryTime(run.host.now(), record.transitions);
  run.host.store.put(record);
  return record;
}

/** Ends an execution or child for good, and tells its parent or the host. */
export function stop(
  run: Run,
  record: ExecutionRecord,
  status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT',
  end: { output?: unknown; error?: string | null; cause?: string | null },
): undefined {
  record.status = status;
  record.output = end.output ?? null;
  record.error = end.error ?? null;
  record.cause = end.cause ?? null;
  closeRecord(record, run.host.now());
  record.events += record.parent ? 0 : EVENTS.executionStopped;
  run.host.store.put(record);
  if (record.parent) childStopped(run, record, record.parent.id);
  else run.host.finished(record);
}
