import { plusSeconds } from '../../core/calendar/moment.ts';
import { advance } from './advance.ts';
import { recount } from './children.ts';
import type { Definition } from './definition.ts';
import { isExecutionName } from './execution-name.ts';
import { throughJson } from './json.ts';
import type { ExecutionRecord, Host, Outcome } from './record.ts';
import { newRecord } from './record-life.ts';
import type { Run } from './run.ts';
import { endTask } from './settle.ts';

/** Step Functions on the laptop. Everything it knows is in `host.store`; it keeps only a queue of ids in memory. */
export interface Interpreter {
  /**
   * Records an execution and queues it. A name that was ever used is 'exists' and changes nothing, whatever the input.
   * Throws for an unknown machine and for a name that AWS would not take.
   */
  start(machine: string, name: string, input: unknown): 'started' | 'exists';
  /**
   * SendTaskSuccess. 'gone': the token is unknown, used, replaced by a newer attempt or timed out.
   * Only records and queues, so it may be called from anywhere, also by the very function that was given the token.
   */
  succeed(token: string, output: unknown): 'accepted' | 'gone';
  /** SendTaskFailure; see `succeed`. */
  fail(token: string, error: string, cause: string): 'accepted' | 'gone';
  /** Queues an execution because a moment it asked for may have come. */
  wake(id: string): void;
  /**
   * Runs the queue, first in first out and one execution at a time, until nothing can run before time passes or a
   * token is answered. A call during a run joins that run; a function that awaited it would wait for itself.
   */
  drain(): Promise<void>;
  /**
   * After a crash: takes up executions that were running, asks again to be woken, and repeats tasks that had begun and
   * not ended. Ids of executions are enough, their children are found; ids of children do no harm.
   */
  recover(ids: Iterable<string>): void;
}

export function createInterpreter(machines: Record<string, Definition>, host: Host): Interpreter {
  const { store } = host;
  let queue: string[] = [];
  let queued = new Set<string>();
  let running: Promise<void> | null = null;

  const run: Run = { machines, host, enqueue, start };
  return { start, succeed, fail, wake: enqueue, drain, recover };

  function enqueue(id: string): void {
    if (queued.has(id)) return;
    queued.add(id);
    queue.push(id);
  }

  function start(machine: string, name: string, input: unknown): 'started' | 'exists' {
    const definition = machines[machine];
    const top = definition?.flows.get('');
    if (!definition || !top) throw new Error(`no state machine ${machine}`);
    if (!isExecutionName(name))
      throw new Error(`AWS would not take ${JSON.stringify(name)} as the name of an execution`);
    const id = `${machine}:${name}`;
    if (store.get(id)) return 'exists';
    const now = host.now();
    const expiresAt = definition.timeoutSeconds === null ? null : plusSeconds(now, definition.timeoutSeconds);
    const given = input === undefined ? {} : throughJson(input, 'The input');
    store.put(newRecord({ id, machine, name, state: top.startAt, input: given, now, expiresAt }));
    if (expiresAt !== null) host.wakeAt(id, expiresAt);
    enqueue(id);
    return 'started';
  }

  function succeed(token: string, output: unknown): 'accepted' | 'gone' {
    return answer(token, { ok: true, result: throughJson(output, 'The output') });
  }

  function fail(token: string, error: string, cause: string): 'accepted' | 'gone' {
    return answer(token, { ok: false, error, cause });
  }

  function answer(token: string, outcome: Outcome): 'accepted' | 'gone' {
    const id = store.byToken(token);
    const record = id === undefined ? undefined : store.get(id);
    if (record?.token !== token || record.status !== 'RUNNING') return 'gone';
    const now = host.now();
    if ([record.deadline, record.expiresAt].some((end) => end !== null && now >= end)) return 'gone';
    endTask(run, record, outcome);
    enqueue(record.id);
    return 'accepted';
  }

  function drain(): Promise<void> {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  }

  async function work(): Promise<void> {
    let at = 0;
    try {
      for (; at < queue.length; at++) {
        const id = queue[at] as string;
        queued.delete(id);
        await advance(run, id);
        // What has run is dropped now and then, so that a run of millions does not keep every id.
        if (at >= 10_000) {
          queue = queue.slice(at + 1);
          at = -1;
        }
      }
    } finally {
      // After an error of the host the rest stays queued; the execution at fault is not tried again by itself.
      queue = queue.slice(at + 1);
      queued = new Set(queue);
    }
  }

  function recover(ids: Iterable<string>): void {
    for (const id of ids) {
      const record = store.get(id);
      if (record?.status === 'RUNNING' && record.phase !== 'queued') takeUp(record);
    }
  }

  function takeUp(record: ExecutionRecord): void {
    for (const moment of [record.wakeAt, record.deadline, record.parent ? null : record.expiresAt]) {
      if (moment !== null && moment > host.now()) host.wakeAt(record.id, moment);
    }
    enqueue(record.id);
    if (record.phase === 'children') for (const child of recount(run, record)) takeUp(child);
  }
}
