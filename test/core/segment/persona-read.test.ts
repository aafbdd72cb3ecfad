import { describe, expect, test } from 'vitest';
import { plainText, textOf } from '../../../adapters/render/text.ts';
import { Profile, Step } from '../../../core/case/words.ts';
import { approvedTexts, easier } from '../../../core/message/approved-texts.ts';
import { Group } from '../../../core/segment/groups.ts';
import { mannerOf } from '../../../core/segment/of-case.ts';
import { resolvePersona } from '../../../core/segment/persona.ts';
import { makeMessage, withoutExtras } from '../../adapters/render/make-message.ts';

/** A step as a persona reads it. */
async function read(group: Group, profile: Profile, step: Step) {
  const persona = resolvePersona(undefined, group, profile, { step });
  const [channel = 'email'] = persona.channels.value.filter((one) => one !== 'sms');
  const manner = mannerOf(persona, channel);
  const { tone, length, reading } = persona;
  const wanted = { tone: tone.value, length: length.value, reading: reading.value };
  const { variant } = await approvedTexts.choose({ step, channel, language: 'nl', ...wanted });
  const message = { ...makeMessage(step, {}, channel), variant, ...(manner && { manner }) };
  const said = step === 'first-reminder' ? withoutExtras(message) : message;
  return { persona, variant, text: plainText(textOf(said, channel)) };
}

const closings = { friendly: 'Hartelijke groet,', plain: 'Met vriendelijke groet,', formal: 'Hoogachtend,' };

describe.each(Group.options)('%s', (group) => {
  test.each(Profile.options)('%s reads what their persona prefers, step by step', async (profile) => {
    for (const step of Step.options) {
      const { persona, variant, text } = await read(group, profile, step);
      expect(text).toContain(closings[persona.tone.value]);
      expect(text.startsWith('Geachte') || text.includes('\n\nGeachte')).toBe(
        persona.tone.value === 'formal',
      );
      expect(variant.endsWith('.easy')).toBe(persona.reading.value === 'A2' && easier.has(step));
      if (step === 'first-reminder') {
        expect(text.includes('Dat kan gebeuren.')).toBe(persona.tone.value === 'friendly');
        expect(text.includes('Bedrag van de rekening')).toBe(persona.length.value === 'full');
      }
    }
  });
});

test.each<[Group, Profile, string]>([
  ['paper', 'late-payer', 'Geachte Noor Verzonnen,'],
  ['text', 'late-payer', 'Meer over dit bedrag ziet u op uw pagina.'],
  ['easy-words', 'late-payer', 'U heeft nog niet alles betaald aan Voorbeeld Warmte.'],
  ['neutral', 'quick-payer', 'Misschien bent u het vergeten.'],
  ['neutral', 'late-payer', 'Met vriendelijke groet,'],
])('%s/%s reads: %s', async (group, profile, words) => {
  expect((await read(group, profile, 'first-reminder')).text).toContain(words);
});

test('what the law has in full is read in full by all 56', async () => {
  for (const group of Group.options) {
    for (const profile of Profile.options) {
      for (const step of ['notice', 'costs-added', 'interruption'] as const) {
        const { text, variant } = await read(group, profile, step);
        expect(text).toContain('Bedrag van de rekening');
        expect(variant).toBe(step);
      }
    }
  }
});
