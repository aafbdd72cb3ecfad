import type { Assign, Catcher, ChoiceRule, State } from './definition.ts';
import type { Rules } from './expression-rules.ts';
import { type Fields, isFlag, isList, isObject, isText, isWhole, openFields, parseTyped } from './fields.ts';
import type { Surroundings } from './parse-definition.ts';
import { parseTask } from './parse-task.ts';
import { RETRY_DEFAULTS, type Retrier } from './retry.ts';
import { parseTemplate, type Template } from './template.ts';
import { isTimestamp } from './timestamp.ts';

const ALWAYS = ['Type', 'Comment', 'QueryLanguage'];
const ON = [...ALWAYS, 'Output', 'Assign', 'Next', 'End'];
const ERRORS = ['Retry', 'Catch'];

/** "Table of State Types and Fields (JSONata)", less what the laptop does not do. */
const FIELDS: Record<string, readonly string[]> = {
  Pass: ON,
  Task: [...ON, ...ERRORS, 'Resource', 'Arguments', 'TimeoutSeconds'],
  Wait: [...ON, 'Seconds', 'Timestamp'],
  Choice: [...ALWAYS, 'Output', 'Assign', 'Choices', 'Default'],
  Succeed: [...ALWAYS, 'Output'],
  Fail: [...ALWAYS, 'Error', 'Cause'],
  Parallel: [...ON, ...ERRORS, 'Arguments', 'Branches'],
  Map: [...ON, ...ERRORS, 'Items', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency'],
};

const RETRIER =
  'ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy Comment'.split(' ');
const CATCHER = ['ErrorEquals', 'Next', 'Assign', 'Output', 'Comment'];
const RULE = ['Condition', 'Next', 'Assign', 'Output', 'Comment'];

/** Checks and compiles one state. Undefined when its Type is unknown; everything wrong is told to `refuse`. */
export function parseState(
  name: string,
  value: unknown,
  path: string,
  around: Surroundings,
): State | undefined {
  const type = isObject(value) ? value.Type : undefined;
  const known = typeof type === 'string' && Object.hasOwn(FIELDS, type) ? FIELDS[type] : undefined;
  if (known === undefined) {
    around.refuse(
      `${path}.Type`,
      type === undefined ? 'is missing' : `is not supported: ${JSON.stringify(type)}`,
    );
    return undefined;
  }
  const fields = openFields(value, path, known, around.refuse);
  if (fields.has('QueryLanguage') && fields.raw('QueryLanguage') !== 'JSONata') {
    fields.refuse('QueryLanguage', 'must be "JSONata"');
  }
  const { rules } = around;
  const withResult: Rules = { ...rules, states: ['result'] };

  switch (type) {
    case 'Pass':
      return { type, name, ...parseOn(fields, rules) };
    case 'Succeed':
      return { type, name, output: parseOutput(fields, rules) };
    case 'Fail':
      return {
        type,
        name,
        error: parseTyped(fields, 'Error', rules, isText),
        cause: parseTyped(fields, 'Cause', rules, isText),
      };
    case 'Wait': {
      const unit = fields.has('Timestamp') ? 'Timestamp' : 'Seconds';
      if (fields.has('Seconds') === fields.has('Timestamp'))
        fields.refuse('', 'must have one of Seconds and Timestamp');
      const until = parseTyped(fields, unit, rules, unit === 'Seconds' ? isWhole(0) : isTimestamp);
      return { type, name, unit, until: until ?? { kind: 'literal', value: 0 }, ...parseOn(fields, rules) };
    }
    case 'Choice': {
      const list = fields.list('Choices');
      if (!list || list.length === 0) fields.refuse('Choices', 'must not be empty');
      return {
        type,
        name,
        rules: (list ?? []).map((rule, at) => parseRule(rule, `${path}.Choices[${at}]`, around)),
        fallback: fields.text('Default') ?? null,
        assign: parseAssign(fields, rules),
        output: parseOutput(fields, rules),
      };
    }
    case 'Task':
      return {
        type,
        name,
        ...parseTask(fields, rules),
        ...parseErrors(fields, around),
        ...parseOn(fields, withResult),
      };
    case 'Parallel': {
      const list = fields.list('Branches');
      if (!list || list.length === 0) fields.refuse('Branches', 'must not be empty');
      const branches = (list ?? []).map((branch, at) =>
        around.flow(branch, `${path}.Branches[${at}]`, 'branch', false),
      );
      const args = fields.template('Arguments', rules);
      return {
        type,
        name,
        branches,
        arguments: args,
        ...parseErrors(fields, around),
        ...parseOn(fields, withResult),
      };
    }
    default: {
      if (!fields.has('ItemProcessor')) fields.refuse('ItemProcessor', 'is missing');
      const mode = fields.object('ItemProcessor')?.ProcessorConfig;
      if (mode !== undefined && JSON.stringify(mode) !== '{"Mode":"INLINE"}') {
        fields.refuse('ItemProcessor.ProcessorConfig', 'must be {"Mode": "INLINE"}');
      }
      return {
        type: 'Map',
        name,
        processor: fields.has('ItemProcessor')
          ? around.flow(fields.raw('ItemProcessor'), `${path}.ItemProcessor`, 'processor', true)
          : '',
        items: parseTyped(fields, 'Items', rules, isList),
        selector: fields.template('ItemSelector', { ...rules, item: true }),
        maxConcurrency: parseTyped(fields, 'MaxConcurrency', rules, isWhole(0)),
        ...parseErrors(fields, around),
        ...parseOn(fields, withResult),
      };
    }
  }
}

/** Output, Assign, and where to go: what every state has that goes on. */
function parseOn(
  fields: Fields,
  rules: Rules,
): { output: Template | null; assign: Assign; next: string | null } {
  const end = fields.raw('End');
  if (end !== undefined && end !== true) fields.refuse('End', 'must be true');
  if (fields.has('End') === fields.has('Next')) fields.refuse('', 'must have one of Next and End');
  return {
    output: parseOutput(fields, rules),
    assign: parseAssign(fields, rules),
    next: fields.text('Next') ?? null,
  };
}

/** AWS's own validator takes a literal Output only as an object; any other value must be written as an expression. */
function parseOutput(fields: Fields, rules: Rules): Template | null {
  const output = fields.template('Output', rules);
  if (output !== null && output.kind !== 'expression' && !isObject(fields.raw('Output'))) {
    fields.refuse('Output', "must be an object or an expression: write {% 'x' %} for a literal");
  }
  return output;
}

function parseAssign(fields: Fields, rules: Rules): Assign {
  return Object.entries(fields.object('Assign') ?? {}).map(([name, value]) => [
    name,
    parseTemplate(value, `Assign/${name}`, rules, (place, why) =>
      fields.refuse(place.replaceAll('/', '.'), why),
    ),
  ]);
}

function parseNext(fields: Fields): string {
  if (!fields.has('Next')) fields.refuse('Next', 'is missing');
  return fields.text('Next') ?? '';
}

function parseRule(value: unknown, path: string, { rules, refuse }: Surroundings): ChoiceRule {
  const fields = openFields(value, path, RULE, refuse);
  const condition = parseTyped(fields, 'Condition', rules, isFlag);
  if (condition === null) fields.refuse('Condition', 'is missing');
  return {
    condition: condition ?? { kind: 'literal', value: false },
    next: parseNext(fields),
    assign: parseAssign(fields, rules),
    output: parseOutput(fields, rules),
  };
}

function parseErrors(fields: Fields, around: Surroundings): { retry: Retrier[]; catch: Catcher[] } {
  const list = (field: string) => {
    const found = fields.list(field) ?? [];
    return found.map((value, at) => ({
      value,
      path: `${fields.path}.${field}[${at}]`,
      last: at === found.length - 1,
    }));
  };
  return {
    retry: list('Retry').map(({ value, path, last }) => {
      const retrier = openFields(value, path, RETRIER, around.refuse);
      const rate = retrier.raw('BackoffRate') ?? RETRY_DEFAULTS.backoffRate;
      if (typeof rate !== 'number' || rate < 1)
        retrier.refuse('BackoffRate', 'must be a number of at least 1');
      const jitter = retrier.raw('JitterStrategy') ?? 'NONE';
      if (jitter !== 'NONE' && jitter !== 'FULL')
        retrier.refuse('JitterStrategy', 'must be "NONE" or "FULL"');
      return {
        errors: parseErrorEquals(retrier, last),
        intervalSeconds: retrier.whole('IntervalSeconds', 1) ?? RETRY_DEFAULTS.intervalSeconds,
        maxAttempts: retrier.whole('MaxAttempts', 0) ?? RETRY_DEFAULTS.maxAttempts,
        backoffRate: Number(rate),
        maxDelaySeconds: retrier.whole('MaxDelaySeconds', 1) ?? null,
        jitter: jitter === 'FULL' ? 'FULL' : 'NONE',
      };
    }),
    catch: list('Catch').map(({ value, path, last }) => {
      const catcher = openFields(value, path, CATCHER, around.refuse);
      const rules: Rules = { ...around.rules, states: ['errorOutput'] };
      return {
        errors: parseErrorEquals(catcher, last),
        next: parseNext(catcher),
        assign: parseAssign(catcher, rules),
        output: parseOutput(catcher, rules),
      };
    }),
  };
}

function parseErrorEquals(fields: Fields, last: boolean): string[] {
  const list = fields.list('ErrorEquals') ?? [];
  if (list.length === 0) fields.refuse('ErrorEquals', 'must not be empty');
  const errors = list.filter((error) => typeof error === 'string');
  if (errors.length < list.length) fields.refuse('ErrorEquals', 'must hold strings');
  if (errors.includes('States.ALL') && !(last && errors.length === 1)) {
    fields.refuse('ErrorEquals', 'must have States.ALL alone and in the last place');
  }
  return errors;
}
