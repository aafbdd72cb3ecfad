import * as z from 'zod';
import { debtorKey, openCase } from '../../core/case/open.ts';
import type { NumberedClaimRow } from '../../core/ports.ts';
import { defineFunction } from '../define.ts';

/** Second step of `intake`: opens or extends the cases of one part of a file. Safe to repeat. */
export const importPart = defineFunction({
  name: 'import-part',
  input: z.strictObject({ creditor: z.string(), file: z.string(), part: z.string() }),
  output: z.strictObject({
    opened: z.int(),
    added: z.int(),
    known: z.int(),
    small: z.int(),
    rejected: z.int(),
  }),
  handle:
    (ports) =>
    async ({ creditor, file, part }) => {
      const policy = await ports.creditors.get(creditor);
      const debtors = new Map<string, NumberedClaimRow[]>();
      for (const row of await ports.files.part(part)) {
        const key = debtorKey(row.claim);
        debtors.set(key, [...(debtors.get(key) ?? []), row]);
      }
      const total = { opened: 0, added: 0, known: 0, small: 0, rejected: 0 };
      for (const rows of debtors.values()) {
        const result = await openCase(ports, policy, rows);
        if (result.rejected.length > 0) await ports.files.reject(file, result.rejected);
        total.opened += result.opened ? 1 : 0;
        total.added += result.added;
        total.known += result.known;
        total.small += result.small;
        total.rejected += result.rejected.length;
      }
      return total;
    },
});
