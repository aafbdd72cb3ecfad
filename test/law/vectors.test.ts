import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Confidence } from '../../core/case/entry.ts';
import { amicable, emptyFolder, inProject } from '../local/amicable.ts';
import { askLaw } from './ask.ts';

const Vector = z.strictObject({
  id: z.string().min(1),
  command: z.string().min(1),
  options: z.string(),
  expected: z.string(),
  source: z.string().min(1),
  confidence: Confidence,
});

const files = globSync('test/law/vectors/*.csv', { cwd: inProject('.') }).sort();
const vectors = files.map((file) => {
  const rows: unknown = parse(readFileSync(inProject(file), 'utf8'), { columns: true });
  return { file, pack: basename(file, '.csv'), rows: z.array(Vector).parse(rows) };
});

it('the public tables have a name for each line, once', () => {
  const ids = vectors.flatMap(({ rows }) => rows.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(100);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

describe.each(vectors)('$file', ({ pack, rows }) => {
  it.each(rows)('$id: law $command $options', async ({ command, options, expected, confidence }) => {
    const fields: Record<string, unknown> = JSON.parse(expected);
    const words = wordsOf(options);
    const answer = await askLaw(command, ...(words.includes('--pack') ? [] : ['--pack', pack]), ...words);
    if (fields.refused === true) {
      expect(answer).toEqual({ refused: expect.stringMatching(/^\S.{20,}[.?]$/s) });
      return;
    }
    expect(answer).toMatchObject(fields);
    if (confidence !== 'doubtful') return;
    expect(answer.rules, 'a doubtful reading says so').toContainEqual(
      expect.objectContaining({ confidence: 'doubtful' }),
    );
  });
});

describe('through the command itself', () => {
  const folder = emptyFolder();

  it('an answer is one JSON object and ends with code 0', () => {
    const { code, out } = amicable(
      folder,
      'law',
      'costs',
      '--principal',
      '3000',
      '--on',
      '2026-03-02',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ costs: '425.00', vat: '0.00', total: '425.00' });
  });

  it('what is not written down is refused with code 4, and never with a number', () => {
    const { code, out } = amicable(
      folder,
      'law',
      'costs',
      '--principal',
      '3000',
      '--on',
      '2027-07-01',
      '--json',
    );
    expect(code).toBe(4);
    expect(JSON.parse(out)).toEqual({ refused: expect.stringContaining('2027-07-01') });
  });
});

/** Words of a command line; `"…"` holds blanks together. */
function wordsOf(options: string): string[] {
  return (options.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ''));
}
