import { describe, expect, it, test } from 'vitest';
import { NlSettings } from '../../../core/law/nl.ts';
import { LawCountry, lawKnown, NoLawForCountry, packFor, packOf } from '../../../core/law/packs.ts';

describe('the law of a country', () => {
  test.each([
    ['NL', 'nl-2026-11', 'Europe/Amsterdam'],
    ['BE', 'be-2026-11', 'Europe/Brussels'],
    ['DE', 'de-2026-11', 'Europe/Berlin'],
  ])('is found: %s', (country, id, zone) => {
    expect(packFor(country)).toMatchObject({ id, country, zone });
    expect(lawKnown(country)).toBe(true);
  });

  it.each(['FR', 'nl', '', 'constructor'])('is not written down for "%s"', (country) => {
    expect(() => packFor(country)).toThrow(NoLawForCountry);
    expect(lawKnown(country)).toBe(false);
  });

  test('is refused with the countries that there are', () => {
    expect(() => packFor('FR')).toThrow('The law of FR is not written down here, only that of NL, BE, DE.');
    expect(() => packOf({ country: 'NL' }, { country: 'FR', debtor: 'consumer' })).toThrow(NoLawForCountry);
  });

  test('is made once, and once for each creditor that reads it in its own way', () => {
    for (const country of LawCountry.options) expect(packFor(country)).toBe(packFor(country));
    const law = { nl: NlSettings.parse({ unclearIsSale: false }) };
    expect(packFor('NL', law)).toBe(packFor('NL', law));
    expect(packFor('NL', law)).not.toBe(packFor('NL'));
    const claim = { claim: 'A', principal: 1, dueOn: '2024-01-15', agreedTerm: true, remindedUntil: [] };
    expect(packFor('NL').barredFrom('consumer', claim, []).value).toBe('2026-01-16');
    expect(packFor('NL', law).barredFrom('consumer', claim, []).value).toBe('2029-01-16');
  });
});
