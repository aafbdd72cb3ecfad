import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recall, remember } from '../../adapters/local/database.ts';
import { openStored, openToLook, openToWrite } from '../../local/stored.ts';
import { count } from '../../local/words.ts';
import { emptyFolder } from './amicable.ts';

it.each([
  ['shown or audited', openStored],
  ['looked at before an import', openToLook],
] as const)('what is %s while somebody works on it is all of one moment', (_, open) => {
  const file = join(emptyFolder(), 'a.db');
  const works = openToWrite(file);
  remember(works, 'now', 1);
  const looks = open(file);
  works.begin();
  remember(works, 'now', 2);
  works.commit();
  expect(looks && recall(looks, 'now')).toBe(1);
  looks?.close();
  const later = open(file);
  expect(later && recall(later, 'now')).toBe(2);
  later?.close();
  works.close();
});

it('one breach, two breaches', () => {
  expect([count(1, 'breach'), count(2, 'breach')]).toEqual(['1 breach', '2 breaches']);
});
