import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compiledLayout, compileLayout } from '../../../adapters/render/compile-layout.ts';

test('e-mails are filled into what MJML makes of the layout as it is now', async () => {
  const kept = readFileSync(compiledLayout, 'utf8');
  expect(kept, 'Run `node adapters/render/compile-layout.ts`.').toBe(await compileLayout());
});

test('nothing of MJML is left to be laid out when a mail is sent', async () => {
  expect(readFileSync(compiledLayout, 'utf8')).not.toContain('<mj-');
});
