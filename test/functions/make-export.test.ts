import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../core/calendar/moment.ts';
import { begin, type Exported, fileOf, look } from '../../core/export/export.ts';
import { CREDITOR, exampleClaim, exampleCreditor, type MadeLaptop, makeLaptop } from './make-laptop.ts';

const claimOf = (number: number) =>
  exampleClaim({
    debtorReference: `D-${number}`,
    name: `Persoon ${number}`,
    invoice: `F-${number}`,
    cents: 4_500,
  });

/** A laptop with so many cases, of which the first was paid and closed. */
async function portfolio(cases: number): Promise<MadeLaptop> {
  const laptop = await makeLaptop();
  for (let number = 2; number <= cases; number++) {
    await laptop.invoke('open-case', { creditor: CREDITOR, claims: [claimOf(number)] });
  }
  await laptop.days(1);
  await laptop.pay('bank-1', 5_000);
  await laptop.days(1);
  return laptop;
}

async function made(laptop: MadeLaptop, what: Exported): Promise<string> {
  const id = await begin(laptop.ports, CREDITOR, what, `request-${what}`);
  await laptop.days(0);
  return laptop.archive.read(fileOf(CREDITOR, id))?.content ?? '';
}
const rows = (csv: string): Record<string, string>[] =>
  parse(csv, { columns: true, record_delimiter: '\r\n' });

describe('an export of cases', () => {
  test('has a row for each case, open and closed, page by page, with its books in cents', async () => {
    const laptop = await portfolio(120);
    const cases = rows(await made(laptop, 'cases'));
    expect(cases).toHaveLength(120);
    expect(new Set(cases.map((row) => row.case)).size).toBe(120);
    expect(cases.find((row) => row.debtor_reference === 'D-1')).toMatchObject({
      case: laptop.case,
      state: 'closed',
      outcome: 'settled',
      claims: '1',
      currency: 'EUR',
      principal_cents: '4500',
      paid_cents: '4500',
      outstanding_cents: '0',
      credit_cents: '500',
    });
    for (const row of cases) {
      const n = (column: string) => Number(row[`${column}_cents`]);
      expect(n('principal') + n('interest') + n('costs')).toBe(n('paid') + n('waived') + n('outstanding'));
    }
  });

  test("has nothing of another creditor's, and nothing personal but the debtor's number", async () => {
    const laptop = await portfolio(2);
    await laptop.creditors.put(exampleCreditor({ id: 'somebody-else' }));
    await laptop.invoke('open-case', { creditor: 'somebody-else', claims: [claimOf(77)] });
    await laptop.days(0);
    const csv = await made(laptop, 'cases');
    expect(rows(csv)).toHaveLength(2);
    expect(csv).not.toMatch(/Anna|Persoon|anna@|\+316|Voorbeeldstraat|D-77/);
  });

  test('shows a case that closes while it is made once, as it stood when it was asked for', async () => {
    const laptop = await portfolio(3);
    const id = await begin(laptop.ports, CREDITOR, 'cases', 'r-1');
    const { ofCreditor } = laptop.ports.lists;
    const [open] = (await ofCreditor(CREDITOR, 'open', { limit: 9 })).rows;
    laptop.ports.lists.ofCreditor = async (creditor, state, page) => {
      // After the open cases were read, one of them is paid.
      if (state === 'closed' && open) await laptop.ports.lists.put({ ...open, seq: 1_000, state: 'closed' });
      return await ofCreditor(creditor, state, page);
    };
    await laptop.days(0);
    const cases = rows(laptop.archive.read(fileOf(CREDITOR, id))?.content ?? '');
    expect(cases).toHaveLength(3);
    expect(cases.find((row) => row.case === open?.case)?.state).toBe('open');
  });

  test('is the same when it is made again later', async () => {
    const laptop = await portfolio(3);
    const first = await made(laptop, 'cases');
    await laptop.days(20);
    await laptop.pay('bank-2', 700);
    expect(await made(laptop, 'cases')).toBe(first);
  });
});

test('an export of payments has a row for each, also for what was taken back', async () => {
  const laptop = await portfolio(2);
  await laptop.pay('bank-1', 5_000, { reversed: { reason: 'AM04' } });
  await laptop.days(0);
  expect(rows(await made(laptop, 'payments'))).toEqual([
    {
      case: laptop.case,
      debtor_reference: 'D-1',
      payment: 'bank-1',
      paid_on: '2026-01-06',
      currency: 'EUR',
      cents: '5000',
      credit_cents: '500',
      reversed: 'yes',
    },
  ]);
});

test('an export of entries has every entry, a line each, without what somebody typed', async () => {
  const laptop = await makeLaptop({ claim: { subject: 'Behandeling van Anna' } });
  await laptop.days(1);
  await laptop.invoke('pause-case', {
    case: laptop.case,
    id: 'mail-of-anna',
    until: '2026-02-01',
    reason: 'Anna is ziek',
  });
  await laptop.days(1);
  const text = await made(laptop, 'entries');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const entries = await laptop.entries();
  expect(lines.map(({ seq, kind }) => `${seq} ${kind}`)).toEqual(
    entries.map(({ seq, kind }) => `${seq} ${kind}`),
  );
  expect(lines[1]).toMatchObject({ case: laptop.case, kind: 'claim-added', claim: 'F-1', cents: 4_500 });
  expect(text).not.toMatch(/anna/i);
});

describe('an export that was asked for', () => {
  test('is being made, then ready, and then cleared away', async () => {
    const laptop = await portfolio(2);
    const id = await begin(laptop.ports, CREDITOR, 'cases', 'r-1');
    expect(await look(laptop.ports, CREDITOR, id)).toEqual({ state: 'making' });
    await laptop.days(0);
    expect(await look(laptop.ports, CREDITOR, id)).toMatchObject({ state: 'ready' });
    laptop.db.run('delete from archive');
    await laptop.advance(plusSeconds(laptop.now(), 7_200));
    expect(await look(laptop.ports, CREDITOR, id)).toBeUndefined();
  });

  test('is the same one for the same request, and nobody else can look at it', async () => {
    const laptop = await portfolio(2);
    const id = await begin(laptop.ports, CREDITOR, 'cases', 'r-1');
    await laptop.days(1);
    expect(await begin(laptop.ports, CREDITOR, 'cases', 'r-1')).toBe(id);
    expect(await begin(laptop.ports, CREDITOR, 'cases', 'r-2')).not.toBe(id);
    expect(await look(laptop.ports, 'somebody-else', id)).toBeUndefined();
  });
});
