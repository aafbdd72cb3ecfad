import type { KeptModel } from '../../../core/ports.ts';
import { caseCard } from '../../../core/score/cases/card.ts';
import { sealed } from '../../../core/score/glass-box/model.ts';

/** A small model with its report; another number is another model. */
export function makeKept(
  number: number,
  target: 'paid-90' | 'kept' = 'paid-90',
  feature = 'days-overdue',
): KeptModel {
  const model = sealed({
    format: 'amicable-score-1',
    card: caseCard(target),
    source: { kind: 'cases', target },
    training: { rows: 100, positives: 50, asOf: '2026-01-01', seed: 1 },
    intercept: number,
    features: [{ binning: { name: feature, kind: 'number', edges: [30] }, direction: 0, points: [0, 5, -5] }],
    pairs: [],
  });
  const figures = { auc: 0.7, brier: 0.2, logLoss: 0.6, calibrationError: 0.01 };
  return {
    model,
    report: {
      verdict: 'better',
      why: 'It was better.',
      heldOutFrom: '2026-01-01',
      rows: { learnt: 100, heldOut: 100 },
      champion: { kind: 'base-rate', figures },
      challenger: { hash: model.hash, figures, calibrationInterval: [0, 0.1] },
      difference: { value: -0.1, interval: [-0.2, -0.05] },
      fairness: { mostOff: 0.05, by: [], farOff: [] },
      drift: {
        overall: 'stable',
        features: [],
        calibration: { rows: 100, expected: 50, observed: 50, interval: [40, 60], drift: 'stable' },
      },
    },
  };
}
