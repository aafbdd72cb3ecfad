import { describe, expect, it } from 'vitest';
import { sectorGate, sectorsWithRules } from '../../../core/law/nl-sectors.ts';

const reminder = (on: string, until: string) => ({ on, until });
const three = [
  reminder('2026-01-05', '2026-01-19'),
  reminder('2026-02-02', '2026-02-16'),
  reminder('2026-03-02', '2026-03-16'),
];
const facts = { reminders: three, planOffered: true, oldestDueOn: '2025-09-01', on: '2026-03-20' };

describe.each(['energy', 'water'])('a claim for %s', (sector) => {
  it('may be handed over after three written reminders of fourteen days and the offer of a plan', () => {
    expect(sectorGate(sector, facts).value).toBeUndefined();
  });

  it('stays where a reminder was too short, or is missing', () => {
    const short = [...three.slice(0, 2), reminder('2026-03-02', '2026-03-15')];
    expect(sectorGate(sector, { ...facts, reminders: short }).value).toContain('2 of the 3');
    expect(sectorGate(sector, { ...facts, reminders: [] }).value).toContain('0 of the 3');
  });

  it('stays while no plan was offered', () => {
    expect(sectorGate(sector, { ...facts, planOffered: false }).value).toContain('plan');
  });
});

describe('a health insurance premium', () => {
  it('stays for six months, and while no plan was offered', () => {
    expect(sectorGate('health-insurance', facts).value).toBeUndefined();
    expect(sectorGate('health-insurance', { ...facts, oldestDueOn: '2025-10-01' }).value).toContain(
      'six months',
    );
    expect(sectorGate('health-insurance', { ...facts, planOffered: false }).value).toContain('plan');
  });
});

it('a telephone bill wants a written reminder; other sectors have no rules', () => {
  expect(sectorGate('telecom', { ...facts, reminders: [] }).value).toContain('reminder');
  expect(sectorGate('telecom', facts).value).toBeUndefined();
  for (const sector of ['web-shop', 'other', 'constructor']) {
    expect(sectorGate(sector, { ...facts, reminders: [] })).toEqual({ value: undefined, rules: [] });
  }
});

it('each rule says how sure we are of it', () => {
  for (const sector of sectorsWithRules) expect(sectorGate(sector, facts).rules).toHaveLength(1);
});
