import { describe, expect, test } from 'vitest';
import { sqliteFiles } from '../../adapters/local/files.ts';
import { noCountry } from '../../core/case/claim-field.ts';
import type { RawRow } from '../../core/case/claim-row.ts';
import { CompleteMap, ownColumns } from '../../core/case/column-map.ts';
import { importFile } from '../../functions/import-file/handler.ts';
import { ImportIncomplete, importPart } from '../../functions/import-part/handler.ts';
import { digestOf } from '../../local/laptop.ts';
import { makePorts, type TestPorts } from '../core/make-ports.ts';

const map = CompleteMap.parse({ ...ownColumns, dateFormat: 'yyyy-MM-dd', decimal: '.' });
const where = { creditor: 'voorbeeld-incasso', file: 'f.csv' };

function put(ports: TestPorts, claims: Partial<Record<string, string>>[]): void {
  const rows = claims.map((fields, index): RawRow => {
    const usual = { debtorReference: 'D1', invoice: `F${index}`, amount: '12.50', dueOn: '2025-12-01' };
    return { row: index + 2, fields: { ...usual, ...fields } };
  });
  sqliteFiles(ports.db).put('f.csv', rows, map);
}

const rejections = (ports: TestPorts) =>
  ports.db.all<{ row: number; field: string; reason: string }>('select * from rejected order by row, field');

describe('a file', () => {
  test('of a thousand debtors is a few parts, and each debtor is in one of them', async () => {
    const ports = makePorts();
    put(
      ports,
      Array.from({ length: 3_000 }, (_, at) => ({ debtorReference: `D${at % 1_000}` })),
    );
    const { parts, rows, rejected } = await importFile.handle(ports)(where);
    expect([rows, rejected]).toEqual([3_000, 0]);
    const debtors = new Map<string, Set<number>>();
    for (const part of parts) {
      for (const { claim } of await ports.files.part('f.csv', part)) {
        const known = debtors.get(claim.debtorReference) ?? new Set();
        debtors.set(claim.debtorReference, known.add(part));
      }
    }
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.length).toBeLessThan(10);
    expect(debtors.size).toBe(1_000);
    expect([...debtors.values()].every((known) => known.size === 1)).toBe(true);
  });

  test('without a country is refused row by row, unless the policy says where debtors live', async () => {
    const ports = makePorts({ creditor: { debtorCountry: undefined } });
    put(ports, [{}, { debtorReference: 'D2', country: 'BE' }]);
    expect(await importFile.handle(ports)(where)).toMatchObject({ rows: 2, rejected: 1 });
    expect(rejections(ports)).toMatchObject([{ row: 2, field: 'country', reason: noCountry }]);
  });

  test('of a million rows is no more parts than the state of a machine can hold', async () => {
    const ports = makePorts();
    put(
      ports,
      Array.from({ length: 1_500 }, (_, at) => ({ debtorReference: `D${at}` })),
    );
    ports.files.size = async () => 1_000_000;
    const output = await importFile.handle(ports)(where);
    expect(output.parts.length).toBeGreaterThan(500);
    expect(Math.max(...output.parts)).toBeLessThan(1_000);
    expect(JSON.stringify(output).length).toBeLessThan(10_000);
  });

  test('that is read again is the same parts and the same rejections', async () => {
    const ports = makePorts();
    put(ports, [{}, { amount: '-1' }, { debtorReference: 'D2', invoice: 'F0' }, {}]);
    const first = await importFile.handle(ports)(where);
    const before = [await ports.files.part('f.csv', 0), rejections(ports)];
    expect(await importFile.handle(ports)(where)).toEqual(first);
    expect([await ports.files.part('f.csv', 0), rejections(ports)]).toEqual(before);
    expect(first).toEqual({ parts: [0], rows: 4, rejected: 2 });
  });

  test('in which two debtors have one invoice number: the later row is refused and names the first', async () => {
    const ports = makePorts();
    put(ports, [{ invoice: 'A' }, { invoice: 'A' }, { debtorReference: 'D2', invoice: 'A' }]);
    await importFile.handle(ports)(where);
    expect((await ports.files.part('f.csv', 0)).map(({ row }) => row)).toEqual([2, 3]);
    expect(rejections(ports)).toMatchObject([
      { row: 4, field: 'invoice', reason: expect.stringContaining('is also on line 2, for another debtor') },
    ]);
  });

  test('that lacks a column is not read any further', async () => {
    const ports = makePorts();
    sqliteFiles(ports.db).put(
      'f.csv',
      [2, 3].map((row) => ({ row, fields: { invoice: 'A', amount: '1.00', dueOn: '2025-12-01' } })),
      map,
    );
    expect(await importFile.handle(ports)(where)).toEqual({ parts: [], rows: 1, rejected: 1 });
    expect(rejections(ports)).toMatchObject([{ row: 1, field: 'debtorReference' }]);
  });
});

describe('a part', () => {
  test('in which one debtor breaks is imported but for that one, and fails so that it is tried again', async () => {
    const ports = makePorts();
    put(ports, [{}, { debtorReference: 'D2' }, { debtorReference: 'D3' }]);
    await importFile.handle(ports)(where);
    const { get } = ports.people;
    let broken = true;
    let asked = 0;
    ports.people.get = async (person) => {
      asked += 1;
      if (broken && asked === 2) throw new Error('the store is busy');
      return await get(person);
    };
    const part = { ...where, part: 0 };
    await expect(importPart.handle(ports)(part)).rejects.toThrow(ImportIncomplete);
    expect(ports.db.all('select distinct stream from items')).toHaveLength(2);
    broken = false;
    expect(await importPart.handle(ports)(part)).toMatchObject({ opened: 1, added: 1, known: 2 });
    const digest = digestOf(ports.db);
    expect(await importPart.handle(ports)(part)).toMatchObject({ opened: 0, added: 0, known: 3 });
    expect(digestOf(ports.db)).toBe(digest);
  });

  test('counts what is too small and what is refused', async () => {
    const ports = makePorts();
    put(ports, [{ amount: '3.00' }, { debtorReference: 'D2', dueOn: '2026-03-01' }]);
    await importFile.handle(ports)(where);
    expect(await importPart.handle(ports)({ ...where, part: 0 })).toEqual({
      opened: 0,
      added: 0,
      known: 0,
      small: 1,
      rejected: 1,
    });
    expect(rejections(ports)).toMatchObject([{ row: 3, field: 'dueOn' }]);
  });
});
