import { expect, test } from 'vitest';
import type { Entry } from '../../../core/case/entry.ts';
import { type FirstScore, firstScores, priorFor } from '../../../core/score/case-rows.ts';
import { coldStart } from '../../../core/score/cold-start.ts';
import { readModel, sealed } from '../../../core/score/glass-box/model.ts';
import { withCutOffs } from '../../../core/segment/fit-to-model.ts';
import { scoreCase } from '../../../functions/score-case/handler.ts';
import { makeRow, tell } from '../../core/make-case.ts';

/** Cases that were scored once: who paid in time before does so within the month, who did not hardly ever pays. */
async function portfolio(cases: number): Promise<Entry[][]> {
  const journals: Entry[][] = [];
  for (let number = 0; number < cases; number += 1) {
    const good = number % 2 === 0;
    const story = await tell({
      rows: [
        makeRow({
          debtorReference: `D-${number}`,
          invoicesBefore: 10,
          lateBefore: good ? 0 : 10,
          cents: 1_000 + number,
        }),
      ],
    });
    await scoreCase.handle(story.ports)({ case: story.id, journey: 1, state: 'Score' });
    if (good || number % 20 === 1) await story.pay(1_000 + number, '2026-01-10');
    journals.push(await story.entries());
  }
  return journals;
}

test('a model gets the cut-offs that fit its own chances, and none where too little is known', async () => {
  const journals = await portfolio(240);
  const until = '2026-06-01T00:00:00Z';
  const known = (until: string): FirstScore[] => firstScores(journals, until, priorFor(coldStart));
  const fitted = withCutOffs(coldStart, known(until), until);
  expect(fitted.profiles?.quickFrom).toBeGreaterThanOrEqual(55);
  expect(readModel(JSON.parse(JSON.stringify(fitted))).ok).toBe(true);
  expect(fitted.hash).not.toBe(coldStart.hash);

  // Where the chances of those who hardly pay are thought lower, they are asked whether they need help.
  const { hash: _, ...rest } = coldStart;
  const moved = withCutOffs(sealed({ ...rest, intercept: rest.intercept - 8_000 }), known(until), until);
  expect(moved.profiles?.helpBelow).toBeGreaterThan(fitted.profiles?.helpBelow ?? 100);

  expect(withCutOffs(coldStart, known(until).slice(0, 100), until)).toEqual(coldStart);
  // Ninety days are not over.
  const early = '2026-03-01T00:00:00Z';
  expect(withCutOffs(coldStart, known(early), early)).toEqual(coldStart);
});
