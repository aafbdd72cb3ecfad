import type { Rules } from './expression-rules.ts';
import { parseTemplate, type Template } from './template.ts';

/** Is told a path and what is wrong there. */
export type Refuse = (path: string, why: string) => void;

/** One JSON object of a definition, read field by field; what does not fit is refused by its path. */
export interface Fields {
  path: string;
  has(field: string): boolean;
  /** The value as it stands, undefined when absent. */
  raw(field: string): unknown;
  refuse(field: string, why: string): void;
  text(field: string): string | undefined;
  /** An integer of at least `least`. */
  whole(field: string, least: number): number | undefined;
  object(field: string): Record<string, unknown> | undefined;
  list(field: string): unknown[] | undefined;
  template(field: string, rules: Rules): Template | null;
}

/** Path of a state: `States."Send it"`. */
export function statePath(flow: string, name: string): string {
  return `${flow === '' ? '' : `${flow}.`}States.${JSON.stringify(name)}`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Opens an object. Every field that is not in `known` is refused by name: the laptop understands it or says so, it
 * never passes over a field that the cloud would act on.
 */
export function openFields(value: unknown, path: string, known: readonly string[], refuse: Refuse): Fields {
  const object = isObject(value) ? value : {};
  if (!isObject(value)) refuse(path, 'must be an object');
  const at = (field: string): string => (path === '' ? field : `${path}.${field}`);
  for (const field of Object.keys(object)) if (!known.includes(field)) refuse(at(field), 'is not supported');

  function typed<T>(field: string, is: (found: unknown) => found is T, what: string): T | undefined {
    const found = object[field];
    if (found === undefined || is(found)) return found;
    refuse(at(field), `must be ${what}`);
    return undefined;
  }

  return {
    path,
    has: (field) => object[field] !== undefined,
    raw: (field) => object[field],
    refuse: (field, why) => refuse(field === '' ? path : at(field), why),
    text: (field) =>
      typed(field, (found): found is string => typeof found === 'string' && found !== '', 'a string'),
    whole: (field, least) =>
      typed(
        field,
        (found): found is number => Number.isInteger(found) && Number(found) >= least,
        `a whole number of at least ${least}`,
      ),
    object: (field) => typed(field, isObject, 'an object'),
    list: (field) => typed(field, Array.isArray, 'an array'),
    template(field, rules) {
      const found = object[field];
      if (found === undefined) return null;
      return parseTemplate(found, field, rules, (place, why) => refuse(at(place.replaceAll('/', '.')), why));
    },
  };
}

/** A check of a literal value: what it must be, and whether it is. */
export interface Kind {
  what: string;
  is(value: unknown): boolean;
}

export const isText: Kind = { what: 'a string', is: (value) => typeof value === 'string' };
export const isList: Kind = { what: 'an array', is: Array.isArray };
export const isFlag: Kind = { what: 'true or false', is: (value) => typeof value === 'boolean' };

/** A whole number of at least so much. */
export function isWhole(least: number): Kind {
  return {
    what: `a whole number of at least ${least}`,
    is: (value) => Number.isInteger(value) && Number(value) >= least,
  };
}

/** A field that takes a literal of one kind, or an expression that gives one at run time. */
export function parseTyped(fields: Fields, field: string, rules: Rules, kind: Kind): Template | null {
  const template = fields.template(field, rules);
  if (template?.kind !== 'expression' && template !== null && !kind.is(fields.raw(field))) {
    fields.refuse(field, `must be ${kind.what} or an expression`);
  }
  return template;
}
