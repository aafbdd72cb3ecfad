import { coldPrior } from './cases/view.ts';
import { type Model, sealed } from './glass-box/model.ts';
import type { Direction } from './glass-box/step.ts';
import { uses } from './invoices/card.ts';

/** Units of a logit that a point is worth: with these, 66, 48 and 30 points are 66, 48 and 30 per cent. */
const POINT = 420;

/** Points of each band, lowest first; the edges are where the next one begins. Nothing known: no points. */
function bands(
  name: string,
  direction: Direction,
  edges: number[],
  points: number[],
): Model['features'][number] {
  return {
    binning: { name, kind: 'number', edges },
    direction,
    points: [0, ...points.map((each) => each * POINT)],
  };
}

/** So many points for each one, up to as many as there are edges. */
function each(name: string, points: number, most: number): Model['features'][number] {
  const counts = Array.from({ length: most }, (_, at) => at + 1);
  return bands(name, points < 0 ? -1 : 1, counts, [0, ...counts.map((count) => count * points)]);
}

/**
 * The model for whoever has no history to learn from: a few points for what people who know the work look at, around a
 * chance of even. It was not learnt, and nobody measured how right it is.
 */
export const coldStart: Model = sealed({
  format: 'amicable-score-1',
  card: {
    what: 'About how likely it is that a case is paid in full within 90 days: made by hand, not learnt',
    forWhom: 'A creditor of whose cases nothing was learnt yet',
    ...uses,
    warnings: ['It was made by hand: nobody measured how often it is right'],
  },
  source: { kind: 'by-hand', name: 'cold-start-1', target: 'paid-90' },
  training: { rows: 0, positives: 0, seed: 0, prior: coldPrior },
  // Most people who are late still pay.
  intercept: 5 * POINT,
  features: [
    bands('outstanding', -1, [50.01, 200.01, 600.01, 1500.01], [12, 5, -3, -10, -18]),
    bands('days-overdue', -1, [15, 46, 91, 181], [12, 5, -4, -10, -16]),
    // Of nobody's invoices 30 % are late: no points. One invoice says a little, four say more.
    bands('share-late', -1, [0.12, 0.23, 0.45, 0.75], [14, 7, 0, -8, -14]),
    bands('first-arrears', 1, [1], [-4, 4]),
    each('payments', 5, 3),
    bands('channels', 1, [1, 2, 3], [-15, -3, 2, 5]),
    each('unanswered', -4, 6),
    each('promises-broken', -6, 5),
    each('plans-broken', -10, 3),
  ],
  pairs: [],
});
