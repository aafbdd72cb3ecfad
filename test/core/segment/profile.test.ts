import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../core/case/entry.ts';
import { Channel, type Profile, Profile as Profiles, Step } from '../../../core/case/words.ts';
import { defaultCutOffs } from '../../../core/segment/cut-offs.ts';
import { type Room, roomOf } from '../../../core/segment/means.ts';
import { preferences } from '../../../core/segment/preferences.ts';
import { chooseJourney, chooseProfile } from '../../../core/segment/profile.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, tell } from '../make-case.ts';

const hardship: Fact = { kind: 'hardship-reported', by: 'debtor' };
const assigned = (profile: Profile): Fact => ({ kind: 'profile-assigned', profile });
const closedBy = (id: string, decision: 'go-on' | 'pause', by = 'Noor'): Fact => ({
  kind: 'task-closed',
  task: id,
  decision,
  by,
});
/** A plan over what is owed, paid to its end; then another claim joins. */
const keptPlan = (cents: number, instalment: number): Fact[] => [
  {
    ...f.agreed('p1'),
    cents,
    instalments: [
      { on: '2026-02-01', cents: instalment },
      { on: '2026-03-01', cents: cents - instalment },
    ],
  } as Fact,
  { kind: 'plan-completed', plan: 'p1' },
];

/** What is chosen for somebody who owes so much, after these facts. */
async function choose(cents: number, points: number, facts: Fact[] = []) {
  const story = await tell({ rows: [makeRow({ cents })] });
  if (facts.length > 0) await story.add(...facts);
  return chooseProfile(await story.case(), points, defaultCutOffs);
}

describe('the payment profile', () => {
  test.each<[string, number, number, Fact[], Profile]>([
    ['a high score', 10_000, 66, [], 'quick-payer'],
    ['a score just below', 10_000, 65, [], 'late-payer'],
    ['a score that is low, but not hopeless', 10_000, 30, [], 'late-payer'],
    ['a hopeless score', 10_000, 29, [], 'problem-payer'],
    ['as much as most people can pay at once', 45_000, 90, [], 'quick-payer'],
    ['a cent more, whatever the score', 45_001, 90, [], 'arranger'],
    ['a large amount and a middling score', 90_000, 40, [], 'arranger'],
    ['a large amount and a hopeless score', 90_000, 10, [], 'problem-payer'],
    ['hardship, above any score', 10_000, 100, [hardship], 'problem-payer'],
    ['a journey that went unanswered', 10_000, 100, [f.ended], 'problem-payer'],
    ['a journey that ended otherwise', 10_000, 100, [{ ...f.ended, end: 'answered' } as Fact], 'quick-payer'],
    [
      'a plan that broke',
      10_000,
      100,
      [f.agreed('p1'), { kind: 'plan-broken', plan: 'p1' }],
      'problem-payer',
    ],
  ])('of %s', async (_, cents, points, facts, profile) => {
    const chosen = await choose(cents, points, facts);
    expect(chosen.profile).toBe(profile);
    expect(chosen.reason).toMatch(/\.$/);
    expect(chosen.inputs).toMatchObject({ points, amount: cents });
  });

  test('is chosen with the cut-offs that were given', async () => {
    const c = await (await tell({ rows: [makeRow({ cents: 20_000 })] })).case();
    expect(chooseProfile(c, 70, { ...defaultCutOffs, quickFrom: 71 }).profile).toBe('late-payer');
    expect(chooseProfile(c, 70, { ...defaultCutOffs, room: 15_000 }).profile).toBe('arranger');
    expect(chooseProfile(c, 70, { ...defaultCutOffs, helpBelow: 71, quickFrom: 90 }).profile).toBe(
      'problem-payer',
    );
  });

  test('never asks for more at once when the score is lower', async () => {
    const kindness: Profile[] = ['quick-payer', 'late-payer', 'arranger', 'problem-payer'];
    for (const cents of [5_000, 45_000, 46_000, 200_000]) {
      for (const before of [undefined, ...Profiles.options]) {
        const story = await tell({ rows: [makeRow({ cents })] });
        if (before) await story.add(assigned(before));
        const c = await story.case();
        let last = 0;
        for (let points = 100; points >= 0; points--) {
          const at = kindness.indexOf(chooseProfile(c, points, defaultCutOffs).profile);
          expect(at).toBeGreaterThanOrEqual(last);
          last = at;
        }
      }
    }
  });
});

describe('a case that has a profile', () => {
  test.each<[Profile, number, number, Profile]>([
    ['quick-payer', 10_000, 61, 'quick-payer'],
    ['quick-payer', 10_000, 60, 'late-payer'],
    ['late-payer', 10_000, 70, 'late-payer'],
    ['late-payer', 10_000, 71, 'quick-payer'],
    ['late-payer', 10_000, 25, 'late-payer'],
    ['late-payer', 10_000, 24, 'problem-payer'],
    ['problem-payer', 10_000, 34, 'problem-payer'],
    ['problem-payer', 10_000, 35, 'late-payer'],
    ['late-payer', 51_750, 50, 'late-payer'],
    ['late-payer', 51_751, 50, 'arranger'],
    ['arranger', 38_251, 50, 'arranger'],
    ['arranger', 38_250, 50, 'late-payer'],
  ])('as %s, owing %i with a score of %i, is treated as %s', async (before, cents, points, after) => {
    expect((await choose(cents, points, [assigned(before)])).profile).toBe(after);
  });

  test('does not flap when score and amount go up and down within the margins', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Profiles.options),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: -4, max: 4 }),
        async (before, points, shake) => {
          const story = await tell({ rows: [makeRow({ cents: 40_000 })] });
          await story.add(assigned(before));
          const first = chooseProfile(await story.case(), points, defaultCutOffs).profile;
          await story.add(assigned(first));
          const c = await story.case();
          expect(chooseProfile(c, points + shake, defaultCutOffs).profile).toBe(first);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a word of hardship', () => {
  const said: Fact[] = [hardship, f.task('h', 'hardship')];
  test.each<[string, Fact[], Profile]>([
    ['holds while a person looks at it', said, 'problem-payer'],
    ['holds after a pause', [...said, closedBy('h', 'pause')], 'problem-payer'],
    ['holds when a person decides to go on', [...said, closedBy('h', 'go-on')], 'problem-payer'],
  ])('%s', async (_, facts, profile) => {
    expect((await choose(10_000, 100, facts)).profile).toBe(profile);
  });
});

