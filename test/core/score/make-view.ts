import * as fc from 'fast-check';
import type { SoFar, View } from '../../../core/score/feature.ts';

const DAY = 20_000;

/** A view of an invoice of €300, two months late, of somebody of whom nothing else is known. */
export function makeView(
  but: { soFar?: Partial<SoFar>; told?: View['past']['told']; daysOverdue?: number } = {},
): View {
  return {
    invoice: {
      key: 'A',
      debtor: 'p',
      cents: 30_000,
      issuedOn: DAY - 90,
      dueOn: DAY - (but.daysOverdue ?? 60),
    },
    past: {
      issued: [],
      settled: [],
      open: [],
      meanLateness: 20,
      shareLate: 0.3,
      ...(but.told && { told: but.told }),
    },
    day: DAY,
    soFar: {
      outstanding: 30_000,
      sharePaid: 0,
      earlierCases: 0,
      paymentDays: 0,
      promisesKept: 0,
      promisesBroken: 0,
      plansKept: 0,
      plansBroken: 0,
      planRunning: false,
      reach: 2,
      asks: 0,
      opened: 0,
      clicked: 0,
      unanswered: 0,
      replies: 0,
      responseDays: Number.NaN,
      ...but.soFar,
    },
  };
}

const count = fc.nat({ max: 20 });
const orUnknown = (value: fc.Arbitrary<number>) => fc.oneof(value, fc.constant(Number.NaN));

/** Any view of a case. */
export const views: fc.Arbitrary<View> = fc
  .record({
    daysOverdue: fc.integer({ min: -30, max: 2_000 }),
    told: fc.option(
      fc.record({ invoices: count, late: count }).map(({ invoices, late }) => ({
        invoices: invoices + late,
        late,
      })),
      { nil: undefined },
    ),
    soFar: fc.record({
      outstanding: fc.nat({ max: 5_000_000 }),
      sharePaid: orUnknown(fc.double({ min: 0, max: 1, noNaN: true })),
      earlierCases: count,
      paymentDays: count,
      promisesKept: count,
      promisesBroken: count,
      plansKept: count,
      plansBroken: count,
      planRunning: fc.boolean(),
      reach: orUnknown(fc.nat({ max: 3 })),
      asks: count,
      opened: count,
      clicked: count,
      unanswered: count,
      replies: count,
      responseDays: orUnknown(fc.double({ min: 0, max: 90, noNaN: true })),
    }),
  })
  .map(({ told, ...but }) => makeView({ ...but, ...(told && { told }) }));
