import type { ClaimRow } from '../core/case/claim-row.ts';

/** So many overdue claims, each of another invented debtor, who can be reached in every way. */
export function* overdueClaims(claims: number): Generator<ClaimRow> {
  for (let i = 0; i < claims; i++) {
    yield {
      debtorReference: `B-${i}`,
      debtorKind: 'consumer',
      name: `Voorbeeld ${i}`,
      email: `${i}@example.nl`,
      phone: `+316${String(i % 100_000_000).padStart(8, '0')}`,
      street: `Voorbeeldweg ${i + 1}`,
      postcode: '1234 AB',
      city: 'Voorbeeldstad',
      country: 'NL',
      invoice: `F-${i}`,
      cents: 5_000 + ((i * 97) % 85_000),
      currency: 'EUR',
      dueOn: '2025-12-01',
      agreedTerm: true,
      termsCleared: true,
    };
  }
}
