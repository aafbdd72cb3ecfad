import { type CutOffs, defaultCutOffs } from './cut-offs.ts';

/** A case that was scored, and what came of it. */
export interface Outcome {
  /** The recovery score with which it began. */
  points: number;
  /** What was owed then, cents. */
  cents: number;
  /** All of it was paid within so many days of the score. */
  paid30: boolean;
  paid90: boolean;
  /** How they paid, as far as they did: all at once, or in parts (a plan, or several payments). */
  how?: 'at-once' | 'in-parts';
}

/** Rows on either side that a cut-off was fitted to: too few of one, and the default stands. */
export interface Evidence {
  yes: number;
  no: number;
  fitted: boolean;
}

export interface Fit {
  cutOffs: CutOffs;
  evidence: Record<'quickFrom' | 'helpBelow' | 'room', Evidence>;
}

/** Cases that a cut-off needs at least, and cases of either answer: fewer tell of luck, not of a portfolio. */
export const FEWEST = 200;
export const FEWEST_OF_ONE = 40;

/** Within these a fit may move: beyond them is a slip in the data, not a portfolio. Points, and cents. */
const bounds = { helpBelow: [10, 50], quickFrom: [55, 95], room: [5_000, 500_000] } as const;

/** One row as a cut-off sees it: where it lies, and whether what the cut-off asks came true. */
type Seen = readonly [at: number, yes: boolean];

/**
 * Cut-offs of a creditor's own portfolio. Each keeps the meaning it has in words and gets the number at which that
 * meaning comes true in these cases:
 *
 * - `quickFrom`: from this score on, people as likely as not pay in full within 30 days;
 * - `helpBelow`: below it fewer than three of ten pay in full within 90 days;
 * - `room`: up to this amount whoever pays does so at once as likely as not.
 *
 * Found as the cut-off that misjudges least, where to expect too much and to expect too little weigh as the meaning
 * says (even, or three to seven). All in whole numbers; of equal ones the nearest to the default, so the same
 * rows give the same cut-offs in any order. Where there are fewer than 200 cases, or 40 of either answer, the default
 * stands. Margins are not fitted.
 *
 * The cases were treated by the profiles they had: a fit follows what happened under them, not what would have.
 */
export function fitCutOffs(rows: readonly Outcome[]): Fit {
  const quick = rows.map(({ points, paid30 }): Seen => [points, paid30]);
  const help = rows.map(({ points, paid90 }): Seen => [points, paid90]);
  // Turned round: the lower the amount, the likelier it is paid at once.
  const room = rows.flatMap(({ cents, how }): Seen[] => (how ? [[-cents, how === 'at-once']] : []));
  const { quickFrom, helpBelow, room: usual } = defaultCutOffs;
  const fits = {
    quickFrom: leastWrong(quick, quickFrom, bounds.quickFrom, [1, 1]),
    helpBelow: leastWrong(help, helpBelow, bounds.helpBelow, [7, 3]),
    room: leastWrong(room, -usual, [-bounds.room[1], -bounds.room[0]], [1, 1]),
  };
  return {
    cutOffs: {
      ...defaultCutOffs,
      quickFrom: fits.quickFrom.at,
      helpBelow: fits.helpBelow.at,
      room: -fits.room.at,
    },
    evidence: {
      quickFrom: fits.quickFrom.evidence,
      helpBelow: fits.helpBelow.evidence,
      room: fits.room.evidence,
    },
  };
}

/**
 * The place from which on the answer is expected to be yes.
 *
 * @param weights of a yes that lies below it, and of a no that lies at or above it
 */
function leastWrong(
  seen: readonly Seen[],
  otherwise: number,
  [low, high]: readonly [number, number],
  [missed, wrong]: readonly [number, number],
): { at: number; evidence: Evidence } {
  const yes = seen.filter(([, came]) => came).length;
  const no = seen.length - yes;
  const fitted = seen.length >= FEWEST && Math.min(yes, no) >= FEWEST_OF_ONE;
  if (!fitted) return { at: otherwise, evidence: { yes, no, fitted } };

  const sorted = seen.toSorted(([a], [b]) => a - b);
  const places = [...new Set([low, high, otherwise, ...sorted.map(([at]) => at)])]
    .filter((at) => at >= low && at <= high)
    .sort((a, b) => a - b);
  let best = { at: otherwise, loss: Number.POSITIVE_INFINITY };
  let loss = wrong * no;
  let next = 0;
  for (const at of places) {
    for (; next < sorted.length && (sorted[next]?.[0] ?? at) < at; next += 1)
      loss += sorted[next]?.[1] ? missed : -wrong;
    const nearer = Math.abs(at - otherwise) < Math.abs(best.at - otherwise);
    if (loss < best.loss || (loss === best.loss && nearer)) best = { at, loss };
  }
  return { at: best.at, evidence: { yes, no, fitted } };
}
