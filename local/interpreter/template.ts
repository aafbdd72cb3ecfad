import {
  type Bindings,
  type Expression,
  evaluateExpression,
  isExpression,
  parseExpression,
} from './expression.ts';
import type { Rules } from './expression-rules.ts';
import type { EvaluationHost } from './jsonata-functions.ts';

/** JSON in which every string may be an expression, taken apart once at load time. */
export type Template =
  | { kind: 'literal'; value: unknown }
  | { kind: 'expression'; expression: Expression }
  | { kind: 'object'; entries: [string, Template][] }
  | { kind: 'array'; items: Template[] };

/** `field` is the place in the state (`Arguments/Payload`); `refuse` is told the place and what is wrong there. */
export function parseTemplate(
  value: unknown,
  field: string,
  rules: Rules,
  refuse: (field: string, why: string) => void,
): Template {
  if (typeof value === 'string') {
    if (isExpression(value)) {
      const expression = parseExpression(value, field, rules, (why) => refuse(field, why));
      return expression ? { kind: 'expression', expression } : { kind: 'literal', value };
    }
    // "The string must start with {% (no leading spaces) and end with %} (no trailing spaces)": anything else would be
    // sent as text, which nobody means.
    if (value.trim().startsWith('{%') || value.trim().endsWith('%}')) {
      refuse(field, 'is half an expression: it must start with {% and end with %}');
    }
    return { kind: 'literal', value };
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => parseTemplate(item, `${field}/${index}`, rules, refuse));
    return items.every((item) => item.kind === 'literal')
      ? { kind: 'literal', value }
      : { kind: 'array', items };
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, part]): [string, Template] => {
      if (key.endsWith('.$')) refuse(`${field}/${key}`, 'is JSONPath');
      return [key, parseTemplate(part, `${field}/${key}`, rules, refuse)];
    });
    const constant = entries.every(([, part]) => part.kind === 'literal');
    return constant ? { kind: 'literal', value } : { kind: 'object', entries };
  }
  return { kind: 'literal', value };
}

/**
 * "If its value, or any value nested inside a JSON object or array, is a JSONata string, the interpreter evaluates the
 * JSONata expression and then replaces it with the result." Throws `States.QueryEvaluationError`.
 */
export async function evaluateTemplate(
  template: Template,
  bindings: Bindings,
  host: EvaluationHost,
): Promise<unknown> {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'expression':
      return await evaluateExpression(template.expression, bindings, host);
    case 'object': {
      const object: Record<string, unknown> = {};
      for (const [key, part] of template.entries) {
        object[key] = part.kind === 'literal' ? part.value : await evaluateTemplate(part, bindings, host);
      }
      return object;
    }
    case 'array': {
      const array: unknown[] = [];
      for (const part of template.items) array.push(await evaluateTemplate(part, bindings, host));
      return array;
    }
  }
}

/** Every expression in a template. */
export function expressionsIn(template: Template): Expression[] {
  if (template.kind === 'expression') return [template.expression];
  if (template.kind === 'object') return template.entries.flatMap(([, part]) => expressionsIn(part));
  if (template.kind === 'array') return template.items.flatMap(expressionsIn);
  return [];
}
