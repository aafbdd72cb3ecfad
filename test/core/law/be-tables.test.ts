import { describe, expect, it } from 'vitest';
import { Day } from '../../../core/calendar/moment.ts';
import { BeSettings, be, beWith } from '../../../core/law/be.ts';
import { suspendedBy } from '../../../core/law/be-suspension.ts';
import { beTables } from '../../../core/law/be-tables.ts';

describe.each(beTables)('$name', ({ name, about, rows, show }) => {
  it('has its rows in the order of time, each with a source, and reads well', () => {
    const days = rows.map((row) => row.from);
    expect(days).toEqual([...new Set(days)].sort());
    expect(name).toMatch(/^be\/[a-z-]+$/);
    expect(about).toMatch(/\.$/);
    for (const row of rows) {
      expect(Day.safeParse(row.from).success, row.from).toBe(true);
      expect(row.source).not.toBe('');
      expect(show(row.value)).not.toMatch(/undefined|NaN|Infinity|\[object/);
    }
  });

  it('says when its last row must be read again, unless it is our own policy', () => {
    const last = rows.at(-1);
    if (last?.source.startsWith('own policy')) expect(last.reviewBy).toBeUndefined();
    else expect(last?.reviewBy).toMatch(/^\d{4}-01-01$/);
    for (const row of rows.slice(0, -1)) expect(row.reviewBy).toBeUndefined();
  });
});

it('the ceiling of damages reads as in the law', () => {
  const table = be.tables.find(({ name }) => name === 'be/damages-ceiling');
  expect(table?.show(table.rows[0].value)).toBe(
    'to € 150.00: € 20.00; to € 500.00: € 30.00 and 10 % of the part above € 150.00; ' +
      'above that: € 65.00 and 5 % of the part above € 500.00; at most € 2000.00',
  );
});

it('the Belgian pack is the one with the kinder readings', () => {
  expect(be).toMatchObject({ id: 'be-2026-11', country: 'BE', zone: 'Europe/Brussels' });
  expect(beWith(BeSettings.parse({})).noticeTerm('consumer', 'letter', '2026-03-05').value).toEqual(
    be.noticeTerm('consumer', 'letter', '2026-03-05').value,
  );
  expect(BeSettings.safeParse({ saturdayIsWorkingDays: true }).success).toBe(false);
});

it.each(['plan-request', 'dispute', 'debt-mediation'] as const)('a %s stops collecting', (what) => {
  const { value, rules } = suspendedBy(what);
  expect(value).toBe(true);
  expect(rules.map((rule) => rule.name)).toEqual([
    `be/suspended-by-${what}`,
    'be/suspended-whoever-collects',
  ]);
});
