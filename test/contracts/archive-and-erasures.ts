import { describe, expect, test } from 'vitest';
import type { Archive, Erasure, Erasures } from '../../core/ports.ts';

async function* pieces(...all: string[]): AsyncGenerator<string> {
  yield* all;
}

/** What is promised of files that we make, and of the list of erased persons. */
export function archiveAndErasuresContract(
  make: () => Promise<{
    archive: Archive;
    erasures: Erasures;
    /** What is found at a link that the archive gave. */
    fetch(name: string, url: string): Promise<string>;
  }>,
): void {
  describe('a file that we make', () => {
    test('is there when all of it is written, and only for a while', async () => {
      const { archive, fetch } = await make();
      expect(await archive.link('cases.csv')).toBeUndefined();
      await archive.write('cases.csv', 'text/csv', pieces('a;b\n', 'ü;€\n'));
      const link = await archive.link('cases.csv');
      expect(link?.until).toMatch(/^2026-01-05T/);
      expect(await fetch('cases.csv', `${link?.url}`)).toBe('a;b\nü;€\n');
      expect(await archive.link('other.csv')).toBeUndefined();
    });

    test('that could not be written to its end is not there', async () => {
      const { archive } = await make();
      async function* breaks(): AsyncGenerator<string> {
        yield 'a;b\n';
        throw new Error('the case cannot be read');
      }
      await expect(archive.write('cases.csv', 'text/csv', breaks())).rejects.toThrow('cannot be read');
      expect(await archive.link('cases.csv')).toBeUndefined();
    });

    test('is replaced when it is made again, and may be empty', async () => {
      const { archive, fetch } = await make();
      await archive.write('cases.csv', 'text/csv', pieces('first'));
      await archive.write('cases.csv', 'text/csv', pieces());
      expect(await fetch('cases.csv', `${(await archive.link('cases.csv'))?.url}`)).toBe('');
    });
  });

  test('erasures are kept, each once, and given the oldest first', async () => {
    const { erasures } = await make();
    const list = async () => {
      const found: Erasure[] = [];
      for await (const erasure of erasures.all()) found.push(erasure);
      return found;
    };
    expect(await list()).toEqual([]);
    const [a, b, c] = [
      { person: 'p-2', at: '2026-01-05T09:00:00Z' },
      { person: 'p-1', at: '2026-01-06T09:00:00Z' },
      { person: 'p-2', at: '2026-01-07T09:00:00Z' },
    ] as const;
    for (const erasure of [b, a, c, a]) await erasures.note(erasure);
    expect(await list()).toEqual([a, b, c]);
  });
}
