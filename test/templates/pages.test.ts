import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../adapters/render/page.ts';
import { Language } from '../../core/case/words.ts';
import { closedPages, everyPage, makeForm, makePage } from '../adapters/render/make-page.ts';
import { textOf } from '../functions/make-visitor.ts';
import { blockedWords, fleschDouma, sentencesOf, shouted, wordsOf } from './language-rules.ts';

type Words = Record<string, Record<string, string>>;

function wordsIn(language: Language): Words {
  return JSON.parse(readFileSync(new URL(`../../templates/pages/${language}.json`, import.meta.url), 'utf8'));
}

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
    expect(shape('en')).toEqual(shape('nl'));
  });

  test('are all said somewhere: none has outlived its page', async () => {
    for (const language of Language.options) {
      let all = '';
      for (const [, page] of everyPage(language)) all += textOf((await renderPage(page)).html);
      // Titles are not read here, and a language's own name stands on the other language's pages.
      const elsewhere = new Set(['title', 'titleWithProblem', 'own']);
      const unsaid = Object.entries(wordsIn(language)).flatMap(([group, words]) =>
        Object.entries(words)
          .filter(([name]) => !elsewhere.has(name))
          .filter(([, text]) => text.split(/\{\{.*?\}\}/).some((part) => !all.includes(part.trim())))
          .map(([name]) => `${group}.${name}`),
      );
      expect(unsaid).toEqual([]);
    }
  });
});

describe('What nobody should have to read is on no page', () => {
  test.each(everyPage('nl'))('%s', async (_, page) => {
    const text = textOf((await renderPage(page)).html);
    for (const [why, pattern] of blockedWords) expect(text.match(pattern)?.[0], why).toBeUndefined();
    expect(shouted(text)).toBeUndefined();
  });

  test('in English there is no threat and no shouting either', () => {
    const threat =
      /bailiff|court|seiz|summons|legal action|police|fraud|blacklist|immediately|last chance|must|!/i;
    for (const text of textsIn('en')) expect(text.match(threat)?.[0]).toBeUndefined();
  });
});

describe('Everybody can read it', () => {
  test('the Dutch page has short sentences of short words', () => {
    const texts = textsIn('nl');
    const lengths = texts.flatMap(sentencesOf).map((sentence) => wordsOf(sentence).length);
    expect(lengths.reduce((a, b) => a + b, 0) / lengths.length).toBeLessThanOrEqual(12);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(22);
    expect(fleschDouma(texts.join('\n'))).toBeGreaterThanOrEqual(65);
  });

  test('each longer Dutch text does by itself', () => {
    const hard = textsIn('nl')
      .filter((text) => wordsOf(text).length >= 15)
      .filter((text) => fleschDouma(text) < 60);
    expect(hard).toEqual([]);
  });
});

describe('Who is in need gets help, and nobody else is frightened by it', () => {
  test.each(everyPage('nl'))('%s', async (name, page) => {
    const text = textOf((await renderPage(page)).html);
    expect(text.includes('0800-0113')).toBe(name.startsWith('form hardship'));
    // Help with money stands wherever something is open.
    if (/^(overview|said|payment)/.test(name)) expect(text).toContain('0800-8115');
  });
});

test('after a case no page asks for money', async () => {
  for (const content of closedPages) {
    for (const language of Language.options) {
      const text = textOf((await renderPage(makePage(content, language))).html);
      expect(text).not.toMatch(/Nog open|Still open|Betalen|Naar de bank|wachten op uw betaling|waiting for/);
    }
  }
});

test('whoever cannot pay is told that nobody asks meanwhile, before and after saying so', async () => {
  for (const way of ['hardship', 'dispute', 'already-paid', 'person'] as const) {
    const text = textOf((await renderPage(makePage(makeForm(way)))).html);
    expect(text).toMatch(/Tot (die tijd|u antwoord heeft),? vragen wij (u )?niet (om te betalen|om geld)/);
  }
});
