import { describe, expect, test } from 'vitest';
import type { Case } from '../../../core/case/case.ts';
import type { ClaimRow } from '../../../core/case/claim-row.ts';
import { handOverGate } from '../../../core/law/hand-over.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, onlyPaper, type Story, tell } from '../make-case.ts';

const to = 'Voorbeeld Gerechtsdeurwaarders';
type Country = 'NL' | 'BE' | 'DE';

async function owing(but: Partial<ClaimRow>, country: Country = 'NL'): Promise<Story> {
  return await tell({ rows: [{ ...onlyPaper, ...but }], creditor: { creditor: { country } } });
}
const gate = async (story: Story, c?: Case) => {
  const { creditor, pack } = await story.ctx();
  return handOverGate(c ?? (await story.case()), creditor, pack, story.ports.clock.now().slice(0, 10));
};
/** Sends a dated reminder by letter, and lets its days pass. */
async function remind(story: Story, days: number): Promise<string> {
  const contact = await story.say('first-reminder', days);
  story.ports.clock.pass(days + 7);
  return contact;
}

describe('energy of a consumer stays here until three long reminders were sent', () => {
  test('none, two and three', async () => {
    const story = await owing({ sector: 'energy' });
    expect((await gate(story)).value).toBe('0 of the 3 written reminders of at least 14 days were sent.');
    await remind(story, 14);
    await remind(story, 15);
    expect((await gate(story)).value).toContain('2 of the 3');
    await remind(story, 21);
    expect((await gate(story)).value).toBeUndefined();
    expect((await gate(story)).rules).toMatchObject([{ name: 'nl/sector-energy', confidence: 'doubtful' }]);
  });

  test('short ones do not count, nor text messages, nor what came back', async () => {
    const story = await owing({ sector: 'energy' });
    await remind(story, 7);
    const back = await remind(story, 14);
    await story.feedback(back, 'returned');
    expect((await gate(story)).value).toContain('0 of the 3');
  });

  test('of another claim do not count for this one', async () => {
    const story = await tell({ rows: [makeRow(), makeRow({ invoice: 'B', sector: 'energy' })] });
    const c = await story.case();
    expect((await gate(story, c)).value).toContain('0 of the 3');
    await story.pay(100_000, undefined, { designated: ['B'] });
    expect((await gate(story)).value).toBeUndefined();
  });
});

describe('whose rules they are', () => {
  test.each<[string, Partial<ClaimRow>, Country, boolean]>([
    ['a Dutch consumer of a Dutch creditor', {}, 'NL', true],
    ['a Belgian consumer under a Dutch contract', { country: 'BE' }, 'NL', true],
    ['a Dutch consumer under a German contract: conduct follows where they live', {}, 'DE', true],
    ['a Belgian consumer of a Belgian creditor', { country: 'BE' }, 'BE', false],
    ['a company', { debtorKind: 'legal' }, 'NL', false],
    ['somebody in business', { debtorKind: 'natural-business' }, 'NL', false],
    ['somebody of whom nobody knows who they are', { debtorKind: 'unknown' }, 'NL', true],
  ])('%s', async (_, but, country, kept) => {
    const answer = await gate(await owing({ sector: 'water', ...but }, country));
    expect(answer.value !== undefined).toBe(kept);
  });

  test('a sector without rules of its own keeps nothing back', async () => {
    expect(await gate(await owing({ sector: 'retail' }))).toEqual({ value: undefined, rules: [] });
    expect((await gate(await owing({ sector: 'constructor' }))).value).toBeUndefined();
  });

  test("a claim without a sector has its creditor's", async () => {
    const story = await tell({ rows: [makeRow()], creditor: { creditor: { sector: 'water' } } });
    expect((await gate(story)).value).toContain('0 of the 3');
  });
});

test('a person who wants to hand over is told why not, and nothing is written', async () => {
  const story = await owing({ sector: 'energy' });
  await story.add(f.task('t1', 'hand-over'));
  const { seq } = await story.case();
  await expect(story.rule({ decision: 'approve-hand-over', to })).rejects.toThrow(
    '0 of the 3 written reminders',
  );
  expect((await story.case()).seq).toBe(seq);
});

test('a hand-over that is approved shows the rules that let it pass', async () => {
  const story = await owing({ sector: 'health-insurance', dueOn: '2025-06-01' });
  await remind(story, 14);
  await story.add(f.task('t1', 'hand-over'));
  await story.rule({ decision: 'approve-hand-over', to });
  expect((await story.last('hand-over-approved'))?.receipt?.rules).toMatchObject([
    { name: 'nl/sector-health-insurance' },
  ]);
});
