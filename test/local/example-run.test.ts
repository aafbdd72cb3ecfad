import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Outcome } from '../../core/case/words.ts';
import type { RunResult } from '../../local/run.ts';
import { amicable, emptyFolder, inProject } from './amicable.ts';

const portfolio = inProject('examples/portfolio.csv');

function run(folder: string, seed: number, ...more: string[]): RunResult {
  const days = ['--from', '2026-01-05', '--days', '120', '--seed', String(seed), '--json'];
  const { code, out, err } = amicable(folder, 'run', portfolio, ...days, ...more);
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out);
}

describe('the example portfolio over 120 days', () => {
  const folder = emptyFolder();
  const seven = run(folder, 7);
  const eight = run(emptyFolder(), 8);

  it('adds up to the cent, and nothing is violated', () => {
    const { principal, interest, costs, paid, waived, outstanding } = seven.cents;
    expect(principal + interest + costs).toBe(paid + waived + outstanding);
    for (const cents of Object.values(seven.cents)) expect(Number.isInteger(cents) && cents > 0).toBe(true);
    expect(seven.violations).toEqual([]);
    expect(seven.rejected).toEqual([]);
    expect(Object.values(seven.outcomes).reduce((a, b) => a + b, 0)).toBe(seven.cases);
  });

  it('reaches every outcome that can be reached so far', () => {
    // Limitation is a question of years and of a law that is not here yet.
    const reachable = Outcome.options.filter((outcome) => outcome !== 'time-barred');
    const reached = new Set([...Object.keys(seven.outcomes), ...Object.keys(eight.outcomes)]);
    expect([...reached].sort()).toEqual([...reachable, 'waiting'].sort());
  });

  it('uses every channel and opens a case for nearly every debtor', () => {
    expect(Object.keys(seven.contacts).sort()).toEqual(['email', 'letter', 'sms']);
    expect(seven.cases).toBeGreaterThan(190);
    // 240 invoices: what is not in a case is too small for one.
    expect(seven.claims + seven.small).toBe(240);
  });

  it('is the same run for the same seed, entry for entry, and another for another seed', () => {
    const again = run(emptyFolder(), 7);
    expect({ ...again, seconds: 0 }).toEqual({ ...seven, seconds: 0 });
    expect(eight.digest).not.toBe(seven.digest);
  });

  it('exports every entry in order within its case, with its contact and money', () => {
    const file = join(folder, 'journals.ndjson');
    expect(amicable(folder, 'export', '--out', file).code).toBe(0);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(seven.entries);
    const last = new Map<string, number>();
    const counts = new Map<string, number>();
    for (const line of lines) {
      const entry = JSON.parse(line);
      expect(entry.seq).toBe((last.get(entry.case) ?? 0) + 1);
      last.set(entry.case, entry.seq);
      counts.set(entry.kind, (counts.get(entry.kind) ?? 0) + 1);
      expect(entry.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
      if (entry.kind === 'contact-sent') {
        expect(entry).toMatchObject({
          contact: expect.any(String),
          channel: expect.stringMatching(/^(email|sms|letter)$/),
          step: expect.any(String),
          purpose: expect.stringMatching(/^(ask|notice|answer|service)$/),
        });
      }
      if (entry.kind === 'payment-received') expect(entry.cents).toBeGreaterThan(0);
    }
    const sent = Object.values(seven.contacts).reduce((a, b) => a + b, 0);
    expect(counts.get('contact-sent')).toBe(sent);
    expect(counts.get('case-closed')).toBe(seven.cases - (seven.outcomes.waiting ?? 0));
  });

  it('keeps personal data out of every journal', () => {
    const journals = readFileSync(join(folder, 'journals.ndjson'), 'utf8');
    const [header = '', ...rows] = readFileSync(portfolio, 'utf8').trimEnd().split('\n');
    const columns = header.split(',');
    for (const column of ['name', 'email', 'phone', 'street']) {
      for (const row of rows) {
        const value = row.split(',')[columns.indexOf(column)]?.replaceAll('"', '');
        if (value && value.length > 5) expect(journals.includes(value), `${column} in a journal`).toBe(false);
      }
    }
  });

  it('tells each case, and shows its messages as their reader sees them', () => {
    const list = amicable(folder, 'case').out.trimEnd().split('\n');
    expect(list).toHaveLength(seven.cases);
    const id = list.find((line) => line.includes('settled '))?.split(' ')[0] ?? '';
    const told = amicable(folder, 'case', id.slice(0, 8), '--messages', join(folder, 'messages'));
    expect(told.code).toBe(0);
    expect(told.out).toContain('Outcome: settled');
    expect(told.out).toMatch(/Statement: principal €[\d,.]+ \+ interest/);
    for (const name of told.out.match(/\S+\.(html|txt|pdf)/g) ?? []) {
      expect(existsSync(join(folder, 'messages', name.replace(',', '')))).toBe(true);
    }
  });

  it('passes its own audit, and the audit finds what is tampered with', async () => {
    expect(amicable(folder, 'audit').out).toContain('no breach');
    const { openDatabase } = await import('../../adapters/local/database.ts');
    const db = openDatabase(join(folder, '.amicable', 'last-run.db'));
    db.run('delete from outbox where n = (select max(n) from outbox)');
    db.run(
      "update items set entries = replace(entries, '\"cents\":', '\"cents\":1') where entries like '%payment-received%'",
    );
    db.close();
    const { code, out } = amicable(folder, 'audit', '--json');
    expect(code).toBe(1);
    const rules = JSON.parse(out).violations.map((violation: { rule: string }) => violation.rule);
    expect(rules).toContain('sent-without-outbox');
    expect(rules).toContain('cents-not-sum-of-parts');
  });
});

describe('a run that is continued', () => {
  it('goes on in the same file as if it had never stopped', () => {
    const folder = emptyFolder();
    const part = (days: number) =>
      JSON.parse(
        amicable(
          folder,
          'run',
          portfolio,
          '--from',
          '2026-01-05',
          '--days',
          String(days),
          '--seed',
          '7',
          '--db',
          'a.db',
          '--json',
        ).out,
      ) as RunResult;
    part(20);
    part(25);
    const stopped = part(15);
    const whole = JSON.parse(
      amicable(folder, 'run', portfolio, '--from', '2026-01-05', '--days', '60', '--seed', '7', '--json').out,
    ) as RunResult;
    expect({ ...stopped, seconds: 0 }).toEqual({ ...whole, seconds: 0 });
  });
});
