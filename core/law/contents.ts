import type { PersonKind } from '../case/words.ts';
import * as be from './be-contents.ts';
import * as de from './de-contents.ts';
import { bothLaws } from './kinder.ts';
import type { Answer, Content, LawCreditor, LegalMessage } from './law.ts';
import * as nl from './nl-contents.ts';
import type { LawCountry } from './packs.ts';

// Asked of texts, when they are approved, and never of a case: so it is no question of a pack, and in no function.

const laws = { NL: nl, BE: be, DE: de } satisfies Record<LawCountry, unknown>;

/**
 * What a message must hold.
 *
 * @param country where the reader lives
 * @param contract whose law the contract has: with two laws, all that either wants
 */
export function mustHold(
  country: LawCountry,
  message: LegalMessage,
  person: PersonKind,
  creditor: LawCreditor,
  contract: LawCountry = country,
): Answer<readonly Content[]> {
  const ours = laws[country].mustHold(message, person, creditor);
  if (contract === country) return ours;
  const theirs = laws[contract].mustHold(message, person, creditor);
  return {
    value: [...new Set([...ours.value, ...theirs.value])],
    rules: [...ours.rules, ...theirs.rules, bothLaws],
  };
}
