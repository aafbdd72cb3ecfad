import * as z from 'zod/mini';
import { type RejectedRow, readClaimRow } from '../../core/case/claim-row.ts';
import { missingColumns } from '../../core/case/column-map.ts';
import { spread } from '../../core/case/ids.ts';
import { debtorKey, twinReason } from '../../core/case/judge.ts';
import type { NumberedClaimRow, Ports } from '../../core/ports.ts';
import { defineFunction } from '../define.ts';

/** Claims in one part: few enough for one call, many enough that a usual file is few parts. */
const PART = 500;
/** The parts are in the state of the machine, which is small: of a huge file the parts grow. */
const MOST_PARTS = 1_000;
/** Rows that are held in memory. */
const BATCH = 500;

/**
 * First step of `intake`: reads a file of claims row by row, validates each, and puts the good ones into parts, all
 * of one debtor into the same. A bad row is rejected with its line, field and reason; the others go on. Safe to repeat.
 */
export const importFile = defineFunction({
  name: 'import-file',
  input: z.strictObject({ creditor: z.string(), file: z.string() }),
  output: z.strictObject({
    /** Numbers of the parts that have rows. */
    parts: z.array(z.int()),
    /** Rows after the header. */
    rows: z.int(),
    rejected: z.int(),
  }),
  handle:
    (ports) =>
    async ({ creditor, file }) => {
      const opened = await ports.files.open(file);
      if ('rejected' in opened) {
        await ports.files.reject(file, opened.rejected);
        await ports.files.noteRead(file, { rows: 0, parts: [] });
        return { parts: [], rows: 0, rejected: opened.rejected.length };
      }
      const { map } = opened;
      const { debtorCountry } = await ports.creditors.get(creditor);
      const count = partsFor(await ports.files.size(file));
      const parts = new Set<number>();
      let good: NumberedClaimRow[] = [];
      let rejected: RejectedRow[] = [];
      let rows = 0;
      let rejections = 0;

      const flush = async () => {
        rejected.push(...(await put(ports, file, count, good, parts)));
        await ports.files.reject(file, rejected);
        rejections += rejected.length;
        good = [];
        rejected = [];
      };

      for await (const raw of ports.files.rows(file)) {
        if ('reason' in raw) {
          if (raw.field !== 'file') rows += 1;
          rejected.push(raw);
        } else {
          rows += 1;
          const missing = rows === 1 ? missingColumns(map, Object.keys(raw.fields)) : [];
          if (missing.length > 0) {
            rejected.push(...missing);
            break;
          }
          const read = readClaimRow(map, raw, debtorCountry);
          if (read.ok) good.push({ row: raw.row, claim: read.row });
          else rejected.push(...read.rejected);
        }
        if (good.length + rejected.length >= BATCH) await flush();
      }
      await flush();
      const sorted = [...parts].sort((a, b) => a - b);
      await ports.files.noteRead(file, { rows, parts: sorted });
      return { parts: sorted, rows, rejected: rejections };
    },
});

function partsFor(rows: number): number {
  return Math.min(Math.max(Math.ceil(rows / PART), 1), MOST_PARTS);
}

/** Puts rows into their debtors' parts; returns those whose invoice number another debtor has. */
async function put(
  ports: Ports,
  file: string,
  count: number,
  rows: readonly NumberedClaimRow[],
  parts: Set<number>,
): Promise<RejectedRow[]> {
  const keyed = rows.map(({ row, claim }) => ({ row, claim, debtor: debtorKey(claim) }));
  const earlier = await ports.files.noteInvoices(
    file,
    keyed.map(({ row, claim, debtor }) => ({ row, invoice: claim.invoice, debtor })),
  );
  const mine = keyed
    .filter(({ row }) => !earlier.has(row))
    .map(({ row, claim, debtor }) => ({ part: spread(debtor, count), row, claim }));
  await ports.files.putParts(file, mine);
  for (const { part } of mine) parts.add(part);
  return rows.flatMap(({ row, claim }) => {
    const first = earlier.get(row);
    if (first === undefined) return [];
    return [{ row, field: 'invoice', reason: twinReason(claim.invoice, first, 'for another debtor') }];
  });
}
