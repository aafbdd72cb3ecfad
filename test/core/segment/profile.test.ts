import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../core/case/entry.ts';
import { Channel, type Profile, Profile as Profiles, Step } from '../../../core/case/words.ts';
import { preferences } from '../../../core/segment/preferences.ts';
import { chooseJourney, chooseProfile } from '../../../core/segment/profile.ts';
import * as f from '../case/make-facts.ts';
import { tell } from '../make-case.ts';

const small = { amount: 10_000, brokenPlans: 0 };
const hardship: Fact = { kind: 'hardship-reported', by: 'debtor' };

describe('the payment profile', () => {
  test.each<[string, Fact[], number, Partial<typeof small>, Profile]>([
    ['a high score', [], 66, {}, 'quick-payer'],
    ['a score just below', [], 65, {}, 'late-payer'],
    ['a middling score', [], 48, {}, 'late-payer'],
    ['a lower score', [], 47, {}, 'arranger'],
    ['a score that is low, but not hopeless', [], 30, {}, 'arranger'],
    ['a hopeless score', [], 29, {}, 'problem-payer'],
    ['an amount above a month’s room, whatever the score', [], 90, { amount: 45_000 }, 'arranger'],
    ['an amount just below that', [], 90, { amount: 44_999 }, 'quick-payer'],
    ['a large amount and a hopeless score', [], 10, { amount: 90_000 }, 'problem-payer'],
    ['hardship, above any score', [hardship], 100, {}, 'problem-payer'],
    ['a journey that went unanswered', [f.ended], 100, {}, 'problem-payer'],
    ['a journey that ended otherwise', [{ ...f.ended, end: 'answered' } as Fact], 100, {}, 'quick-payer'],
    ['a plan that broke', [], 100, { brokenPlans: 1 }, 'problem-payer'],
  ])('of %s', async (_, facts, points, features, profile) => {
    const story = await tell();
    if (facts.length > 0) await story.add(...facts);
    const chosen = chooseProfile(await story.case(), points, { ...small, ...features });
    expect(chosen.profile).toBe(profile);
    expect(chosen.reason).toMatch(/\.$/);
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
