/** Which of a feature's sentences fits a reason: that it made being paid likelier, or less likely. */
export interface Told {
  feature: string;
  effect: 'raised' | 'lowered';
}

/**
 * The strongest reasons of a score that can be told to whom it is about, the strongest first. The base is none, nor is what
 * nobody knew anything of: a sentence would claim something.
 *
 * @param inputs what was known, as the receipt has it
 */
export function strongest(
  reasons: readonly { feature: string; points: number }[],
  inputs: Readonly<Record<string, unknown>>,
  most: number,
): Told[] {
  return reasons
    .filter(({ feature, points }) => points !== 0 && feature.split(' × ').every((name) => name in inputs))
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, most)
    .map(({ feature, points }) => ({ feature, effect: points > 0 ? 'raised' : 'lowered' }));
}
