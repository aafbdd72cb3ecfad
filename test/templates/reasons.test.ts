import { describe, expect, test } from 'vitest';
import { reasonInWords } from '../../adapters/render/reasons.ts';
import { Language } from '../../core/case/words.ts';
import { catalogue } from '../../core/score/catalogue.ts';
import type { Told } from '../../core/score/told.ts';
import { blockedWords, flesch, shouted, wordsOf } from './language-rules.ts';

const effects: Told['effect'][] = ['raised', 'lowered'];

describe.each(Language.options)('the reasons of a score (%s)', (language) => {
  const names = [...catalogue.map(({ name }) => name), 'asks × month'];
  const sentences = names.flatMap((feature) =>
    effects.map((effect) => reasonInWords({ feature, effect }, language)),
  );

  test('are there for every feature, for more and for less', () => {
    for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}.*\p{L}\.$/u);
    for (const feature of names)
      expect(reasonInWords({ feature, effect: 'raised' }, language)).not.toBe(
        reasonInWords({ feature, effect: 'lowered' }, language),
      );
  });

  test('are short, plain and never a reproach', () => {
    for (const sentence of sentences) {
      expect(wordsOf(sentence).length, sentence).toBeLessThanOrEqual(18);
      expect(shouted(sentence), sentence).toBeUndefined();
      for (const [what, words] of blockedWords[language])
        expect(words.test(sentence), `${what}: ${sentence}`).toBe(false);
    }
    if (language !== 'en')
      expect(flesch(sentences.join('\n'), language)).toBeGreaterThan(language === 'de' ? 60 : 65);
  });

  test('are not made up for what is in no catalogue', () => {
    expect(() => reasonInWords({ feature: 'postcode', effect: 'raised' }, language)).toThrow('no words');
  });
});
