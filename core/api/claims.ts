import * as z from 'zod';
import { find } from '../case/change.ts';
import { ClaimRow } from '../case/claim-row.ts';
import { debtorKey } from '../case/judge.ts';
import { foresee, openCase } from '../case/open.ts';
import type { Ports } from '../ports.ts';
import { CaseId } from './words.ts';

const MOST_CLAIMS = 200;
const MOST_CENTS = 99_999_999_999;

// Line breaks and the like would end up in addresses and message headers.
const line = (most = 200) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\uFFFD]*$/u, 'a text is one line of characters that can be printed');

const { settledOn: _, ...fields } = ClaimRow.shape;

/** One invoice as a creditor's system sends it: what a row of a file comes to, and as strict. Amounts in cents. */
const Claim = z
  .strictObject({
    ...fields,
    debtorReference: line(),
    name: line().optional(),
    email: z.email().max(254).optional(),
    phone: z
      .string()
      .regex(/^\+[1-9]\d{7,14}$/, 'a telephone number is written like +31612345678')
      .optional(),
    street: line().optional(),
    postcode: line(16).optional(),
    city: line().optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'a country is two capitals, like NL')
      .default('NL'),
    debtorKind: fields.debtorKind.default('unknown'),
    invoice: line(),
    cents: fields.cents.max(MOST_CENTS),
    subject: line().optional(),
    sector: line().optional(),
    invoicesBefore: z.int().min(0).max(100_000).optional(),
    lateBefore: z.int().min(0).max(100_000).optional(),
  })
  .refine(
    ({ country, postcode }) => country !== 'NL' || !postcode || /^[1-9]\d{3} [A-Z]{2}$/.test(postcode),
    {
      path: ['postcode'],
      message: 'a Dutch postcode is written like 1234 AB',
    },
  )
  .refine(({ invoicedOn, dueOn }) => !invoicedOn || invoicedOn <= dueOn, {
    path: ['invoicedOn'],
    message: 'an invoice is not dated after the day by which it had to be paid',
  })
  .refine(
    ({ invoicesBefore, lateBefore }) =>
      invoicesBefore === undefined ? lateBefore === undefined : (lateBefore ?? -1) <= invoicesBefore,
    {
      path: ['lateBefore'],
      message: 'of the earlier invoices at most all were late, and both are told or neither',
    },
  )
  .refine(({ invoicesBefore, lateBefore }) => invoicesBefore === undefined || lateBefore !== undefined, {
    path: ['lateBefore'],
    message: 'tell both invoicesBefore and lateBefore, or neither',
  });

/** The overdue claims of one debtor. */
export const Claims = z.strictObject({
  claims: z
    .array(Claim)
    .min(1)
    .max(MOST_CLAIMS)
    .refine(
      (claims) => new Set(claims.map(debtorKey)).size === 1,
      'all claims must be of one debtor, in one capacity: send one request a debtor',
    ),
});

/** What became of each claim, in the order in which they were sent. */
export const Became = z.strictObject({
  case: CaseId.optional().meta({ description: 'The case that holds them; absent when none does.' }),
  opened: z.boolean().meta({ description: 'True when this request opened the case.' }),
  claims: z.array(
    z.strictObject({
      invoice: z.string(),
      became: z.enum(['added', 'known', 'small', 'rejected']).meta({
        description:
          '`known`: in a case already, word for word. `small`: together below the least amount of your policy. `rejected`: see why.',
      }),
      problems: z.array(z.strictObject({ field: z.string(), reason: z.string() })).optional(),
    }),
  ),
});

/** Opens or extends the case of one debtor, and says of each claim what became of it. */
export async function takeClaims(
  ports: Ports,
  creditor: string,
  { claims }: z.output<typeof Claims>,
): Promise<z.output<typeof Became>> {
  const policy = await ports.creditors.get(creditor);
  const rows = claims.map((claim, index) => ({ row: index + 1, claim }));
  // Without a least amount it tells which claims are new, whatever then becomes of them.
  const any = { ...policy, thresholds: { ...policy.thresholds, open: 0 } };
  const before = await foresee(ports, any, rows);
  const fresh = new Set(before.fresh.map(({ row }) => row));
  const done = await openCase(ports, policy, rows);
  const invoices = claims.map(({ invoice }) => invoice);
  const id = done.case ?? (await caseWith(ports, before.case, invoices));
  return {
    ...(id && { case: id }),
    opened: done.opened,
    claims: rows.map(({ row, claim: { invoice } }) => {
      const problems = done.rejected
        .filter((one) => one.row === row)
        .map(({ field, reason }) => ({ field, reason }));
      if (problems.length > 0) return { invoice, became: 'rejected' as const, problems };
      if (!fresh.has(row)) return { invoice, became: 'known' as const };
      // Where somebody sent the same in this very moment, they added it.
      return { invoice, became: done.small > 0 ? 'small' : done.added > 0 ? 'added' : 'known' };
    }),
  };
}

/** The newest case of a debtor that has one of these invoices, from the one that is open or would be opened down. */
async function caseWith(
  ports: Ports,
  newest: string,
  invoices: readonly string[],
): Promise<string | undefined> {
  const [base = '', number = ''] = newest.split('-');
  for (let n = Number(number); n > 0; n--) {
    const c = await find(ports.journal, `${base}-${n}`);
    if (c && invoices.some((invoice) => c.claims.has(invoice))) return c.id;
  }
  return undefined;
}
