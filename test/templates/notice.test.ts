import { describe, expect, test } from 'vitest';
import { dayInWords } from '../../adapters/render/amounts-and-days.ts';
import { renderSms } from '../../adapters/render/sms.ts';
import { plainText, textOf } from '../../adapters/render/text.ts';
import { Language } from '../../core/case/words.ts';
import { makeMessage, makeSparseMessage } from '../adapters/render/make-message.ts';

const channels = ['letter', 'email'] as const;
const terms: Record<Language, (channel: 'letter' | 'email') => string> = {
  nl: (by) =>
    `binnen veertien dagen vanaf de dag nadat ${by === 'letter' ? 'deze brief' : 'deze e-mail'} bij u is bezorgd`,
  fr: (by) =>
    `dans les quatorze jours à partir du jour qui suit celui où vous avez reçu ${by === 'letter' ? 'cette lettre' : 'cet e-mail'}`,
  en: (by) =>
    `within fourteen days from the day after ${by === 'letter' ? 'this letter' : 'this e-mail'} was delivered to you`,
  de: (by) =>
    `innerhalb von vierzehn Tagen ab dem Tag, nachdem ${by === 'letter' ? 'dieser Brief' : 'diese E-Mail'} bei Ihnen angekommen ist`,
};

describe('The free notice of fourteen days', () => {
  test.each(channels)('by %s has the approved term, in the text and where it says how to pay', (channel) => {
    for (const language of Language.options) {
      const text = plainText(textOf(makeMessage('notice', {}, channel, language), channel));
      const term = terms[language](channel);
      expect(text).toContain(term);
      expect(text).toContain(`: ${term.slice(0, 1).toUpperCase()}${term.slice(1)}\n`);
    }
  });

  test('demands the amount, names the exact costs with VAT and what follows, and is free', () => {
    const text = plainText(textOf(makeMessage('notice'), 'letter'));
    expect(text).toContain('Wij vragen u om € 1.234,56 te betalen. Doe dit binnen veertien dagen');
    expect(text).toContain(
      'Dan moet u ook incassokosten betalen. Die kosten zijn € 48,40. Daar zit € 8,40 btw in.',
    );
    expect(text).toContain('U moet dan in totaal € 1.282,96 betalen.');
    expect(text).toContain('Ook deze brief is gratis.');
  });

  test('says nothing of VAT when there is none', () => {
    const message = { ...makeSparseMessage('notice', 'letter'), notice: { costs: 4_000, vat: 0 } };
    const text = plainText(textOf(message, 'letter'));
    expect(text).toContain('Die kosten zijn € 40,00. U moet dan in totaal € 80,00 betalen.');
    expect(text).not.toContain('btw');
    expect(text).toContain('Er kan ook wettelijke rente bij komen.');
  });

  test('does not frighten with costs of nothing', () => {
    const message = { ...makeSparseMessage('notice', 'letter'), notice: { costs: 0, vat: 0 } };
    const text = plainText(textOf(message, 'letter'));
    expect(text).toContain('Dan komen er geen nieuwe incassokosten bij.');
    expect(text).not.toMatch(/€ 0,00|in totaal/);
  });

  test.each(channels)('by %s names no last day and no void term, even when a day was given', (channel) => {
    // The only days are those of the bills and of their interest.
    const known = ['2026-01-05', '2026-01-19', '2026-01-20', '2026-03-02'];
    for (const language of Language.options) {
      const text = plainText(
        textOf(makeMessage('notice', { payBy: '2026-03-16' }, channel, language), channel),
      );
      expect(text).not.toMatch(/Uiterlijk|na heden|na dagtekening|na verzending|14 dagen/);
      const days = text.match(/\b\d{1,2}\.? \p{L}+ 2026/gu) ?? [];
      expect(days.length).toBeGreaterThan(0);
      expect(known.map((day) => dayInWords(day, language))).toEqual(expect.arrayContaining(days));
    }
  });

  test('has a subject that says nothing of a term, so that nobody can misread when it begins', () => {
    expect(textOf(makeMessage('notice'), 'letter').subject).toBe(
      'U kunt uw rekeningen nog betalen zonder extra kosten',
    );
  });

  test('is refused when the costs are not known: it would be void', () => {
    const { notice: _, ...message } = makeMessage('notice');
    expect(() => textOf(message, 'letter')).toThrow(/noticeCosts/);
  });

  test('never goes by SMS', () => {
    expect(() => renderSms(makeMessage('notice', {}, 'sms'))).toThrow(
      expect.objectContaining({ name: 'NoApprovedText' }),
    );
  });
});
