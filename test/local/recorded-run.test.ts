import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../local/run.ts';
import { amicable, emptyFolder, inProject } from './amicable.ts';

const invoices = inProject('../shared/data/invoices/accounts-receivable-until-2013-07-01.csv');

interface Exported {
  case: string;
  seq: number;
  at: string;
  kind: string;
  claim?: string;
  cents?: number;
  on?: string;
  designated?: string[];
  purpose?: string;
}

/** Real invoices of 2012 and 2013 with the days on which they were settled. Skipped where the data is not at hand. */
describe.skipIf(!existsSync(invoices))('1,930 recorded invoices over 548 days', () => {
  const folder = emptyFolder();
  let ran: ReturnType<typeof amicable>;
  let result: RunResult;
  let entries: Exported[];
  let overdue: { number: string; due: string; settled: string; cents: number }[];

  beforeAll(() => {
    const columns = inProject('examples/ibm-columns.json');
    const days = ['--from', '2012-01-01', '--days', '548', '--json'];
    ran = amicable(folder, 'run', invoices, '--columns', columns, '--debtors', 'recorded', ...days);
    result = JSON.parse(ran.out);
    amicable(folder, 'export', '--out', 'journals.ndjson');
    entries = linesOf(join(folder, 'journals.ndjson')).map((line) => JSON.parse(line));
    const [header = '', ...rows] = linesOf(invoices);
    const names = header.split(',');
    overdue = rows
      .map((row) => Object.fromEntries(row.split(',').map((value, index) => [names[index] ?? '', value])))
      .map((row) => ({
        number: row.invoiceNumber ?? '',
        due: iso(row.DueDate),
        settled: iso(row.SettledDate),
        cents: Math.round(Number(row.InvoiceAmount) * 100),
      }))
      .filter(({ due, settled }) => due <= '2013-06-30' && (settled === '' || settled > due));
  });

  it('reads all rows, rejects none, and violates nothing', () => {
    expect(ran.code).toBe(0);
    expect(result.rejected).toEqual([]);
    expect(result.violations).toEqual([]);
  });

  it('makes a claim of each invoice that was not settled by the end of its due date, at midnight after it', () => {
    expect(overdue).toHaveLength(694);
    expect(result.claims).toBe(694);
    const added = new Map(
      entries.filter((entry) => entry.kind === 'claim-added').map((entry) => [entry.claim, entry.at]),
    );
    for (const { number, due } of overdue) {
      const midnight = new Date(`${due}T00:00:00Z`);
      midnight.setUTCDate(midnight.getUTCDate() + 1);
      expect(added.get(number)?.slice(0, 19)).toBe(`${midnight.toISOString().slice(0, 10)}T00:00:00`);
    }
  });

  it('has one open case a customer at a time, and claims join it', () => {
    const open = new Set<string>();
    const inTime = [...entries].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    for (const entry of inTime) {
      const customer = entry.case.replace(/-\d+$/, '');
      if (entry.kind === 'case-opened') {
        expect(open.has(customer)).toBe(false);
        open.add(customer);
      }
      if (entry.kind === 'case-closed') open.delete(customer);
    }
    expect(result.cases).toBeLessThan(694);
  });

  it('books each recorded settlement once, on its day, and charges no costs and no interest', () => {
    const paid = overdue.filter(({ settled }) => settled !== '' && settled <= '2013-07-01');
    const payments = entries.filter((entry) => entry.kind === 'payment-received');
    expect(new Map(payments.map((entry) => [entry.designated?.[0], entry.on]))).toEqual(
      new Map(paid.map(({ number, settled }) => [number, settled])),
    );
    expect(result.cents).toMatchObject({
      principal: overdue.reduce((sum, { cents }) => sum + cents, 0),
      paid: paid.reduce((sum, { cents }) => sum + cents, 0),
      interest: 0,
      costs: 0,
    });
  });

  it('stops asking once everything is settled', () => {
    const closed = new Map(
      entries.filter((entry) => entry.kind === 'case-closed').map((entry) => [entry.case, entry.seq]),
    );
    const late = entries.filter(
      (entry) =>
        entry.kind === 'contact-sent' &&
        entry.purpose === 'ask' &&
        entry.seq > (closed.get(entry.case) ?? Infinity),
    );
    expect(late).toEqual([]);
    expect(result.contacts.letter).toBeGreaterThan(500);
    expect(result.contacts.email).toBe(0);
  });
});

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
}

function iso(american: string | undefined): string {
  const [month = '', day = '', year = ''] = (american ?? '').split('/');
  return year && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
