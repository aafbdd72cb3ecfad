import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderEmail } from '../../adapters/render/email.ts';
import { renderLetter } from '../../adapters/render/letter.ts';
import { renderSms } from '../../adapters/render/sms.ts';
import { plainText, textOf } from '../../adapters/render/text.ts';
import { Language, Step } from '../../core/case/words.ts';
import { countries, makeMessage, makeSparseMessage } from '../adapters/render/make-message.ts';
import { readPdf } from '../adapters/render/read-pdf.ts';
import { wanted } from './language-rules.ts';

const folder = new URL('../../templates/', import.meta.url);
const written = ['letter', 'email'] as const;
const rows = Language.options.flatMap((language) => written.map((channel) => ({ language, channel })));

function notice(country: string, language: Language, channel: 'letter' | 'email'): string {
  return plainText(textOf(makeMessage('notice', { country }, channel, language), channel));
}

describe('The first reminder that Belgium wants (XIX.2 and XIX.4 WER)', () => {
  const amounts: Record<Language, [string, string]> = {
    nl: [
      'Er staat nog € 1.234,56 open',
      'een schadevergoeding betalen. Die staat in de voorwaarden van Voorbeeld Warmte of in de wet. Het is € 48,40',
    ],
    fr: [
      'Il reste 1 234,56 € à payer',
      'une indemnité. Elle est prévue par les conditions de Voorbeeld Warmte ou par la loi. Elle est de 48,40 €',
    ],
    en: [
      '€1,234.56 is still open',
      'pay damages. The terms of Voorbeeld Warmte or the law name them. They are €48.40',
    ],
    de: [
      'Es sind noch 1.234,56 € offen',
      'eine Entschädigung zahlen. Sie steht in den Bedingungen von Voorbeeld Warmte oder im Gesetz. Sie beträgt 48,40 €',
    ],
  };
  const creditor: Record<Language, string> = {
    nl: 'de onderneming Voorbeeld Warmte, ondernemingsnummer 0123.456.789',
    fr: 'l’entreprise Voorbeeld Warmte, numéro d’entreprise 0123.456.789',
    en: 'the enterprise Voorbeeld Warmte, enterprise number 0123.456.789',
    de: 'Unternehmen Voorbeeld Warmte, Unternehmensnummer 0123.456.789',
  };
  const service: Record<Language, RegExp> = {
    nl: /Onderhoud cv-ketel, van 5 januari 2026, betalen kon tot en met 19 januari 2026/,
    fr: /Onderhoud cv-ketel, du 5 janvier 2026, à payer jusqu’au 19 janvier 2026 inclus/,
    en: /Onderhoud cv-ketel, of 5 January 2026, to be paid by 19 January 2026/,
    de: /Onderhoud cv-ketel, vom 5\. Januar 2026, zu zahlen bis zum 19\. Januar 2026/,
  };
  const term: Record<Language, { letter: RegExp; email: RegExp }> = {
    nl: {
      letter:
        /14 kalenderdagen\. Die dagen beginnen op de derde werkdag nadat wij deze brief hebben verstuurd/,
      email: /14 kalenderdagen\. Die dagen beginnen op de dag nadat wij deze e-mail hebben verstuurd/,
    },
    fr: {
      letter:
        /14 jours calendrier\. Ces jours commencent le troisième jour ouvrable après l’envoi de cette lettre/,
      email: /14 jours calendrier\. Ces jours commencent le jour qui suit l’envoi de cet e-mail/,
    },
    en: {
      letter:
        /14 calendar days for this\. Those days begin on the third working day after we sent this letter/,
      email: /14 calendar days for this\. Those days begin on the day after we sent this e-mail/,
    },
    de: {
      letter:
        /14 Kalendertage Zeit\. Diese Tage beginnen am dritten Werktag nach dem Versand von diesem Brief/,
      email: /14 Kalendertage Zeit\. Diese Tage beginnen am Tag nach dem Versand dieser E-Mail/,
    },
  };

  test.each(rows)('in $language by $channel', ({ language, channel }) => {
    const text = notice('BE', language, channel);
    for (const said of [...amounts[language], creditor[language]]) expect(text).toContain(said);
    expect(text).toMatch(service[language]);
    expect(text).toMatch(term[language][channel]);
    // The Dutch law's term would be another one.
    expect(text).not.toMatch(/veertien|quatorze|fourteen|vierzehn/);
  });

  test('names no number of an enterprise that has none', () => {
    const { creditorNumber: _, ...from } = makeMessage().from;
    for (const { language, channel } of rows) {
      const text = plainText(
        textOf(makeMessage('notice', { country: 'BE', from }, channel, language), channel),
      );
      expect(text).not.toMatch(/ondernemingsnummer (?!van)|numéro d’entreprise[.,]|enterprise number[.,]/i);
    }
  });

  test('frightens nobody with damages of nothing', () => {
    for (const { language, channel } of rows) {
      const message = makeMessage(
        'notice',
        { country: 'BE', notice: { costs: 0, vat: 0 } },
        channel,
        language,
      );
      expect(plainText(textOf(message, channel))).not.toMatch(/€ ?0[.,]00|[^\d]0,00 €/);
    }
  });
});

