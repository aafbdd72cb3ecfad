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

  // A term can lower a score at any value but the best: whoever paid once is not told that they never did.
  test.each([
    [
      'payments',
      { nl: /geen betaling binnen/, fr: /pas encore reçu/, en: /^No payment/, de: /keine Zahlung da/ },
    ],
    ['replies', { nl: /nog niets van u/, fr: /pas encore eu/, en: /not heard/, de: /noch nichts/ }],
    [
      'unanswered',
      { nl: /nog geen antwoord/, fr: /pas encore de réponse/, en: /no answer/, de: /keine Antwort/ },
    ],
    ['share-opened', { nl: /onze berichten worden/, fr: /que nos/, en: /see our/, de: /unsere Nachrichten/ }],
  ])('never claim that there was nothing of %s', (feature, claims) => {
    const sentence = reasonInWords({ feature, effect: 'lowered' }, language);
    const claim = claims[language];
    expect(claim.test(sentence) && !/weinig|peu|[Ff]ew|little|wenig|al onze|tous/.test(sentence)).toBe(false);
  });

  // Who disputed or complained did answer: only what was said about paying is known to a score.
  test.each(['unanswered', 'replies', 'response-days'])('say of %s that it is about paying', (feature) => {
    const paying = { nl: /over betalen/, fr: /paiement/, en: /about paying/, de: /zum Zahlen|zahlen/ };
    const said = feature === 'response-days' && language === 'fr' ? /paiement|payez/ : paying[language];
    for (const effect of effects) expect(reasonInWords({ feature, effect }, language)).toMatch(said);
  });

  test('do not say that we write for the first time: it is read after any message', () => {
    const sentence = reasonInWords({ feature: 'first-arrears', effect: 'raised' }, language);
    expect(sentence).not.toMatch(/schrijven|écrivons|write|schreiben/);
  });

  test('are not made up for what is in no catalogue', () => {
    expect(() => reasonInWords({ feature: 'postcode', effect: 'raised' }, language)).toThrow('no words');
  });
});
