import * as z from 'zod/mini';
import type { DebtorKind } from '../case/words.ts';
import { BeSettings, beWith } from './be.ts';
import { DeSettings, deWith } from './de.ts';
import { kinder } from './kinder.ts';
import type { Pack } from './law.ts';
import { NlSettings, nlWith } from './nl.ts';
import type { RateChange } from './tables.ts';

/** Countries whose law is written down here, ISO 3166. */
export const LawCountry = z.enum(['NL', 'BE', 'DE']);
export type LawCountry = z.infer<typeof LawCountry>;

/** The readings that a creditor's lawyer has chosen where the law leaves doubt; left out: the kinder ones. */
export const LawSettings = z.strictObject({
  nl: z.optional(NlSettings),
  be: z.optional(BeSettings),
  de: z.optional(DeSettings),
});
export type LawSettings = z.infer<typeof LawSettings>;

const packs: Record<LawCountry, (settings: LawSettings, changes?: readonly RateChange[]) => Pack> = {
  NL: ({ nl }, changes) => nlWith(nl ?? NlSettings.parse({}), changes),
  BE: ({ be }, changes) => beWith(be ?? BeSettings.parse({}), changes),
  DE: ({ de }, changes) => deWith(de ?? DeSettings.parse({}), changes),
};

/** Tables of interest rates that can be asked about as they might become. */
export const interestTables: readonly string[] = [
  'nl/statutory-interest',
  'nl/commercial-interest',
  'be/late-payment-rate',
  'be/civil-rate',
  'de/base-rate',
];

/** The usual readings, made once. */
const usual = new Map(LawCountry.options.map((country) => [country, packs[country]({})]));

/** Nobody has written the law of this country down: nothing may be collected there. */
export class NoLawForCountry extends Error {
  override readonly name = 'NoLawForCountry';
}

/** A creditor's own readings, each pack made once. */
const chosen = new WeakMap<LawSettings, Map<LawCountry, Pack>>();

function chosenPack(country: LawCountry, settings: LawSettings): Pack {
  const made = chosen.get(settings) ?? new Map<LawCountry, Pack>();
  chosen.set(settings, made);
  const pack = made.get(country) ?? packs[country](settings);
  made.set(country, pack);
  return pack;
}

/**
 * The law of a country. Throws `NoLawForCountry` where there is none.
 *
 * @param changes rates as they might become, to see what that would change
 */
export function packFor(country: string, settings?: LawSettings, changes: readonly RateChange[] = []): Pack {
  const known = LawCountry.safeParse(country);
  if (!known.success) {
    const written = LawCountry.options.join(', ');
    throw new NoLawForCountry(`The law of ${country} is not written down here, only that of ${written}.`);
  }
  const { data } = known;
  if (changes.length > 0) return packs[data](settings ?? {}, changes);
  const pack = settings ? chosenPack(data, settings) : usual.get(data);
  if (!pack) throw new Error(`There is no pack of ${country}.`);
  return pack;
}

/** Whether the law of a country is written down here. */
export function lawKnown(country: string): boolean {
  return LawCountry.safeParse(country).success;
}

/**
 * The law of a case: how somebody is treated follows from where they live; what may be asked follows from the law of
 * the contract, which is the creditor's, and for consumers from the kinder of the two (Rome I art. 6).
 *
 * @throws NoLawForCountry
 */
export function packOf(
  creditor: { country: LawCountry; law?: LawSettings | undefined },
  c: { country: string; debtor: DebtorKind },
  changes?: readonly RateChange[],
): Pack {
  const residence = packFor(c.country, creditor.law, changes);
  if (creditor.country === c.country) return residence;
  const contract = packFor(creditor.country, creditor.law, changes);
  return kinder(residence, contract, c.debtor === 'consumer' || c.debtor === 'unknown');
}
