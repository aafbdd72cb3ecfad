import { renderSms } from '../../adapters/render/sms.ts';
import type { Item } from '../../core/case/fold.ts';
import type { Message } from '../../core/message/message.ts';
import type { Channels, Journal, ListRow, Ports } from '../../core/ports.ts';
import { waitMs } from './assumptions.ts';
import {
  bytesOf,
  detailItems,
  journalItem,
  listItem,
  PER_STORED_ITEM,
  readUnits,
  tokenItem,
  writeUnits,
} from './layout.ts';
import { add, type Ledger } from './ledger.ts';

/**
 * Ports that do what others do, and write into a ledger what it would cost in the cloud: as its table is laid out, and
 * as its adapters read and write it. Only the debtor's pages stay blank.
 */
export function countingPorts(inner: Ports, ledger: Ledger): Ports {
  const { wait, write, read, store, sums } = ledger;
  const streamBytes = new Map<string, number>();
  const rows = new Map<string, ListRow>();

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
        const seen = ledger.seen();
        const warm = readUnits(size(items));
        read(what, seen.has(key) ? warm : readUnits(streamBytes.get(key) ?? 0), warm);
        seen.add(key);
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
          ledger.seen().add(`${what} ${item.stream}`);
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
    add(ledger.writes, 'index of the lists', kept ? 2 : 1);
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
        if (!ledger.seen().has(id)) read('policies', 1, 0);
        ledger.seen().add(id);
        return await inner.creditors.get(id);
      },
      // One for the creditor, one for everything.
      stopped: async (id) => {
        read('stop orders', 2);
        return await inner.creditors.stopped(id);
      },
      booksThrough: async (id) => {
        read('books', 1);
        return await inner.creditors.booksThrough(id);
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
        ledger.scheduled.add(schedule.function);
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
        read(
          'rows of files',
          readUnits(found.reduce((sum, row) => sum + JSON.stringify(row).length + 60, 0)),
        );
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
    deliveries: {
      ...inner.deliveries,
      begin: async (delivery) => {
        // The delivery, and its place in the index.
        write('deliveries', writeUnits(delivery.body.length + 200) + 1);
        return await inner.deliveries.begin(delivery);
      },
      put: async (delivery) => {
        write('deliveries', writeUnits(delivery.body.length + 300));
        await inner.deliveries.put(delivery);
      },
      get: async (creditor, id) => {
        read('deliveries', 1);
        return await inner.deliveries.get(creditor, id);
      },
    },
    web: {
      post: async (...request) => {
        wait(waitMs.provider);
        return await inner.web.post(...request);
      },
    },
    pages: { render: async () => ({ html: '', styles: '' }) },
  };
}
