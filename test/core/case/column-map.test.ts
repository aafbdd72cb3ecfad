import { describe, expect, test } from 'vitest';
import { ColumnMap, CompleteMap, missingColumns, ownColumns } from '../../../core/case/column-map.ts';

const columns = { debtorReference: 'Klant', invoice: 'Factuur', amount: 'Bedrag', dueOn: 'Vervalt' };
const map = ColumnMap.parse({ columns: { ...columns, debtorKind: 'Soort' } });

describe('a map', () => {
  test('must say where the needed fields are', () => {
    const result = ColumnMap.safeParse({ columns: { invoice: 'x' } });
    expect(result.error?.issues[0]?.message).toContain('debtorReference');
    expect(ColumnMap.safeParse(ownColumns).success).toBe(true);
  });

  test('with a field that there is not is refused', () => {
    const wrong = { ...ownColumns, columns: { ...ownColumns.columns, mail: 'x' } };
    expect(ColumnMap.safeParse(wrong).success).toBe(false);
  });

  test('may leave out how dates and amounts are written, until rows are read', () => {
    expect(CompleteMap.safeParse(map).success).toBe(false);
    expect(CompleteMap.safeParse({ ...map, dateFormat: 'd.M.yyyy', decimal: ',' }).success).toBe(true);
    expect(CompleteMap.safeParse({ columns: {}, dateFormat: 'd.M.yyyy', decimal: ',' }).success).toBe(false);
  });
});

describe('columns that are missing', () => {
  test('are told once, on row 1, and the first tells what there is', () => {
    const missing = missingColumns(map, ['Klant', 'Factuur', 'Bedrag', 'Vervaltt']);
    expect(missing).toEqual([
      {
        row: 1,
        field: 'debtorKind',
        reason:
          'The header has no column "Soort": add it, or name the right column for debtorKind in the map. It has "Klant", "Factuur", "Bedrag", "Vervaltt".',
      },
      {
        row: 1,
        field: 'dueOn',
        reason: 'The header has no column "Vervalt": add it, or name the right column for dueOn in the map.',
      },
    ]);
  });

  test('of our own name may be absent unless they are needed', () => {
    expect(missingColumns(ownColumns, ['debtorReference', 'invoice', 'amount'])).toMatchObject([
      { row: 1, field: 'dueOn' },
    ]);
  });

  test('named like a property of every object are just missing', () => {
    const odd = { ...map, columns: { ...columns, subject: 'constructor' } };
    expect(missingColumns(odd, Object.values(columns))).toMatchObject([{ row: 1, field: 'subject' }]);
  });

  test('in a wide file are told in few words', () => {
    const wide = Array.from({ length: 300 }, (_, at) => `${'x'.repeat(300)}${at}`);
    const [first] = missingColumns(map, wide);
    expect(first?.reason).toContain('and 280 more');
    expect(first?.reason.length).toBeLessThan(1_200);
  });

  test.each([
    ['an e-mail address', ['1', 'Jo Voorbeeld', 'jo@example.nl', 'F1', '12', '3']],
    ['a date', ['1', 'Jo Voorbeeld', 'F1', '12', '31-12-2025']],
    ['an amount', ['1', 'Jo Voorbeeld', 'F1', '12,50']],
  ])('where the first line is an invoice (%s), say so and repeat nothing of it', (_, header) => {
    const reasons = missingColumns(map, header).map(({ reason }) => reason);
    expect(reasons[0]).toContain('Its first line looks like an invoice');
    expect(reasons.join()).not.toContain('Voorbeeld');
  });
});
