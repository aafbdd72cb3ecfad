import { plusSeconds } from '../../core/calendar/moment.ts';
import { beginChildren, stopChildren } from './children.ts';
import type { Choice, Wait } from './definition.ts';
import { EVENTS, MAXIMUM_EVENTS } from './events.ts';
import { unexpectedValue } from './expression.ts';
import type { ExecutionRecord } from './record.ts';
import { type Run, type Step, stateOf } from './run.ts';
import { evaluate, evaluateAssign, type Scope, scopeOf } from './scope.ts';
import { endTask, evaluationFailed, goOn, pause, settle, stop, TIMED_OUT } from './settle.ts';
import { StateError } from './state-error.ts';
import { beginTask } from './task.ts';
import type { Template } from './template.ts';
import { isTimestamp, momentOf } from './timestamp.ts';

/** Runs an execution until it stops or has to wait. Does nothing when there is nothing to do. */
export async function advance(run: Run, id: string): Promise<void> {
  let record: Step = run.host.store.get(id);
  while (record && record.status === 'RUNNING') {
    if (record.expiresAt !== null && run.host.now() >= record.expiresAt) {
      expire(run, record);
      return;
    }
    record = await step(run, record);
  }
}

async function step(run: Run, record: ExecutionRecord): Promise<Step> {
  const now = run.host.now();
  switch (record.phase) {
    case 'entered':
      return await begin(run, record);
    case 'invoking':
      // Only after a crash: the function runs again, with a new token.
      record.phase = 'entered';
      return record;
    case 'token':
      if (record.deadline === null || now < record.deadline) return undefined;
      return endTask(run, record, TIMED_OUT);
    case 'sleeping':
      if (record.wakeAt !== null && now < record.wakeAt) return undefined;
      return await settle(run, record);
    case 'retrying':
      if (record.wakeAt !== null && now < record.wakeAt) return undefined;
      record.phase = 'entered';
      record.wakeAt = null;
      return record;
    case 'settled':
      return await settle(run, record);
    case 'queued':
    case 'children':
    case 'stopped':
      return undefined;
  }
}

/** "If the machine executes longer than the specified time, then the interpreter fails the machine with States.Timeout". */
function expire(run: Run, record: ExecutionRecord): void {
  if (record.parent) {
    run.enqueue(record.parent.root);
    return;
  }
  stopChildren(run, record);
  stop(run, record, 'TIMED_OUT', {
    error: 'States.Timeout',
    cause: 'The execution ran longer than TimeoutSeconds.',
  });
}

/** Does the work of a state that was entered. */
async function begin(run: Run, record: ExecutionRecord): Promise<Step> {
  const state = stateOf(run, record);
  if (record.events > MAXIMUM_EVENTS) {
    const cause = `The execution reached the maximum number of history events (${MAXIMUM_EVENTS}).`;
    return stop(run, record, 'FAILED', { error: 'States.Runtime', cause });
  }
  try {
    switch (state.type) {
      case 'Pass':
        return await settle(run, record);
      case 'Task':
        return await beginTask(run, record, state);
      case 'Parallel':
      case 'Map':
        return await beginChildren(run, record, state);
      case 'Wait':
        return await beginWait(run, record, state);
      case 'Choice':
        return await choose(run, record, state);
      case 'Succeed': {
        const output = state.output
          ? await evaluate(state.output, scopeOf(run.host, record))
          : record.stateInput;
        record.events += EVENTS.stateExited;
        return stop(run, record, 'SUCCEEDED', { output });
      }
      case 'Fail': {
        const scope = scopeOf(run.host, record);
        const error = state.error ? await evaluateText(state.error, scope, 'Error') : null;
        const cause = state.cause ? await evaluateText(state.cause, scope, 'Cause') : null;
        return stop(run, record, 'FAILED', { error, cause });
      }
    }
  } catch (error) {
    return evaluationFailed(record, error);
  }
}

async function evaluateText(template: Template, scope: Scope, field: string): Promise<string> {
  const value = await evaluate(template, scope);
  if (typeof value !== 'string') throw unexpectedValue(field, 'a string', value);
  return value;
}

async function beginWait(run: Run, record: ExecutionRecord, state: Wait): Promise<Step> {
  const value = await evaluate(state.until, scopeOf(run.host, record));
  if (state.unit === 'Timestamp') {
    if (!isTimestamp.is(value)) throw unexpectedValue('Timestamp', isTimestamp.what, value);
    record.wakeAt = momentOf(value);
  } else {
    if (!Number.isInteger(value) || Number(value) < 0)
      throw unexpectedValue('Seconds', 'a whole number', value);
    record.wakeAt = plusSeconds(run.host.now(), Number(value));
  }
  return pause(run, record, 'sleeping', record.wakeAt);
}

/** "The interpreter scans the Choice Rules in order and chooses the first whose Condition evaluates to true." */
async function choose(run: Run, record: ExecutionRecord, state: Choice): Promise<Step> {
  const scope = scopeOf(run.host, record);
  let chosen: Pick<Choice, 'assign' | 'output'> = state;
  let next = state.fallback;
  for (const [at, rule] of state.rules.entries()) {
    const value = await evaluate(rule.condition, scope);
    if (typeof value !== 'boolean') throw unexpectedValue(`Choices/${at}/Condition`, 'true or false', value);
    if (value) {
      chosen = rule;
      next = rule.next;
      break;
    }
  }
  if (next === null) {
    throw new StateError(
      'States.NoChoiceMatched',
      `No rule of ${JSON.stringify(state.name)} matched and it has no Default.`,
    );
  }
  const output = chosen.output ? await evaluate(chosen.output, scope) : record.stateInput;
  return goOn(run, record, next, output, await evaluateAssign(chosen.assign, scope));
}
