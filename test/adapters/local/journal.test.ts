import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase, recall, remember } from '../../../adapters/local/database.ts';
import { sqliteJournal, streams, written } from '../../../adapters/local/journal.ts';
import type { Entry } from '../../../core/case/entry.ts';
import { makeItem as item } from '../../contracts/journal.ts';

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
