import type { NumberedClaimRow, PartTotal, Ports } from '../ports.ts';
import { debtorKey } from './judge.ts';
import type { Opened } from './open.ts';

/** What came of one part of a file. */
interface PartResult extends PartTotal {
  /** Debtors, and those among them whose claims could not be dealt with. */
  debtors: number;
  broken: number;
}

/**
 * Deals with one part of a file, debtor by debtor, and adds up what came of it; what was rejected is noted with the
 * file. A debtor whose claims break does not stop the others.
 */
export async function eachDebtor(
  ports: Pick<Ports, 'files'>,
  file: string,
  part: number,
  deal: (rows: readonly NumberedClaimRow[]) => Promise<Opened>,
): Promise<PartResult> {
  const debtors = Map.groupBy(await ports.files.part(file, part), ({ claim }) => debtorKey(claim));
  const total = { opened: 0, added: 0, known: 0, small: 0, rejected: 0, debtors: debtors.size, broken: 0 };
  for (const rows of debtors.values()) {
    try {
      const result = await deal(rows);
      if (result.rejected.length > 0) await ports.files.reject(file, result.rejected);
      total.opened += result.opened ? 1 : 0;
      total.added += result.added;
      total.known += result.known;
      total.small += result.small;
      total.rejected += result.rejected.length;
    } catch {
      total.broken += 1;
    }
  }
  return total;
}