describe('What an outside collector says first in Germany (§ 13a RDG)', () => {
  const said: Record<Language, string[]> = {
    nl: [
      'zijn voor het werk om dit geld te vragen',
      'Voorbeeld Warmte kan die btw niet aftrekken',
      'Toezicht: ',
    ],
    fr: [
      'le travail fait pour demander cet argent',
      'Voorbeeld Warmte ne peut pas déduire cette TVA',
      'Autorité de contrôle : ',
    ],
    en: [
      'for the work of asking for this money',
      'Voorbeeld Warmte cannot deduct that VAT',
      'Supervised by: ',
    ],
    de: [
      'entstehen durch unsere Arbeit, weil die Zahlung zu spät ist',
      'Voorbeeld Warmte kann diese Steuer nicht als Vorsteuer abziehen',
      'Zuständige Aufsichtsbehörde: ',
    ],
  };
  const interest: Record<Language, RegExp> = {
    nl: /Rente voor late betaling: € 0,57\n {2}4% per jaar, van 20 januari 2026 tot 2 maart 2026/,
    fr: /Intérêts de retard : 0,57 €\n {2}4 % par an, du 20 janvier 2026 au 2 mars 2026/,
    en: /Interest for late payment: €0\.57\n {2}4% a year, from 20 January 2026 to 2 March 2026/,
    de: /Verzugszinsen: 0,57 €\n {2}4 % im Jahr, vom 20\. Januar 2026 bis zum 2\. März 2026/,
  };
  const costs: Record<Language, string> = { nl: '€ 48,40', fr: '48,40 €', en: '€48.40', de: '48,40 €' };

  test.each(rows)('in $language by $channel', ({ language, channel }) => {
    const text = notice('DE', language, channel);
    const client =
      /Voorbeeld Warmte \(Bedenkstraat 8, 2000 XX Nergensgem, (België|Belgique|Belgium|Belgien)\)/;
    expect(text).toMatch(client);
    expect(text).toContain('Onderhoud cv-ketel');
    expect(text).toMatch(interest[language]);
    for (const one of said[language]) expect(text).toContain(one);
    expect(text).toContain(costs[language]);
    expect(text).toContain('Toezicht Verzonnen, Postbus 7, post@toezicht.example');
  });

  test('says nothing of VAT, client and authority where there are none', () => {
    for (const { language, channel } of rows) {
      const message = { ...makeSparseMessage('notice', channel, language), country: 'DE' };
      const text = plainText(textOf({ ...message, notice: { costs: 3_000, vat: 0 } }, channel));
      expect(text).not.toMatch(/\bbtw\b|\bTVA\b|\bVAT\b|Umsatzsteuer|Toezicht|Aufsicht|Supervised|contrôle/);
      // What the creditor charges itself is no collector's fee.
      expect(text).not.toMatch(/incassokosten|recouvrement|collection costs|Inkassokosten/i);
      expect(text).not.toMatch(/schrijft u voor|vous écrit|writes to you|schreibt Ihnen/);
    }
  });
});

