import type { Moment } from '../../core/calendar/moment.ts';
import type { Definition } from '../../local/interpreter/definition.ts';
import { createInterpreter, type Interpreter } from '../../local/interpreter/interpreter.ts';
import { memoryStore } from '../../local/interpreter/memory-store.ts';
import type { ExecutionRecord } from '../../local/interpreter/record.ts';

/** What executions need of the world around them. */
export interface World {
  now(): Moment;
  /** Calls a function by its ARN. The name of what it throws is what Retry and Catch see. */
  invoke(functionName: string, payload: unknown): Promise<unknown>;
  /** An execution began or stopped. */
  told(execution: ExecutionRecord): void;
}

/** One line of an execution's history. */
export interface Event {
  timestamp: string;
  type: string;
  state?: string;
}

export type Executions = ReturnType<typeof createExecutions>;

/**
 * Step Functions' executions on the laptop's interpreter. Each execution has an interpreter of its own, because one
 * interpreter runs one thing at a time, and here a task is a call of a real process that takes its time.
 * They share one store, so that names are unique and every token is found.
 */
export function createExecutions(world: World) {
  const store = memoryStore();
  const owners = new Map<string, Owner>();
  const histories = new Map<string, Event[]>();
  /** `moment id`: wakes that were asked for. */
  const wakes = new Set<string>();
  let running = 0;
  let failure: unknown;

  interface Owner {
    interpreter: Interpreter;
    run(): void;
  }

  function createOwner(machines: Record<string, Definition>): Owner {
    let again = false;
    let active = false;
    const owner: Owner = {
      interpreter: createInterpreter(machines, {
        store: {
          get: store.get,
          byToken: store.byToken,
          put(record) {
            const isNew = !owners.has(record.id);
            owners.set(record.id, owner);
            store.put(record);
            if (!record.parent) note(record, machines);
            if (isNew && !record.parent) world.told(record);
          },
        },
        now: world.now,
        random: () => 0.5,
        invoke: world.invoke,
        wakeAt: (id, at) => wakes.add(`${at} ${id}`),
        finished: world.told,
      }),
      run() {
        again = true;
        if (!active) void drain();
      },
    };
    async function drain(): Promise<void> {
      active = true;
      running += 1;
      try {
        while (again) {
          again = false;
          await owner.interpreter.drain();
        }
      } catch (error) {
        failure = error;
      } finally {
        active = false;
        running -= 1;
      }
    }
    return owner;
  }

  function note(record: ExecutionRecord, machines: Record<string, Definition>): void {
    const history = histories.get(record.id) ?? [{ timestamp: record.startedAt, type: 'ExecutionStarted' }];
    histories.set(record.id, history);
    const last = history.at(-1);
    if (last?.state !== record.state || last.timestamp !== record.enteredAt) {
      const type = machines[record.machine]?.flows.get('')?.states.get(record.state)?.type;
      history.push({ timestamp: record.enteredAt, type: `${type}StateEntered`, state: record.state });
    }
    if (record.stoppedAt) history.push({ timestamp: record.stoppedAt, type: STOPPED[record.status] ?? '' });
  }

  /** Moments asked for by executions that still wait for them: a timeout of what was answered is no longer due. */
  function waiting(): { at: Moment; id: string }[] {
    const found: { at: Moment; id: string }[] = [];
    for (const wake of wakes) {
      const at = wake.slice(0, wake.indexOf(' '));
      const id = wake.slice(at.length + 1);
      const record = store.get(id);
      const waits = record && [record.wakeAt, record.deadline, record.expiresAt].includes(at);
      if (record?.status === 'RUNNING' && waits) found.push({ at, id });
      else wakes.delete(wake);
    }
    return found;
  }

  function ownerOf(id: string): Owner {
    const owner = owners.get(id);
    if (!owner) throw new Error(`nobody runs ${id}`);
    return owner;
  }

  return {
    /**
     * @param machines the machine by its ARN, and those that it starts
     * @returns the execution, or `exists` when the name was used with another input or its execution has stopped
     */
    start(machines: Record<string, Definition>, machine: string, name: string, input: unknown) {
      const known = store.get(`${machine}:${name}`);
      if (known) {
        const same = known.status === 'RUNNING' && JSON.stringify(known.input) === JSON.stringify(input);
        return same ? known : 'exists';
      }
      const owner = createOwner(machines);
      owner.interpreter.start(machine, name, input);
      owner.run();
      return store.get(`${machine}:${name}`) as ExecutionRecord;
    },
    /** Answers a task: `unknown` for a token that never was, `gone` for one that was used or timed out. */
    answer(token: string, answer: (interpreter: Interpreter) => 'accepted' | 'gone') {
      const id = store.byToken(token);
      if (id === undefined) return 'unknown';
      const owner = ownerOf(id);
      const result = answer(owner.interpreter);
      owner.run();
      return result;
    },
    /** Is there an open task with this token? */
    isOpen(token: string): boolean {
      const id = store.byToken(token);
      const record = id === undefined ? undefined : store.get(id);
      return record?.token === token && record.status === 'RUNNING';
    },
    get: (id: string) => store.get(id),
    of: (machine: string) => store.records().filter((record) => !record.parent && record.machine === machine),
    history: (id: string) => histories.get(id) ?? [],
    /** Goes on with everything that is due by the clock. */
    wake(): void {
      for (const { at, id } of waiting()) {
        if (at > world.now()) continue;
        wakes.delete(`${at} ${id}`);
        const owner = ownerOf(id);
        owner.interpreter.wake(id);
        owner.run();
      }
    },
    nextDue: (): Moment | undefined => waiting().reduce<Moment | undefined>(earlier, undefined),
    /** How many run at this moment. Throws what went wrong in the interpreter itself, if anything did. */
    running(): number {
      if (failure) throw failure;
      return running;
    },
  };
}

function earlier(first: Moment | undefined, { at }: { at: Moment }): Moment {
  return first !== undefined && first < at ? first : at;
}

const STOPPED: Record<string, string> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
};
