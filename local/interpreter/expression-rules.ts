import { JSONATA_FUNCTIONS } from './jsonata-functions.ts';

/** What an expression may refer to; it depends on the field it stands in. */
export interface Rules {
  /** Variables that a state in this scope or an outer one assigns. */
  variables: ReadonlySet<string>;
  /** Fields of `$states` besides `input` and `context`. */
  states: readonly ('result' | 'errorOutput')[];
  /** `$states.context.Task.Token` exists. */
  token: boolean;
  /** `$states.context.Map.Item` exists. */
  item: boolean;
}

/** A node of JSONata's syntax tree, as far as this file looks at it. The package's own type leaves half of it out. */
interface Node {
  type?: string;
  value?: unknown;
  steps?: Node[];
  expressions?: Node[];
  expression?: Node;
  arguments?: Node[];
  procedure?: Node;
  body?: Node;
  condition?: Node;
  then?: Node;
  else?: Node;
  lhs?: Node | [Node, Node][];
  rhs?: Node;
  terms?: { expression: Node }[];
  pattern?: Node;
  update?: Node;
  delete?: Node;
  predicate?: { expr: Node }[];
  stages?: { expr?: Node }[];
  group?: { lhs: [Node, Node][] };
  focus?: string;
  index?: string;
}

/**
 * What an expression says that the cloud would not understand, found without running it. AWS says so only when the
 * state is reached, asl-validator not at all.
 */
export function problemsOf(tree: unknown, rules: Rules): string[] {
  const problems: string[] = [];
  visit(tree as Node, false, new Set(), rules, problems);
  return [...new Set(problems)];
}

/** `nested`: inside a path step or a predicate, where `$` and plain names mean the value at hand. */
function visit(node: Node, nested: boolean, locals: Set<string>, rules: Rules, problems: string[]): void {
  const go = (child: Node | undefined, inner = nested, scope = locals): void => {
    if (child) visit(child, inner, scope, rules, problems);
  };
  const pairs = (list: [Node, Node][], inner: boolean): void => {
    for (const [key, value] of list) {
      go(key, inner);
      go(value, inner);
    }
  };

  switch (node.type) {
    case 'variable':
      visitVariable(String(node.value), nested, locals, rules, problems);
      break;
    case 'name':
      if (!nested) problems.push(`reads ${node.value} without saying of what: there is no input document`);
      break;
    case 'wildcard':
    case 'descendant':
    case 'parent':
      if (!nested) problems.push('reads the input document: there is none');
      break;
    case 'path': {
      visitStates(node.steps ?? [], rules, problems);
      const scope = new Set(locals);
      for (const [at, step] of (node.steps ?? []).entries()) {
        go(step, nested || at > 0, scope);
        if (step.focus !== undefined) scope.add(step.focus);
        if (step.index !== undefined) scope.add(step.index);
      }
      break;
    }
    case 'block': {
      const scope = new Set(locals);
      for (const expression of node.expressions ?? []) go(expression, nested, scope);
      break;
    }
    case 'bind':
      // Before the right side, which may be a function that calls itself.
      locals.add(String((node.lhs as Node).value));
      go(node.rhs);
      break;
    case 'lambda':
      go(
        node.body,
        nested,
        new Set([...locals, ...(node.arguments ?? []).map((name) => String(name.value))]),
      );
      break;
    case 'condition':
      refuseNewOperators(node, problems);
      go(node.condition);
      go(node.then);
      go(node.else);
      break;
    case 'sort':
      for (const term of node.terms ?? []) go(term.expression, true);
      break;
    case 'transform':
      go(node.pattern, true);
      go(node.update, true);
      go(node.delete, true);
      break;
    default:
      visitCall(node, locals, rules, problems);
      go(node.procedure);
      for (const argument of node.arguments ?? []) go(argument);
      for (const expression of node.expressions ?? []) go(expression);
      go(node.expression);
      if (Array.isArray(node.lhs)) pairs(node.lhs, nested);
      else go(node.lhs);
      go(node.rhs);
  }
  for (const { expr } of [...(node.predicate ?? []), ...(node.stages ?? [])]) go(expr, true);
  if (node.group) pairs(node.group.lhs, true);
}

function visitVariable(
  name: string,
  nested: boolean,
  locals: Set<string>,
  rules: Rules,
  problems: string[],
): void {
  if (name === '$') problems.push('uses $$: there is no input document');
  else if (name === '' && !nested) problems.push('uses $ at the top level: there is no input document');
  else if (name === 'eval') problems.push('uses $eval, which AWS does not offer: use $parse');
  else if (name !== '' && name !== 'states' && !locals.has(name) && !rules.variables.has(name)) {
    if (!JSONATA_FUNCTIONS.has(name)) problems.push(`reads $${name}, which no state in its scope assigns`);
  }
}

/** A state machine variable may be named like a function, but then the function cannot be called where it is seen. */
function visitCall(node: Node, locals: Set<string>, rules: Rules, problems: string[]): void {
  const name = node.procedure?.type === 'variable' ? String(node.procedure.value) : '';
  if (rules.variables.has(name) && !locals.has(name))
    problems.push(`calls $${name}, which is a variable here`);
}

function visitStates(steps: Node[], rules: Rules, problems: string[]): void {
  const [first, second, third] = steps.map((step) =>
    step.type === 'name' || step.type === 'variable' ? step : {},
  );
  if (first?.type !== 'variable' || first.value !== 'states' || second?.type !== 'name') return;
  const field = String(second.value);
  const known = field === 'input' || field === 'context' || rules.states.some((name) => name === field);
  if (!known) problems.push(`reads $states.${field}, which does not exist here`);
  if (field !== 'context' || third?.type !== 'name') return;
  if (third.value === 'Task' && !rules.token) {
    problems.push(
      'reads $states.context.Task, which exists only in the Arguments of a Task that waits for its token',
    );
  }
  if (third.value === 'Map' && !rules.item) problems.push('reads $states.context.Map outside of a Map');
}

/**
 * JSONata 2.1 added `a ?: b` and `a ?? b`; AWS implements 2.0.6 and rejects them. The parser turns both into a
 * condition that has one piece of text twice: two nodes with the same positions, which nobody can write by hand.
 */
function refuseNewOperators(node: Node, problems: string[]): void {
  const then = JSON.stringify(node.then);
  if (JSON.stringify(node.condition) === then) {
    problems.push('uses ?: without a middle, which the JSONata of AWS (2.0.6) lacks');
  } else if (JSON.stringify(node.condition?.arguments?.[0]) === then) {
    problems.push('uses ??, which the JSONata of AWS (2.0.6) lacks');
  }
}
