import { expect, test } from 'vitest';
import { type MadeLaptop, makeLaptop } from './make-laptop.ts';

const rows = async (laptop: MadeLaptop) => await laptop.ports.lists.overdue('2099-01-01T00:00:00Z');
const keep = async (laptop: MadeLaptop) =>
  await laptop.invoke('keep-lists', { case: laptop.case, seq: (await laptop.fold()).seq, kinds: [] });

test('a writer that was held up leaves the row as it is now, also where a newer one had nothing to write', async () => {
  const laptop = await makeLaptop();
  await laptop.days(17);
  const before = await rows(laptop);
  const { lists } = laptop.ports;
  const puts: unknown[] = [];
  laptop.ports.lists = {
    ...lists,
    put: async (row) => {
      puts.push(row.next);
      if (puts.length === 1) {
        // While this row was on its way the task was closed, and a newer writer found the row as it must be.
        await laptop.close(await laptop.task('complaint'), { decision: 'reject' });
        await keep(laptop);
      }
      return await lists.put(row);
    },
  };
  await laptop.react('reply-1', { what: 'complaint' });
  await keep(laptop);
  const [held, newer] = puts;
  expect(newer).toBe(before[0]?.next);
  expect(held).not.toBe(newer);
  expect(await rows(laptop)).toEqual(before);
});

test('who has nothing new to write looks once', async () => {
  const laptop = await makeLaptop();
  await laptop.days(60);
  const { lists } = laptop.ports;
  const written: boolean[] = [];
  laptop.ports.lists = {
    ...lists,
    put: async (row) => {
      const wrote = await lists.put(row);
      written.push(wrote);
      return wrote;
    },
  };
  await keep(laptop);
  expect(written).toEqual([false]);
});
