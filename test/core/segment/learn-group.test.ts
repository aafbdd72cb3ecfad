import { describe, expect, test } from 'vitest';
import type { Reacted } from '../../../core/case/case.ts';
import type { Channel } from '../../../core/case/words.ts';
import type { Group } from '../../../core/segment/groups.ts';
import { learnGroup } from '../../../core/segment/learn-group.ts';
import { makeRow, tell } from '../make-case.ts';

const ZONE = 'Europe/Amsterdam';
/** One reaction a message: how, by which way it had gone, and the hour on Dutch walls in winter. */
const did = (...all: [Reacted['how'], Channel, number][]) => ({
  reactions: all.map(([how, channel, hour], index) => ({
    contact: `k${index}`,
    how,
    channel,
    at: `2026-01-${String(10 + index)}T${String(hour - 1).padStart(2, '0')}:30:00Z`,
  })),
});

describe('the group that somebody’s own reactions show', () => {
  test.each<[string, ReturnType<typeof did>, Group]>([
    ['neutral, before anything was done', did(), 'neutral'],
    ['neutral, as long as it is little', did(['replied', 'email', 18], ['paid', 'email', 18]), 'neutral'],
    [
      'mail, when messages by e-mail are answered',
      did(['paid', 'email', 9], ['paid', 'email', 13], ['clicked', 'email', 18]),
      'mail',
    ],
    ['text', did(['paid', 'sms', 9], ['paid', 'sms', 13], ['replied', 'sms', 18]), 'text'],
    ['paper', did(['paid', 'letter', 9], ['replied', 'letter', 18], ['replied', 'letter', 18]), 'paper'],
    [
      'mail in the evening',
      did(['replied', 'email', 18], ['clicked', 'email', 22], ['replied', 'email', 17]),
      'mail-evening',
    ],
    [
      'text in the morning',
      did(['replied', 'sms', 6], ['replied', 'sms', 8], ['replied', 'sms', 10]),
      'text-morning',
    ],
    [
      'an hour alone: an opened mail says nothing of the way',
      did(['opened', 'email', 12], ['opened', 'email', 13], ['opened', 'email', 14]),
      'midday',
    ],
    [
      'a night is the end of a day',
      did(['opened', 'email', 23], ['opened', 'email', 3], ['opened', 'email', 19]),
      'evening',
    ],
    [
      'what two thirds have in common',
      did(['paid', 'email', 9], ['paid', 'email', 9], ['paid', 'sms', 9]),
      'mail',
    ],
    [
      'nothing, where it is now this, now that',
      did(['replied', 'email', 9], ['replied', 'sms', 13], ['replied', 'letter', 18]),
      'neutral',
    ],
    [
      'no hour of a payment: a bank has its own',
      did(['paid', 'sms', 9], ['paid', 'sms', 9], ['paid', 'sms', 9]),
      'text',
    ],
  ])('is %s', (_, c, group) => {
    const found = learnGroup(c, ZONE);
    expect(found.group).toBe(group);
    expect(found.by).toBe(group === 'neutral' ? 'neutral' : 'learned');
  });

  test('is said with what was counted', () => {
    const c = did(['replied', 'email', 18], ['clicked', 'email', 19], ['replied', 'sms', 20]);
    expect(learnGroup(c, ZONE).reason).toBe(
      '2 of 3 answered messages came by e-mail; 3 of 3 dated messages were read or answered in the evening.',
    );
    expect(learnGroup(did(['paid', 'sms', 9]), ZONE).reason).toBe(
      'No habit shows yet in 1 answered and 0 dated messages.',
    );
  });

  test('counts a message once, however often it is opened', () => {
    const [one] = did(['opened', 'email', 18]).reactions;
    if (!one) throw new Error('There is no reaction.');
    expect(
      learnGroup({ reactions: [one, { ...one, how: 'clicked' }, { ...one, how: 'replied' }] }, ZONE).group,
    ).toBe('neutral');
  });

  test('is never the one with easier words: nobody is guessed to need them', () => {
    const ways: Channel[] = ['email', 'sms', 'letter'];
    for (const a of ways)
      for (const b of ways)
        for (const hour of [8, 13, 19]) {
          const c = did(['replied', a, hour], ['replied', b, hour], ['replied', a, hour]);
          expect(learnGroup(c, ZONE).group).not.toBe('easy-words');
        }
  });
});

describe('a journal tells', () => {
  const mobile = makeRow({ phone: '+31612345678' });

  test('which message was answered: by a reply on the page, a click, or money within a week', async () => {
    const story = await tell({ rows: [mobile] });
    const first = await story.say('first-reminder', 7);
    await story.react({ what: 'information' });
    await story.add({ kind: 'contact-clicked', contact: first }, { kind: 'contact-clicked', contact: first });
    await story.pay(1_000);
    const { reactions } = await story.case();
    expect(reactions.map(({ how, contact, channel }) => [how, contact, channel])).toEqual([
      ['replied', first, 'email'],
      ['clicked', first, 'email'],
      ['paid', first, 'email'],
    ]);
  });

  test('nothing of money that comes long after, or of who was called', async () => {
    const story = await tell({ rows: [mobile] });
    await story.say('first-reminder', 7);
    await story.add({ kind: 'replied', channel: 'phone' });
    story.ports.clock.pass(8);
    await story.pay(1_000);
    expect((await story.case()).reactions).toEqual([]);
  });

  test('by which way somebody wrote back, if it is another', async () => {
    const story = await tell({ rows: [mobile] });
    await story.say('first-reminder', 7);
    await story.add({ kind: 'replied', channel: 'sms' });
    expect((await story.case()).reactions.map(({ channel }) => channel)).toEqual(['sms']);
  });
});
