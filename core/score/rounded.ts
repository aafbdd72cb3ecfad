/** A figure as reports keep it: five digits are more than chance leaves sure. */
export function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
