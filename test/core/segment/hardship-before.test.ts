import { expect, test } from 'vitest';
import { plusDays } from '../../../core/calendar/moment.ts';
import { change } from '../../../core/case/change.ts';
import type { Fact } from '../../../core/case/entry.ts';
import { firstScores, priorFor } from '../../../core/score/case-rows.ts';
import { coldStart } from '../../../core/score/cold-start.ts';
import { hardshipBefore } from '../../../core/segment/hardship-before.ts';
import { assignProfile } from '../../../functions/assign-profile/handler.ts';
import { scoreCase } from '../../../functions/score-case/handler.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, type Story, tell } from '../make-case.ts';
import { featuresOf, look } from '../score/cases/look.ts';

const hardship: Fact = { kind: 'hardship-reported', by: 'debtor' };
const NEXT = '2026-06-01';

/** The next case of somebody, opened on a day after what happened in their first. */
async function nextCase(facts: Fact[], day = NEXT, row: Parameters<typeof makeRow>[0] = {}): Promise<Story> {
  const first = await tell();
  await first.add(...facts, ...f.closed);
  first.on(day);
  return await tell({
    ports: first.ports,
    rows: [makeRow({ invoice: 'B', cents: 5_000, dueOn: plusDays(day, -9), ...row })],
  });
}

async function profiled(story: Story) {
  for (const step of [scoreCase, assignProfile])
    await step.handle(story.ports)({ case: story.id, journey: 1, state: step.name });
  return await story.last('profile-assigned');
}

const reaches = (story: Story) => hardshipBefore(story.ports.journal, story.id, story.ports.clock.now());

test('who reported money trouble in an earlier case is a problem payer in the next, whatever the score', async () => {
  const assigned = await profiled(await nextCase([hardship]));
  expect(assigned?.profile).toBe('problem-payer');
  expect(assigned?.receipt?.reason).toBe('Hardship was reported in an earlier case.');
  const other = await profiled(await nextCase([]));
  expect(other?.profile).not.toBe('problem-payer');
});

test.each([
  ['a little less than two years later', '2028-01-01', true],
  ['more than two years later', '2028-02-01', false],
])('%s that is so: %s, %s', async (_, day, expected) => {
  expect(await reaches(await nextCase([hardship], day))).toBe(expected);
});

test('in another capacity they are somebody else', async () => {
  const story = await nextCase([hardship], NEXT, { debtorKind: 'legal' });
  expect(story.id).toMatch(/-1$/);
  expect(await reaches(story)).toBe(false);
});

test('of somebody who was erased nothing is known any more', async () => {
  const story = await nextCase([hardship]);
  const first = story.id.replace('-2', '-1');
  await change(story.ports, first, 'erased', (draft) => draft.add({ kind: 'erased' }));
  expect(await reaches(story)).toBe(false);
});

test('whoever measures how people would be treated knows it too', async () => {
  for (const [facts, expected] of [
    [[hardship], true],
    [[], false],
  ] as const) {
    const next = await nextCase([...facts]);
    await profiled(next);
    const items = await next.ports.journal.read(next.id.replace('-2', '-1'));
    const journals = [items.flatMap(({ entries }) => entries), await next.entries()];
    const firsts = firstScores(journals, '2027-01-01T00:00:00Z', priorFor(coldStart));
    expect(firsts.map(({ hardshipBefore: before }) => before)).toEqual([expected]);
  }
});

test('no score sees it', async () => {
  const [troubled, untroubled] = [await nextCase([hardship]), await nextCase([])];
  expect(featuresOf(await look(troubled))).toEqual(featuresOf(await look(untroubled)));
  await profiled(troubled);
  await profiled(untroubled);
  const [one, two] = [await troubled.last('scored'), await untroubled.last('scored')];
  expect([one?.points, one?.reasons, one?.receipt]).toEqual([two?.points, two?.reasons, two?.receipt]);
});

test('a first case reads no other', async () => {
  const story = await tell();
  const read = story.ports.journal.read;
  story.ports.journal.read = (stream, after) => {
    expect(stream).toBe(story.id);
    return read(stream, after);
  };
  expect((await profiled(story))?.profile).toBeDefined();
});
