import { type Definition, DefinitionRefused, type Flow, type State } from './definition.ts';
import type { Rules } from './expression-rules.ts';
import { isObject, openFields, type Refuse, statePath } from './fields.ts';
import { parseState } from './parse-state.ts';

const TOP = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];
const BRANCH = ['Comment', 'StartAt', 'States'];
const PROCESSOR = [...BRANCH, 'ProcessorConfig'];

/** "Its length MUST BE less than or equal to 80 Unicode characters": names of states and of variables. */
const LONGEST_NAME = 80;

/** What parsing a state needs to know about the flow around it. */
export interface Surroundings {
  rules: Rules;
  refuse: Refuse;
  /** Parses a nested "States" object and returns its path; `inMap` where `$states.context.Map.Item` exists. */
  flow(value: unknown, path: string, kind: 'branch' | 'processor', inMap: boolean): string;
}

/**
 * Checks and compiles a state machine, given as JSON text or as its parsed value.
 * Throws `DefinitionRefused` with everything this interpreter would not run as AWS does, each with its path.
 */
export function parseDefinition(source: string | object, machine = 'without a name'): Definition {
  const problems: string[] = [];
  const refuse: Refuse = (path, why) => void problems.push(path === '' ? why : `${path} ${why}`);
  const value: unknown = typeof source === 'string' ? JSON.parse(source) : source;
  const flows = new Map<string, Flow>();
  const names = new Map<string, string>();

  const top = openFields(value, '', TOP, refuse);
  if (top.raw('QueryLanguage') !== 'JSONata') top.refuse('QueryLanguage', 'must be "JSONata"');
  if (top.has('Version') && top.raw('Version') !== '1.0') top.refuse('Version', 'must be "1.0"');
  const timeoutSeconds = top.whole('TimeoutSeconds', 1) ?? null;
  parseFlow(value, '', TOP, { variables: new Set(), states: [], token: false, item: false });
  if (problems.length > 0) throw new DefinitionRefused(machine, problems);
  return { timeoutSeconds, flows };

  function parseFlow(source: unknown, path: string, known: readonly string[], outer: Rules): void {
    // The top was opened above; doing it again would say everything twice.
    const fields = openFields(
      source,
      path,
      path === '' ? Object.keys(isObject(source) ? source : {}) : known,
      refuse,
    );
    const states = fields.object('States');
    const startAt = fields.text('StartAt');
    if (startAt === undefined) fields.refuse('StartAt', 'is missing');
    if (states === undefined || Object.keys(states).length === 0) {
      fields.refuse('States', 'is missing');
      return;
    }

    const assigned = assignedIn(states, path, outer, refuse);
    const rules = { ...outer, variables: new Set([...outer.variables, ...assigned]) };
    const surroundings: Surroundings = {
      rules,
      refuse,
      flow(nested, nestedPath, kind, inMap) {
        const inner = { ...rules, item: rules.item || inMap };
        parseFlow(nested, nestedPath, kind === 'branch' ? BRANCH : PROCESSOR, inner);
        return nestedPath;
      },
    };
    const parsed = new Map<string, State>();
    for (const [name, state] of Object.entries(states)) {
      const here = statePath(path, name);
      if ([...name].length > LONGEST_NAME) refuse(here, `has a name of more than ${LONGEST_NAME} characters`);
      const other = names.get(name);
      if (other !== undefined) refuse(here, `has the same name as ${other}`);
      names.set(name, here);
      const result = parseState(name, state, here, surroundings);
      if (result) parsed.set(name, result);
    }
    flows.set(path, { startAt: startAt ?? '', states: parsed });
    checkTransitions(startAt, parsed, states, path);
  }

  function checkTransitions(
    startAt: string | undefined,
    parsed: Map<string, State>,
    states: Record<string, unknown>,
    path: string,
  ): void {
    if (startAt !== undefined && !(startAt in states)) {
      refuse(path === '' ? 'StartAt' : `${path}.StartAt`, `names no state: ${JSON.stringify(startAt)}`);
    }
    // What could not be parsed has no known targets: then nothing can be said about reachability.
    if (parsed.size < Object.keys(states).length) return;
    const reached = new Set<string>();
    const open = startAt === undefined ? [] : [startAt];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const state = parsed.get(name);
      if (reached.has(name) || !state) continue;
      reached.add(name);
      open.push(...targetsOf(state).map(([, target]) => target));
    }
    for (const [name, state] of parsed) {
      const here = statePath(path, name);
      if (!reached.has(name)) refuse(here, 'cannot be reached from StartAt');
      for (const [field, target] of targetsOf(state)) {
        if (!parsed.has(target)) refuse(`${here}.${field}`, `names no state: ${JSON.stringify(target)}`);
      }
    }
    const ends = [...parsed.values()].some(
      (state) =>
        state.type === 'Succeed' || state.type === 'Fail' || ('next' in state && state.next === null),
    );
    if (!ends) refuse(path, 'has no state that ends it');
  }
}

/** Where a state may go, with the field that says so. */
function targetsOf(state: State): [string, string][] {
  const targets: [string, string][] = [];
  if ('next' in state && state.next !== null) targets.push(['Next', state.next]);
  if ('catch' in state)
    for (const [at, catcher] of state.catch.entries()) targets.push([`Catch[${at}].Next`, catcher.next]);
  if (state.type === 'Choice') {
    for (const [at, rule] of state.rules.entries()) targets.push([`Choices[${at}].Next`, rule.next]);
    if (state.fallback !== null) targets.push(['Default', state.fallback]);
  }
  return targets;
}

/** Every variable that the states of one flow assign; names that the specification forbids are refused. */
function assignedIn(
  states: Record<string, unknown>,
  path: string,
  outer: Rules,
  refuse: Refuse,
): Set<string> {
  const assigned = new Set<string>();
  for (const [stateName, state] of Object.entries(states)) {
    if (!isObject(state)) continue;
    const lists = ['Choices', 'Catch'].flatMap((field) => {
      const list = state[field];
      return Array.isArray(list)
        ? list.map((entry, at): [string, unknown] => [`${field}[${at}].Assign`, entry])
        : [];
    });
    for (const [field, holder] of [['Assign', state] as [string, unknown], ...lists]) {
      if (!isObject(holder) || !isObject(holder.Assign)) continue;
      for (const name of Object.keys(holder.Assign)) {
        const place = `${statePath(path, stateName)}.${field}.${name}`;
        if (name === 'states') refuse(place, 'must not be assigned: states is reserved');
        else if (outer.variables.has(name))
          refuse(place, 'must not be assigned: it belongs to an outer scope');
        else if (!/^\p{ID_Start}\p{ID_Continue}*$/u.test(name)) refuse(place, 'is no name of a variable');
        else if ([...name].length > LONGEST_NAME) refuse(place, `is longer than ${LONGEST_NAME} characters`);
        assigned.add(name);
      }
    }
  }
  return assigned;
}
