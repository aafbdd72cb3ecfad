import { openFile } from '../../adapters/csv/open-file.ts';
import { type RejectedRow, readClaimRow } from '../../core/case/claim-row.ts';
import { type Invoice, invoiceOf } from '../../core/score/invoices/history.ts';
import type { Bar } from '../bar.ts';
import { readColumns } from '../policy.ts';
import { WrongUse } from '../stored.ts';

const MOST_TOLD = 5;
/** A score does not learn where somebody lives, and nobody is asked anything: it need not be said. */
const WHEREVER = 'NL';
const MOST_NAMES = 30;

/**
 * The invoices of a creditor's file, and the rows that could not be read. With the name of a column, what it says of each
 * invoice by its number, kept apart: no feature sees it. @throws WrongUse for a file that cannot be used
 */
export async function readInvoices(
  file: string,
  columns: string,
  bar: Bar,
  group?: string,
): Promise<{ invoices: Invoice[]; rejected: RejectedRow[]; groups: Map<string, string> }> {
  return await openFile(file, readColumns(columns), async (opened) => {
    if (!opened.ok) throw new WrongUse(`${file} was not read.\n${told(opened.rejected)}`);
    const invoices: Invoice[] = [];
    const rejected: RejectedRow[] = [];
    const groups = new Map<string, string>();
    for await (const raw of opened.rows((bytes) => bar.show('reading', bytes, opened.bytes))) {
      if ('reason' in raw) {
        rejected.push(raw);
        continue;
      }
      const read = readClaimRow(opened.map, raw, WHEREVER);
      if (group !== undefined && raw.fields[group] === undefined)
        throw new WrongUse(
          `${file} has no column "${group}". It has ${Object.keys(raw.fields).slice(0, MOST_NAMES).join(', ')}.`,
        );
      if (read.ok) {
        const invoice = invoiceOf(read.row);
        invoices.push(invoice);
        if (group !== undefined) groups.set(invoice.key, raw.fields[group] || 'not known');
      } else rejected.push(...read.rejected.slice(0, 1));
    }
    if (invoices.length === 0) throw new WrongUse(`${file} has no row that can be read.\n${told(rejected)}`);
    return { invoices, rejected, groups };
  });
}

/** The first rows that were refused, with why, and how many more there are. */
export function told(rejected: readonly RejectedRow[]): string {
  const lines = rejected.slice(0, MOST_TOLD).map(({ row, reason }) => `row ${row}: ${reason}`);
  if (rejected.length > MOST_TOLD) lines.push(`and ${rejected.length - MOST_TOLD} rows more`);
  return lines.join('\n');
}
