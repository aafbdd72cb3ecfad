import { expect, test } from 'vitest';
import { viewCase } from '../../../core/api/case-view.ts';
import { eventOf } from '../../../core/event/event.ts';
import { exportPerson } from '../../../core/person/export.ts';
import { statedMeans, stateMeans, withdrawMeans } from '../../../core/plan/stated-means.ts';
import * as f from '../case/make-facts.ts';
import { type Story, tell } from '../make-case.ts';

const counts = async (story: Story) => statedMeans(await story.case(), story.ports.clock.now());
const state = async (story: Story, cents: number) => stateMeans(story.ports, await story.case(), cents);

test('the latest word counts, for a year', async () => {
  const story = await tell();
  expect(await counts(story)).toBeUndefined();
  await state(story, 5_000);
  await state(story, 0);
  expect(await counts(story)).toBe(0);
  story.on('2027-01-04');
  expect(await counts(story)).toBe(0);
  story.on('2027-01-06');
  expect(await counts(story)).toBeUndefined();
  // Said again after that year it is a new word.
  await state(story, 0);
  expect(await counts(story)).toBe(0);
  expect((await story.case()).kinds.get('means-stated')).toBe(3);
});

test('the same again, at once or at the same time, is written once', async () => {
  const story = await tell();
  const before = await story.case();
  await Promise.all([5_000, 5_000].map((cents) => stateMeans(story.ports, before, cents)));
  await state(story, 5_000);
  expect((await story.case()).kinds.get('means-stated')).toBe(1);
});

test('who takes it back has said nothing, and may say it anew', async () => {
  const story = await tell();
  await withdrawMeans(story.ports, await story.case());
  expect((await story.case()).kinds.has('means-withdrawn')).toBe(false);
  await state(story, 5_000);
  await withdrawMeans(story.ports, await story.case());
  expect(await counts(story)).toBeUndefined();
  await state(story, 5_000);
  expect(await counts(story)).toBe(5_000);
});

test('after the end of a case it counts no more, and nothing is written', async () => {
  const story = await tell();
  await state(story, 5_000);
  await story.add(...f.closed);
  expect(await counts(story)).toBeUndefined();
  await state(story, 6_000);
  expect((await story.last('means-stated'))?.cents).toBe(5_000);
});

test('nor does it where a case is opened again after its person was erased', async () => {
  const story = await tell();
  await story.pay(50_000);
  await state(story, 5_000);
  await story.pay(50_000);
  await story.add({ kind: 'erased' });
  await story.reverse('pay-1');
  const c = await story.case();
  expect([c.closed, c.erased]).toEqual([undefined, true]);
  expect(await counts(story)).toBeUndefined();
  expect(await viewCase(story.ports, c.creditor, c.id)).not.toHaveProperty('body.canSpare');
});

test('staff and the person themselves see it; no other system is told', async () => {
  const story = await tell();
  await state(story, 5_000);
  const c = await story.case();
  const said = await story.last('means-stated');
  expect(Object.keys(said ?? {}).sort()).toEqual(['at', 'cents', 'kind', 'seq']);
  const view = await viewCase(story.ports, c.creditor, c.id);
  expect(view).toMatchObject({ body: { canSpare: 5_000 } });
  const exported = await exportPerson(story.ports, c.creditor, 'D-1');
  expect(exported?.cases[0]?.entries).toContainEqual(said);
  expect(said && eventOf(c.id, said)).toBeUndefined();
});
