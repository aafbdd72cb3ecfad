import { expressionsIn, type Machine, type State, variablesIn } from './machine.ts';

/** What is known of a variable on a path: the values it may have, or at least those it cannot have. */
interface Known {
  is?: string[];
  not?: string[];
}

/** A state as one path reaches it: the variables that are assigned by then, and what is known of them. */
export interface Visit {
  name: string;
  state: State;
  variables: ReadonlyMap<string, Known>;
}

/** What a task's answer may be: for a state, the values that one of its variables may get. */
export type Told = (state: State) => Record<string, string[]>;

/**
 * Every state with everything that can be known when a path reaches it. A branch that the path excludes (an answer
 * that an earlier choice has taken already) is not walked: then "assigned on every path" means paths that exist.
 */
export function walk(
  flow: Machine,
  told: Told = () => ({}),
  before: Visit['variables'] = new Map(),
): Visit[] {
  const seen = new Map<string, Visit>();
  const open: [string, Visit['variables']][] = [[flow.StartAt, before]];
  for (let at = open.pop(); at; at = open.pop()) {
    const [name, variables] = at;
    const state = flow.States[name];
    const key = JSON.stringify([name, [...variables].sort(([a], [b]) => (a < b ? -1 : 1))]);
    if (!state || seen.has(key)) continue;
    const visit = { name, state, variables };
    seen.set(key, visit);
    open.push(...onwards(visit, told));
  }
  return [...seen.values()];
}

function onwards({ state, variables }: Visit, told: Told): [string, Visit['variables']][] {
  const on: [string, Visit['variables']][] = [];
  for (const { Next, Assign } of state.Catch ?? []) on.push([Next, assign(variables, Assign)]);
  if (state.Next) on.push([state.Next, assign(variables, state.Assign, told(state))]);
  let rest: Visit['variables'] | undefined = variables;
  for (const { Condition, Next, Assign } of state.Choices ?? []) {
    const taken = rest && narrow(rest, Condition, true);
    if (taken) on.push([Next, assign(taken, Assign)]);
    rest = rest && narrow(rest, Condition, false);
  }
  if (state.Default && rest) on.push([state.Default, assign(rest, state.Assign)]);
  return on;
}

function assign(
  variables: Visit['variables'],
  values: Record<string, unknown> = {},
  told: Record<string, string[]> = {},
): Visit['variables'] {
  const after = new Map(variables);
  for (const [name, value] of Object.entries(values)) {
    const [, copied = ''] = /^\{%\s*\$(\w+)\s*%\}$/.exec(String(value)) ?? [];
    const possible = told[name];
    after.set(name, possible ? { is: possible } : (variables.get(copied) ?? {}));
  }
  return after;
}

/** What is known when a condition holds, or does not; undefined when that cannot be. */
function narrow(
  variables: Visit['variables'],
  condition: unknown,
  holds: boolean,
): Visit['variables'] | undefined {
  const [, name = '', one, list] =
    /^\{%\s*\$(\w+)\s*(?:=\s*('[^']*')|in\s*\[([^\]]*)\])\s*%\}$/.exec(String(condition)) ?? [];
  const known = variables.get(name);
  if (!known) return variables;
  const values = [...(one ?? list ?? '').matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
  const is = holds
    ? (known.is ?? values).filter((value) => values.includes(value) && !known.not?.includes(value))
    : known.is?.filter((value) => !values.includes(value));
  if (is?.length === 0) return undefined;
  const not = is ? undefined : [...new Set([...(known.not ?? []), ...values])].sort();
  return new Map(variables).set(name, { ...(is && { is }), ...(not && { not }) });
}

/** Variables that some path reads before anything has assigned them. */
export function unassigned(flow: Machine, told?: Told, before: Visit['variables'] = new Map()): string[] {
  const found = walk(flow, told, before).flatMap(({ name, state, variables }) => {
    const read = expressionsIn(state).flatMap(variablesIn);
    const inner = state.ItemProcessor ? unassigned(state.ItemProcessor, told, variables) : [];
    return [
      ...read.filter((variable) => !variables.has(variable)).map((variable) => `${name} reads $${variable}`),
      ...inner,
    ];
  });
  return [...new Set(found)];
}
