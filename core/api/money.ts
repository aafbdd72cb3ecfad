import * as z from 'zod/mini';
import { Day } from '../calendar/moment.ts';
import { today } from '../law/of-case.ts';
import { packFor } from '../law/packs.ts';
import { bookMoney } from '../money/book.ts';
import { Cents } from '../money/cents.ts';
import { correctClaim } from '../money/correct-claim.ts';
import type { Ports } from '../ports.ts';
import { CaseView, viewCase } from './case-view.ts';
import { ownCase } from './own-case.ts';
import { conflict, type FieldError, invalid, notFound } from './problem.ts';
import { type Call, defineRoute, type Route, type Told } from './route.ts';
import { CaseId, Currency, Reason } from './words.ts';

const Payment = z
  .string()
  .check(
    z.regex(/^[\x21-\x7e]{1,100}$/, 'an id is 1 to 100 letters, digits and signs, without blanks'),
    z.describe('Its id in your books. The same id is booked once, for ever. No names.'),
  );

const claimParams = z.strictObject({ case: CaseId, claim: z.string().check(z.maxLength(200)) });
const statuses = { 200: 'Done, now or before. The case as it stands now.' };

/** Payments that reached the creditor, and what it puts right about its claims. */
export const moneyRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/cases/{case}/payments',
    group: 'Money',
    summary: 'Report a payment that reached you',
    params: z.strictObject({ case: CaseId }),
    body: z.strictObject({
      payment: Payment,
      cents: Cents,
      currency: Currency,
      on: Day.check(z.describe('Value date.')),
      claims: z
        .optional(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(200)))
        .check(z.describe('Invoice numbers that the payer named.')),
    }),
    statuses: {
      201: 'Booked. The case as it stands now.',
      200: 'Booked before. The case as it stands now.',
    },
    output: CaseView,
    problems: [409],
    handle: async ({ ports, creditor, params, body: { payment, cents, on, claims, currency } }) => {
      const c = await ownCase(ports, creditor, params.case);
      if (!c) return { problem: notFound };
      if (c.currency !== currency) return { problem: conflict('The case is in another currency.') };
      const wrong = [
        ...notYet(ports, c.country, on),
        ...(claims ?? []).flatMap((claim, index) =>
          c.claims.has(claim)
            ? []
            : [{ pointer: `#/claims/${index}`, message: 'The case has no such claim.' }],
        ),
      ];
      if (wrong.length > 0) return { problem: invalid(wrong) };
      const booked = await bookMoney(ports, { case: c.id, payment, cents, on, claims });
      const known = (await ownCase(ports, creditor, c.id))?.payments.get(payment);
      if (known && (known.cents !== cents || known.on !== on))
        return { problem: conflict('This payment was reported before, with another amount or day.') };
      return answerWith(await viewCase(ports, creditor, c.id), booked ? 201 : 200);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/{case}/payments/{payment+}/reversal',
    group: 'Money',
    summary: 'Report that a payment was taken back',
    params: z.strictObject({ case: CaseId, payment: Payment }),
    body: z.strictObject({ on: Day, reason: Reason }),
    statuses,
    output: CaseView,
    handle: async ({ ports, creditor, params, body: { on, reason } }) => {
      const c = await ownCase(ports, creditor, params.case);
      const booked = c?.payments.get(params.payment);
      if (!c || !booked) return { problem: notFound };
      const wrong = notYet(ports, c.country, on);
      if (wrong.length > 0) return { problem: invalid(wrong) };
      const { payment, cents } = booked;
      await bookMoney(ports, { case: c.id, payment, cents, on, reversed: { reason } });
      return await viewCase(ports, creditor, c.id);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/{case}/claims/{claim+}/credit',
    group: 'Money',
    summary: 'Credit a claim, in part or as a whole',
    params: claimParams,
    body: z.strictObject({
      cents: Cents.check(z.describe('What is more than is left of the claim counts as all of it.')),
      currency: Currency,
      reason: Reason,
    }),
    statuses,
    output: CaseView,
    handle: ({ body: { cents, reason }, ...call }) => correct(call, { kind: 'credit', cents }, reason),
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/{case}/claims/{claim+}/withdraw',
    group: 'Money',
    summary: 'Withdraw a claim: nobody is asked for it any more',
    params: claimParams,
    body: z.strictObject({ reason: Reason }),
    statuses,
    output: CaseView,
    handle: ({ body: { reason }, ...call }) => correct(call, { kind: 'withdraw' }, reason),
  }),
];

async function correct(
  { ports, creditor, params, id }: Omit<Call<z.output<typeof claimParams>>, 'body'>,
  what: { kind: 'credit'; cents: number } | { kind: 'withdraw' },
  reason: string,
): Promise<Told<CaseView>> {
  const c = await ownCase(ports, creditor, params.case);
  const claim = c?.claims.get(params.claim);
  if (!c || !claim) return { problem: notFound };
  // Withdrawn is withdrawn, whoever asks for it again.
  if (what.kind === 'credit' || claim.gone !== 'withdrawn')
    await correctClaim(ports, { case: c.id, claim: claim.claim, id, what, reason });
  return await viewCase(ports, creditor, c.id);
}

/** Money that has not moved yet is a promise, no payment. */
function notYet(ports: Ports, country: string, on: Day): FieldError[] {
  if (on <= today(packFor(country), ports.clock.now())) return [];
  return [{ pointer: '#/on', message: 'This day has not come yet.' }];
}

function answerWith(told: Told<CaseView>, status: number): Told<CaseView> {
  return 'problem' in told ? told : { ...told, status };
}
