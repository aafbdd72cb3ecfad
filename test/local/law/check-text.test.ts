import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plainText, textOf } from '../../../adapters/render/text.ts';
import { makeMessage } from '../../adapters/render/make-message.ts';
import { askLaw } from '../../law/ask.ts';
import { amicable, emptyFolder } from '../amicable.ts';

const folder = emptyFolder();

function letter(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const own = letter('own.txt', plainText(textOf(makeMessage('notice', {}, 'letter', 'nl'), 'letter')));
const today = letter(
  'na-heden.txt',
  'Wij vragen u € 1000,00 te betalen binnen 14 dagen na heden. Betaalt u niet, dan moet u incassokosten betalen van € 150,00.',
);

it('our own notice is good, with the costs that it announced', async () => {
  const found = await askLaw(
    'check-text',
    own,
    '--kind',
    'notice-14-days',
    '--costs',
    '48.40',
    '--vat-not-reclaimable',
  );
  expect(found).toMatchObject({ valid: true, costsLost: false, missing: [], invalid: [] });
});

it('costs above the scale are not the exact ones', async () => {
  const found = await askLaw('check-text', own, '--kind', 'notice-14-days', '--principal', '500');
  expect(found).toMatchObject({ valid: false, invalid: [{ what: 'costs-not-exact' }] });
});

// V07
it('a letter with fourteen days from its own date brings no costs', async () => {
  const found = await askLaw('check-text', today, '--kind', 'notice-14-days', '--principal', '1000');
  expect(found).toMatchObject({
    valid: false,
    costsLost: true,
    invalid: [{ what: 'term-starts-too-early' }],
  });
});

it('a letter that is not good ends with code 1, and says so to people too', () => {
  const { code, out } = amicable(folder, 'law', 'check-text', today, '--kind', 'notice-14-days');
  expect(code).toBe(1);
  expect(out).toMatch(/valid +no/);
  expect(out).toContain('binnen 14 dagen na heden');
});

it.each([
  ['nowhere.txt', '--kind', 'notice-14-days'],
  [own, '--kind', 'love-letter'],
  [own, '--kind', 'notice-14-days', '--language', 'la'],
  [own],
])('check-text %s %s %s: is refused', async (...words) => {
  expect(await askLaw('check-text', ...words)).toEqual({ refused: expect.any(String) });
});
