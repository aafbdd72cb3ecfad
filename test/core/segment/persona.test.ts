import { describe, expect, test } from 'vitest';
import { approvedText } from '../../../adapters/render/templates.ts';
import { Channel, Language, Profile, Step } from '../../../core/case/words.ts';
import { sectorsWithRules } from '../../../core/law/nl-sectors.ts';
import { approvedTexts, easier } from '../../../core/message/approved-texts.ts';
import type { Communication } from '../../../core/segment/communication.ts';
import { Group, groups } from '../../../core/segment/groups.ts';
import { type From, resolvePersona } from '../../../core/segment/persona.ts';
import { namesAll } from '../../../core/segment/preferences.ts';

const everyChannel = [...Channel.options].sort();
const kindsOfClaim = [undefined, 'other', 'trade', ...sectorsWithRules];

test('there are fourteen groups, each with preferences of its own', () => {
  expect(Group.options).toHaveLength(14);
  expect(new Set(Group.options.map((group) => JSON.stringify(groups[group]))).size).toBe(14);
});

describe.each(Group.options)('each of the four personas of %s', (group) => {
  test.each(Profile.options)(
    '%s: says everything for every step, kind of claim, language and channel',
    async (profile) => {
      for (const step of Step.options) {
        for (const sector of kindsOfClaim) {
          const persona = resolvePersona(undefined, group, profile, { step, sector });
          expect([...persona.channels.value].sort()).toEqual(everyChannel);
          const manner = {
            tone: persona.tone.value,
            length: persona.length.value,
            reading: persona.reading.value,
          };
          for (const { from } of [
            persona.channels,
            persona.tone,
            persona.moment,
            persona.length,
            persona.reading,
          ])
            expect(from).toMatch(/^(law|persona|group|profile|default)$/);
          for (const language of Language.options) {
            for (const channel of Channel.options) {
              const brief = { step, channel, language, profile, ...manner };
              const { variant } = await approvedTexts.choose(brief);
              const easy = manner.reading === 'A2' && channel !== 'sms' && easier.has(step);
              expect(variant).toBe(easy ? `${step}.easy` : step);
            }
          }
        }
      }
    },
  );
});

test.each(Language.options)('the text that every persona falls back to is approved in %s', (language) => {
  for (const step of Step.options) expect(approvedText('text', language, step, 'NL')).toMatch(/./);
});

describe('somebody who asked for easier words themselves', () => {
  test('gets them before group, persona and profile, whoever they are and whatever is written about', () => {
    const personas = { paper: { arranger: { reading: 'B1' } } } as const;
    for (const group of Group.options) {
      for (const profile of Profile.options) {
        for (const step of Step.options) {
          const asked = resolvePersona({ mode: 'reactions', personas }, group, profile, {
            step,
            easyWords: true,
          });
          expect(asked.reading).toEqual({ value: 'A2', from: 'person' });
          const { reading: _, ...others } = resolvePersona(undefined, group, profile, { step });
          expect(asked).toMatchObject(others);
        }
      }
    }
  });
});

describe('who says how a persona is written to', () => {
  const communication: Communication = {
    mode: 'reactions',
    groups: { text: { tone: 'plain' } },
    personas: {
      text: {
        arranger: {
          length: 'full',
          steps: { thanks: { tone: 'formal' } },
          sectors: { energy: { tone: 'friendly', reading: 'A2' } },
        },
        'problem-payer': { channels: ['sms', 'letter', 'email'] },
      },
    },
  };
  const of = (group: Group, profile: Profile, step?: Step, sector?: string) =>
    resolvePersona(communication, group, profile, { step, sector });

  test.each<[string, { value: unknown; from: From }, unknown, From]>([
    ['the persona', of('text', 'arranger').length, 'full', 'persona'],
    ['the persona for the step', of('text', 'arranger', 'thanks').tone, 'formal', 'persona'],
    [
      'the step before the kind of claim',
      of('text', 'arranger', 'thanks', 'energy').tone,
      'formal',
      'persona',
    ],
    [
      'the persona for the kind of claim',
      of('text', 'arranger', 'notice', 'energy').reading,
      'A2',
      'persona',
    ],
    ['the group in the creditor’s words', of('text', 'arranger').tone, 'plain', 'group'],
    ['the group in ours', of('text', 'late-payer').length, 'short', 'group'],
    ['the profile', of('neutral', 'quick-payer').tone, 'friendly', 'profile'],
    ['nobody in particular', of('neutral', 'quick-payer').reading, 'B1', 'default'],
  ])('is %s', (_, resolved, value, from) => {
    expect(resolved).toEqual({ value, from });
  });

  test('a group’s channels go before a profile’s, also before those for a step', () => {
    expect(of('paper', 'quick-payer', 'first-reminder').channels).toEqual({
      value: ['letter', 'email', 'sms'],
      from: 'group',
    });
    expect(of('neutral', 'quick-payer', 'first-reminder').channels).toEqual({
      value: ['sms', 'email', 'letter'],
      from: 'profile',
    });
  });

  test('who is in trouble keeps their paper, unless the creditor says otherwise for that persona', () => {
    expect(of('mail', 'problem-payer', 'help-offer').channels).toEqual({
      value: ['letter', 'email', 'sms'],
      from: 'profile',
    });
    expect(of('text', 'problem-payer', 'help-offer').channels.from).toBe('persona');
  });

  test('nobody’s taste chooses the way of a notice, what is on paper, or how much of a figure is left out', () => {
    for (const group of Group.options) {
      for (const profile of Profile.options) {
        const neutral = resolvePersona(undefined, 'neutral', profile, { step: 'notice' }).channels;
        expect(of(group, profile, 'notice').channels).toEqual(neutral);
        expect(neutral.from).toBe('law');
        expect(of(group, profile, 'interruption').channels).toEqual({
          value: ['letter', 'email', 'sms'],
          from: 'law',
        });
        expect(of(group, profile, 'costs-added').length).toEqual({ value: 'full', from: 'law' });
      }
    }
  });

  test.each([
    ['NL', 'NL', 'own-name', 'short', 'group'],
    ['BE', 'BE', 'own-name', 'full', 'law'],
    ['DE', 'DE', 'own-name', 'full', 'law'],
    // The law of the contract speaks beside that of the reader.
    ['NL', 'BE', 'own-name', 'full', 'law'],
    ['DE', 'NL', 'own-name', 'full', 'law'],
    // Whoever collects for others, or bought the claim, says all of it.
    ['NL', 'NL', 'agency', 'full', 'law'],
    ['NL', 'NL', 'assignee', 'full', 'law'],
  ] as const)('a short text in %s of a %s %s: %s', (reader, country, role, value, from) => {
    const about = { step: 'first-reminder', inFull: namesAll(reader, { country, role }) } as const;
    expect(resolvePersona(undefined, 'text', 'late-payer', about).length).toEqual({ value, from });
  });

  test('only what a creditor or a group says makes a text easier, and nothing makes it harder', () => {
    for (const group of Group.options) {
      for (const profile of Profile.options) {
        const { value } = resolvePersona(undefined, group, profile).reading;
        expect(value).toBe(group === 'easy-words' ? 'A2' : 'B1');
      }
    }
  });
});
