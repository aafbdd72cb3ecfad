import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionsFor } from '../../../../core/score/catalogue.ts';
import { invoiceFeatures } from '../../../../core/score/invoices/catalogue.ts';
import { createHistory, type Invoice } from '../../../../core/score/invoices/history.ts';
import {
  asKnown,
  featureColumns,
  type InvoiceTarget,
  invoiceTable,
  knownUntil,
  outcomeOf,
} from '../../../../core/score/invoices/rows.ts';

const invoice = (
  key: string,
  issuedOn: number,
  settledOn?: number,
  changes: Partial<Invoice> = {},
): Invoice => ({
  key,
  debtor: 'd1',
  cents: 10_000,
  issuedOn,
  dueOn: issuedOn + 30,
  ...(settledOn !== undefined && { settledOn }),
  ...changes,
});

function featuresAt(history: readonly Invoice[], of: Invoice, day: number): Record<string, number> {
  const past = createHistory(history).before(day, of);
  return Object.fromEntries(
    invoiceFeatures.map((feature) => [feature.name, feature.of({ invoice: of, past, day })]),
  );
}

describe('what is known of an invoice on the day it is issued', () => {
  const history = [
    invoice('a', 100, 125),
    invoice('b', 120, 160),
    invoice('c', 150, 200, { cents: 30_000 }),
    invoice('d', 160),
    invoice('e', 195, 230),
    invoice('other', 100, 150, { debtor: 'd2' }),
  ];
  const looked = invoice('now', 200, 250, { cents: 20_000 });
  const features = featuresAt([...history, looked], looked, 200);

  it.each([
    // Settled before day 200: a (in time), b (10 late), other (20 late); c was settled on that very day, too late to know.
    ['mean-lateness', (10 + 2 * 10) / 4],
    ['share-late', (1 + 2 * (2 / 3)) / 4],
    ['last-lateness', 10],
    ['recent-speed', (25 + 40) / 2],
    ['invoices-paid', 2],
    ['first-invoice', 0],
    ['open-invoices', 3],
    ['overdue-invoices', 2],
    ['longest-overdue', 20],
    ['days-since-invoice', 5],
    ['amount-against-habit', 20_000 / 14_000],
    ['amount', 200],
    ['term', 30],
    ['days-overdue', -30],
  ])('%s', (name, value) => {
    expect(features[name]).toBeCloseTo(value, 10);
  });

  it('a debtor of whom nothing is known is taken for the average of all', () => {
    const first = invoice('first', 200, undefined, { debtor: 'new' });
    const known = featuresAt([...history, first], first, 200);
    expect(known['mean-lateness']).toBeCloseTo(10, 10);
    expect(known['first-invoice']).toBe(1);
    expect(known['last-lateness']).toBeNaN();
  });
});

const invoices = fc.array(
  fc.record({
    debtor: fc.constantFrom('d1', 'd2', 'd3'),
    cents: fc.integer({ min: 1, max: 1_000_000 }),
    issuedOn: fc.integer({ min: 0, max: 300 }),
    term: fc.constantFrom(14, 30, 60),
    paidAfter: fc.option(fc.integer({ min: 0, max: 150 })),
  }),
  { minLength: 1, maxLength: 30 },
);
type Drawn = typeof invoices extends fc.Arbitrary<infer Value> ? Value : never;
const made = (drawn: Drawn, name = 'i') =>
  drawn.map(
    ({ debtor, cents, issuedOn, term, paidAfter }, at): Invoice => ({
      key: `${name}${at}`,
      debtor,
      cents,
      issuedOn,
      dueOn: issuedOn + term,
      ...(paidAfter !== null && { settledOn: issuedOn + paidAfter }),
    }),
  );

describe('the future', () => {
  it('changes no feature: what comes on the day or later may be anything', () => {
    fc.assert(
      fc.property(invoices, invoices, fc.integer({ min: 20, max: 300 }), (drawn, other, day) => {
        const past = made(drawn);
        const looked = invoice('looked', day);
        // Payments of the day or later are made at another time or never, and other invoices come.
        const changed = past.map(({ settledOn, ...rest }, at) => {
          if (settledOn === undefined) return rest;
          if (settledOn < day) return { ...rest, settledOn };
          return at % 2 === 0 ? rest : { ...rest, settledOn: settledOn + 7 };
        });
        const later = made(other, 'later').map((each) => ({ ...each, issuedOn: each.issuedOn + day }));
        const without = changed.filter(({ issuedOn }) => issuedOn < day);
        const before = featureColumns([...past, looked], [looked], 'issue');
        expect(
          featureColumns([...without, ...later, { ...looked, settledOn: day + 3 }], [looked], 'issue'),
        ).toEqual(before);
      }),
    );
  });

  it('is not in what was known on a day', () => {
    expect(asKnown([invoice('a', 10, 50), invoice('b', 40, 90), invoice('c', 60)], 60)).toEqual([
      invoice('a', 10, 50),
      invoice('b', 40),
    ]);
  });
});

describe('what came true', () => {
  it.each<[string, InvoiceTarget, number | undefined, number, number, 0 | 1 | undefined]>([
    ['paid on the day it is due', 'late', 130, 100, 400, 0],
    ['paid a day after', 'late', 131, 100, 400, 1],
    ['never paid', 'late', undefined, 100, 400, 1],
    ['not due yet: nobody knows', 'late', undefined, 100, 130, undefined],
    ['paid early and not due yet: others of its age are not known', 'late', 110, 100, 130, undefined],
    ['paid on the thirtieth day', 'paid-30', 130, 100, 400, 1],
    ['paid on the thirty-first', 'paid-30', 131, 100, 400, 0],
    ['counted from the moment', 'paid-30', 131, 130, 400, 1],
    ['sixty days', 'paid-60', 160, 100, 400, 1],
    ['ninety days are not over', 'paid-90', 160, 100, 190, undefined],
  ])('%s (%s)', (_, target, settledOn, day, until, outcome) => {
    expect(outcomeOf(invoice('a', 100, settledOn), target, day, until)).toBe(outcome);
  });

  it('a file tells of days until its last payment or invoice, not of due days that lie ahead', () => {
    const ahead = { ...invoice('no day told', 500), dueOn: 500 };
    expect(knownUntil([invoice('a', 100, 140), invoice('b', 120), ahead])).toBe(141);
  });

  it('an invoice that was paid before the moment is not asked about', () => {
    const history = [invoice('early', 100, 120), invoice('late', 100, 140)];
    expect(invoiceTable(history, 'late', 'due', 400).invoices.map(({ key }) => key)).toEqual(['late']);
  });
});

it('what makes a late payment likelier makes a payment in time less likely', () => {
  expect(directionsFor('late')['mean-lateness']).toBe(1);
  expect(directionsFor('paid-60')['mean-lateness']).toBe(-1);
});
