import { createHash } from 'node:crypto';
import type { Assign } from './definition.ts';
import type { Bindings } from './expression.ts';
import type { EvaluationHost } from './jsonata-functions.ts';
import type { ExecutionRecord, Host } from './record.ts';
import { evaluateTemplate, type Template } from './template.ts';

/** What a field of a state sees, ready to be evaluated. */
export interface Scope {
  bindings: Bindings;
  host: EvaluationHost;
}

/** The parts of `$states` that exist only in some fields. */
export interface Extras {
  result?: unknown;
  errorOutput?: { Error: string; Cause: string };
  token?: string;
  item?: { index: number; value: unknown };
}

/** Variables as they were when the state was entered, `$states`, and the clock and dice of this execution. */
export function scopeOf(host: Host, record: ExecutionRecord, extras: Extras = {}): Scope {
  const states: Record<string, unknown> = {
    input: record.stateInput,
    context: contextOf(host, record, extras),
  };
  if (extras.result !== undefined) states.result = extras.result;
  if (extras.errorOutput) states.errorOutput = extras.errorOutput;
  return {
    bindings: { ...record.variables, states },
    host: { now: host.now, random: host.random, uuid: () => nextUuid(record) },
  };
}

export function evaluate(template: Template, scope: Scope): Promise<unknown> {
  return evaluateTemplate(template, scope.bindings, scope.host);
}

/** "The interpreter first evaluates the new value for each variable, and then performs the assignments." */
export async function evaluateAssign(assign: Assign, scope: Scope): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, template] of assign) values[name] = await evaluate(template, scope);
  return values;
}

/** The Context Object, as far as AWS and the laptop can both fill it. Children show their root's execution. */
function contextOf(host: Host, record: ExecutionRecord, extras: Extras): Record<string, unknown> {
  const { parent } = record;
  const context: Record<string, unknown> = {
    // Fetched only when an expression asks: a root may be large, and its iterations many.
    get Execution() {
      const root = parent ? (host.store.get(parent.root) ?? record) : record;
      return { Id: root.id, Input: root.input, Name: root.name, StartTime: root.startedAt };
    },
    State: {
      EnteredTime: record.enteredAt,
      Name: record.state,
      RetryCount: record.retries.reduce((sum, attempts) => sum + attempts, 0),
    },
    StateMachine: { Id: record.machine, Name: record.machine },
  };
  if (extras.token !== undefined) context.Task = { Token: extras.token };
  const item = extras.item ?? record.item;
  if (item) context.Map = { Item: { Index: item.index, Value: item.value } };
  return context;
}

/** A version 4 UUID in form, but the same one when the same run is run again. */
function nextUuid(record: ExecutionRecord): string {
  record.uuids += 1;
  const digits = createHash('sha256').update(`uuid ${record.id} ${record.uuids}`).digest('hex');
  const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) % 4];
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`];
  return [...parts, `${variant}${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-');
}

/** An opaque task token: another one for every attempt, the same one when the same run is run again. */
export function tokenOf(record: ExecutionRecord, entry: number): string {
  return createHash('sha256').update(`token ${record.id} ${entry}`).digest('base64url');
}