describe('That no court is involved', () => {
  const anyStep = Step.options.flatMap((step) => Language.options.map((language) => ({ step, language })));

  test.each(anyStep)(
    'is said in a box by an outside collector in Belgium: $step in $language',
    ({ step, language }) => {
      for (const channel of written) {
        const message = makeMessage(step, {}, channel, language);
        const said = (country: string) => textOf({ ...message, country }, channel).box;
        expect(said('BE')).toMatch(wanted);
        expect([said('NL'), said('DE')]).toEqual([undefined, undefined]);
        const own = { ...makeSparseMessage(step, channel, language), country: 'BE' };
        expect(textOf(own, channel).box).toBeUndefined();
      }
    },
  );

  test.each(Language.options)(
    'in %s stands at the top of a mail, on paper and at the end of an SMS',
    async (language) => {
      const message = (channel: 'email' | 'letter' | 'sms') =>
        makeMessage('first-reminder', { country: 'BE' }, channel, language);
      const { html, text } = await renderEmail(message('email'));
      expect(text.match(wanted)).toHaveLength(1);
      expect(text.indexOf(text.match(wanted)?.[0] ?? '')).toBe(0);
      expect(html.match(wanted)).toHaveLength(1);
      const paper = await readPdf(await renderLetter(message('letter')));
      expect(paper.text.match(wanted)).toHaveLength(1);
      expect(renderSms(message('sms')).text).toMatch(
        /(geen gerechtelijke invordering|amiable et non judiciaire|not judicial recovery|keine gerichtliche Eintreibung)\.$/,
      );
    },
  );
});

describe('Help', () => {
  type Words = { advice: string; help: { places: { question: string; answer: string }[] } };
  const wordsOf = (country: string, language: Language): Words =>
    JSON.parse(readFileSync(new URL(`countries/${country.toLowerCase()}/${language}.json`, folder), 'utf8'));

  test.each(countries)('in %s is that of the country, in every language and in each ask', (country) => {
    const places = {
      NL: /Geldfit[\s\S]*0800-8115/,
      BE: /OCMW|CPAS|ÖSHZ/,
      DE: /caritas\.de\/schuldnerberatung/,
    };
    for (const language of Language.options) {
      for (const step of [
        'first-reminder',
        'notice',
        'last-reminder',
        'handed-over',
        'plan-agreed',
      ] as const) {
        const text = plainText(textOf(makeMessage(step, { country }, 'letter', language), 'letter'));
        expect(text).toMatch(places[country]);
        for (const other of countries.filter((one) => one !== country))
          expect(text).not.toMatch(places[other]);
      }
    }
  });

  test.each(countries)('about rights in %s is that of the country', (country) => {
    for (const language of Language.options) {
      const message = makeMessage('dispute-answered', { country, result: 'rejected' }, 'letter', language);
      expect(plainText(textOf(message, 'letter'))).toContain(
        wordsOf(country, language).advice.replace(/\u00A0/g, ' '),
      );
    }
  });

  test('stands in the words of the countries and nowhere else', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /\.(liquid|json)$/.test(path) && !path.startsWith('countries'),
    );
    expect(files.length).toBeGreaterThan(200);
    for (const path of files) {
      expect(readFileSync(new URL(path, folder), 'utf8'), path).not.toMatch(
        /geldfit|juridisch ?loket|0800|caritas|OCMW|CPAS|ÖSHZ|zelfmoord|1813|ombuds/i,
      );
    }
  });
});

test.each(['FR', 'be', '', '..'])(
  'in a country whose words nobody wrote ("%s") nothing is said at all',
  (country) => {
    for (const step of Step.options) {
      expect(() => textOf(makeMessage(step, { country }), 'email')).toThrow(
        expect.objectContaining({ name: 'NoApprovedText' }),
      );
    }
  },
);
