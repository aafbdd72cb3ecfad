import { renderSms } from '../../adapters/render/sms.ts';
import type { Item } from '../../core/case/fold.ts';
import type { Message } from '../../core/message/message.ts';
import type { Channels, Journal, ListRow, Ports } from '../../core/ports.ts';
import type { Call, Host } from '../laptop.ts';
import { COLD_EVERY, COLD_MS, ITEMS_A_CALL, OWN_MS, waitMs } from './assumptions.ts';
import {
  bytesOf,
  detailItems,
  journalItem,
  type Kept,
  listItem,
  PER_STORED_ITEM,
  readUnits,
  tokenItem,
  writeUnits,
} from './layout.ts';

/** What a run caused, in the units that are billed. */
export interface Counted {
  /** Calls of each function, and the milliseconds that they last together. */
  calls: Map<string, number>;
  milliseconds: Map<string, number>;
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
  /** Streams that it has read: it knows them until it ends. */
  seen: Set<string>;
}

export function add(to: Map<string, number>, name: string, number: number): void {
  to.set(name, (to.get(name) ?? 0) + number);
}

/**
 * Stands between functions and their ports, and counts. Changes nothing but the debtor's pages, which stay blank.
 *
 * @param before told of each call before it runs, with a way to make calls of its own that are counted too
 */
