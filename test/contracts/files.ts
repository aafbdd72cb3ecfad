import { describe, expect, test } from 'vitest';
import type { RawRow, RejectedRow } from '../../core/case/claim-row.ts';
import { ColumnMap } from '../../core/case/column-map.ts';
import type { Files, Uploads } from '../../core/ports.ts';
import { makeRow } from '../core/make-case.ts';

export interface Filing {
  files: Files;
  uploads: Uploads;
  /** Brings a file to where it is expected. */
  bring(file: string, text: string): Promise<void>;
}

/** Columns as a creditor's system would say them. */
export const columns = {
  columns: { debtorReference: 'klant', invoice: 'factuur', amount: 'bedrag', dueOn: 'vervaldag' },
  constants: {},
};
const map = ColumnMap.parse(columns);

const header = 'klant;factuur;bedrag;vervaldag';
const line = (n: number) => `K${n % 7};F${n};12,50;31-12-2025`;
export const csv = (rows: number) =>
  [header, ...Array.from({ length: rows }, (_, at) => line(at))].join('\r\n');

/** What files on their way in and those who follow them are promised. */
export function filesContract(make: () => Promise<Filing>): void {
  const expected = async (filing: Filing, file: string) =>
    await filing.uploads.expect({ file, creditor: 'c', columns });
  const read = async (files: Files, file: string) => {
    const found: (RawRow | RejectedRow)[] = [];
    for await (const one of files.rows(file)) found.push(one);
    return found;
  };

  describe('a file of claims', () => {
    test('is expected, arrives, is read and is done', async () => {
      const filing = await make();
      const { files, uploads } = filing;
      const nothing = { opened: 0, added: 0, known: 0, small: 0, rejected: 0 };
      expect(await uploads.get('f.csv')).toBeUndefined();
      await expected(filing, 'f.csv');
      const about = { file: 'f.csv', creditor: 'c', total: nothing };
      expect(await uploads.get('f.csv')).toEqual({ ...about, state: 'expected' });
      await filing.bring('f.csv', csv(3));
      expect(await uploads.get('f.csv')).toEqual({ ...about, state: 'arrived' });
      await files.noteRead('f.csv', { rows: 3, parts: [0, 12] });
      expect(await uploads.get('f.csv')).toEqual({ ...about, state: 'read', rows: 3 });
      const one = { opened: 1, added: 2, known: 3, small: 4, rejected: 5 };
      await files.notePart('f.csv', 0, one);
      await files.notePart('f.csv', 0, one);
      expect(await uploads.get('f.csv')).toEqual({ ...about, state: 'read', rows: 3, total: one });
      await files.notePart('f.csv', 12, one);
      const two = { opened: 2, added: 4, known: 6, small: 8, rejected: 10 };
      expect(await uploads.get('f.csv')).toEqual({ ...about, state: 'done', rows: 3, total: two });
      expect(await uploads.get('other.csv')).toBeUndefined();
    });

    test('that nothing could be read of is done', async () => {
      const filing = await make();
      await expected(filing, 'f.csv');
      await filing.files.noteRead('f.csv', { rows: 0, parts: [] });
      expect(await filing.uploads.get('f.csv')).toMatchObject({ state: 'done', rows: 0 });
    });

    test('that is expected twice comes to the same place', async () => {
      const filing = await make();
      const first = await expected(filing, 'f.csv');
      const again = await expected(filing, 'f.csv');
      expect(new URL(again.url, 'http://here').pathname).toBe(new URL(first.url, 'http://here').pathname);
      expect(again.until > '2026-01-05T09:00:00Z').toBe(true);
    });

    test('is opened with a complete map and read in the order of its lines, as often as somebody asks', async () => {
      const filing = await make();
      await expected(filing, 'f.csv');
      await filing.bring('f.csv', csv(1_234));
      expect(await filing.files.open('f.csv')).toEqual({
        map: { ...map, dateFormat: 'd-M-yyyy', decimal: ',', delimiter: ';' },
      });
      const size = await filing.files.size('f.csv');
      expect(size).toBeGreaterThan(200);
      expect(size).toBeLessThan(3_000);
      expect(await filing.files.size('f.csv')).toBe(size);
      const rows = await read(filing.files, 'f.csv');
      expect(rows).toHaveLength(1_234);
      expect(rows[0]).toEqual({
        row: 2,
        fields: { klant: 'K0', factuur: 'F0', bedrag: '12,50', vervaldag: '31-12-2025' },
      });
      expect(rows.map(({ row }) => row)).toEqual(rows.map((_, at) => at + 2));
      expect(await read(filing.files, 'f.csv')).toEqual(rows);
    });

    test('is put into parts; a row that is there already stays as it is', async () => {
      const { files } = await make();
      const row = (n: number, part: number) => ({ row: n, part, claim: makeRow({ invoice: `F${n}` }) });
      await files.putParts('f.csv', [row(3, 1), row(2, 1), row(400, 1), row(4, 2), row(5, 11)]);
      await files.putParts('f.csv', [{ ...row(2, 1), claim: makeRow({ cents: 1 }) }, row(50, 1)]);
      const part = await files.part('f.csv', 1);
      expect(part).toEqual([2, 3, 50, 400].map((n) => ({ row: n, claim: makeRow({ invoice: `F${n}` }) })));
      expect(await files.part('f.csv', 3)).toEqual([]);
      expect(await files.part('other.csv', 1)).toEqual([]);
    });

    test('of many rows loses none of them', async () => {
      const { files } = await make();
      const rows = Array.from({ length: 730 }, (_, at) => ({ row: at + 2, part: at % 3, claim: makeRow() }));
      await files.putParts('f.csv', rows);
      const lengths = [0, 1, 2].map(async (part) => (await files.part('f.csv', part)).length);
      expect(await Promise.all(lengths)).toEqual([244, 243, 243]);
    });

    test('tells which rows have an invoice number that another debtor had first', async () => {
      const { files } = await make();
      const row = (n: number, invoice: string, debtor: string) => ({ row: n, invoice, debtor });
      const noted = [row(2, 'A', 'x'), row(3, 'B', 'y'), row(4, 'A', 'x'), row(5, 'A', 'y')];
      expect([...(await files.noteInvoices('f.csv', noted))]).toEqual([[5, 2]]);
      expect([...(await files.noteInvoices('f.csv', noted))]).toEqual([[5, 2]]);
      expect([...(await files.noteInvoices('f.csv', [row(6, 'B', 'x')]))]).toEqual([[6, 3]]);
      expect([...(await files.noteInvoices('other.csv', [row(6, 'B', 'x')]))]).toEqual([]);
    });

    test('has invoice numbers that are kept apart, whatever somebody writes in them', async () => {
      const { files } = await make();
      const odd = ['a#b', 'a:b', 'a', 'A', 'ü', '~', ' ', 'x'.repeat(3_000), `${'x'.repeat(2_999)}y`];
      const rows = odd.map((invoice, at) => ({ row: at + 2, invoice, debtor: `debtor ${at}` }));
      expect([...(await files.noteInvoices('f.csv', rows))]).toEqual([]);
      const others = rows.map((row) => ({ ...row, row: row.row + 100, debtor: 'another' }));
      const earlier = rows.map(({ row }) => [row + 100, row]);
      expect([...(await files.noteInvoices('f.csv', others))]).toEqual(earlier);
      await files.noteInvoices('a', [{ row: 2, invoice: 'b:c', debtor: 'x' }]);
      const other = await files.noteInvoices('a:b', [{ row: 2, invoice: 'c', debtor: 'y' }]);
      expect([...other]).toEqual([]);
    });

    test('has each reason for a row and field once, told in the order of the file', async () => {
      const filing = await make();
      const reason = (row: number, field: string) => ({ row, field, reason: `Row ${row}: ${field}.` });
      await filing.files.reject('f.csv', [
        reason(10, 'dueOn'),
        reason(2, 'dueOn'),
        reason(2, 'amount'),
        { ...reason(2, 'amount'), reason: 'The first counts.' },
      ]);
      await filing.files.reject('f.csv', [{ ...reason(2, 'dueOn'), reason: 'The first counts.' }]);
      await filing.files.reject('f.csv', []);
      const all = [reason(2, 'amount'), reason(2, 'dueOn'), reason(10, 'dueOn')];
      expect(await filing.uploads.rejected('f.csv', { limit: 10 })).toEqual(all);
      expect(await filing.uploads.rejected('f.csv', { limit: 2 })).toEqual(all.slice(0, 2));
      expect(await filing.uploads.rejected('f.csv', { after: 2, limit: 2 })).toEqual(all.slice(2));
      expect(await filing.uploads.rejected('f.csv', { after: 10, limit: 2 })).toEqual([]);
      expect(await filing.uploads.rejected('other.csv', { limit: 2 })).toEqual([]);
    });
  });
}