describe('what somebody can pay at once', () => {
  test.each<[string, number, Fact[], Room]>([
    ['most people can, where nothing is known', 30_000, [], { cents: 45_000, from: 'most-people' }],
    [
      'is the largest part that they paid when more was asked',
      30_000,
      [f.paid('z', 5_000), f.paid('y', 7_000)],
      { cents: 7_000, from: 'part-payments' },
    ],
    [
      'is at least what they paid at once',
      90_000,
      [f.paid('z', 90_000)],
      { cents: 90_000, from: 'payments' },
    ],
    [
      'is no less than usual because a small claim was paid at once',
      9_000,
      [f.paid('z', 9_000)],
      { cents: 45_000, from: 'most-people' },
    ],
    [
      'is at least an instalment that they kept paying',
      120_000,
      keptPlan(120_000, 60_000),
      { cents: 60_000, from: 'kept-plan' },
    ],
    [
      'is not told by money that the bank took back',
      30_000,
      [
        f.paid('z', 5_000),
        {
          kind: 'payment-reversed',
          payment: 'z',
          cents: 5_000,
          parts: [{ claim: 'A', bucket: 'principal', cents: 5_000 }],
          reason: 'refused',
        } as Fact,
      ],
      { cents: 45_000, from: 'most-people' },
    ],
  ])('%s', async (_, cents, facts, room) => {
    const story = await tell({ rows: [makeRow({ cents })] });
    if (facts.length > 0) await story.add(...facts);
    expect(roomOf(await story.case(), defaultCutOffs.room)).toEqual(room);
  });

  test.each<[string, number, Fact[], Profile]>([
    ['who owes more than they say they can spare a month', 60_000, [f.canSpare(5_000)], 'arranger'],
    ['who owes little, and says they can spare less', 6_000, [f.canSpare(5_000)], 'arranger'],
    ['who can spare nothing', 6_000, [f.canSpare(0)], 'arranger'],
    ['who owes no more than that', 5_000, [f.canSpare(5_000)], 'quick-payer'],
    ['who took it back', 6_000, [f.canSpare(5_000), { kind: 'means-withdrawn' }], 'quick-payer'],
    ['who could spare more later', 6_000, [f.canSpare(5_000), f.canSpare(7_000)], 'quick-payer'],
  ])('by their word makes of somebody %s, %i cents', async (_, cents, facts, profile) => {
    const chosen = await choose(cents, 90, facts);
    expect(chosen.profile).toBe(profile);
    if (profile !== 'arranger') return;
    expect(chosen.reason).toBe('More than what they say they can spare a month.');
    expect(chosen.inputs).toMatchObject({ means: 'stated', room: (facts[0] as { cents: number }).cents });
  });

  test('is never one of less help because of a word', async () => {
    const kindness: Profile[] = ['quick-payer', 'late-payer', 'arranger', 'problem-payer'];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1_000, max: 200_000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 300_000 }),
        fc.constantFrom<Fact[]>([], [f.paid('z', 900)], [assigned('arranger')], [assigned('late-payer')]),
        async (cents, points, spare, before) => {
          const silent = await choose(cents, points, before);
          const spoke = await choose(cents, points, [...before, f.canSpare(spare)]);
          expect(kindness.indexOf(spoke.profile)).toBeGreaterThanOrEqual(kindness.indexOf(silent.profile));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('makes a part payer of a small amount an arranger', async () => {
    const chosen = await choose(30_000, 90, [f.paid('z', 5_000)]);
    expect(chosen.profile).toBe('arranger');
    expect(chosen.reason).toContain('the largest part that they paid');
  });
});

test.each<[string, Fact[], string]>([
  ['its profile says', [{ kind: 'profile-assigned', profile: 'arranger' }], 'arranger'],
  ['most get, where no profile was assigned', [], 'late-payer'],
  ['a running plan has', [{ kind: 'profile-assigned', profile: 'arranger' }, f.agreed('p1')], 'payment-plan'],
  [
    'its profile says, when the plan broke',
    [
      { kind: 'profile-assigned', profile: 'problem-payer' },
      f.agreed('p1'),
      { kind: 'plan-broken', plan: 'p1' },
    ],
    'problem-payer',
  ],
])('the next journey is the one that %s', async (_, facts, machine) => {
  const story = await tell();
  if (facts.length > 0) await story.add(...facts);
  expect(chooseJourney(await story.case())).toBe(machine);
});

describe.each(Profiles.options)('a %s', (profile) => {
  test('can be reached by every channel in the end, whatever the step', () => {
    for (const step of Step.options) {
      const order = preferences[profile].steps?.[step] ?? preferences[profile].channels;
      expect([...order].sort()).toEqual([...Channel.options].sort());
    }
  });
});
