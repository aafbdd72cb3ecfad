import type { Ports } from '../../core/ports.ts';
import type { Call, Host } from '../laptop.ts';
import { COLD_EVERY, COLD_MS, memoryOf, OWN_MS, waitMs } from './assumptions.ts';
import { countingPorts } from './counting-ports.ts';
import { bytesOf, PER_STORED_ITEM } from './layout.ts';
import { add, type Ledger } from './ledger.ts';

/** What a run caused, in the units that are billed. */
export interface Counted {
  /** Calls of each function, and the gigabyte-seconds that they take together. */
  calls: Map<string, number>;
  gigabyteSeconds: Map<string, number>;
  /** Write units, by what was written. */
  writes: Map<string, number>;
  /** Read units, by what was read, when each call begins without knowing any case. */
  reads: Map<string, number>;
  /** The same when a function remembers each case that it has ever seen. */
  warmReads: Map<string, number>;
  /** Bytes in the table at the end. */
  stored: number;
  events: number;
  /** Schedules that were set or moved, and those that fired. */
  schedulesSet: number;
  schedulesFired: number;
  /** What mail providers told of messages. */
  notifications: number;
  email: number;
  smsParts: number;
  letter: number;
}

export interface Counter {
  host: Host;
  counted(): Counted;
}

/** One call of a function while it runs. */
interface Frame {
  waited: number;
  seen: Set<string>;
}

/**
 * A host that counts.
 *
 * @param before told of each call before it runs, with a way to make calls of its own that are counted too
 */
export function createCounter(before: (call: Call, host: Host) => Promise<void>): Counter {
  const calls = new Map<string, number>();
  const gigabyteSeconds = new Map<string, number>();
  const writes = new Map<string, number>();
  const reads = new Map<string, number>();
  const warmReads = new Map<string, number>();
  const sums: Ledger['sums'] = { stored: 0, events: 0, schedulesSet: 0, email: 0, smsParts: 0, letter: 0 };
  const scheduled = new Set<string>();
  let schedulesFired = 0;
  const frames: Frame[] = [];
  let counting: { from: Ports; ports: Ports } | undefined;

  const frame = (): Frame => {
    const current = frames.at(-1);
    if (!current) throw new Error('A port was used while no function ran.');
    return current;
  };
  const wait = (ms: number) => {
    frame().waited += ms;
  };
  const ledger: Ledger = {
    sums,
    writes,
    scheduled,
    wait,
    write: (what, units) => {
      wait(waitMs.table);
      add(writes, what, units);
    },
    read: (what, cold, warm = cold) => {
      wait(waitMs.table);
      add(reads, what, cold);
      add(warmReads, what, warm);
    },
    store: (item) => {
      const bytes = bytesOf(item);
      sums.stored += bytes + PER_STORED_ITEM;
      return bytes;
    },
    seen: () => frame().seen,
  };

  async function host(call: Call): Promise<unknown> {
    const { name, ports, run } = call;
    const input = call.input as { items?: unknown[]; kinds?: unknown };
    if (counting?.from !== ports) counting = { from: ports, ports: countingPorts(ports, ledger) };
    await before(call, host);
    // What the bus tells has kinds; what a schedule tells has none.
    if (scheduled.has(name) && !input.kinds) schedulesFired += 1;
    // At little traffic the table's stream tells of each item by itself.
    const times = input.items?.length ?? 1;
    const own: Frame = { waited: 0, seen: new Set() };
    frames.push(own);
    try {
      return await run(counting.ports);
    } finally {
      frames.pop();
      add(calls, name, times);
      const worked = (OWN_MS * 256) / memoryOf(name);
      add(
        gigabyteSeconds,
        name,
        (times * (worked + own.waited + COLD_MS / COLD_EVERY) * memoryOf(name)) / 1_024_000,
      );
    }
  }

  return {
    host,
    counted: () => ({
      calls,
      gigabyteSeconds,
      writes,
      reads,
      warmReads,
      ...sums,
      schedulesFired,
      notifications: calls.get('channel-feedback') ?? 0,
    }),
  };
}