export function createCounter(before: (call: Call, host: Host) => Promise<void> = async () => {}): Counter {
  const calls = new Map<string, number>();
  const milliseconds = new Map<string, number>();
  const writes = new Map<string, number>();
  const reads = new Map<string, number>();
  const warmReads = new Map<string, number>();
  const sums = { stored: 0, events: 0, schedulesSet: 0, schedulesFired: 0, email: 0, smsParts: 0, letter: 0 };
  const frames: Frame[] = [];
  const streamBytes = new Map<string, number>();
  const rows = new Map<string, ListRow>();
  const schedules = new Map<string, string>();
  let now = '';
  let decorated: { from: Ports; ports: Ports } | undefined;

  const wait = (ms: number) => {
    const frame = frames.at(-1);
    if (frame) frame.waited += ms;
  };
  const write = (what: string, units: number) => {
    wait(waitMs.table);
    add(writes, what, units);
  };
  const read = (what: string, cold: number, warm = cold) => {
    wait(waitMs.table);
    add(reads, what, cold);
    add(warmReads, what, warm);
  };
  const store = (item: { [name: string]: Kept }) => {
    const bytes = bytesOf(item);
    sums.stored += bytes + PER_STORED_ITEM;
    return bytes;
  };

  function journal<E extends { kind: string }, State>(
    of: 'case' | 'person',
    inner: Journal<E, State>,
  ): Journal<E, State> {
    const what = `journals of ${of}s`;
    const size = (items: readonly Item<E>[]) =>
      items.reduce((sum, item) => sum + bytesOf(journalItem(of, item)), 0);
    return {
      ...inner,
      read: async (stream, after) => {
        const key = `${what} ${stream}`;
        const items = await inner.read(stream, after);
        const seen = frames.at(-1)?.seen;
        const warm = readUnits(size(items));
        read(what, seen?.has(key) ? warm : readUnits(streamBytes.get(key) ?? 0), warm);
        seen?.add(key);
        return items;
      },
      append: async (item) => {
        const done = await inner.append(item);
        const bytes = bytesOf(journalItem(of, item));
        // A put that is refused is paid for too.
        write(what, writeUnits(bytes));
        if (done === 'appended') {
          sums.stored += bytes + PER_STORED_ITEM;
          add(streamBytes, `${what} ${item.stream}`, bytes);
          frames.at(-1)?.seen.add(`${what} ${item.stream}`);
        }
        return done;
      },
    };
  }

  /** The row as it is is read first, and written only where it changes: then its place in the index is another. */
  function putRow(row: ListRow): void {
    const kept = rows.get(row.case);
    const { keys, rest } = listItem(row);
    read('list rows', 1);
    if (kept && (kept.seq >= row.seq || (kept.state === row.state && kept.next === row.next))) return;
    write('list rows', writeUnits(bytesOf({ ...keys, ...rest })));
    // Out of its old place and into its new one.
    add(writes, 'index of the lists', kept ? 2 : 1);
    if (!kept) for (const stored of [{ ...keys, ...rest }, keys]) store(stored);
    rows.set(row.case, row);
  }

  function channels(inner: Channels): Channels {
    const count = (message: Message) => {
      wait(waitMs.provider);
      if (message.channel === 'email') sums.email += 1;
      else if (message.channel === 'letter') sums.letter += 1;
      else sums.smsParts += renderSms(message).parts;
    };
    const counting = (hand: Channels['email']) => (message: Message) => {
      count(message);
      return hand(message);
    };
    return { email: counting(inner.email), sms: counting(inner.sms), letter: counting(inner.letter) };
  }

  function portsOf(inner: Ports): Ports {
    return {
      ...inner,
      journal: journal('case', inner.journal),
      persons: journal('person', inner.persons),
      people: {
        ...inner.people,
        get: async (person) => {
          read('people', 1);
          return await inner.people.get(person);
        },
        put: async (person, details) => {
          for (const item of detailItems(person, details)) write('people', writeUnits(store(item)));
          await inner.people.put(person, details);
        },
      },
      creditors: {
        ...inner.creditors,
        get: async (id) => {
          // Remembered for a minute: at little traffic that is for one call.
          if (!frames.at(-1)?.seen.has(id)) read('policies', 1, 0);
          frames.at(-1)?.seen.add(id);
          return await inner.creditors.get(id);
        },
        // One for the creditor, one for everything.
        stopped: async (id) => {
          read('stop orders', 2);
          return await inner.creditors.stopped(id);
        },
      },
      bus: {
        publish: async (events) => {
          sums.events += events.length;
          wait(waitMs.service);
          await inner.bus.publish(events);
        },
      },
      tokens: {
        put: async (place, token) => {
          write('tokens', writeUnits(store(tokenItem(place))));
          await inner.tokens.put(place, token);
        },
        get: async (place) => {
          read('tokens', 1);
          return await inner.tokens.get(place);
        },
      },
      machines: {
        start: async (machine, name, input) => {
          wait(waitMs.service);
          return await inner.machines.start(machine, name, input);
        },
        succeed: async (token, output) => {
          wait(waitMs.service);
          return await inner.machines.succeed(token, output);
        },
      },
      schedules: {
        set: async (schedule) => {
          wait(waitMs.service);
          sums.schedulesSet += 1;
          const before = schedules.get(schedule.name);
          if (before !== undefined && before <= now) sums.schedulesFired += 1;
          schedules.set(schedule.name, schedule.at);
          await inner.schedules.set(schedule);
        },
      },
      channels: channels(inner.channels),
      lists: {
        ...inner.lists,
        put: async (row) => {
          putRow(row);
          return await inner.lists.put(row);
        },
        overdue: async (moment) => {
          const found = await inner.lists.overdue(moment);
          // Sixteen lists of open cases and as many of closed ones, each asked by itself and not strongly.
          read('lists', 16 + Math.ceil((found.length * 150) / 8192));
          return found;
        },
      },
      files: {
        ...inner.files,
        putParts: async (file, parts) => {
          write('rows of files', parts.length);
          await inner.files.putParts(file, parts);
        },
        noteInvoices: async (file, noted) => {
          write('rows of files', noted.length);
          return await inner.files.noteInvoices(file, noted);
        },
        part: async (file, part) => {
          const found = await inner.files.part(file, part);
          read('rows of files', readUnits(found.reduce((sum, row) => sum + JSON.stringify(row).length + 60, 0)));
          return found;
        },
        reject: async (file, rejected) => {
          write('rows of files', rejected.length);
          await inner.files.reject(file, rejected);
        },
      },
      tries: {
        add: async (name) => {
          write('tries', 1);
          return await inner.tries.add(name);
        },
        takeBack: async (name) => {
          write('tries', 1);
          await inner.tries.takeBack(name);
        },
      },
      pages: { render: async () => ({ html: '', styles: '' }) },
    };
  }

  async function host(call: Call): Promise<unknown> {
    const { name, input, ports, run } = call;
    if (decorated?.from !== ports) decorated = { from: ports, ports: portsOf(ports) };
    now = ports.clock.now();
    await before(call, host);
    const times = name === 'publish-journal' ? itemsIn(input) / ITEMS_A_CALL : 1;
    const frame: Frame = { waited: 0, seen: new Set() };
    frames.push(frame);
    try {
      return await run(decorated.ports);
    } finally {
      frames.pop();
      add(calls, name, times);
      const waited = name === 'publish-journal' ? waitMs.service : frame.waited;
      add(milliseconds, name, times * (OWN_MS + waited + COLD_MS / COLD_EVERY));
    }
  }

  function counted(): Counted {
    const due = [...schedules.values()].filter((at) => at <= now).length;
    return {
      calls,
      milliseconds,
      writes,
      reads,
      warmReads,
      ...sums,
      schedulesFired: sums.schedulesFired + due,
      notifications: calls.get('channel-feedback') ?? 0,
    };
  }

  return { host, counted };
}

function itemsIn(input: unknown): number {
  return (input as { items: unknown[] }).items.length;
}
