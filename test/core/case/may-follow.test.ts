import { describe, expect, test } from 'vitest';
import { Entry, type EntryKind, entryKinds, type Fact } from '../../../core/case/entry.ts';
import { mayFollow } from '../../../core/case/may-follow.ts';
import { tell } from '../make-case.ts';
import { rowsOfContacts } from './contact-rows.ts';
import { added, opened, type Row } from './make-rows.ts';
import { rowsOfMoney } from './money-rows.ts';

/** For every kind of entry what it may follow, and what it may not, with the reason. A new kind does not compile here. */
const table: Record<EntryKind, Row> = { ...rowsOfContacts, ...rowsOfMoney };

async function judge(before: Fact[], fact: Fact): Promise<string | undefined> {
  const story = await tell();
  if (before.length > 0) await story.add(...before);
  const c = await story.case();
  const refusal = mayFollow(c, Entry.parse({ ...fact, seq: c.seq + 1, at: c.at }));
  story.ports.db.close();
  return refusal;
}

test('every kind of entry has its row', () => {
  expect(Object.keys(table).sort()).toEqual([...entryKinds].sort());
});

describe.each(Object.entries(table))('%s', (_, { may, mayNot = [] }) => {
  test.each(
    may.map(
      ([before, fact]) => [before.map((one) => one.kind).join(', ') || 'nothing', before, fact] as const,
    ),
  )('may follow %s', async (_, before, fact) => {
    expect(await judge(before, fact)).toBeUndefined();
  });
  if (mayNot.length > 0) {
    test.each(mayNot.map(([before, fact, reason]) => [reason, before, fact] as const))(
      'may not where %s',
      async (reason, before, fact) => {
        expect(await judge(before, fact)).toBe(reason);
      },
    );
  }
});

test('a journal begins with case-opened, and with nothing else', () => {
  const at = '2026-01-05T09:00:00Z';
  expect(mayFollow(undefined, Entry.parse({ ...opened, seq: 1, at }))).toBeUndefined();
  const other = Entry.parse({ ...added('A'), seq: 1, at });
  expect(mayFollow(undefined, other)).toBe('a journal begins with case-opened');
});
