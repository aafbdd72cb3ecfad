import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plainText, textOf } from '../../adapters/render/text.ts';
import { Channel, Language, Outcome, purposeOf, Step } from '../../core/case/words.ts';
import { makeMessage, makeSparseMessage } from '../adapters/render/make-message.ts';
import { blockedWords, fleschDouma, sentencesOf, shouted, wordsOf } from './language-rules.ts';

const folder = new URL('../../templates/', import.meta.url);
const asks = Step.options.filter((step) => purposeOf[step] === 'ask' || purposeOf[step] === 'notice');
const written = ['email', 'letter'] as const;

/** Every way in which a text can turn out, as plain text. */
function everyForm(step: Step, language: Language): string[] {
  const results: string[] =
    step === 'case-closed'
      ? [...Outcome.options]
      : step === 'dispute-answered'
        ? ['upheld', 'rejected']
        : step === 'opt-out-noted'
          ? Channel.options
          : [];
  return written.flatMap((channel) => {
    const full = makeMessage(step, {}, channel, language);
    return [
      full,
      makeSparseMessage(step, channel, language),
      ...results.map((result) => makeMessage(step, { result }, channel, language)),
    ].map((message) => plainText(textOf(message, channel)));
  });
}

function paragraphsOf(step: Step, language: Language): string {
  return [makeMessage(step, {}, 'letter', language), makeSparseMessage(step, 'letter', language)]
    .flatMap((message) => textOf(message, 'letter').blocks)
    .map((block) => (block.kind === 'paragraph' ? block.text : ''))
    .filter(Boolean)
    .join('\n');
}

describe('There is an approved text', () => {
  test.each(Language.options)('for every step in %s, and no other', (language) => {
    const texts = (kind: string) =>
      readdirSync(new URL(`${kind}/${language}`, folder))
        .map((file) => file.replace(/\.liquid$/, ''))
        .sort();
    expect(texts('text')).toEqual([...Step.options].sort());
    expect(texts('sms')).toEqual(Step.options.filter((step) => step !== 'notice').sort());
  });

  test('in every language with the same fixed words', () => {
    const keys = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(keys)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keys(inner)]))
          : 'text';
    const words = (language: Language) =>
      keys(JSON.parse(readFileSync(new URL(`blocks/${language}.json`, folder), 'utf8')));
    expect(words('en')).toEqual(words('nl'));
  });

  test('in the layout of e-mails', () => {
    expect(existsSync(new URL('email/layout.mjml', folder))).toBe(true);
  });
});

describe('What nobody should have to read is in no Dutch text', () => {
  // To whom a person hands a case over is a name we were given, not a word of ours.
  const ours = (text: string) => text.replaceAll('Deurwaarderskantoor Verzonnen & Zoon', 'Verzonnen & Zoon');
  test.each(Step.options)('%s', (step) => {
    const sms = step === 'notice' ? '' : readFileSync(new URL(`sms/nl/${step}.liquid`, folder), 'utf8');
    const source = readFileSync(new URL(`text/nl/${step}.liquid`, folder), 'utf8');
    for (const text of [...everyForm(step, 'nl').map(ours), sms, source]) {
      for (const [why, pattern] of blockedWords) expect(text.match(pattern)?.[0], why).toBeUndefined();
      expect(shouted(text.replace(/\{[{%].*?[%}]\}/g, ''))).toBeUndefined();
    }
  });

  test('in English there is no threat and no shouting either', () => {
    const threat =
      /bailiff|court|seiz|summons|legal action|police|fraud|blacklist|immediately|last chance|!/i;
    for (const step of Step.options) {
      for (const text of everyForm(step, 'en')) expect(text.match(threat)?.[0]).toBeUndefined();
    }
  });
});

describe('Everybody can read it', () => {
  test.each(Step.options)('the Dutch %s has short sentences of short words', (step) => {
    const text = paragraphsOf(step, 'nl');
    const lengths = sentencesOf(text).map((sentence) => wordsOf(sentence).length);
    expect(lengths.reduce((a, b) => a + b, 0) / lengths.length).toBeLessThanOrEqual(12);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(22);
    expect(fleschDouma(text)).toBeGreaterThanOrEqual(65);
  });

  test('the measure is the law’s: 100 words in 10 sentences with 150 syllables score 82', () => {
    // Ten sentences of ten words, every second word of two syllables.
    const text = Array.from(
      { length: 10 },
      () => `${Array.from({ length: 5 }, () => 'dag lopen').join(' ')}.`,
    ).join(' ');
    expect(fleschDouma(text)).toBeCloseTo(82.035, 3);
  });
});

