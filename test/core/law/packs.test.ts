import { expect, it } from 'vitest';
import { NoLawForCountry, packFor } from '../../../core/law/packs.ts';

it('finds the law of the Netherlands', () => {
  expect(packFor('NL')).toMatchObject({ id: 'nl-2026-11', country: 'NL', zone: 'Europe/Amsterdam' });
});

it.each(['FR', 'nl', '', 'constructor'])('has no law for "%s"', (country) => {
  expect(() => packFor(country)).toThrow(NoLawForCountry);
});
