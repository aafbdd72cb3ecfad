import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase, recall, remember } from '../../../adapters/local/database.ts';
import { sqliteJournal, sqlitePersons, streams, written } from '../../../adapters/local/journal.ts';
import type { Entry } from '../../../core/case/entry.ts';
import type { Item } from '../../../core/case/fold.ts';

function item(seq: number, but: Partial<Item> = {}): Item {
  const entry: Entry = { kind: 'replied', channel: 'phone', seq, at: '2026-01-05T09:00:00Z' };
  return { stream: 'case-1', seq, cause: `cause-${seq}`, entries: [entry], ...but };
}

const folders: string[] = [];
function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'amicable-'));
  folders.push(folder);
  return join(folder, 'run.db');
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('the journal', () => {
  test('takes one item at a place: who comes second is told that it is taken', async () => {
    const journal = sqliteJournal(openDatabase(':memory:'));
    expect(await journal.append(item(1))).toBe('appended');
    expect(await journal.append(item(1, { cause: 'another' }))).toBe('taken');
    expect((await journal.read('case-1')).map((one) => one.cause)).toEqual(['cause-1']);
  });

  test('takes one of many that are put at once', async () => {
    const journal = sqliteJournal(openDatabase(':memory:'));
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, i) => journal.append(item(1, { cause: `${i}` }))),
    );
    expect(results.filter((result) => result === 'appended')).toHaveLength(1);
  });

  test('reads a stream in order, and nothing of another', async () => {
    const db = openDatabase(':memory:');
    const journal = sqliteJournal(db);
    for (const seq of [1, 2, 5]) await journal.append(item(seq));
    await journal.append(item(1, { stream: 'case-2' }));
    for (const reader of [journal, sqliteJournal(db)]) {
      expect((await reader.read('case-1')).map((one) => one.seq)).toEqual([1, 2, 5]);
      expect(await reader.read('case-3')).toEqual([]);
    }
  });

  test('gives back what was put, entry for entry', async () => {
    const db = openDatabase(':memory:');
    const one = item(1);
    await sqliteJournal(db).append(one);
    expect(await sqliteJournal(db).read('case-1')).toEqual([one]);
  });

  test('does not let a reader change what others read', async () => {
    const journal = sqliteJournal(openDatabase(':memory:'));
    await journal.append(item(1));
    const mine = (await journal.read('case-1')) as Item[];
    mine.push(item(2));
    expect(await journal.read('case-1')).toHaveLength(1);
    await journal.append(item(2));
    expect(await journal.read('case-1')).toHaveLength(2);
  });

  test('keeps cases and persons apart', async () => {
    const db = openDatabase(':memory:');
    await sqliteJournal(db).append(item(1));
    expect(await sqlitePersons(db).read('case-1')).toEqual([]);
  });

  test('is there again when its file is opened again', async () => {
    const file = newFile();
    const first = openDatabase(file);
    await sqliteJournal(first).append(item(1));
    remember(first, 'now', '2026-01-05T09:00:00Z');
    first.close();
    const second = openDatabase(file);
    const journal = sqliteJournal(second);
    expect(await journal.read('case-1')).toEqual([item(1)]);
    expect(await journal.append(item(1))).toBe('taken');
    expect(recall(second, 'now')).toBe('2026-01-05T09:00:00Z');
    expect(recall(second, 'unknown')).toBeUndefined();
    second.close();
  });

  test('is in the file after every append, also without closing it', async () => {
    const file = newFile();
    const crashed = openDatabase(file);
    await sqliteJournal(crashed).append(item(1));
    const other: Database = openDatabase(file);
    expect(await sqliteJournal(other).read('case-1')).toHaveLength(1);
    other.close();
    crashed.close();
  });
});

describe('the stream of what was written', () => {
  test('tells items in the order in which they were appended, from where somebody stopped', async () => {
    const db = openDatabase(':memory:');
    const journal = sqliteJournal(db);
    await journal.append(item(1, { stream: 'case-2' }));
    await journal.append(item(1));
    await journal.append(item(1, { cause: 'too late' }));
    await journal.append(item(2, { stream: 'case-2' }));
    const all = written(db, 0);
    expect(all.map((one) => [one.stream, one.seq])).toEqual([
      ['case-2', 1],
      ['case-1', 1],
      ['case-2', 2],
    ]);
    expect(written(db, all[0]?.n ?? 0).map((one) => one.stream)).toEqual(['case-1', 'case-2']);
    expect(written(db, all[2]?.n ?? 0)).toEqual([]);
  });

  test('gives every stream whole for exports and audits', async () => {
    const db = openDatabase(':memory:');
    const journal = sqliteJournal(db);
    await journal.append(item(1, { stream: 'case-2' }));
    await journal.append(item(1));
    await journal.append(item(2));
    expect([...streams<Entry>(db)].map(({ stream, items }) => [stream, items.length])).toEqual([
      ['case-1', 2],
      ['case-2', 1],
    ]);
  });
});
