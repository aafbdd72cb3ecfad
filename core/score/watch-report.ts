import * as z from 'zod/mini';

const Drift = z.enum(['stable', 'watch', 'refit']);
const Interval = z.tuple([z.number(), z.number()]);
const Figures = z.strictObject({
  auc: z.number(),
  brier: z.number(),
  logLoss: z.number(),
  calibrationError: z.number(),
});

/**
 * `better`: by more than chance, and what it says can be believed. `not-better`: the difference may be chance.
 * `badly-calibrated`: better, but its chances are off.
 */
export const Verdict = z.enum(['better', 'not-better', 'badly-calibrated']);
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
