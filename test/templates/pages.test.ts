import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../adapters/render/page.ts';
import { Language } from '../../core/case/words.ts';
import { countries } from '../adapters/render/make-message.ts';
import { closedPages, everyPage, makeForm, makePage } from '../adapters/render/make-page.ts';
import { textOf } from '../functions/make-visitor.ts';
import { blockedWords, flesch, sentencesOf, shouted, wanted, wordsOf } from './language-rules.ts';

type Words = Record<string, Record<string, string>>;

function wordsIn(language: Language): Words {
  return JSON.parse(readFileSync(new URL(`../../templates/pages/${language}.json`, import.meta.url), 'utf8'));
}

/** Spaces that do not break are for layout. */
const plain = (text: string) => text.replace(/\u00A0/g, ' ');

/** All words of a language, with something short where a value comes in. */
function textsIn(language: Language): string[] {
  return Object.values(wordsIn(language))
    .flatMap((group) => Object.values(group))
    .map((text) => text.replace(/\{\{.*?\}\}/g, 'dit'));
}

describe('The words of the page', () => {
  test('are the same in every language, and each names the same values', () => {
    const shape = (language: Language) =>
      Object.fromEntries(
        Object.entries(wordsIn(language)).map(([group, words]) => [
          group,
          Object.fromEntries(
            Object.entries(words).map(([name, text]) => [
              name,
              [...(text.match(/\{\{.*?\}\}/g) ?? [])].sort(),
            ]),
          ),
        ]),
      );
    for (const language of Language.options) expect(shape(language)).toEqual(shape('nl'));
  });

  test('are all said somewhere: none has outlived its page', async () => {
    for (const language of Language.options) {
      let all = '';
      for (const [, page] of everyPage(language)) all += plain(textOf((await renderPage(page)).html));
      // Titles are not read here, and a language's own name stands on the other language's pages.
      const elsewhere = new Set(['title', 'titleWithProblem', 'own']);
      const unsaid = Object.entries(wordsIn(language)).flatMap(([group, words]) =>
        Object.entries(words)
          .filter(([name]) => !elsewhere.has(name))
          .filter(([, text]) =>
            plain(text)
              .split(/\{\{.*?\}\}/)
              .some((part) => !all.includes(part.trim())),
          )
          .map(([name]) => `${group}.${name}`),
      );
      expect(unsaid).toEqual([]);
    }
  });
});

describe('What nobody should have to read is on no page', () => {
  const rows = everyPage('nl').map(([name]) => name);
  test.each(rows)('%s', async (name) => {
    for (const language of Language.options) {
      const page = everyPage(language).find(([one]) => one === name)?.[1];
      if (!page) throw new Error(`no page ${name}`);
      for (const one of page.country ? countries.map((country) => ({ ...page, country })) : [page]) {
        const text = textOf((await renderPage(one)).html).replace(wanted, '');
        for (const [why, pattern] of blockedWords[language]) {
          expect(text.match(pattern)?.[0], why).toBeUndefined();
        }
        expect(shouted(text)).toBeUndefined();
      }
    }
  });
});

describe.each(['nl', 'fr', 'de'] as const)('Everybody can read it in %s', (language) => {
  test('the page has short sentences of short words', () => {
    const texts = textsIn(language);
    const lengths = texts.flatMap(sentencesOf).map((sentence) => wordsOf(sentence).length);
    expect(lengths.reduce((a, b) => a + b, 0) / lengths.length).toBeLessThanOrEqual(12);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(22);
    expect(flesch(texts.join('\n'), language)).toBeGreaterThanOrEqual(65);
  });

  test('each longer text does by itself', () => {
    const hard = textsIn(language)
      .filter((text) => wordsOf(text).length >= 15)
      .filter((text) => flesch(text, language) < 60);
    expect(hard).toEqual([]);
  });
});

describe('Who is in need gets help, and nobody else is frightened by it', () => {
  const lines = { NL: ['0800-0113', '0800-8115'], BE: ['1813', 'OCMW'], DE: ['0800 1110111', 'caritas.de'] };
  const rows = everyPage('nl').flatMap(([name, page]) =>
    page.country ? countries.map((country) => ({ name, country, page: { ...page, country } })) : [],
  );
  test.each(rows)('$name in $country', async ({ name, country, page }) => {
    const text = textOf((await renderPage(page)).html);
    const [crisis = '', money = ''] = lines[country];
    expect(text.includes(crisis)).toBe(name.startsWith('form hardship'));
    // Help with money stands wherever something is open.
    if (/^(overview|said|payment)/.test(name)) expect(text).toContain(money);
  });
});

test('after a case no page asks for money', async () => {
  const asks =
    /Nog open|Still open|Reste à payer|Noch offen|Betalen|Naar de bank|wachten op uw betaling|waiting for|attendons votre|warten auf Ihre/;
  for (const content of closedPages) {
    for (const language of Language.options) {
      const text = textOf((await renderPage(makePage(content, language))).html);
      expect(text).not.toMatch(asks);
    }
  }
});

test('whoever cannot pay is told that nobody asks meanwhile, before and after saying so', async () => {
  const told = {
    nl: /Tot (die tijd|u antwoord heeft),? vragen wij (u )?niet (om te betalen|om geld)/,
    fr: /(Jusque-là|Jusqu’à notre réponse), nous ne (vous )?demandons pas (de payer|d’argent)/,
    en: /[Uu]ntil (then|you have an answer,?) we do not ask (you to pay|for money)/,
    de: /Bis (dahin|Sie Antwort haben,) bitten wir (Sie )?nicht um Geld/,
  };
  for (const language of Language.options) {
    for (const way of ['hardship', 'dispute', 'already-paid', 'person'] as const) {
      const text = textOf((await renderPage(makePage(makeForm(way), language))).html);
      expect(text).toMatch(told[language]);
    }
  }
});

test('an outside collector says on every page in Belgium that no court is involved, and nowhere else', async () => {
  for (const language of Language.options) {
    for (const country of countries) {
      for (const [name, page] of everyPage(language)) {
        if (!page.country) continue;
        const said = textOf((await renderPage({ ...page, country })).html).match(wanted);
        expect(said !== null, name).toBe(country === 'BE' && page.from?.collector !== undefined);
      }
    }
  }
});

test('a postcode is asked for as the country writes it', async () => {
  const question = { page: 'question', asks: 'postcode', to: '', closed: false } as const;
  for (const [country, example] of [
    ['NL', '1234 AB'],
    ['BE', '1000'],
    ['DE', '10115'],
  ] as const) {
    const { html } = await renderPage(makePage(question, 'nl', { country }));
    expect(textOf(html)).toContain(`Bijvoorbeeld ${example}`);
  }
});
