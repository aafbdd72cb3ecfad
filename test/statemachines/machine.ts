import jsonata from 'jsonata';
import { completedMachine, machineText } from '../../local/machines.ts';

/** A state machine as it stands in its JSON, as far as the conventions look at it. */
export interface Machine {
  QueryLanguage?: string;
  StartAt: string;
  States: Record<string, State>;
  TimeoutSeconds?: number;
}

export interface State {
  Type: string;
  Resource?: string;
  Arguments?: { FunctionName?: string; Payload?: Record<string, unknown> };
  TimeoutSeconds?: unknown;
  Retry?: Record<string, unknown>[];
  Catch?: Branch[];
  Choices?: (Branch & { Condition?: unknown })[];
  Default?: string;
  Assign?: Record<string, unknown>;
  Output?: unknown;
  Next?: string;
  End?: boolean;
  ItemProcessor?: Machine;
  [field: string]: unknown;
}

export interface Branch {
  Next: string;
  ErrorEquals?: string[];
  Assign?: Record<string, unknown>;
  [field: string]: unknown;
}

/** A machine as its file holds it, and as it is deployed. */
export const raw = (name: string): Machine => JSON.parse(machineText(name));
export const completed = (name: string): Machine => JSON.parse(JSON.stringify(completedMachine(name)));

/** Every state with its name and, inside of a Map, the Map. */
export function* statesOf(machine: Machine, map?: State): Generator<[string, State, State | undefined]> {
  for (const [name, state] of Object.entries(machine.States)) {
    yield [name, state, map];
    if (state.ItemProcessor) yield* statesOf(state.ItemProcessor, state);
  }
}

/** The machine and the flows inside of its Maps. */
export function flowsOf(machine: Machine): Machine[] {
  const inner = Object.values(machine.States).flatMap(({ ItemProcessor }) => ItemProcessor ?? []);
  return [machine, ...inner.flatMap(flowsOf)];
}

/** The function that a Task calls, without its placeholder. */
export function calledBy(state: State): string | undefined {
  return state.Arguments?.FunctionName?.replace(/^\$\{(.*)\}$/, '$1');
}

export const waits = (state: State): boolean => state.Resource?.endsWith('.waitForTaskToken') ?? false;

/** Where a state can go. */
export function nextOf(state: State): string[] {
  const branches = [...(state.Choices ?? []), ...(state.Catch ?? [])].map(({ Next }) => Next);
  return [...branches, ...[state.Next, state.Default].filter((name) => name !== undefined)];
}

/** The expressions in a value, without their brackets; those of flows inside of it are their own. */
export function expressionsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^\{%[\s\S]*%\}$/.test(value) ? [value.slice(2, -2).trim()] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) =>
    field === 'ItemProcessor' || field === 'Comment' ? [] : expressionsIn(inner),
  );
}

/** The machine's variables that an expression reads: not functions, not `$states`, not what it binds itself. */
export function variablesIn(expression: string): string[] {
  const read = new Set<string>();
  const bound = new Set(['states', '', '$']);
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value, procedure, lhs, arguments: names } = node as Record<string, unknown>;
    const nameOf = (one: unknown) => String((one as { value?: unknown }).value);
    if (type === 'variable') read.add(String(value));
    if (type === 'bind') bound.add(nameOf(lhs));
    if (type === 'lambda' && Array.isArray(names)) for (const name of names) bound.add(nameOf(name));
    for (const [field, inner] of Object.entries(node)) {
      const called = inner === procedure && (inner as { type?: string } | undefined)?.type === 'variable';
      if (field !== 'procedure' || !called) visit(inner);
    }
  };
  visit(jsonata(expression).ast());
  return [...read].filter((name) => !bound.has(name));
}
