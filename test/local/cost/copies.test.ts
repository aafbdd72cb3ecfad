import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { waysTo } from '../../../core/person/ways.ts';
import { writeCopies } from '../../../local/cost/copies.ts';
import { emptyFolder } from '../amicable.ts';

it('nobody in a copy is reached in a way of somebody else: they are not counted together', () => {
  const path = join(emptyFolder(), 'copies.csv');
  writeCopies(path, 12);
  const rows = parse(readFileSync(path, 'utf8'), { columns: true }) as Record<string, string>[];
  const users = new Map<string, Set<string>>();
  for (const {
    debtorReference = '',
    name = '',
    email,
    phone,
    street = '',
    postcode = '',
    city = '',
  } of rows) {
    const postal = { street, postcode, city, country: 'NL' };
    const to = {
      name,
      reference: debtorReference,
      ...(email && { email }),
      ...(phone && { phone }),
      ...(street && { postal }),
    };
    for (const way of waysTo('secret', to))
      users.set(way, (users.get(way) ?? new Set()).add(debtorReference));
  }
  expect(users.size).toBeGreaterThan(12 * 200);
  expect([...users.values()].filter((debtors) => debtors.size > 1)).toEqual([]);
});
