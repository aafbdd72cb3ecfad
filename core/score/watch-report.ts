import * as z from 'zod/mini';
import { Profile } from '../case/words.ts';
import { groupings } from './row-groups.ts';

const Drift = z.enum(['stable', 'watch', 'refit']);
const Interval = z.tuple([z.number(), z.number()]);
const Figures = z.strictObject({
  auc: z.number(),
  brier: z.number(),
  logLoss: z.number(),
  calibrationError: z.number(),
});

const Difference = z.strictObject({
  without: z.number(),
  with: z.number(),
  price: z.number(),
  interval: Interval,
});

/**
 * How right a challenger is about each group on the time that was held out, how it would treat them, and the price of leaving
 * each grouping out of it. Groups of few rows are `others`, or left out. Shares and chances from 0 to 1.
 */
export const FairnessReport = z.strictObject({
  /** A gap that is surely larger is far off. */
  mostOff: z.number(),
  by: z.array(
    z.strictObject({
      what: z.enum(groupings),
      groups: z.array(
        z.strictObject({
          group: z.string(),
          rows: z.int(),
          /** Share of rows in which it came true, and the mean of what was said. */
          happened: z.number(),
          said: z.number(),
          /** What was said less what happened, with its 95 % interval: below 0, worse is said than is deserved. */
          gap: z.number(),
          gapInterval: Interval,
          /** The gap of what scores now. */
          gapNow: z.number(),
          /** Null where all rows came to the same. */
          auc: z.nullable(z.number()),
          /** Of its cases, the share that would begin with each profile; only of a score that gives profiles. */
          treated: z.optional(z.partialRecord(Profile, z.number())),
        }),
      ),
      /** What a score that knows the grouping would be better by; absent where there is one group only, or too little of which the group is known. */
      price: z.optional(z.strictObject({ auc: Difference, logLoss: Difference })),
    }),
  ),
  /** Groups about which it is surely far off; `worse`: further than what scores now. */
  farOff: z.array(z.strictObject({ what: z.enum(groupings), group: z.string(), worse: z.boolean() })),
});
export type FairnessReport = z.infer<typeof FairnessReport>;

/**
 * `better`: by more than chance, and what it says can be believed. `not-better`: the difference may be chance.
 * `badly-calibrated`: better, but its chances are off. `wrong-about-a-group`: better, but it is surely far off about a
 * group, and further than what scores now: a person decides.
 */
export const Verdict = z.enum(['better', 'not-better', 'badly-calibrated', 'wrong-about-a-group']);
export type Verdict = z.infer<typeof Verdict>;

/** What was found when a challenger was set against the model that scores: it is kept beside the challenger. Names nobody. */
export const WatchReport = z.strictObject({
  verdict: Verdict,
  /** The same in a sentence. */
  why: z.string(),
  /** Rows from this day on were held out: neither model had seen that time. */
  heldOutFrom: z.string(),
  rows: z.strictObject({ learnt: z.int(), heldOut: z.int() }),
  /** What scores now: a model that was promoted, the one made by hand, or the same chance for everybody. */
  champion: z.strictObject({
    kind: z.enum(['promoted', 'cold-start', 'base-rate']),
    hash: z.optional(z.string()),
    figures: Figures,
  }),
  challenger: z.strictObject({ hash: z.string(), figures: Figures, calibrationInterval: Interval }),
  /** Log loss of the challenger less that of the champion, with the interval that holds 95 % of what chance makes of it. */
  difference: z.strictObject({ value: z.number(), interval: Interval }),
  /** Absent only in reports of earlier versions: such a model is not released. */
  fairness: z.optional(FairnessReport),
  drift: z.strictObject({
    /** The worst of all below. */
    overall: Drift,
    features: z.array(z.strictObject({ feature: z.string(), index: z.number(), drift: Drift })),
    calibration: z.strictObject({
      rows: z.int(),
      expected: z.number(),
      observed: z.number(),
      interval: Interval,
      drift: Drift,
    }),
  }),
});
export type WatchReport = z.infer<typeof WatchReport>;
