import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../../core/score/score.ts';
import * as f from '../case/make-facts.ts';
import { onlyPaper, type Story, tell } from '../make-case.ts';

const unanswered = async (story: Story) =>
  featuresOf(await story.case(), await story.ctx(), story.ports.clock.now().slice(0, 10)).unanswered;

/** Two letters without an answer. */
async function written(): Promise<Story> {
  const story = await tell({ rows: [onlyPaper] });
  await story.say('first-reminder', 7);
  await story.say('second-reminder', 7);
  expect(await unanswered(story)).toBe(2);
  return story;
}

describe('messages before the last sign of life do not count as unanswered', () => {
  test.each<[string, (story: Story) => Promise<unknown>]>([
    ['a reply', (story) => story.react({ what: 'information' })],
    ['a payment', (story) => story.pay(10_000)],
    [
      'a call that reached somebody',
      async (story) => {
        await story.add(f.task('t1', 'call'));
        await story.rule({ decision: 'reached' });
      },
    ],
  ])('%s', async (_, heard) => {
    const story = await written();
    await heard(story);
    expect(await unanswered(story)).toBe(0);
    await story.say('last-reminder', 7);
    expect(await unanswered(story)).toBe(1);
  });

  test('a call that reached nobody is no sign of life', async () => {
    const story = await written();
    await story.add(f.task('t1', 'call'));
    await story.rule({ decision: 'not-reached' });
    expect(await unanswered(story)).toBe(2);
  });

  test('an answer or a confirmation of ours asks for nothing and counts as nothing', async () => {
    const story = await tell({ rows: [onlyPaper] });
    await story.react({ what: 'information' });
    await story.say('information');
    expect(await unanswered(story)).toBe(0);
  });
});
