import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { askLaw } from '../../law/ask.ts';
import { amicable, emptyFolder, inProject } from '../amicable.ts';

describe('tables that must be read again', () => {
  const states = async (on: string) => {
    const { tables } = (await askLaw('review', '--on', on)) as { tables: { table: string; state: string }[] };
    return Object.fromEntries(tables.map(({ table, state }) => [table, state]));
  };

  it('are listed from sixty days before', async () => {
    expect(await states('2026-11-01')).not.toHaveProperty('nl/statutory-interest');
    expect(await states('2026-11-02')).toMatchObject({ 'nl/statutory-interest': 'soon' });
    expect(await states('2026-12-31')).toMatchObject({ 'nl/commercial-interest': 'soon' });
  });

  it('are past from the day of their review on, and the exit code says so', async () => {
    expect(await states('2027-01-01')).toMatchObject({ 'be/late-payment-rate': 'past' });
    const folder = emptyFolder();
    expect(amicable(folder, 'law', 'review', '--on', '2027-01-01').code).toBe(1);
    expect(amicable(folder, 'law', 'review', '--on', '2026-12-31').code).toBe(0);
  });
});

describe('a change of a rate', () => {
  const folder = emptyFolder();
  const db = join(folder, 'run.db');
  const review = (...words: string[]) => askLaw('review', '--on', '2026-03-20', '--db', db, ...words);

  beforeAll(() => {
    const policy = JSON.parse(readFileSync(inProject('examples/creditor.json'), 'utf8'));
    policy.contract = { termsCleared: true, agreedTerm: true };
    // A letter is presumed delivered: its notice holds, and interest is asked for.
    policy.channels = { email: false, sms: false, letter: true };
    const creditor = join(folder, 'creditor.json');
    writeFileSync(creditor, JSON.stringify(policy));
    const portfolio = join(folder, 'claims.csv');
    writeFileSync(
      portfolio,
      [
        'debtorReference,name,street,postcode,city,invoice,amount,dueOn,debtorKind',
        'D1,Anna Voorbeeld,Bedachtelaan 12,1234 AB,Nergenshuizen,F1,1000.00,2025-12-01,consumer',
        'D2,Bea Voorbeeld,Bedachtelaan 14,1234 AB,Nergenshuizen,F2,2000.00,2025-12-01,consumer',
      ].join('\n'),
    );
    const { code, err } = amicable(
      folder,
      ...['run', portfolio, '--creditor', creditor, '--debtors', 'recorded', '--db', db],
      ...['--from', '2026-01-05', '--days', '75'],
    );
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('is counted over open cases, to the cent, without a word about anybody', async () => {
    const found = await review('--rate', 'nl/statutory-interest=5.00@2026-06-01', '--until', '2026-09-01');
    // One percent more over 92 days: of 1000.00 and of 2000.00.
    expect(found.change).toMatchObject({ open: 2, cases: 2, difference: '7.56', largest: '5.04' });
    expect(JSON.stringify(found)).not.toMatch(/Anna|Bea|D1|F1|Bedacht/);
  });

  it('of the same rate changes nothing', async () => {
    const found = await review('--rate', 'nl/statutory-interest=4.00@2026-06-01', '--until', '2026-09-01');
    expect(found.change).toMatchObject({ open: 2, cases: 0, difference: '0.00', largest: '0.00' });
  });

  it('after a table has lapsed is held against no interest at all', async () => {
    const words = ['--until', '2027-01-02'];
    const today = await review('--rate', 'nl/statutory-interest=4.00@2027-01-01', ...words);
    // One day of 4 % on 1040.00 and 2080.00, after the anniversary: 0.114 and 0.228, as rounded totals grow by it.
    expect(today.change).toMatchObject({ cases: 2, difference: '0.35' });
  });

  it('of a rate between businesses is nothing to consumers', async () => {
    const found = await review('--rate', 'nl/commercial-interest=12.00@2026-06-01');
    expect(found.change).toMatchObject({ cases: 0, difference: '0.00', until: '2026-12-01' });
  });

  it.each([
    ['nl/collection-costs-vat=22.00@2027-01-01', 'The tables are'],
    ['nl/statutory-interest=5.00', 'write a table'],
    ['nl/statutory-interest=5.00@2027-13-01', 'no such day'],
  ])('%s: is refused', async (change, sentence) => {
    expect(await review('--rate', change)).toEqual({ refused: expect.stringContaining(sentence) });
  });
});
