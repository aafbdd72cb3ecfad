import * as z from 'zod/mini';
import type { Language } from '../../core/case/words.ts';
import type { Told } from '../../core/score/told.ts';
import { templateSource } from './template-source.ts';

/** For each feature a sentence for when it made being paid likelier, and one for less likely; `together` is for two. */
const Reasons = z.record(z.string(), z.strictObject({ raised: z.string(), lowered: z.string() }));

/**
 * A reason of a score as the debtor reads it: plain, and never a reproach.
 *
 * @throws Error for a feature without words
 */
export function reasonInWords({ feature, effect }: Told, language: Language): string {
  const words = Reasons.parse(JSON.parse(templateSource(`reasons/${language}.json`) ?? '{}'));
  const found = words[feature.includes(' × ') ? 'together' : feature];
  if (!found) throw new Error(`There are no words for ${feature} in ${language}.`);
  return found[effect];
}