describe('Every ask says what it must', () => {
  const must: Record<Language, [string, RegExp][]> = {
    nl: [
      ['what and how much', /€ 1\.234,56|€ 50,00/],
      [
        'the split',
        /Bedrag van de rekening: € 129,99\n[\s\S]*Incassokosten: € 48,40\nAl betaald: – € 44,40\nNog open: € 134,56/,
      ],
      [
        'why',
        /Rekening 2026-00017\nOnderhoud cv-ketel, van 5 januari 2026, betalen kon tot en met 19 januari 2026/,
      ],
      [
        'interest with its rate and period',
        /Wettelijke rente: € 0,57\n {2}4% per jaar, van 20 januari 2026 tot 2 maart 2026/,
      ],
      ['until when', /Uiterlijk op: 16 maart 2026|binnen veertien dagen vanaf de dag nadat/],
      [
        'how to pay',
        /https:\/\/vriendelijk\.example\/b\/7hK2mQ9xT4vR8wZ1[\s\S]*NL91 ABNA 0417 1643 00[\s\S]*RF18 5390 0754 7034/,
      ],
      ['paying in parts', /Kunt u niet in één keer betalen\?/],
      ['disagreeing', /Bent u het er niet mee eens\?/],
      ['already paid', /Heeft u al betaald\?/],
      ['free help', /Geldfit[\s\S]*0800-8115[\s\S]*gemeente helpt gratis/],
      ['how to reach us', /085 000 12 34[\s\S]*hallo@vriendelijk\.example/],
      ['complaints', /klacht kunt u hier kwijt: vriendelijk\.example\/klachten/],
      [
        'who we are',
        /rekening is van Voorbeeld Warmte\. Vriendelijk Verzonnen Incasso schrijft u[\s\S]*JUS-000123[\s\S]*Postbus 1000/,
      ],
    ],
    en: [
      ['what and how much', /€1,234\.56|€50\.00/],
      [
        'the split',
        /Amount of the bill: €129\.99\n[\s\S]*Collection costs: €48\.40\nAlready paid: – €44\.40\nStill open: €134\.56/,
      ],
      ['why', /Bill 2026-00017\nOnderhoud cv-ketel, of 5 January 2026, to be paid by 19 January 2026/],
      [
        'interest with its rate and period',
        /Statutory interest: €0\.57\n {2}4% a year, from 20 January 2026 to 2 March 2026/,
      ],
      ['until when', /By: 16 March 2026|within fourteen days from the day after/],
      [
        'how to pay',
        /https:\/\/vriendelijk\.example\/b\/7hK2mQ9xT4vR8wZ1[\s\S]*NL91 ABNA 0417 1643 00[\s\S]*RF18 5390 0754 7034/,
      ],
      ['paying in parts', /Can you not pay at once\?/],
      ['disagreeing', /Do you not agree\?/],
      ['already paid', /Have you already paid\?/],
      ['free help', /Geldfit[\s\S]*0800-8115[\s\S]*municipality/],
      ['how to reach us', /085 000 12 34[\s\S]*hallo@vriendelijk\.example/],
      ['complaints', /complaint here: vriendelijk\.example\/klachten/],
      [
        'who we are',
        /bill is from Voorbeeld Warmte\. Vriendelijk Verzonnen Incasso writes[\s\S]*JUS-000123[\s\S]*Postbus 1000/,
      ],
    ],
  };
  const rows = asks.flatMap((step) => Language.options.map((language) => ({ step, language })));
  test.each(rows)('$step in $language', ({ step, language }) => {
    for (const channel of written) {
      const text = plainText(textOf(makeMessage(step, {}, channel, language), channel));
      for (const [what, pattern] of must[language]) expect(text, what).toMatch(pattern);
    }
  });

  test('the first reminder asks for the amount by the day, so that it can be the notice of default', () => {
    const text = plainText(textOf(makeMessage('first-reminder'), 'letter'));
    expect(text).toContain(
      'Wij vragen u om € 1.234,56 te betalen. Wilt u dat doen uiterlijk op 16 maart 2026?',
    );
  });
});

describe('Who is in need gets help, and nobody else is frightened by it', () => {
  test.each(Step.options)('%s', (step) => {
    const [text = ''] = everyForm(step, 'nl');
    expect(text.includes('0800-0113')).toBe(step === 'hardship-received' || step === 'help-offer');
  });
});

describe('After a case no text asks for money', () => {
  test.each([...Outcome.options])('case-closed, %s', (result) => {
    for (const language of Language.options) {
      const text = plainText(textOf(makeMessage('case-closed', { result }, 'email', language), 'email'));
      expect(text).toMatch(/U hoeft niets meer te doen|You do not have to do anything more/);
      expect(text).not.toMatch(/NL91|Betaal €|Pay €/);
    }
  });
});
