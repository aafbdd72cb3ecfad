import type { Files } from '../../core/ports.ts';
import { fadesAfter, keys } from './keys.ts';
import { PortNotAssembled } from './ports.ts';
import type { Table } from './table.ts';
import { FOLLOWED } from './uploads.ts';

/** Days for which the rows of a file are kept, because they name people: so long can an import be begun again. */
const ROWS = 7;

/** Days for which it can be asked why rows were rejected: a reason may quote what stood there, so no longer than the file. */
const REASONS = 30;

/** What becomes of a file once it is read: its parts, its invoices, its rejections, its totals. */
export function dynamoParts(
  table: Table,
): Pick<Files, 'putParts' | 'part' | 'noteInvoices' | 'reject' | 'noteRead' | 'notePart'> {
  return {
    putParts: async (file, rows) => {
      const fades = fadesAfter(ROWS);
      await table.putMissing(
        rows.map(({ part, row, claim }) => ({
          ...keys.partRow(file, part, row),
          row,
          claim: JSON.stringify(claim),
          fades,
        })),
      );
    },
    part: async (file, part) =>
      (await table.query(keys.partRow(file, part, 0).pk)).map(({ row, claim }) => ({
        row: Number(row),
        claim: JSON.parse(`${claim}`),
      })),
    // Nobody else reads this file from the start and differently, so what is there was first however often it is read.
    noteInvoices: async (file, rows) => {
      const fades = fadesAfter(ROWS);
      const noted = rows.map(({ row, invoice, debtor }) => ({
        ...keys.invoice(file, invoice),
        row,
        debtor,
        fades,
      }));
      const there = await table.putMissing(noted);
      const first = new Map<string, { row: number; debtor: string }>();
      for (const { pk, row, debtor } of [...there, ...noted])
        if (!first.has(pk)) first.set(pk, { row: Number(row), debtor: `${debtor}` });
      return new Map(
        noted.flatMap(({ pk, row, debtor }) => {
          const earlier = first.get(pk);
          return earlier && earlier.debtor !== debtor ? [[row, earlier.row] as const] : [];
        }),
      );
    },
    reject: async (file, rows) => {
      const fades = fadesAfter(REASONS);
      await table.putMissing(
        rows.map(({ row, field, reason }) => ({
          ...keys.rejected(file, row, field),
          row,
          field,
          reason,
          fades,
        })),
      );
    },
    noteRead: async (file, read) => {
      await table.put({ ...keys.fileRead(file), read: JSON.stringify(read), fades: fadesAfter(FOLLOWED) });
    },
    notePart: async (file, part, total) => {
      const fades = fadesAfter(FOLLOWED);
      await table.put({ ...keys.partTotal(file, part), total: JSON.stringify(total), fades });
    },
  };
}

/** For a function that deals with parts and never with the file itself: it needs no bucket, and reads no text. */
export function dynamoPartsAlone(table: Table): Files {
  const none = () => {
    throw new PortNotAssembled('This function has no files, only their parts.');
  };
  return { ...dynamoParts(table), open: none, rows: none, size: none };
}
