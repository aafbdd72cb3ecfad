import { describe, expect, test } from 'vitest';
import { ColumnMap } from '../../../core/case/column-map.ts';
import { createRecogniser } from '../../../core/case/recognise.ts';

const columns = {
  debtorReference: 'K',
  invoice: 'F',
  amount: 'Bedrag',
  dueOn: 'Vervalt',
  invoicedOn: 'Datum',
};

/** Shows values to a recogniser, a row each: due date, amount, invoice date. */
function learn(rows: [dueOn: string, amount: string, invoicedOn?: string][], map: Partial<ColumnMap> = {}) {
  const recogniser = createRecogniser(ColumnMap.parse({ columns, ...map }));
  const enough = rows.map(([dueOn, amount, invoicedOn = ''], index) =>
    recogniser.learn({ row: index + 2, fields: { Vervalt: dueOn, Bedrag: amount, Datum: invoicedOn } }),
  );
  const read = recogniser.complete();
  return read.ok
    ? { dateFormat: read.map.dateFormat, decimal: read.map.decimal, enough }
    : { rejected: read.rejected, enough };
}

describe('dates', () => {
  test.each([
    ['2025-12-01', 'yyyy-MM-dd'],
    ['1-12-2025', 'd-M-yyyy'],
    ['01.12.2025', 'd.M.yyyy'],
    ['20251201', 'yyyyMMdd'],
    ['2025/12/01', 'yyyy/MM/dd'],
    ['31/12/2025', 'd/M/yyyy'],
    ['12/31/2025', 'M/d/yyyy'],
    ['31/02/2025', 'd/M/yyyy'],
    ['05-01-2026 0:00', 'd-M-yyyy'],
  ])('like %s are %s', (date, dateFormat) => {
    expect(learn([[date, '1.50']])).toEqual({ dateFormat, decimal: '.', enough: [true] });
  });

  test('are read on until one of them shows the month', () => {
    const rows: [string, string][] = [
      ['03/04/2025', '1.50'],
      ['05/06/2025', '1.50'],
      ['12/13/2025', '1.50'],
      ['11/12/2025', '1.50'],
    ];
    expect(learn(rows)).toEqual({ dateFormat: 'M/d/yyyy', decimal: '.', enough: [false, false, true, true] });
  });

  test('of the invoice show it too', () => {
    expect(learn([['03/04/2025', '1.50', '28/02/2025']])).toMatchObject({ dateFormat: 'd/M/yyyy' });
  });

  test('that can all be read in two ways are not guessed: it is said what to write', () => {
    expect(
      learn([
        ['', '1.50'],
        ['03/03/2025', '1.50'],
        ['03/04/2025', '1.50'],
        ['05/06/2025', '2.50'],
      ]),
    ).toEqual({
      enough: [false, false, false, false],
      rejected: [
        {
          row: 4,
          field: 'dueOn',
          reason:
            'The file was not read: column "Vervalt" says "03/04/2025", and no date in the file shows which number is the month. Write "dateFormat": "d/M/yyyy" in the column map if the day comes first, "dateFormat": "M/d/yyyy" if the month does.',
        },
      ],
    });
  });

  test('that are the same day either way need no answer', () => {
    expect(
      learn([
        ['05/05/2025', '1.50'],
        ['12/12/2025', '1.50'],
      ]),
    ).toMatchObject({ dateFormat: 'd/M/yyyy' });
  });

  test.each<[string, ...[string, string][]]>([
    ['dueOn', ['13/01/2025', '1.50'], ['01/02/2025', '1.50'], ['01/13/2025', '1.50']],
    ['amount', ['31-12-2025', '1,50'], ['31-12-2025', '1.234'], ['31-12-2025', '2.50']],
  ])('that prove both of two ways that look alike leave the file unread: %s', (field, ...rows) => {
    expect(learn(rows)).toMatchObject({
      rejected: [{ row: 4, field, reason: expect.stringContaining('line 2 says') }],
    });
  });

  test('that cannot be mistaken for another way do not change it', () => {
    expect(
      learn([
        ['31-12-2025', '1.50'],
        ['2025-12-01', '1.50'],
        ['12/31/2025', '1'],
      ]),
    ).toMatchObject({
      dateFormat: 'd-M-yyyy',
    });
    expect(
      learn([
        ['03/04/2025', '1.50'],
        ['31-12-2025', '1.50'],
      ]),
    ).toMatchObject({ rejected: [{ row: 2 }] });
  });

  test('that nobody can read leave the usual way', () => {
    expect(
      learn([
        ['soon', '1.50'],
        ['99/99/2025', '1.50'],
        ['1-1-25', '1.50'],
      ]),
    ).toMatchObject({
      dateFormat: 'yyyy-MM-dd',
    });
  });

  test('are what the map says they are', () => {
    expect(learn([['31/12/2025', '1.50']], { dateFormat: 'M/d/yyyy' })).toMatchObject({
      dateFormat: 'M/d/yyyy',
    });
    expect(learn([['03/04/2025', '1.50']], { dateFormat: 'M/d/yyyy' })).toMatchObject({
      dateFormat: 'M/d/yyyy',
      enough: [true],
    });
  });
});

describe('amounts', () => {
  test.each([
    ['12,50', ','],
    ['12.50', '.'],
    ['1.234,50', ','],
    ['1,234.50', '.'],
    ['1.234.567', ','],
    ['1234.567', '.'],
    ['0.500', '.'],
    ['€ 12,5', ','],
    ['-12,50', ','],
    ['12', '.'],
  ])('like %s have "%s" before the cents', (amount, decimal) => {
    expect(learn([['2025-12-01', amount]])).toMatchObject({ decimal });
  });

  test('are read on until one of them shows it', () => {
    const rows: [string, string][] = [
      ['2025-12-01', '100'],
      ['2025-12-01', '1.234'],
      ['2025-12-01', '12,50'],
    ];
    expect(learn(rows)).toEqual({ dateFormat: 'yyyy-MM-dd', decimal: ',', enough: [false, false, true] });
  });

  test.each([
    ['1.234', '.', ','],
    ['1,234', ',', '.'],
  ])('like %s alone are not guessed: it is said what to write', (amount, sign, other) => {
    const { rejected } = learn([
      ['2025-12-01', '100'],
      ['2025-12-01', amount],
    ]);
    expect(rejected).toEqual([
      {
        row: 3,
        field: 'amount',
        reason: `The file was not read: column "Bedrag" says "${amount}", and no amount in the file shows whether "${sign}" stands before cents or before thousands. Write "decimal": "${other}" in the column map if it stands before thousands; if not, write the amounts with two digits for the cents.`,
      },
    ]);
    expect(learn([['2025-12-01', amount]], { decimal: ',' })).toMatchObject({ decimal: ',' });
  });

  test('and dates can both be in doubt, and both are told', () => {
    expect(learn([['03/04/2025', '1.234']]).rejected?.map(({ field }) => field)).toEqual(['dueOn', 'amount']);
  });
});
