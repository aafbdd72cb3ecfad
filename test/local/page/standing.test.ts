import { expect, it } from 'vitest';
import { arrangements } from '../../../local/page/standing.ts';
import { tell } from '../../core/make-case.ts';

it('a pause that has ended does not look as if it held', async () => {
  const story = await tell();
  const c = await story.add({ kind: 'paused', until: '2026-02-10', reason: 'hardship' });
  expect(String(arrangements(c, '2026-02-10'))).toContain('Is paused until 10 Feb 2026');
  expect(String(arrangements(c, '2026-02-11'))).toContain('Was paused until 10 Feb 2026');
});
