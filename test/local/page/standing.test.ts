import { expect, it } from 'vitest';
import { arrangements } from '../../../local/page/standing.ts';
import { tell } from '../../core/make-case.ts';

it('a pause that has ended does not look as if it held', async () => {
  const story = await tell();
  const c = await story.add({ kind: 'paused', until: '2026-02-10', reason: 'hardship' });
  expect(String(arrangements(c, '2026-02-10'))).toContain('Is paused until 10 Feb 2026');
  expect(String(arrangements(c, '2026-02-11'))).toContain('Was paused until 10 Feb 2026');
});

it('what somebody can spare stands there with the day on which they said it, until they take it back', async () => {
  const story = await tell();
  const said = await story.add({ kind: 'means-stated', cents: 5_000 });
  expect(String(arrangements(said, '2026-01-05'))).toMatch(/Said on 5 Jan 2026.*can spare €50\.00 a month/);
  const after = await story.add({ kind: 'means-withdrawn' });
  expect(String(arrangements(after, '2026-01-05'))).toBe('');
});

it('what somebody can spare stands there while it shapes plans, and not when their case is over', async () => {
  const story = await tell();
  const c = await story.add({ kind: 'means-stated', cents: 4_000 });
  expect(String(arrangements(c, '2026-01-06'))).toContain('can spare €40.00 a month');
  await story.pay(100_000);
  expect(String(arrangements(await story.case(), '2026-01-06'))).not.toContain('can spare');
});
