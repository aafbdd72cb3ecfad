import { describe, expect, test } from 'vitest';
import { renderSms } from '../../adapters/render/sms.ts';
import { plainText, textOf } from '../../adapters/render/text.ts';
import { makeMessage, makeSparseMessage } from '../adapters/render/make-message.ts';

const channels = [
  ['letter', 'deze brief', 'this letter'],
  ['email', 'deze e-mail', 'this e-mail'],
] as const;

describe('The free notice of fourteen days', () => {
  test.each(channels)('by %s has the approved term', (channel, dutch, english) => {
    const nl = plainText(textOf(makeMessage('notice', {}, channel, 'nl'), channel));
    expect(nl).toContain(`binnen veertien dagen vanaf de dag nadat ${dutch} bij u is bezorgd`);
    const en = plainText(textOf(makeMessage('notice', {}, channel, 'en'), channel));
    expect(en).toContain(`within fourteen days from the day after ${english} was delivered to you`);
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
    for (const language of ['nl', 'en'] as const) {
      const text = plainText(
        textOf(makeMessage('notice', { payBy: '2026-03-16' }, channel, language), channel),
      );
      expect(text).not.toMatch(/16 maart|16 March|Uiterlijk|na heden|na dagtekening|na verzending|14 dagen/);
      // The only days are those of the bills and of their interest.
      const days = text.match(/\d{1,2} (januari|maart|January|March) 2026/g) ?? [];
      const known = ['5 januari 2026', '19 januari 2026', '20 januari 2026', '2 maart 2026'];
      const english = ['5 January 2026', '19 January 2026', '20 January 2026', '2 March 2026'];
      expect([...known, ...english]).toEqual(expect.arrayContaining(days));
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
