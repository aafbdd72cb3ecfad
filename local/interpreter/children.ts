import type { MapState, Parallel } from './definition.ts';
import { EVENTS } from './events.ts';
import { unexpectedValue } from './expression.ts';
import type { ExecutionRecord, Outcome } from './record.ts';
import { closeRecord, entryTime, newRecord } from './record-life.ts';
import { flowOf, type Run, type Step } from './run.ts';
import { evaluate, scopeOf } from './scope.ts';
import { StateError } from './state-error.ts';

/** "An inline Map runs up to 40 iterations at once", whatever MaxConcurrency says; 0 means as many as possible. */
const MAXIMUM_CONCURRENCY = 40;

/** Starts the branches of a Parallel or the iterations of a Map, each as a record of its own. */
export async function beginChildren(
  run: Run,
  record: ExecutionRecord,
  state: Parallel | MapState,
): Promise<Step> {
  const { plans, limit } =
    state.type === 'Parallel' ? await branches(run, record, state) : await iterations(run, record, state);
  record.entries += 1;
  record.events += EVENTS.childrenBegun;
  record.phase = 'children';
  record.children = { total: plans.length, begun: 0, done: 0, limit };
  for (const [index, plan] of plans.entries()) {
    const child = newRecord({ ...plan, id: childId(record, index), of: record, index, now: run.host.now() });
    run.host.store.put(child);
  }
  run.host.store.put(record);
  if (plans.length === 0) return finish(run, record, { ok: true, result: [] });
  beginMore(run, record);
  return undefined;
}

interface Plan {
  flow: string;
  state: string;
  input: unknown;
  item: ExecutionRecord['item'];
}

/** "If Arguments is not provided, the state input is passed as the input to each branch's StartAt state." */
async function branches(
  run: Run,
  record: ExecutionRecord,
  state: Parallel,
): Promise<{ plans: Plan[]; limit: number }> {
  const input = state.arguments
    ? await evaluate(state.arguments, scopeOf(run.host, record))
    : record.stateInput;
  const plans = state.branches.map((flow) => ({
    flow,
    state: flowOf(run, { ...record, flow }).startAt,
    input,
    item: record.item,
  }));
  return { plans, limit: plans.length };
}

async function iterations(
  run: Run,
  record: ExecutionRecord,
  state: MapState,
): Promise<{ plans: Plan[]; limit: number }> {
  const scope = scopeOf(run.host, record);
  const items = state.items ? await evaluate(state.items, scope) : record.stateInput;
  if (!Array.isArray(items)) {
    if (state.items) throw unexpectedValue('Items', 'an array', items);
    throw new StateError(
      'States.Runtime',
      `${JSON.stringify(state.name)} has no Items and its input is no array.`,
    );
  }
  const wanted = state.maxConcurrency ? await evaluate(state.maxConcurrency, scope) : 0;
  if (!Number.isInteger(wanted) || Number(wanted) < 0)
    throw unexpectedValue('MaxConcurrency', 'a whole number', wanted);
  const start = flowOf(run, { ...record, flow: state.processor }).startAt;
  const plans: Plan[] = [];
  for (const [index, value] of items.entries()) {
    const item = { index, value };
    const input = state.selector
      ? await evaluate(state.selector, scopeOf(run.host, record, { item }))
      : value;
    plans.push({ flow: state.processor, state: start, input, item });
  }
  return { plans, limit: Math.min(Number(wanted) || MAXIMUM_CONCURRENCY, MAXIMUM_CONCURRENCY) };
}

function childId(parent: ExecutionRecord, index: number): string {
  return `${parent.id}/${parent.entries}/${index}`;
}

function childrenOf(run: Run, parent: ExecutionRecord): ExecutionRecord[] {
  const children: ExecutionRecord[] = [];
  for (let index = 0; index < (parent.children?.total ?? 0); index++) {
    const child = run.host.store.get(childId(parent, index));
    if (child) children.push(child);
  }
  return children;
}

/** Lets the next children run, as many as may run at once. */
function beginMore(run: Run, parent: ExecutionRecord): void {
  const { children } = parent;
  if (!children) return;
  while (children.begun < children.total && children.begun - children.done < children.limit) {
    const child = run.host.store.get(childId(parent, children.begun));
    children.begun += 1;
    if (!child) continue;
    child.phase = 'entered';
    child.startedAt = run.host.now();
    child.enteredAt = entryTime(child.startedAt, 1);
    child.events = EVENTS.stateEntered;
    child.transitions = 1;
    run.host.store.put(child);
    run.enqueue(child.id);
  }
  run.host.store.put(parent);
}

/** Called when a child has stopped by itself. */
export function childStopped(run: Run, child: ExecutionRecord, parentId: string): void {
  const parent = run.host.store.get(parentId);
  if (!parent?.children) return;
  if (child.status === 'SUCCEEDED') {
    parent.children.done += 1;
    if (parent.children.done < parent.children.total) {
      beginMore(run, parent);
      return;
    }
    const result = childrenOf(run, parent).map(({ output }) => output);
    finish(run, parent, { ok: true, result });
  } else {
    // "If any branch fails, the entire Parallel State is considered to have failed and all the branches are terminated."
    abortChildren(run, parent);
    finish(run, parent, { ok: false, error: child.error ?? 'States.BranchFailed', cause: child.cause ?? '' });
  }
  run.enqueue(parent.id);
}

/** Adds up what the children cost and hands their outcome to Retry, Catch, Assign and Output. */
function finish(run: Run, parent: ExecutionRecord, outcome: Outcome): ExecutionRecord {
  countChildren(run, parent);
  parent.events += EVENTS.childrenEnded;
  parent.children = null;
  parent.outcome = outcome;
  parent.phase = 'settled';
  run.host.store.put(parent);
  return parent;
}

function countChildren(run: Run, parent: ExecutionRecord): void {
  for (const child of childrenOf(run, parent)) {
    const isIteration = child.flow.endsWith('.ItemProcessor');
    if (child.transitions > 0 && isIteration) parent.events += EVENTS.iterationBegun + EVENTS.iterationEnded;
    parent.events += child.events;
    parent.transitions += child.transitions;
  }
}

function abortChildren(run: Run, parent: ExecutionRecord): void {
  for (const child of childrenOf(run, parent)) {
    if (child.status !== 'RUNNING') continue;
    stopChildren(run, child);
    child.status = 'ABORTED';
    closeRecord(child, run.host.now());
    run.host.store.put(child);
  }
}

/** Ends the children of an execution that ends before them. */
export function stopChildren(run: Run, record: ExecutionRecord): void {
  if (record.phase !== 'children') return;
  abortChildren(run, record);
  countChildren(run, record);
  record.children = null;
}

/**
 * After a crash: a child may have stopped without its parent having heard, or have been told to begin without its
 * parent having written so. What the children's own records say counts. Returns the children that run.
 */
export function recount(run: Run, parent: ExecutionRecord): ExecutionRecord[] {
  if (!parent.children) return [];
  const children = childrenOf(run, parent);
  const failed = children.find(({ status }) => status === 'FAILED');
  if (failed) {
    childStopped(run, failed, parent.id);
    return [];
  }
  parent.children.begun = children.filter(({ phase }) => phase !== 'queued').length;
  parent.children.done = children.filter(({ status }) => status === 'SUCCEEDED').length;
  if (parent.children.done === parent.children.total) {
    finish(run, parent, { ok: true, result: children.map(({ output }) => output) });
    run.enqueue(parent.id);
    return [];
  }
  beginMore(run, parent);
  return children.filter(({ status, phase }) => status === 'RUNNING' && phase !== 'queued');
}
