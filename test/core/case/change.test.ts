import { describe, expect, test } from 'vitest';
import { change, IllegalEntry, JournalBusy, load, UnknownCase } from '../../../core/case/change.ts';
import type { Item } from '../../../core/case/fold.ts';
import type { CaseJournal } from '../../../core/ports.ts';
import { type Story, tell } from '../make-case.ts';

const reply = { kind: 'replied', channel: 'phone' } as const;

async function replies(story: Story): Promise<number> {
  return (await story.case()).kinds.get('replied') ?? 0;
}

describe('a cause', () => {
  test('that repeats a hundred times has its effect once', async () => {
    const story = await tell();
    const fresh: boolean[] = [];
    for (let i = 0; i < 100; i++) {
      const changed = await change(story.ports, story.id, 'call-1', (draft) => draft.add(reply));
      fresh.push(changed.fresh);
      expect(changed.entries).toMatchObject([reply]);
    }
    expect(await replies(story)).toBe(1);
    expect(fresh.filter(Boolean)).toHaveLength(1);
  });

  test('that comes a hundred times at once has its effect once', async () => {
    const story = await tell();
    const all = await Promise.all(
      Array.from({ length: 100 }, () =>
        change(story.ports, story.id, 'call-1', async (draft) => {
          await Promise.resolve();
          draft.add(reply);
        }),
      ),
    );
    expect(await replies(story)).toBe(1);
    expect(all.filter((changed) => changed.fresh)).toHaveLength(1);
    for (const changed of all) expect(changed.entries).toEqual(all[0]?.entries);
  });

  test('that decides nothing writes nothing, and may decide something later', async () => {
    const story = await tell();
    const before = (await story.case()).seq;
    expect(await change(story.ports, story.id, 'call-1', () => {})).toMatchObject({
      entries: [],
      fresh: false,
    });
    expect((await story.case()).seq).toBe(before);
    expect((await change(story.ports, story.id, 'call-1', (draft) => draft.add(reply))).fresh).toBe(true);
  });
});

/** A journal in which somebody else writes between our reading and our writing, so many times. */
function raced(journal: CaseJournal, times: number, other: () => Promise<unknown>): CaseJournal {
  let left = times;
  return {
    read: (stream, after) => journal.read(stream, after),
    append: async (item) => {
      if (left > 0) {
        left -= 1;
        await other();
      }
      return await journal.append(item);
    },
  };
}

describe('two writers', () => {
  test('race: one wins, the other decides again on the new state', async () => {
    const story = await tell();
    const journal = raced(story.ports.journal, 1, () =>
      story.add({ kind: 'paused', until: '2026-02-01', reason: 'asked for' }),
    );
    const seen: (string | undefined)[] = [];
    const changed = await change({ ...story.ports, journal }, story.id, 'call-1', (draft) => {
      seen.push(draft.case.pausedUntil);
      if (!draft.case.pausedUntil) draft.add({ kind: 'paused', until: '2026-01-08', reason: 'ours' });
      else draft.add(reply);
    });
    expect(seen).toEqual([undefined, '2026-02-01']);
    expect(changed.entries).toMatchObject([reply]);
    expect((await story.case()).pausedUntil).toBe('2026-02-01');
    const seqs = (await story.entries()).map((entry) => entry.seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });

  test('who race for ever are told that the journal is busy', async () => {
    const story = await tell();
    const journal = raced(story.ports.journal, 99, () => story.add(reply));
    const busy = change({ ...story.ports, journal }, story.id, 'call-1', (draft) =>
      draft.add({ kind: 'information-asked' }),
    );
    await expect(busy).rejects.toBeInstanceOf(JournalBusy);
    expect((await story.case()).kinds.get('information-asked')).toBeUndefined();
  });
});

test('an append that succeeded but whose answer was lost is a success on retry', async () => {
  const story = await tell();
  const { journal } = story.ports;
  let lost = false;
  const forgetful: CaseJournal = {
    read: (stream, after) => journal.read(stream, after),
    append: async (item) => {
      const result = await journal.append(item);
      if (!lost) {
        lost = true;
        throw new Error('time-out');
      }
      return result;
    },
  };
  const once = () =>
    change({ ...story.ports, journal: forgetful }, story.id, 'call-1', (draft) => draft.add(reply));
  await expect(once()).rejects.toThrow('time-out');
  const retried = await once();
  expect(retried.entries).toMatchObject([reply]);
  expect(retried.fresh).toBe(false);
  expect(await replies(story)).toBe(1);
});

describe('what is added', () => {
  test('is never learnt before what it follows, even when a clock is behind', async () => {
    const story = await tell();
    await story.add(reply);
    const { at } = await story.case();
    story.ports.clock.set('2025-12-24T09:00:00Z');
    expect((await story.add(reply)).at).toBe(at);
    story.ports.clock.set('2026-02-01T09:00:00Z');
    expect((await story.add(reply)).at).toBe('2026-02-01T09:00:00Z');
  });

  test('and may not follow is refused, and nothing of the item is written', async () => {
    const story = await tell();
    const before = (await story.case()).seq;
    const illegal = story.add(reply, { kind: 'claim-fell-due', claim: 'Z' });
    await expect(illegal).rejects.toThrow(IllegalEntry);
    await expect(illegal).rejects.toThrow('claim-fell-due may not follow: the case has no such claim');
    expect((await story.case()).seq).toBe(before);
  });

  test('and does not fit the schema is refused', async () => {
    const story = await tell();
    await expect(story.add({ kind: 'scored', model: 'm', points: 101, reasons: [] })).rejects.toThrow(
      'points',
    );
  });

  test('is decided on the case with what was added before it', async () => {
    const story = await tell();
    await story.decide((draft) => {
      draft.add({ kind: 'paused', until: '2026-02-01', reason: 'asked for' });
      expect(draft.case.pausedUntil).toBe('2026-02-01');
      draft.add({ kind: 'resumed', reason: 'asked for' });
      expect(draft.case.pausedUntil).toBeUndefined();
    });
    const item = (await story.ports.journal.read(story.id)).at(-1) as Item;
    expect(item.entries.map((entry) => entry.kind)).toEqual(['paused', 'resumed']);
  });
});

describe('a case that does not exist', () => {
  test('can neither be loaded nor changed', async () => {
    const { ports } = await tell();
    await expect(load(ports.journal, 'nobody-1')).rejects.toThrow(UnknownCase);
    await expect(change(ports, 'nobody-1', 'x', () => {})).rejects.toThrow(UnknownCase);
  });

  test('begins with case-opened and nothing else', async () => {
    const { ports } = await tell();
    const begin = change(ports, 'nobody-1', 'x', (draft) => draft.add(reply));
    await expect(begin).rejects.toThrow('a journal begins with case-opened');
  });
});
