import * as z from 'zod/mini';
import { find } from '../case/change.ts';
import { noCountry } from '../case/claim-field.ts';
import { ClaimRow } from '../case/claim-row.ts';
import { debtorKey } from '../case/judge.ts';
import { foresee, openCase } from '../case/open.ts';
import type { Creditor } from '../creditor/creditor.ts';
import type { Ports } from '../ports.ts';
import type { FieldError } from './problem.ts';
import { CaseId } from './words.ts';

const MOST_CLAIMS = 200;
const MOST_CENTS = 99_999_999_999;

// Line breaks and the like would end up in addresses and message headers.
const line = (most = 200) =>
  z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(most),
      z.regex(/^[^\p{Cc}\uFFFD]*$/u, 'a text is one line of characters that can be printed'),
    );

const { settledOn: _, countryFrom: __, ...fields } = ClaimRow.shape;

/** One invoice as a creditor's system sends it: what a row of a file comes to, and as strict. Amounts in cents. */
const Claim = z
  .strictObject({
    ...fields,
    debtorReference: line(),
    name: z.optional(line()),
    email: z.optional(z.email().check(z.maxLength(254))),
    phone: z.optional(
      z.string().check(z.regex(/^\+[1-9]\d{7,14}$/, 'a telephone number is written like +31612345678')),
    ),
    street: z.optional(line()),
    postcode: z.optional(line(16)),
    city: z.optional(line()),
    country: z
      .optional(z.string().check(z.regex(/^[A-Z]{2}$/, 'a country is two capitals, like NL')))
      .check(
        z.describe(
          'Where the debtor lives. Left out: `debtorCountry` of your policy. Where that says nothing either, the request is refused.',
        ),
      ),
    debtorKind: z._default(fields.debtorKind, 'unknown'),
    invoice: line(),
    cents: fields.cents.check(z.maximum(MOST_CENTS)),
    subject: z.optional(line()),
    sector: z.optional(line()),
    segment: z.optional(line()),
    invoicesBefore: z.optional(z.int().check(z.minimum(0), z.maximum(100_000))),
    lateBefore: z.optional(z.int().check(z.minimum(0), z.maximum(100_000))),
  })
  .check(
    z.refine(({ invoicedOn, dueOn }) => !invoicedOn || invoicedOn <= dueOn, {
      path: ['invoicedOn'],
      message: 'an invoice is not dated after the day by which it had to be paid',
    }),
    z.refine(
      ({ invoicesBefore, lateBefore }) =>
        invoicesBefore === undefined ? lateBefore === undefined : (lateBefore ?? -1) <= invoicesBefore,
      {
        path: ['lateBefore'],
        message: 'of the earlier invoices at most all were late, and both are told or neither',
      },
    ),
    z.refine(({ invoicesBefore, lateBefore }) => invoicesBefore === undefined || lateBefore !== undefined, {
      path: ['lateBefore'],
      message: 'tell both invoicesBefore and lateBefore, or neither',
    }),
  );

/** The overdue claims of one debtor. */
export const Claims = z.strictObject({
  claims: z.array(Claim).check(
    z.minLength(1),
    z.maxLength(MOST_CLAIMS),
    z.refine(
      (claims) => new Set(claims.map(debtorKey)).size === 1,
      'all claims must be of one debtor, in one capacity: send one request a debtor',
    ),
  ),
});

/** What became of each claim, in the order in which they were sent. */
export const Became = z.strictObject({
  case: z.optional(CaseId).check(z.describe('The case that holds them; absent when none does.')),
  opened: z.boolean().check(z.describe('True when this request opened the case.')),
  claims: z.array(
    z.strictObject({
      invoice: z.string(),
      became: z
        .enum(['added', 'known', 'small', 'rejected'])
        .check(
          z.describe(
            '`known`: in a case already, word for word. `small`: together below the least amount of your policy. `rejected`: see why.',
          ),
        ),
      problems: z.optional(z.array(z.strictObject({ field: z.string(), reason: z.string() }))),
    }),
  ),
});

type Claim = z.output<typeof Claim>;

/** Claims that name no country get that of the policy; what is wrong with them then is told like all else. */
function placeAll(
  { debtorCountry }: Creditor,
  claims: readonly Claim[],
): { claims: ClaimRow[] } | { wrong: FieldError[] } {
  const placed: ClaimRow[] = [];
  const wrong: FieldError[] = [];
  for (const [index, claim] of claims.entries()) {
    const country = claim.country ?? debtorCountry;
    if (country === undefined) wrong.push({ pointer: `#/claims/${index}/country`, message: noCountry });
    else if (country === 'NL' && !dutchPostcode(claim))
      wrong.push({
        pointer: `#/claims/${index}/postcode`,
        message: 'a Dutch postcode is written like 1234 AB',
      });
    else placed.push({ ...claim, country, ...(!claim.country && { countryFrom: 'policy' as const }) });
  }
  return wrong.length > 0 ? { wrong } : { claims: placed };
}

function dutchPostcode({ postcode }: Claim): boolean {
  return !postcode || /^[1-9]\d{3} [A-Z]{2}$/.test(postcode);
}

/** Opens or extends the case of one debtor, and says of each claim what became of it. */
export async function takeClaims(
  ports: Ports,
  creditor: string,
  { claims }: z.output<typeof Claims>,
): Promise<z.output<typeof Became> | { wrong: FieldError[] }> {
  const policy = await ports.creditors.get(creditor);
  const placed = placeAll(policy, claims);
  if ('wrong' in placed) return placed;
  const rows = placed.claims.map((claim, index) => ({ row: index + 1, claim }));
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
