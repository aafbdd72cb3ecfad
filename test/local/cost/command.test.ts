import { describe, expect, it } from 'vitest';
import { amicable, emptyFolder } from '../amicable.ts';

describe('amicable cost', () => {
  const folder = emptyFolder();
  const few = ['cost', '--cases', '20', '--days', '20'];

  it('says what a case and a month cost, beside the floor, and what is assumed', () => {
    const { code, out, err } = amicable(folder, ...few);
    expect(err).toBe('');
    expect(code).toBe(0);
    for (const line of [
      'State transitions',
      'Machinery',
      'Messages',
      'Fixed, a month',
      'Functions have the memory',
    ])
      expect(out).toContain(line);
  });

  it('says it to a program too, with the prices and where they are from', () => {
    const { out } = amicable(folder, ...few, '--region', 'eu-central-1', '--json');
    const said = JSON.parse(out);
    const { machinery } = said.microdollarsPerCase;
    expect(machinery).toBeGreaterThan(0);
    expect(said.dollarsPerMonth.machinery).toBeCloseTo((machinery * 20) / 1e6, 10);
    expect(said.prices.write).toMatchObject({ unit: 'write request unit', confidence: 'memory' });
    expect(said.counted.portfolio.calls['score-case']).toBeGreaterThan(0);
  });

  it.each([
    [['--cases', '3'], 'Give a whole number from 10 to 1000000.'],
    [['--region', 'mars'], 'Allowed choices are eu-west-1, eu-central-1.'],
  ])('%j is wrong use', (words, message) => {
    const { code, err } = amicable(folder, 'cost', ...words);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
