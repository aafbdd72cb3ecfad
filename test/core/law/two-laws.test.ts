import { expect, it } from 'vitest';
import { kinder } from '../../../core/law/kinder.ts';
import { packFor } from '../../../core/law/packs.ts';

it('the fee is the lower of the two, and the VAT too, each for itself', () => {
  const creditor = {
    termsCleared: true,
    canReclaimVat: false,
    outsourced: true,
    damages: { flat: 100_000, rate: 10_000 },
  };
  // Dutch: 42.32 and 8.89 of VAT; Belgian: 43.21, and no VAT.
  const law = kinder(packFor('NL'), packFor('BE'), true);
  expect(law.costs('consumer', [28_212], creditor, '2026-03-02').value).toEqual({ cents: 4_232, vat: 0 });
});
