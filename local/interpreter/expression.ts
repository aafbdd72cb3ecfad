import jsonata from 'jsonata';
import { problemsOf, type Rules } from './expression-rules.ts';
import { plain } from './json.ts';
import {
  type EvaluationHost,
  HOST_BINDING,
  JSONATA_FUNCTIONS,
  registerFunctions,
} from './jsonata-functions.ts';
import { StateError } from './state-error.ts';

/** What an expression sees: state machine variables and `states`. */
export type Bindings = Record<string, unknown>;

/** A `{% … %}` string, compiled. `field` is its place in the state, for messages: `Arguments/Payload/caseId`. */
export interface Expression {
  source: string;
  field: string;
  compiled: jsonata.Expression;
  /**
   * Variables named like a function, as in the specification's own example `range`: they hide the function also where
   * they have no value yet.
   */
  hiding: string[];
}

// Compiling costs more than three times an evaluation, and the journeys share most of their expressions.
const compiled = new Map<string, jsonata.Expression>();

function compile(source: string): jsonata.Expression {
  const known = compiled.get(source);
  if (known) return known;
  const expression = jsonata(source);
  registerFunctions(expression);
  compiled.set(source, expression);
  return expression;
}

/** "JSONata expressions are written inside strings that start with {% and end with %}." */
export function isExpression(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}');
}

/** Compiles a `{% … %}` string; what is wrong with it is told to `refuse`. */
export function parseExpression(
  text: string,
  field: string,
  rules: Rules,
  refuse: (why: string) => void,
): Expression | undefined {
  const source = text.slice(2, -2).trim();
  try {
    const expression = compile(source);
    for (const problem of problemsOf(expression.ast(), rules)) refuse(problem);
    const hiding = [...rules.variables].filter((name) => JSONATA_FUNCTIONS.has(name));
    return { source, field, compiled: expression, hiding };
  } catch (error) {
    refuse(`is no JSONata: ${messageOf(error)}`);
    return undefined;
  }
}

/** JSONata throws plain objects with a code and a message. */
function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, message } = error as { code?: string; message?: string };
  return code === undefined ? String(message) : `${code}: ${message}`;
}

/**
 * Evaluates, or throws `States.QueryEvaluationError`: a JSONata error, or nothing returned, "which is an error because
 * JSON cannot represent an undefined value".
 */
export async function evaluateExpression(
  expression: Expression,
  bindings: Bindings,
  host: EvaluationHost,
): Promise<unknown> {
  const where = `The JSONata expression '${expression.source}' specified for the field '${expression.field}'`;
  let value: unknown;
  try {
    const bound: Bindings = { ...bindings, [HOST_BINDING]: host };
    for (const name of expression.hiding) if (!(name in bound)) bound[name] = undefined;
    value = await expression.compiled.evaluate(undefined, bound);
    if (value !== undefined) value = plain(value);
  } catch (error) {
    throw queryError(`${where} threw an error during evaluation. ${messageOf(error)}`);
  }
  if (value === undefined) throw queryError(`${where} returned nothing (undefined).`);
  return value;
}

/** For a value that the field will not accept: "a type the field will not accept", "a value the field will not accept". */
export function unexpectedValue(field: string, wanted: string, value: unknown): StateError {
  return queryError(`The field '${field}' must be ${wanted}, but was ${JSON.stringify(value)}.`);
}

function queryError(cause: string): StateError {
  return new StateError('States.QueryEvaluationError', cause);
}
