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
  expect(String(arrangements(said, '2026-01-05'))).toContain(
    'Can spare €50.00 a month, as they said on 5 Jan 2026',
  );
  const after = await story.add({ kind: 'means-withdrawn' });
  expect(String(arrangements(after, '2026-01-05'))).toBe('');
});
