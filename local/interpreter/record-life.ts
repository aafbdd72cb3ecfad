import { EVENTS } from './events.ts';
import type { ExecutionRecord } from './record.ts';

/** A new execution. */
interface Top {
  id: string;
  machine: string;
  name: string;
  state: string;
  input: unknown;
  now: string;
  expiresAt: string | null;
}

/** A new iteration or branch of `of`, which does not run before its turn comes. */
interface Child {
  id: string;
  of: ExecutionRecord;
  index: number;
  flow: string;
  state: string;
  input: unknown;
  item: ExecutionRecord['item'];
  now: string;
}

/**
 * When a state was entered, with milliseconds as AWS has them. Virtual time has whole seconds, so the milliseconds
 * tell visits within one second apart: the same state entered twice never has the same time.
 */
export function entryTime(now: string, visit: number): string {
  return `${now.slice(0, -1)}.${String(visit % 1000).padStart(3, '0')}Z`;
}

export function newRecord(plan: Top | Child): ExecutionRecord {
  const { id, state, input, now } = plan;
  const parent = 'of' in plan ? plan.of : null;
  return {
    id,
    machine: 'of' in plan ? plan.of.machine : plan.machine,
    flow: 'of' in plan ? plan.flow : '',
    name: 'of' in plan ? plan.of.name : plan.name,
    input,
    status: 'RUNNING',
    state,
    stateInput: input,
    enteredAt: entryTime(now, 1),
    phase: parent ? 'queued' : 'entered',
    variables: parent ? { ...parent.variables } : {},
    token: null,
    outcome: null,
    deadline: null,
    wakeAt: null,
    expiresAt: 'of' in plan ? plan.of.expiresAt : plan.expiresAt,
    retries: [],
    entries: 0,
    uuids: 0,
    transitions: parent ? 0 : 1,
    events: parent ? 0 : EVENTS.executionStarted + EVENTS.stateEntered,
    startedAt: now,
    stoppedAt: null,
    output: null,
    error: null,
    cause: null,
    parent:
      'of' in plan ? { id: plan.of.id, root: plan.of.parent?.root ?? plan.of.id, index: plan.index } : null,
    item: 'of' in plan ? plan.item : null,
    children: null,
  };
}

/** What a stopped record no longer needs is taken out: there will be hundreds of thousands of them. */
export function closeRecord(record: ExecutionRecord, now: string): void {
  record.phase = 'stopped';
  record.stoppedAt = now;
  record.stateInput = null;
  record.variables = {};
  record.token = null;
  record.outcome = null;
  record.deadline = null;
  record.wakeAt = null;
}
