import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Profile } from '../../core/case/words.ts';
import { raw } from './machine.ts';

interface Said {
  step: string;
  /** The day of the journey on which it is written at the earliest, and the days that its reader gets. */
  day: number;
  patience: number;
}

/** Days for the bank that every message gets beyond the date that it names. */
const GRACE_DAYS = 2;

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
      day += Number(patienceDays) + GRACE_DAYS;
    }
    name = state?.Next ?? state?.Choices?.find(({ Condition }) => /follow-up-due/.test(`${Condition}`))?.Next;
  }
  return said;
}

const usual = unanswered('late-payer');

test('the machines were read to their end', () => {
  expect(usual.map(({ step, day }) => [step, day])).toEqual([
    ['first-reminder', 0],
    ['direct-debit-offer', 9],
    ['second-reminder', 19],
    ['notice', 29],
    ['costs-added', 45],
  ]);
  expect(unanswered('problem-payer').map(({ step }) => step)).toEqual([
    'help-offer',
    'plan-offer',
    'last-reminder',
  ]);
});

// Whoever has no profile is a late payer. Against that journey every other can only soften or delay, whether its score
// is high or low. (That holidays and Sundays do not turn this round is tried in ../functions/kinder.test.ts.)
describe.each(Profile.options)('the journey of a %s', (profile) => {
  const said = unanswered(profile);

  test('says nothing earlier than the usual journey says it', () => {
    for (const { step, day } of usual) {
      // Where there is no direct debit to offer, a second reminder takes the offer's place.
      const first = said.find((one) => one.step === step)?.day ?? Number.POSITIVE_INFINITY;
      expect(first, step).toBeGreaterThanOrEqual(day);
    }
  });

  test('comes to no message earlier than the usual journey comes to as many', () => {
    for (const [at, { step, day }] of said.entries()) {
      const as = usual[at] ?? { day: endOf(usual) };
      expect(day, `${at + 1}: ${step}`).toBeGreaterThanOrEqual(as.day);
    }
  });

  test('gives no reader fewer days', () => {
    for (const { step, patience } of said) {
      const same = usual.find((one) => one.step === step);
      const least = same?.patience ?? Math.min(...usual.map((one) => one.patience));
      expect(patience, step).toBeGreaterThanOrEqual(least);
    }
  });

  test('has its notice before its costs, as the usual one has', () => {
    const steps = said.map(({ step }) => step);
    if (!steps.includes('costs-added')) return expect(steps).not.toContain('notice');
    expect(steps.indexOf('notice')).toBe(steps.indexOf('costs-added') - 1);
  });
});

function endOf(said: readonly Said[]): number {
  const last = said.at(-1);
  return last ? last.day + last.patience + GRACE_DAYS : 0;
}

test('whoever gets the kindest journey is charged no costs in it', () => {
  const steps = unanswered('problem-payer').map(({ step }) => step);
  expect(steps).not.toContain('costs-added');
  expect(steps).not.toContain('notice');
});

// Which law and which money are looked at without knowing how somebody is judged.
test.each(['core/law', 'core/money'])('nothing in %s reads a score or a profile', (folder) => {
  const root = new URL(`../../${folder}/`, import.meta.url);
  for (const file of readdirSync(root).filter((name) => name.endsWith('.ts')))
    expect(readFileSync(new URL(file, root), 'utf8'), file).not.toMatch(/\.(score|profile)\b/);
});
