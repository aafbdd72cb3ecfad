import type { Pack } from './law.ts';
import { nl } from './nl.ts';

const packs = new Map<string, Pack>([[nl.country, nl]]);

/** Nobody has written the law of this country down: nothing may be collected there. */
export class NoLawForCountry extends Error {
  override readonly name = 'NoLawForCountry';
}

/** The law of a country (ISO 3166, two capitals). Throws `NoLawForCountry` where there is none. */
export function packFor(country: string): Pack {
  const pack = packs.get(country);
  if (pack === undefined) throw new NoLawForCountry(`no law pack for ${country}`);
  return pack;
}

/** Whether the law of a country is written down here. */
export function lawKnown(country: string): boolean {
  return packs.has(country);
}
