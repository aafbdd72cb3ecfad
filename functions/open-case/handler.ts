import * as z from 'zod/mini';
import { ClaimRow } from '../../core/case/claim-row.ts';
import { debtorKey } from '../../core/case/judge.ts';
import { openCase as open } from '../../core/case/open.ts';
import { defineFunction } from '../define.ts';

/** Opens a case for one debtor's overdue claims, or adds them to the open one: what a creditor's system calls. */
export const openCase = defineFunction({
  name: 'open-case',
  input: z.strictObject({
    creditor: z.string(),
    claims: z.array(ClaimRow).check(
      z.minLength(1),
      z.refine((claims) => new Set(claims.map(debtorKey)).size === 1, 'all claims must be of one debtor'),
    ),
  }),
  output: z.strictObject({
    case: z.optional(z.string()),
    opened: z.boolean(),
    added: z.int(),
    known: z.int(),
    small: z.int(),
    rejected: z.array(z.strictObject({ row: z.int(), field: z.string(), reason: z.string() })),
  }),
  handle:
    (ports) =>
    async ({ creditor, claims }) =>
      await open(
        ports,
        await ports.creditors.get(creditor),
        claims.map((claim, index) => ({ row: index + 1, claim })),
      ),
});
