import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../adapters/local/database.ts';
import { sqliteFiles } from '../../../adapters/local/files.ts';
import { sqliteOutbox, sqliteSchedules } from '../../../adapters/local/tables.ts';
import type { CompleteMap } from '../../../core/case/column-map.ts';
import type { Message } from '../../../core/message/message.ts';
import { makeRow, tell } from '../../core/make-case.ts';

test('a schedule that is set again is moved, not doubled', async () => {
  const db = openDatabase(':memory:');
  const schedules = sqliteSchedules(db);
  const set = (name: string, at: string) =>
    schedules.set({ name, at, function: 'follow-up-due', input: { case: 'case-1', wait: 1 } });
  await set('follow-up-1', '2026-01-10T05:00:00Z');
  await set('follow-up-2', '2026-01-11T05:00:00Z');
  await set('follow-up-1', '2026-01-20T05:00:00Z');
  expect(db.all('select name, at, kind from agenda order by at')).toEqual([
    { name: 'follow-up-2', at: '2026-01-11T05:00:00Z', kind: 'schedule' },
    { name: 'follow-up-1', at: '2026-01-20T05:00:00Z', kind: 'schedule' },
  ]);
});

test('the outbox notes who was sent what and when, and no word of it', async () => {
  const story = await tell();
  await story.say('first-reminder', 7);
  const message = story.ports.messages[0]?.message as Message;
  const db = openDatabase(':memory:');
  const seen: Message[] = [];
  const outbox = sqliteOutbox(
    db,
    () => '2026-01-05T09:00:00Z',
    (one) => seen.push(one),
  );
  expect(await outbox.email(message)).toEqual({ accepted: 'outbox-1' });
  expect(seen).toEqual([message]);
  expect(db.all('select contact, stream, channel, at from outbox')).toEqual([
    { contact: message.contact, stream: story.id, channel: 'email', at: '2026-01-05T09:00:00Z' },
  ]);
  expect(JSON.stringify(db.all('select * from outbox'))).not.toContain('jo@');
});

describe('a file of claims', () => {
  const rows = [
    { row: 2, fields: { invoice: 'A' } },
    { row: 3, fields: { invoice: 'B' } },
  ];
  const map: CompleteMap = {
    columns: { debtorReference: 'klant', invoice: 'factuur', amount: 'bedrag', dueOn: 'vervaldag' },
    constants: {},
    dateFormat: 'yyyy-MM-dd',
    decimal: '.',
  };
  const read = async (files: ReturnType<typeof sqliteFiles>) => {
    const found: unknown[] = [];
    for await (const one of files.rows('f.csv')) found.push(one);
    return found;
  };

  test('is kept row by row, and putting it again changes nothing', async () => {
    const files = sqliteFiles(openDatabase(':memory:'));
    files.put('f.csv', rows, map);
    files.put('f.csv', [{ row: 2, fields: { invoice: 'Z' } }], { ...map, decimal: ',' });
    expect(await read(files)).toEqual(rows);
    expect(await files.open('f.csv')).toEqual({ map });
  });

  test('is read in the order of its lines, however many there are', async () => {
    const files = sqliteFiles(openDatabase(':memory:'));
    const many = Array.from({ length: 1_234 }, (_, at) => ({
      row: 1_235 - at,
      fields: { invoice: `F${at}` },
    }));
    files.put('f.csv', many, map);
    expect(await read(files)).toEqual(many.reverse());
    expect([await files.size('f.csv'), await files.size('other.csv')]).toEqual([1_234, 0]);
  });

  test('is forgotten when it has been dealt with, but not what was wrong with it', async () => {
    const db = openDatabase(':memory:');
    const files = sqliteFiles(db);
    files.put('f.csv', rows, map);
    files.put('other.csv', rows, map);
    await files.putParts('f.csv', [{ row: 2, part: 1, claim: makeRow() }]);
    await files.reject('f.csv', [{ row: 3, field: 'dueOn', reason: 'Not yet due.' }]);
    files.forget('f.csv');
    expect([await files.size('f.csv'), await files.size('other.csv')]).toEqual([0, 2]);
    expect(await files.part('f.csv', 1)).toEqual([]);
    expect(db.all('select row from rejected')).toEqual([{ row: 3 }]);
  });
});
