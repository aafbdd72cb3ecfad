import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directionsFor, featureNamed } from '../../../core/score/catalogue.ts';
import { coldStart } from '../../../core/score/cold-start.ts';
import type { SoFar, View } from '../../../core/score/feature.ts';
import { probabilityOfScore, readModel } from '../../../core/score/glass-box/model.ts';
import { scoreCase } from '../../../core/score/score-case.ts';
import { makeView, views } from './make-view.ts';

const pointsOf = (view: View) => scoreCase(coldStart, view).points;

describe('the model for whoever has no history', () => {
  test('is a model like any other, and says that nobody learnt or measured it', () => {
    expect(readModel(JSON.parse(JSON.stringify(coldStart)))).toEqual({ ok: true, model: coldStart });
    expect(coldStart.card.what).toContain('not learnt');
    expect(coldStart.figures).toBeUndefined();
    expect(coldStart.card.mayNotBeUsedFor.join()).toContain('a person decides');
  });

  test('knows nothing but what is in the catalogue, and moves as it says', () => {
    const directions = directionsFor('paid-90');
    for (const { binning, direction, points } of coldStart.features) {
      expect(() => featureNamed(binning.name)).not.toThrow();
      expect(direction * (directions[binning.name] ?? 0), binning.name).toBeGreaterThanOrEqual(0);
      const steps = points.slice(2).map((each, at) => (each - Number(points[at + 1])) * direction);
      expect(Math.min(...steps), binning.name).toBeGreaterThanOrEqual(0);
    }
  });

  // A point of the table that it replaces is 420 units, around a chance of even.
  test.each([66, 65, 48, 47, 30, 29, 50])('gives %i points where the table before gave them', (before) => {
    expect(Math.round(100 * probabilityOfScore((before - 50) * 420))).toBe(before);
  });

  test.each<[string, View, View]>([
    ['a small amount', some({ outstanding: 4_000 }), some({ outstanding: 400_000 })],
    ['little time', makeView({ daysOverdue: 10 }), makeView({ daysOverdue: 400 })],
    [
      'invoices that were paid in time',
      makeView({ told: { invoices: 9, late: 0 } }),
      makeView({ told: { invoices: 9, late: 9 } }),
    ],
    ['being late for the first time', some({}), some({ earlierCases: 1 })],
    ['a part payment', some({ paymentDays: 1 }), some({})],
    ['being reachable', some({ reach: 3 }), some({ reach: 0 })],
    ['few messages without an answer', some({ unanswered: 1 }), some({ unanswered: 4 })],
    ['promises that were kept', some({}), some({ promisesBroken: 1 })],
    ['plans that were kept', some({}), some({ plansBroken: 1 })],
  ])('gives more for %s', (_, better, worse) => {
    expect(pointsOf(better)).toBeGreaterThan(pointsOf(worse));
  });
});

function some(soFar: Partial<SoFar>): View {
  return makeView({ soFar });
}

describe('a score', () => {
  test('is the sum of its reasons, exactly, and each reason has words', () => {
    fc.assert(
      fc.property(views, (view) => {
        const { score, points, reasons } = scoreCase(coldStart, view);
        expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(score);
        expect(points).toBe(Math.round(100 * probabilityOfScore(score)));
        expect(reasons[0]?.feature).toBe('base');
        for (const reason of reasons) expect(reason.words).toMatch(/^[A-Z].*\.$/);
      }),
      { numRuns: 500 },
    );
  });

  test('tells what it looked at; what is not known is left out', () => {
    const { inputs, model, hash } = scoreCase(coldStart, makeView({ soFar: { reach: Number.NaN } }));
    expect(inputs).toEqual({
      outstanding: 300,
      'days-overdue': 60,
      'share-late': 0.3,
      'first-arrears': 1,
      payments: 0,
      unanswered: 0,
      'promises-broken': 0,
      'plans-broken': 0,
    });
    expect([model, hash]).toEqual(['cold-start-1', coldStart.hash]);
  });

  test('notes the channels even where the model does not look at them: whoever learns later needs them', () => {
    const blind = { ...coldStart, features: coldStart.features.slice(0, 2) };
    expect(scoreCase(blind, makeView()).inputs).toEqual({
      outstanding: 300,
      'days-overdue': 60,
      channels: 2,
    });
  });
});
