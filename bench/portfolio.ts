import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ClaimRow } from '../core/case/claim-row.ts';

const example = fileURLToPath(new URL('../examples/portfolio.csv', import.meta.url));

/** Writes the example portfolio so many times over, each copy with debtors and invoices of its own. */
export function writeCopies(path: string, copies: number): void {
  const [header = '', ...rows] = readFileSync(example, 'utf8').trimEnd().split('\n');
  const all = [header];
  for (let row = 0; row < rows.length * copies; row++) {
    const copy = Math.floor(row / rows.length);
    const first = rows[row % rows.length] ?? '';
    all.push(first.replace(/^D-\d+/, `$&-${copy}`).replace(/\b[A-Z]{2}\d{4}-\d{5}\b/, `$&-${copy}`));
  }
  writeFileSync(path, `${all.join('\n')}\n`);
}

/** So many overdue claims, each of another invented debtor, who can be reached in every way. */
export function* overdueClaims(claims: number): Generator<ClaimRow> {
  for (let i = 0; i < claims; i++) {
    yield {
      debtorReference: `B-${i}`,
      debtorKind: 'consumer',
      name: `Voorbeeld ${i}`,
      email: `${i}@example.nl`,
      phone: `+316${String(i % 100_000_000).padStart(8, '0')}`,
      street: `Voorbeeldweg ${(i % 300) + 1}`,
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
