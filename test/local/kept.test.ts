import { expect, test } from 'vitest';
import { openDatabase } from '../../adapters/local/database.ts';
import { streams } from '../../adapters/local/journal.ts';
import { momentOn } from '../../core/calendar/moment.ts';
import type { Entry } from '../../core/case/entry.ts';
import { fold } from '../../core/case/fold.ts';
import { foldPerson } from '../../core/person/person.ts';
import type { PersonEntry } from '../../core/person/person-entry.ts';
import { passDays, ZONE } from '../../local/days.ts';
import { createLaptop } from '../../local/laptop.ts';
import { createWorld } from '../../local/world/world.ts';
import { CREDITOR, exampleClaim, exampleCreditor } from '../functions/make-laptop.ts';

test('whatever happens, a case that is kept is what its whole journal adds up to', async () => {
  const db = openDatabase(':memory:');
  const laptop = createLaptop(db, momentOn('2026-01-05', 0, ZONE), 'at-the-end');
  laptop.world = createWorld(laptop, 11, 'simulated');
  laptop.creditors.put(exampleCreditor());
  for (let n = 1; n <= 40; n++) {
    const who = { debtorReference: `D-${n}`, invoice: `F-${n}`, cents: 2_000 + n * 3_700 };
    const claim = exampleClaim({ ...who, dueOn: '2025-11-28', email: `d${n}@example.nl` });
    await laptop.invoke('open-case', { creditor: CREDITOR, claims: [claim] });
  }

  const kinds = new Set<string>();
  await passDays(laptop, 150, () => {
    for (const { stream, items } of streams<Entry>(db)) {
      const whole = fold(items);
      expect(laptop.ports.journal.kept?.get(stream)).toStrictEqual(whole);
      for (const kind of whole?.kinds.keys() ?? []) kinds.add(kind);
    }
  });
  for (const { stream, items } of streams<PersonEntry>(db, 'person_items'))
    expect(laptop.ports.persons.kept?.get(stream)).toStrictEqual(foldPerson(items));
  expect(kinds.size).toBeGreaterThan(25);
});
