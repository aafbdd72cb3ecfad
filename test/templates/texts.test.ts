import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plainText, textOf } from '../../adapters/render/text.ts';
import { Channel, Language, Outcome, purposeOf, Step } from '../../core/case/words.ts';
import { easier } from '../../core/message/approved-texts.ts';
import type { Message } from '../../core/message/message.ts';
import { countries, makeMessage, makeSparseMessage, noSms } from '../adapters/render/make-message.ts';
import { blockedWords, flesch, lint, sentencesOf, shouted, wanted, wordsOf } from './language-rules.ts';

const folder = new URL('../../templates/', import.meta.url);
const asks = Step.options.filter((step) => purposeOf[step] === 'ask' || purposeOf[step] === 'notice');
const written = ['email', 'letter'] as const;

/** The texts of a step: the usual one, and the one in easier words where there is one. */
function variantsOf(step: Step): string[] {
  return [step, ...(easier.has(step) ? [`${step}.easy`] : [])];
}

/** The usual manner, and those in which each word of another one is found. */
const manners: Pick<Message, 'manner'>[] = [
  {},
  { manner: { tone: 'friendly', length: 'short' } },
  { manner: { tone: 'formal', length: 'full' } },
];

/** Every way in which a text can turn out in a country, as plain text. */
function everyForm(step: Step, language: Language, country = 'NL'): string[] {
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
    ].flatMap((message) =>
      variantsOf(step).flatMap((variant) =>
        // Other manners change words around a text, and none of those that a result chooses.
        (message === full ? manners : [{}]).map((manner) =>
          plainText(textOf({ ...message, ...manner, country, variant }, channel)),
        ),
      ),
    );
  });
}

function paragraphsOf(
  step: Step,
  language: Language,
  country: string,
  { variant = step, manner }: { variant?: string; manner?: Message['manner'] } = {},
): string {
  return [makeMessage(step, {}, 'letter', language), makeSparseMessage(step, 'letter', language)]
    .flatMap(
      (message) => textOf({ ...message, country, variant, ...(manner && { manner }) }, 'letter').blocks,
    )
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
    const others = Step.options.filter((step) => step !== 'notice');
    const notices = countries.map((country) => `notice.${country.toLowerCase()}`);
    expect(texts('text')).toEqual([...others.flatMap(variantsOf), ...notices].sort());
    expect(texts('sms')).toEqual(Step.options.filter((step) => !noSms.has(step)).sort());
  });

  test('in no other language or country', () => {
    for (const kind of ['text', 'sms', 'blocks', 'manners', 'pages']) {
      const found = readdirSync(new URL(kind, folder)).filter((name) => !/\.(liquid|css)$/.test(name));
      expect(found.map((name) => name.replace('.json', '')).sort()).toEqual([...Language.options].sort());
    }
    const known = readdirSync(new URL('countries', folder));
    expect(known.sort()).toEqual(countries.map((country) => country.toLowerCase()).sort());
    for (const country of known) {
      const files = readdirSync(new URL(`countries/${country}`, folder));
      expect(files.sort()).toEqual([...Language.options].map((language) => `${language}.json`).sort());
    }
  });

  test('that is not the text of another language by mistake', () => {
    const sources = (language: Language) => [
      ...(['text', 'sms'] as const).flatMap((kind) =>
        readdirSync(new URL(`${kind}/${language}`, folder)).flatMap((file) =>
          readFileSync(new URL(`${kind}/${language}/${file}`, folder), 'utf8').split('\n'),
        ),
      ),
      ...[
        'blocks',
        'manners',
        'pages',
        ...countries.map((country) => `countries/${country.toLowerCase()}`),
      ].flatMap((kind) => readFileSync(new URL(`${kind}/${language}.json`, folder), 'utf8').split('\n')),
    ];
    // What is left of a line without values and marks is words; one or two words can be the same in two languages.
    const sentences = (language: Language) =>
      new Set(
        sources(language)
          .map((line) => line.replace(/^\s*"[\w-]+": /, '').replace(/\{[{%].*?[%}]\}|^::.*/g, ''))
          .filter((line) => (line.match(/\p{L}{2,}/gu) ?? []).length > 2),
      );
    for (const language of Language.options) {
      for (const other of Language.options.filter((one) => one !== language)) {
        expect([...sentences(language)].filter((line) => sentences(other).has(line))).toEqual([]);
      }
    }
  });

  test('in every language with the same fixed words', () => {
    const keys = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(keys)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keys(inner)]))
          : 'text';
    const read = (kind: string, language: Language) =>
      JSON.parse(readFileSync(new URL(`${kind}/${language}.json`, folder), 'utf8'));
    for (const language of Language.options) {
      for (const kind of ['blocks', 'manners']) {
        expect(keys(read(kind, language))).toEqual(keys(read(kind, 'nl')));
      }
      // A short answer stands behind each question.
      expect(read('manners', language).short['ways-out']).toHaveLength(
        read('blocks', language)['ways-out'].items.length,
      );
    }
  });

  test('that names the same values in every language', () => {
    const named = (path: string) => [
      ...new Set(readFileSync(new URL(path, folder), 'utf8').match(/(?<=\{\{ )\w+|(?<=^::).*/gm)),
    ];
    for (const kind of ['text', 'sms'] as const) {
      for (const file of readdirSync(new URL(`${kind}/nl`, folder))) {
        const dutch = named(`${kind}/nl/${file}`);
        for (const language of Language.options) {
          // "This message is free": whether it is a letter need not be said.
          const theirs = new Set(['thisMessage', ...named(`${kind}/${language}/${file}`)]);
          expect([...theirs].sort(), `${language} ${file}`).toEqual(
            [...new Set(['thisMessage', ...dutch])].sort(),
          );
        }
      }
    }
  });

  test('in the layout of e-mails', () => {
    expect(existsSync(new URL('email/layout.mjml', folder))).toBe(true);
  });
});

