import type { RuleRef } from '../case/entry.ts';

/** G0: a judge who finds an unfair clause may award nothing at all: a person looks at the terms first. */
export const termsNotCleared: RuleRef = {
  name: 'be/g0-terms-not-cleared',
  source: 'Directive 93/13/EEC; CEL arts. VI.82 to VI.87',
  confidence: 'doubtful',
};
