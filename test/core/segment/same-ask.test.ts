import { describe, expect, test } from 'vitest';
import { wallTime } from '../../../core/calendar/moment.ts';
import type { Entry } from '../../../core/case/entry.ts';
import { Profile, type Step } from '../../../core/case/words.ts';
import type { Creditor } from '../../../core/creditor/creditor.ts';
import { Group } from '../../../core/segment/groups.ts';
import { makeLaptop } from '../../functions/make-laptop.ts';
import { makeRow, tell } from '../make-case.ts';

/** A map on which the kind of customer is the name of a group. */
const communication: Creditor['communication'] = {
  mode: 'attribute',
  assessment: { by: 'DPO', on: '2025-11-03', reference: 'DPIA-7' },
  segments: Object.fromEntries(Group.options.map((group) => [group, group])),
};

/** All that is decided of a case but the words, the way and the hour; of a moment only its day. */
function decided(entries: readonly Entry[]): unknown[] {
  const dayOf = (moment: string | undefined) => moment?.slice(0, 10);
  return entries.map(({ seq: _, at, outside: __, receipt: ___, ...entry }) => ({
    ...entry,
    at: dayOf(at),
    ...('channel' in entry && { channel: 'any' }),
    ...('variant' in entry && { variant: 'any', manner: 'any' }),
    ...('sendAt' in entry && { sendAt: dayOf(entry.sendAt) }),
    ...('provider' in entry && { provider: 'any' }),
  }));
}

describe.each(Profile.options)('the same case of a %s, in each of the fourteen groups', (profile) => {
  /** Reminder, notice, costs, last reminder: each sent, with whatever days lie between. */
  async function told(group: Group, row: Parameters<typeof makeRow>[0]) {
    const rows = [makeRow({ phone: '+31612345678', segment: group, ...row })];
    const story = await tell({ rows, creditor: { creditor: { communication } } });
    await story.add({ kind: 'profile-assigned', profile });
    const steps: [Step, number][] = [
      ['first-reminder', 7],
      ['second-reminder', 7],
      ['notice', 14],
      ['costs-added', 7],
      ['last-reminder', 7],
    ];
    for (const [step, patience] of steps) {
      const contact = await story.write(step, patience);
      const written = (await story.case()).contacts.get(contact);
      if (!written) continue;
      await story.send(contact);
      if (written.step === 'notice') await story.feedback(contact, 'delivered');
      story.on(written.followUpAt?.slice(0, 10) ?? '');
    }
    expect(story.audit()).toEqual([]);
    return await story.entries();
  }

  test.each([
    ['with an agreed term', { agreedTerm: true }],
    ['that a reminder must put in default', { agreedTerm: false }],
    ['in a sector that counts reminders', { agreedTerm: false, sector: 'energy' }],
  ])('%s: is asked the same, on the same days, with the same costs', async (_, row) => {
    const neutral = await told('neutral', row);
    expect(neutral.some(({ kind }) => kind === 'costs-charged')).toBe(true);
    for (const group of Group.options.slice(1)) {
      expect(decided(await told(group, row))).toEqual(decided(neutral));
    }
  });
});

test('and the ways and hours do differ', async () => {
  const seen = new Map<Group, { channel?: string; hour: number }>();
  for (const group of Group.options) {
    const rows = [makeRow({ phone: '+31612345678', segment: group })];
    const story = await tell({ rows, creditor: { creditor: { communication } } });
    await story.write('first-reminder', 7);
    const said = await story.last('contact-written');
    const { minutes } = wallTime(said?.sendAt ?? '', 'Europe/Amsterdam');
    seen.set(group, { ...(said && { channel: said.channel }), hour: Math.floor(minutes / 60) });
  }
  expect(seen.get('paper')?.channel).toBe('letter');
  expect(seen.get('mail')?.channel).toBe('email');
  for (const [part, from, to] of [
    ['morning', 8, 11],
    ['midday', 11, 16],
    ['evening', 16, 19],
  ] as const) {
    expect(seen.get(part)?.hour).toBeGreaterThanOrEqual(from);
    expect(seen.get(part)?.hour).toBeLessThan(to);
  }
});

test('an answer goes by text to whom the map puts there, where a text can carry it', async () => {
  const rows = [makeRow({ phone: '+31612345678', segment: 'text' })];
  const story = await tell({ rows, creditor: { creditor: { communication } } });
  await story.react({ what: 'hardship' });
  expect((await story.last('contact-written'))?.channel).toBe('sms');
  await story.react({ what: 'information' });
  expect((await story.last('contact-written'))?.channel).toBe('email');
});

describe('a wish for a time of day', () => {
  test('that has gone by waits for no other day', async () => {
    const rows = [makeRow({ segment: 'morning' })];
    const story = await tell({ rows, creditor: { creditor: { communication } } });
    story.ports.clock.set('2026-01-05T15:00:00Z');
    await story.write('first-reminder', 7);
    expect((await story.last('contact-written'))?.sendAt).toBe('2026-01-05T15:00:00Z');
  });
});

test('a whole journey is scored and led the same, whoever it is written to', async () => {
  const journey = async (group: Group) => {
    const laptop = await makeLaptop({
      creditor: { communication },
      claim: { segment: group, sector: 'energy' },
    });
    await laptop.days(120);
    return (await laptop.entries()).filter(({ kind }) => kind !== 'contact-delivered');
  };
  const [neutral, ...others] = await Promise.all(
    (['neutral', 'mail-evening', 'text-morning', 'paper', 'easy-words'] as const).map(journey),
  );
  expect(neutral?.filter(({ kind }) => kind === 'scored').length).toBeGreaterThan(0);
  for (const other of others) expect(decided(other)).toEqual(decided(neutral ?? []));
});

test('where somebody lives never enters a journal: only the name of the group, and that a map said so', async () => {
  const areas = {
    mode: 'attribute',
    assessment: communication.assessment,
    areas: { 'NL 1234': 'evening' },
  } as const;
  const rows = [makeRow({ segment: 'a kind of customer' })];
  const story = await tell({ rows, creditor: { creditor: { communication: areas } } });
  await story.say('first-reminder', 7);
  const { receipt } = (await story.last('contact-written')) ?? {};
  expect(receipt?.inputs).toMatchObject({ persona: 'evening/late-payer', group: 'map' });
  const journals = JSON.stringify([
    await story.entries(),
    await story.ports.persons.read((await story.case()).person),
  ]);
  expect(journals).not.toMatch(/1234|kind of customer/);
});
