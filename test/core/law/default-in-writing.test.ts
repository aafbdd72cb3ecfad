import { expect, test } from 'vitest';
import { dayAt, momentOn } from '../../../core/calendar/moment.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

/** The reason why a notice is not written now, and from which day it may be. */
async function noticeNow(story: Story): Promise<[string | undefined, string | undefined]> {
  const contact = await story.write('notice', 14);
  const refused = (await story.case()).refused.get(contact);
  return [refused?.reason, refused?.until && dayAt(refused.until, 'Europe/Amsterdam')];
}

test('without an agreed term a text message puts nobody in default: the date of a written reminder does', async () => {
  const story = await tell({ rows: [makeRow({ agreedTerm: false, phone: '+31612345678' })] });
  const text = await story.say('second-reminder', 7);
  expect((await story.case()).contacts.get(text)).toMatchObject({ channel: 'sms', payBy: '2026-01-12' });
  story.on('2026-01-20');
  expect(await noticeNow(story)).toEqual(['not-needed', undefined]);

  const written = await story.say('first-reminder', 7);
  const { channel, payBy = '' } = (await story.case()).contacts.get(written) ?? {};
  expect([channel, payBy]).toEqual(['email', '2026-01-27']);
  expect(await noticeNow(story)).toEqual(['not-yet-due', '2026-01-28']);

  story.ports.clock.set(momentOn('2026-01-28', 8 * 60, 'Europe/Amsterdam'));
  const notice = await story.say('notice', 14);
  expect((await story.case()).contacts.get(notice)?.notice?.claims).toEqual(['A']);
  expect(story.audit()).toEqual([]);
});

test('a written reminder that came back puts nobody in default either', async () => {
  const story = await tell({ rows: [makeRow({ agreedTerm: false })] });
  await story.feedback(await story.say('first-reminder', 7), 'bounced');
  story.on('2026-01-20');
  expect(await noticeNow(story)).toEqual(['not-needed', undefined]);
});