describe('What nobody should have to read is in no text', () => {
  // To whom a person hands a case over is a name we were given, and a box that the law words is the law's.
  const ours = (text: string) =>
    text.replaceAll('Deurwaarderskantoor Verzonnen & Zoon', 'Verzonnen & Zoon').replace(wanted, '');
  const rows = Step.options.flatMap((step) => Language.options.map((language) => ({ step, language })));
  test.each(rows)('$step in $language', ({ step, language }) => {
    const sms = noSms.has(step)
      ? ''
      : readFileSync(new URL(`sms/${language}/${step}.liquid`, folder), 'utf8');
    const texts = countries.flatMap((country) => everyForm(step, language, country)).map(ours);
    for (const text of [...texts, sms]) {
      for (const [why, pattern] of blockedWords[language]) {
        expect(text.match(pattern)?.[0], why).toBeUndefined();
      }
      expect(shouted(text.replace(/\{[{%].*?[%}]\}/g, ''))).toBeUndefined();
    }
  });
});

describe('Everybody can read it', () => {
  const lengthsOf = (text: string) => sentencesOf(text).map((sentence) => wordsOf(sentence).length);
  const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const tones = [undefined, { tone: 'friendly', length: 'full' } as const];

  const rows = Step.options.flatMap((step) =>
    (['nl', 'fr', 'de'] as const).flatMap((language) =>
      (step === 'notice' ? countries : (['NL'] as const)).flatMap((country) =>
        variantsOf(step).map((variant) => ({ step, variant, language, country })),
      ),
    ),
  );
  test.each(rows)(
    '$variant in $language, $country: short sentences of short words',
    ({ step, variant, language, country }) => {
      for (const manner of tones) {
        const text = paragraphsOf(step, language, country, { variant, manner });
        const lengths = lengthsOf(text);
        expect(mean(lengths)).toBeLessThanOrEqual(12);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(22);
        expect(flesch(text, language)).toBeGreaterThanOrEqual(65);
      }
    },
  );

  const both = [...easier].flatMap((step) => Language.options.map((language) => ({ step, language })));
  test.each(both)('$step in easier words is easier in $language, in every tone', ({ step, language }) => {
    for (const manner of tones) {
      const usual = paragraphsOf(step, language, 'NL', { manner });
      const easy = paragraphsOf(step, language, 'NL', { variant: `${step}.easy`, manner });
      expect(mean(lengthsOf(easy))).toBeLessThan(mean(lengthsOf(usual)));
      expect(Math.max(...lengthsOf(easy))).toBeLessThanOrEqual(Math.max(...lengthsOf(usual)));
      expect(easy.length).toBeLessThan(usual.length);
      // English has no measure of ours.
      if (language !== 'en') expect(flesch(easy, language)).toBeGreaterThan(flesch(usual, language));
    }
  });

  test('the measure is the law’s: 100 words in 10 sentences with 150 syllables score 82', () => {
    // Ten sentences of ten words, every second word of two syllables.
    const text = Array.from(
      { length: 10 },
      () => `${Array.from({ length: 5 }, () => 'dag lopen').join(' ')}.`,
    ).join(' ');
    expect(flesch(text, 'nl')).toBeCloseTo(82.035, 3);
  });

  test('and in 4 sentences with 190 syllables 37', () => {
    const words = Array.from({ length: 100 }, (_, at) => (at % 10 === 0 ? 'dag' : 'lopen'));
    const sentences = [0, 25, 50, 75].map((from) => `${words.slice(from, from + 25).join(' ')}.`);
    expect(flesch(sentences.join(' '), 'nl')).toBeCloseTo(37.285, 3);
  });

  test('LiNT measures its own example as it says', () => {
    // "De Oudegracht is het sfeervolle hart van de stad."
    const example = {
      frequency: (3.21 + 5.2 + 5.68) / 3,
      concrete: 2 / 3,
      distance: 3,
      contentWordsPerClause: 4,
    };
    expect(lint(example)).toBeCloseTo(32.95565, 5);
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
      ['how to reach us', /085 000 12 34[\s\S]*hallo@vriendelijk\.example/],
      ['complaints', /klacht kunt u hier kwijt: vriendelijk\.example\/klachten/],
      [
        'who we are',
        /rekening is van Voorbeeld Warmte\. Vriendelijk Verzonnen Incasso schrijft u[\s\S]*JUS-000123[\s\S]*Postbus 1000/,
      ],
    ],
    fr: [
      ['what and how much', /1 234,56 €|50,00 €/],
      [
        'the split',
        /Montant de la facture : 129,99 €\n[\s\S]*Frais de recouvrement : 48,40 €\nDéjà payé : – 44,40 €\nReste à payer : 134,56 €/,
      ],
      [
        'why',
        /Facture 2026-00017\nOnderhoud cv-ketel, du 5 janvier 2026, à payer jusqu’au 19 janvier 2026 inclus/,
      ],
      [
        'interest with its rate and period',
        /Intérêt légal : 0,57 €\n {2}4 % par an, du 20 janvier 2026 au 2 mars 2026/,
      ],
      ['until when', /Au plus tard le : 16 mars 2026|dans les quatorze jours à partir du jour qui suit/],
      [
        'how to pay',
        /https:\/\/vriendelijk\.example\/b\/7hK2mQ9xT4vR8wZ1[\s\S]*NL91 ABNA 0417 1643 00[\s\S]*RF18 5390 0754 7034/,
      ],
      ['paying in parts', /Vous ne pouvez pas payer en une fois \?/],
      ['disagreeing', /Vous n’êtes pas d’accord \?/],
      ['already paid', /Vous avez déjà payé \?/],
      ['how to reach us', /085 000 12 34[\s\S]*hallo@vriendelijk\.example/],
      ['complaints', /votre plainte ici : vriendelijk\.example\/klachten/],
      [
        'who we are',
        /facture est au nom de Voorbeeld Warmte\. Vriendelijk Verzonnen Incasso vous écrit[\s\S]*JUS-000123[\s\S]*Postbus 1000/,
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
      ['how to reach us', /085 000 12 34[\s\S]*hallo@vriendelijk\.example/],
      ['complaints', /complaint here: vriendelijk\.example\/klachten/],
      [
        'who we are',
        /bill is from Voorbeeld Warmte\. Vriendelijk Verzonnen Incasso writes[\s\S]*JUS-000123[\s\S]*Postbus 1000/,
      ],
    ],
    de: [
      ['what and how much', /1\.234,56 €|50,00 €/],
      [
        'the split',
        /Betrag der Rechnung: 129,99 €\n[\s\S]*Inkassokosten: 48,40 €\nSchon bezahlt: – 44,40 €\nNoch offen: 134,56 €/,
      ],
      [
        'why',
        /Rechnung 2026-00017\nOnderhoud cv-ketel, vom 5\. Januar 2026, zu zahlen bis zum 19\. Januar 2026/,
      ],
      [
        'interest with its rate and period',
        /Gesetzliche Zinsen: 0,57 €\n {2}4 % im Jahr, vom 20\. Januar 2026 bis zum 2\. März 2026/,
      ],
      ['until when', /Spätestens am: 16\. März 2026|innerhalb von vierzehn Tagen ab dem Tag, nachdem/],
      [
        'how to pay',
        /https:\/\/vriendelijk\.example\/b\/7hK2mQ9xT4vR8wZ1[\s\S]*NL91 ABNA 0417 1643 00[\s\S]*RF18 5390 0754 7034/,
      ],
      ['paying in parts', /Können Sie nicht alles auf einmal zahlen\?/],
      ['disagreeing', /Sind Sie nicht einverstanden\?/],
      ['already paid', /Haben Sie schon gezahlt\?/],
      ['how to reach us', /085 000 12 34[\s\S]*hallo@vriendelijk\.example/],
      ['complaints', /Hier können Sie sich beschweren: vriendelijk\.example\/klachten/],
      [
        'who we are',
        /Rechnung ist von Voorbeeld Warmte\. Vriendelijk Verzonnen Incasso schreibt[\s\S]*JUS-000123[\s\S]*Postbus 1000/,
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
  const crisis = { NL: '0800-0113', BE: /1813|0800 32 123/, DE: '0800 1110111' };
  const rows = Step.options.flatMap((step) => countries.map((country) => ({ step, country })));
  test.each(rows)('$step in $country', ({ step, country }) => {
    for (const language of Language.options) {
      const [text = ''] = everyForm(step, language, country);
      const inNeed = step === 'hardship-received' || step === 'help-offer';
      expect(new RegExp(crisis[country]).test(text)).toBe(inNeed);
    }
  });
});

describe('After a case no text asks for money', () => {
  test.each([...Outcome.options])('case-closed, %s', (result) => {
    for (const language of Language.options) {
      const text = plainText(textOf(makeMessage('case-closed', { result }, 'email', language), 'email'));
      expect(text).toMatch(
        /U hoeft niets meer te doen|You do not have to do anything more|n’avez plus rien à faire|müssen nichts mehr tun/,
      );
      expect(text).not.toMatch(/NL91|Betaal €|Pay €|Payer \d|€ zahlen/);
    }
  });
});
