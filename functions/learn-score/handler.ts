import * as z from 'zod/mini';
import { caseTable, caseTargets } from '../../core/score/case-rows.ts';
import { drawFrom } from '../../core/score/draw.ts';
import { journalsOf } from '../../core/score/journals-of.ts';
import { refit } from '../../core/score/refit.ts';
import { Verdict } from '../../core/score/watch-report.ts';
import { defineFunction } from '../define.ts';

const SEED = 1;

/**
 * First step of `refit-score`: learns a challenger from the journals of a creditor's cases, sets it against what scores
 * now on time that neither has seen, and keeps it with what was found. It promotes nothing.
 */
export const learnScore = defineFunction({
  name: 'learn-score',
  input: z.strictObject({ creditor: z.string(), target: z.enum(caseTargets) }),
  output: z.strictObject({
    found: z.enum([...Verdict.options, 'too-few']),
    /** Of the challenger; empty where too little is known to learn one. */
    hash: z.string(),
    /** In a sentence. */
    why: z.string(),
    drift: z.optional(
      z.strictObject({
        overall: z.enum(['stable', 'watch', 'refit']),
        /** Of the feature that drifted most. */
        index: z.number(),
        /** Share by which what was observed is off what was expected. */
        off: z.number(),
      }),
    ),
  }),
  handle:
    (ports) =>
    async ({ creditor, target }) => {
      await ports.creditors.get(creditor);
      const found = refit({
        journals: await journalsOf(ports, creditor),
        target,
        until: ports.clock.now(),
        champion: await ports.models.champion(creditor, target),
        seed: SEED,
        drawFrom,
        tableOf: caseTable,
      });
      if ('tooFew' in found) return { found: 'too-few' as const, hash: '', why: found.tooFew };
      await ports.models.put(creditor, target, found);
      const { verdict, why, drift } = found.report;
      const { rows, expected, observed } = drift.calibration;
      return {
        found: verdict,
        hash: found.model.hash,
        why,
        drift: {
          overall: drift.overall,
          index: Math.max(0, ...drift.features.map(({ index }) => index)),
          off: Math.abs(observed - expected) / rows,
        },
      };
    },
});
