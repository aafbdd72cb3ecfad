const DIGITS = 4;

/** Terms are whole numbers of this part of a logit, so that adding them up is exact. */
export const UNIT = 1 / 10 ** DIGITS;

/** A score in units as a logit with its decimals, exact: `-0.1234`. */
export function written(score: number): string {
  const digits = String(Math.abs(score)).padStart(DIGITS + 1, '0');
  return `${score < 0 ? '-' : ''}${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`;
}
