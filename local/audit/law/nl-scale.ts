/** Slices of principal in cents up to `to`, and the percentage of each that may be charged (Bik art. 2). */
const slices: readonly { to: number; thousandths: number }[] = [
  { to: 250_000, thousandths: 150 },
  { to: 500_000, thousandths: 100 },
  { to: 1_000_000, thousandths: 50 },
  { to: 20_000_000, thousandths: 10 },
  { to: Number.POSITIVE_INFINITY, thousandths: 5 },
];
const LEAST = 4_000;
const MOST = 677_500;
export const VAT_PER_CENT = 21;

/** The most that collecting a principal may cost, in cents without VAT; nothing over nothing. */
export function scale(principal: number): number {
  if (principal <= 0) return 0;
  let thousandths = 0;
  let from = 0;
  for (const slice of slices) {
    if (principal <= from) break;
    thousandths += (Math.min(principal, slice.to) - from) * slice.thousandths;
    from = slice.to;
  }
  // Whole numbers until here, so that half a cent is exactly half a cent.
  const cents = Math.floor((thousandths + 500) / 1000);
  return Math.min(MOST, Math.max(LEAST, cents));
}

/** An amount raised by VAT, for a creditor that cannot deduct it. */
export function raisedByVat(cents: number): number {
  return Math.floor((cents * (100 + VAT_PER_CENT) + 50) / 100);
}
