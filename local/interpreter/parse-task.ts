import type { Invocation, Start, Task } from './definition.ts';
import type { Rules } from './expression-rules.ts';
import { type Fields, isObject, isWhole, openFields, parseTyped } from './fields.ts';
import { expressionsIn, type Template } from './template.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const INVOKE_AND_WAIT = `${INVOKE}.waitForTaskToken`;
const START = 'arn:aws:states:::states:startExecution';

/** Resource, Arguments and TimeoutSeconds of a Task. */
export function parseTask(fields: Fields, rules: Rules): Pick<Task, 'work' | 'timeout'> {
  return { work: parseWork(fields, rules), timeout: parseTyped(fields, 'TimeoutSeconds', rules, isWhole(1)) };
}

function parseWork(fields: Fields, rules: Rules): Invocation | Start {
  const resource = fields.raw('Resource');
  const known = resource === START ? ['StateMachineArn', 'Name', 'Input'] : ['FunctionName', 'Payload'];
  if (resource !== INVOKE && resource !== INVOKE_AND_WAIT && resource !== START) {
    fields.refuse(
      'Resource',
      resource === undefined ? 'is missing' : `is not supported: ${JSON.stringify(resource)}`,
    );
  }
  const raw = fields.raw('Arguments');
  if (!isObject(raw)) fields.refuse('Arguments', raw === undefined ? 'is missing' : 'must be an object');
  const inner = openFields(isObject(raw) ? raw : {}, `${fields.path}.Arguments`, known, (path, why) =>
    fields.refuse(path.slice(fields.path.length + 1), why),
  );

  if (resource === START) {
    return {
      kind: 'start',
      machine: plainName(inner, 'StateMachineArn'),
      executionName: argument(inner, 'Name', rules),
      input: argument(inner, 'Input', rules),
    };
  }
  const token = resource === INVOKE_AND_WAIT;
  const payload = argument(inner, 'Payload', { ...rules, token });
  if (payload === null) inner.refuse('Payload', 'is missing');
  else if (token && !handsOutToken(payload)) {
    inner.refuse('Payload', 'must contain $states.context.Task.Token: nobody could ever answer this task');
  }
  return {
    kind: 'invoke',
    functionName: plainName(inner, 'FunctionName'),
    payload: payload ?? { kind: 'literal', value: null },
    token,
  };
}

/** An argument's place in messages counts from the state: `Arguments/Payload/caseId`. */
function argument(inner: Fields, field: string, rules: Rules): Template | null {
  const template = inner.template(field, rules);
  if (template)
    for (const expression of expressionsIn(template)) expression.field = `Arguments/${expression.field}`;
  return template;
}

/** A name that can be read in the file: which function a state calls is not to be found out at run time. */
function plainName(inner: Fields, field: string): string {
  const name = inner.text(field);
  if (name === undefined) inner.refuse(field, 'is missing');
  else if (name.includes('{%')) inner.refuse(field, 'must be a plain name, no expression');
  else if (name.includes('${')) inner.refuse(field, `has an unreplaced placeholder: ${name}`);
  return name ?? '';
}

function handsOutToken(payload: Template): boolean {
  return expressionsIn(payload).some(({ source }) => /\$states\.context(\.Task\b|(?!\s*\.))/.test(source));
}
