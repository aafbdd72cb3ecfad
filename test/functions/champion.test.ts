import { expect, test } from 'vitest';
import type { EntryKind, EntryOf } from '../../core/case/entry.ts';
import { planChoices } from '../../core/page/plan-choices.ts';
import { keptChanceOf } from '../../core/plan/kept-chance.ts';
import { coldStart } from '../../core/score/cold-start.ts';
import { type Model, sealed } from '../../core/score/glass-box/model.ts';
import { defaultCutOffs } from '../../core/segment/cut-offs.ts';
import { assignProfile } from '../../functions/assign-profile/handler.ts';
import { scoreCase } from '../../functions/score-case/handler.ts';
import { explain } from '../../local/score/explain.ts';
import { makeRow, type Story, tell } from '../core/make-case.ts';
import { makeKept } from '../core/score/make-kept.ts';

/** A model of the same form as the cold start, but of its own. */
function learnt(but: Partial<Model>): Model {
  const { hash: _, ...rest } = coldStart;
  return sealed({ ...rest, source: { kind: 'cases', target: 'paid-90' }, ...but });
}

async function promoted({ ports, ...story }: Story, model: Model, target: 'paid-90' | 'kept' = 'paid-90') {
  const { creditor } = await story.case();
  await ports.models.put(creditor, target, { ...makeKept(1), model });
  await ports.models.promote(creditor, target, model.hash);
}

async function last<K extends EntryKind>(story: Story, kind: K): Promise<EntryOf<K> | undefined> {
  return (await story.entries()).findLast((entry): entry is EntryOf<K> => entry.kind === kind);
}

let states = 0;
async function open({ ports, id }: Story): Promise<void> {
  for (const step of [scoreCase, assignProfile])
    await step.handle(ports)({ case: id, journey: 1, state: `Step ${++states}` });
}

test('the model that was promoted scores, and the case says which', async () => {
  const story = await tell();
  await open(story);
  expect(await last(story, 'scored')).toMatchObject({ model: 'cold-start-1', hash: coldStart.hash });

  const model = learnt({ intercept: coldStart.intercept + 10_000 });
  await promoted(story, model);
  await open(story);
  const first = (await story.entries()).find((entry) => entry.kind === 'scored');
  const second = await last(story, 'scored');
  expect(second).toMatchObject({ hash: model.hash });
  expect((second?.score ?? 0) - ((first?.kind === 'scored' && first.score) || 0)).toBe(10_000);
  expect(second?.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(second?.score);
});

test('a case that it scored can be scored again as of any moment', async () => {
  const story = await tell();
  await promoted(story, learnt({ intercept: coldStart.intercept + 10_000 }));
  await open(story);
  story.on('2026-02-05');
  await open(story);
  const scored = await last(story, 'scored');
  story.on('2026-03-05');
  await story.say('first-reminder', 7);
  const { hash, score } = await explain(story.ports.db, story.id, { at: scored?.at ?? '' });
  expect([hash, score]).toEqual([scored?.hash, scored?.score]);
});

test('its own cut-offs choose the profile of what it scored, and of nothing else', async () => {
  const story = await tell();
  await open(story);
  const { points = 0 } = (await story.case()).score ?? {};
  const usual = await last(story, 'profile-assigned');
  expect(usual?.receipt?.inputs).toMatchObject({ quickFrom: defaultCutOffs.quickFrom });

  const cutOffs = { ...defaultCutOffs, quickFrom: 95, helpBelow: Math.min(50, points + 1), room: 1_000_000 };
  const model = learnt({ profiles: cutOffs });
  await promoted(story, model);
  // Promoted between the two steps: what was scored by another model is not cut with it.
  await assignProfile.handle(story.ports)({ case: story.id, journey: 1, state: `Step ${++states}` });
  expect((await last(story, 'profile-assigned'))?.receipt?.inputs).toMatchObject({
    quickFrom: defaultCutOffs.quickFrom,
  });
  await open(story);
  expect((await last(story, 'profile-assigned'))?.receipt?.inputs).toMatchObject({ quickFrom: 95 });
});

test('a plan is recommended by the chance that it is kept, once that was learnt', async () => {
  const story = await tell({ rows: [makeRow({ cents: 60_000 })] });
  const [c, ctx] = [await story.case(), await story.ctx()];
  const now = story.ports.clock.now();
  const { hash: _, ...rest } = coldStart;
  // Few instalments are kept, many are not: nobody would have thought so.
  const model = sealed({
    ...rest,
    source: { kind: 'cases', target: 'kept' },
    features: [
      {
        binning: { name: 'plan-instalments', kind: 'number', edges: [4.5] },
        direction: 0,
        points: [0, 20_000, -20_000],
      },
    ],
    pairs: [],
  });
  const chance = await keptChanceOf(model, story.ports.journal, c, ctx, now);
  const without = await planChoices(c, ctx, now, { runningPlans: 0 });
  const withModel = await planChoices(c, ctx, now, { runningPlans: 0 }, chance);
  const fewest = Math.min(...withModel.choices.map(({ months }) => months));
  expect(without.choices[0]?.months).toBeGreaterThan(fewest);
  expect(withModel.choices[0]?.months).toBe(fewest);
  expect(withModel.choices.map(({ months }) => months).sort()).toEqual(
    without.choices.map(({ months }) => months).sort(),
  );
});
