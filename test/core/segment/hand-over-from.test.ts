import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../core/case/entry.ts';
import { handOverFrom } from '../../../core/segment/hand-over-from.ts';
import * as f from '../case/make-facts.ts';
import { type Story, tell } from '../make-case.ts';

const to = 'Voorbeeld Gerechtsdeurwaarders';
const ended = (end: 'answered' | 'unanswered'): Fact => ({ kind: 'journey-ended', journey: 1, end });
const started = (profile: 'late-payer' | 'problem-payer'): Fact[] => [
  { kind: 'profile-assigned', profile, receipt: { reason: 'as in this test' } },
  { kind: 'journey-started', journey: 2, machine: profile },
];

/** A case that was opened on 5 January, with what happened to it since. */
async function happened(...facts: Fact[]): Promise<Story> {
  const story = await tell();
  await story.add(...facts);
  return story;
}
const from = async (story: Story) => handOverFrom(await story.case(), 'Europe/Amsterdam');

describe('the first day of a hand-over', () => {
  test('is, of who needs help by the score alone, one on which the usual journeys are long over', async () => {
    expect(await from(await happened(ended('answered'), ...started('problem-payer')))).toBe('2026-06-14');
  });

  test.each<[string, Fact[]]>([
    ['went through the usual journey', [ended('answered'), ...started('late-payer')]],
    ['left a whole journey unanswered', [ended('unanswered'), ...started('problem-payer')]],
    [
      'said that money is short',
      [{ kind: 'hardship-reported', by: 'debtor' }, ended('answered'), ...started('problem-payer')],
    ],
  ])('is not moved for who %s', async (_, facts) => {
    expect(await from(await happened(...facts))).toBeUndefined();
  });
});

test('it holds also when the journey that asked has made way for a plan', async () => {
  const story = await happened(ended('answered'), ...started('problem-payer'), f.task('t1', 'hand-over'));
  await story.add({ kind: 'journey-ended', journey: 2, end: 'plan-agreed' });
  expect(await from(story)).toBe('2026-06-14');
  await expect(story.rule({ decision: 'approve-hand-over', to })).rejects.toThrow('not before 2026-06-14');
  await story.add({ kind: 'journey-started', journey: 3, machine: 'payment-plan' });
  await expect(story.rule({ decision: 'approve-hand-over', to })).rejects.toThrow('not before 2026-06-14');
});

test('a person who wants to hand over for a score is told from when, and nothing is written', async () => {
  const story = await happened(ended('answered'), ...started('problem-payer'), f.task('t1', 'hand-over'));
  story.on('2026-06-13');
  const { seq } = await story.case();
  await expect(story.rule({ decision: 'approve-hand-over', to })).rejects.toThrow('not before 2026-06-14');
  expect((await story.case()).seq).toBe(seq);
  story.on('2026-06-14');
  expect((await story.rule({ decision: 'approve-hand-over', to })).handedOverTo).toBe(to);
});
