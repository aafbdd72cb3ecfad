import type { Definition } from '../../../local/interpreter/definition.ts';
import { createInterpreter, type Interpreter } from '../../../local/interpreter/interpreter.ts';
import { type MemoryStore, memoryStore } from '../../../local/interpreter/memory-store.ts';
import { parseDefinition } from '../../../local/interpreter/parse-definition.ts';
import type { ExecutionRecord, ExecutionStore, Host } from '../../../local/interpreter/record.ts';

export type Functions = Record<string, (payload: never, world: World) => unknown>;
type States = Record<string, Record<string, unknown>>;

/** A world with a virtual clock, functions and an interpreter. `run` jumps from timer to timer until nothing is left. */
export interface World {
  interpreter: Interpreter;
  store: MemoryStore;
  /** Every call of a function: `name payload`. */
  calls: string[];
  /** Moments at which functions were called. */
  times: string[];
  finished: ExecutionRecord[];
  timers: [string, string][];
  now: string;
  random: number;
  run(): Promise<void>;
  /** Runs what is due, sets the clock and wakes whoever asked for a moment until then. */
  jump(moment: string): Promise<void>;
  get(id: string): ExecutionRecord;
  /** Throws the interpreter away and goes on with the records alone. */
  restart(store?: ExecutionStore): void;
}

export const START = '2026-01-05T08:00:00Z';

/** A state machine; the first state is the start. */
export function machine(states: States, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more };
}

/** A nested "States" object: no QueryLanguage of its own. */
export function flow(states: States): Record<string, unknown> {
  return { StartAt: Object.keys(states)[0], States: states };
}

export function task(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const goesOn = 'Next' in more || 'End' in more ? {} : { End: true };
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
    ...goesOn,
    ...more,
  };
}

export function tokenTask(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return task(name, {
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: name, Payload: { token: '{% $states.context.Task.Token %}' } },
    ...more,
  });
}

export function world(
  machines: Record<string, Record<string, unknown>>,
  functions: Functions = {},
  options: { asText?: boolean } = {},
): World {
  const definitions: Record<string, Definition> = {};
  for (const [name, source] of Object.entries(machines)) definitions[name] = parseDefinition(source, name);
  const store = memoryStore({ asText: options.asText ?? true });

  const host = (kept: ExecutionStore): Host => ({
    store: kept,
    now: () => it.now,
    random: () => it.random,
    async invoke(name, payload) {
      it.calls.push(`${name} ${JSON.stringify(payload)}`);
      it.times.push(it.now);
      const work = functions[name];
      if (!work) throw new Error(`no function ${name}`);
      return await work(payload as never, it);
    },
    wakeAt(id, moment) {
      if (moment <= it.now) throw new Error(`${id} asks to be woken at ${moment}, and it is ${it.now}`);
      it.timers.push([moment, id]);
    },
    finished: (record) => void it.finished.push(JSON.parse(JSON.stringify(record))),
  });

  const it: World = {
    interpreter: undefined as unknown as Interpreter,
    store,
    calls: [],
    times: [],
    finished: [],
    timers: [],
    now: START,
    random: 0.5,
    async run() {
      await it.interpreter.drain();
      while (it.timers.length > 0) {
        const [next] = it.timers.map(([moment]) => moment).sort();
        if (next !== undefined) await it.jump(next);
      }
    },
    async jump(moment) {
      await it.interpreter.drain();
      it.now = moment > it.now ? moment : it.now;
      const due = it.timers.filter(([at]) => at <= it.now).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      it.timers = it.timers.filter(([at]) => at > it.now);
      for (const [, id] of due) it.interpreter.wake(id);
      await it.interpreter.drain();
    },
    get(id) {
      const record = store.get(id);
      if (!record) throw new Error(`no execution ${id}`);
      return record;
    },
    restart(kept = store) {
      it.timers = [];
      it.interpreter = createInterpreter(definitions, host(kept));
    },
  };
  it.restart();
  return it;
}

/** Runs one execution of one machine from beginning to end. */
export async function execute(
  source: Record<string, unknown>,
  input: unknown = {},
  functions: Functions = {},
): Promise<ExecutionRecord> {
  const it = world({ m: source }, functions);
  it.interpreter.start('m', 'one', input);
  await it.run();
  return it.get('m:one');
}

/** Runs one execution and returns its output; throws when it did not succeed. */
export async function outputOf(
  source: Record<string, unknown>,
  input: unknown = {},
  functions: Functions = {},
): Promise<unknown> {
  const record = await execute(source, input, functions);
  if (record.status !== 'SUCCEEDED') throw new Error(`${record.status} ${record.error}: ${record.cause}`);
  return record.output;
}

/** What one expression gives, as the Output of a Pass state. */
export function resultOf(expression: string, input: unknown = {}): Promise<unknown> {
  return outputOf(machine({ Only: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }), input);
}

/** An error with a name, as functions throw them. */
export function named(name: string, message = ''): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
