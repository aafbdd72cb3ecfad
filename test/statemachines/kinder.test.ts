import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Profile } from '../../core/case/words.ts';
import { raw } from './machine.ts';

interface Said {
  step: string;
  /** The day of the journey on which it is written at the earliest, and the days that its reader gets. */
  day: number;
  patience: number;
}

/** What somebody who never answers is sent: the file read from top to bottom, along "follow-up due". */
function unanswered(profile: Profile): Said[] {
  const { StartAt, States } = raw(profile);
  const said: Said[] = [];
  let day = 0;
  for (let name: string | undefined = StartAt, seen = new Set<string>(); name && !seen.has(name); ) {
    seen.add(name);
    const state: (typeof States)[string] | undefined = States[name];
    const { step, patienceDays } = state?.Arguments?.Payload ?? {};
    if (step && patienceDays) {
      said.push({ step: String(step), day, patience: Number(patienceDays) });
      day += Number(patienceDays);
    }
    name = state?.Next ?? state?.Choices?.find(({ Condition }) => /follow-up-due/.test(`${Condition}`))?.Next;
  }
  return said;
}

const journeys: Record<Profile, Said[]> = {
  'quick-payer': unanswered('quick-payer'),
  'late-payer': unanswered('late-payer'),
  arranger: unanswered('arranger'),
  'problem-payer': unanswered('problem-payer'),
};
const dayOf = (profile: Profile, step: string) =>
  journeys[profile].find((said) => said.step === step)?.day ?? Number.POSITIVE_INFINITY;

test('the machines were read to their end', () => {
  expect(journeys['late-payer'].map(({ step }) => step)).toEqual([
    'first-reminder',
    'direct-debit-offer',
    'second-reminder',
    'notice',
    'costs-added',
  ]);
  expect(journeys['problem-payer'].map(({ step }) => step)).toEqual([
    'help-offer',
    'plan-offer',
    'last-reminder',
  ]);
});

// From which journey a lower score, or less means, leads to which; the late payer's is the usual one.
describe.each<[Profile, Profile]>([
  ['quick-payer', 'late-payer'],
  ['quick-payer', 'arranger'],
  ['quick-payer', 'problem-payer'],
  ['late-payer', 'arranger'],
  ['late-payer', 'problem-payer'],
  ['arranger', 'problem-payer'],
])('from %s down to %s', (from, to) => {
  test.each(['notice', 'costs-added'])('the %s is never earlier', (step) => {
    expect(dayOf(to, step)).toBeGreaterThanOrEqual(dayOf(from, step));
  });

  test('no message gives its reader fewer days', () => {
    for (const { step, patience } of journeys[to]) {
      const same = journeys[from].find((said) => said.step === step);
      if (same) expect(patience, step).toBeGreaterThanOrEqual(same.patience);
    }
    const shortest = (profile: Profile) => Math.min(...journeys[profile].map((said) => said.patience));
    expect(shortest(to)).toBeGreaterThanOrEqual(shortest(from));
  });

  test('what is said last is not said earlier', () => {
    const end = (profile: Profile) => {
      const last = journeys[profile].at(-1);
      return last ? last.day + last.patience : 0;
    };
    // Problem payers are called in between, and a person decides at the end: there is no end to compare.
    if (to !== 'problem-payer') expect(end(to)).toBeGreaterThanOrEqual(end(from));
  });
});

test('whoever gets the kindest journey is charged no costs in it', () => {
  expect(journeys['problem-payer'].map(({ step }) => step)).not.toContain('costs-added');
  expect(journeys['problem-payer'].map(({ step }) => step)).not.toContain('notice');
});

// Which law and which money are looked at without knowing how somebody is judged.
test.each(['core/law', 'core/money'])('nothing in %s reads a score or a profile', (folder) => {
  const root = new URL(`../../${folder}/`, import.meta.url);
  for (const file of readdirSync(root).filter((name) => name.endsWith('.ts')))
    expect(readFileSync(new URL(file, root), 'utf8'), file).not.toMatch(/\.(score|profile)\b/);
});
