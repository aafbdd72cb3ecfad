import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noCountry } from '../../../core/case/claim-field.ts';
import { ClaimRow, readClaimRow } from '../../../core/case/claim-row.ts';
import { CompleteMap, OurField, ownColumns } from '../../../core/case/column-map.ts';

const usual = CompleteMap.parse({ ...ownColumns, dateFormat: 'yyyy-MM-dd', decimal: '.' });
const least = { debtorReference: 'D-1', invoice: 'F-1', amount: '12.50', dueOn: '2025-12-01' };

/** Reads the least a row can be, with some fields set otherwise. */
function read(fields: Partial<Record<OurField, string>>, map: Partial<CompleteMap> = {}) {
  return readClaimRow({ ...usual, ...map }, { row: 7, fields: { ...least, ...fields } }, 'NL');
}

function row(fields: Partial<Record<OurField, string>>, map: Partial<CompleteMap> = {}) {
  const result = read(fields, map);
  if (!result.ok) throw new Error(JSON.stringify(result.rejected));
  return result.row;
}

function reasons(fields: Partial<Record<OurField, string>>, map: Partial<CompleteMap> = {}) {
  const result = read(fields, map);
  return result.ok ? [] : result.rejected;
}

function reason(fields: Partial<Record<OurField, string>>, map: Partial<CompleteMap> = {}) {
  const [only, more] = reasons(fields, map);
  expect(more).toBeUndefined();
  expect(only?.row).toBe(7);
  return only?.reason;
}

describe('a row', () => {
  test('in which stray quotation marks have swallowed another is not read as one', () => {
    const swallowed = { name: 'Anna,1,10.00\nD-2,Screen 24' };
    expect(reason(swallowed, { delimiter: ',' })).toMatch(/several lines.*missing quotation mark/);
    expect(row(swallowed, { delimiter: ';' }).name).toBe('Anna,1,10.00 D-2,Screen 24');
  });

  test('needs a debtor, an invoice, an amount and a due date; all else has an answer or stays absent', () => {
    expect(row({})).toStrictEqual({
      debtorReference: 'D-1',
      debtorKind: 'unknown',
      country: 'NL',
      countryFrom: 'policy',
      invoice: 'F-1',
      cents: 1250,
      currency: 'EUR',
      dueOn: '2025-12-01',
    });
  });

  test('with everything is read into one form', () => {
    const full = row({
      debtorKind: 'Natural-Business',
      name: ' Noor \n Wolkengaarde ',
      email: 'noor@example.nl',
      phone: '06 0000 1234',
      street: 'Kiezelpad 1',
      postcode: '1234ab',
      city: 'Wolkenveen',
      country: 'nl',
      addressHeldBy: 'creditor',
      language: 'EN',
      currency: 'eur',
      invoicedOn: '2025-11-01',
      settledOn: '2025-12-20',
      agreedTerm: 'ja',
      termsCleared: '0',
      subject: 'Contribution',
      sector: 'sport-club',
      invoicesBefore: '12',
      lateBefore: '3',
    });
    expect(full).toStrictEqual({
      debtorReference: 'D-1',
      debtorKind: 'natural-business',
      name: 'Noor Wolkengaarde',
      email: 'noor@example.nl',
      phone: '+31600001234',
      street: 'Kiezelpad 1',
      postcode: '1234 AB',
      city: 'Wolkenveen',
      country: 'NL',
      addressHeldBy: 'creditor',
      language: 'en',
      invoice: 'F-1',
      cents: 1250,
      currency: 'EUR',
      invoicedOn: '2025-11-01',
      dueOn: '2025-12-01',
      settledOn: '2025-12-20',
      agreedTerm: true,
      termsCleared: false,
      subject: 'Contribution',
      sector: 'sport-club',
      invoicesBefore: 12,
      lateBefore: 3,
    });
    expect(ClaimRow.parse(full)).toEqual(full);
  });

  test('tells everything that is wrong with it at once', () => {
    expect(reasons({ debtorReference: ' ', amount: 'x', dueOn: '' }).map(({ field }) => field)).toEqual([
      'debtorReference',
      'amount',
      'dueOn',
    ]);
  });
});

describe('an amount', () => {
  test.each([
    ['12.50', '.', 1250],
    ['12.5', '.', 1250],
    ['12', '.', 1200],
    ['0.01', '.', 1],
    ['0012.34', '.', 1234],
    ['12.3400', '.', 1234],
    ['1,234.50', '.', 123450],
    ['1,234.500', '.', 123450],
    ['1,234,567', '.', 123456700],
    ['999999999.99', '.', 99999999999],
    ['12,50', ',', 1250],
    ['1.234,50', ',', 123450],
    ['1234,5', ',', 123450],
    ['4.35', '.', 435],
    ['1.234', ',', 123400],
    ['1,234', '.', 123400],
    ['1 234,50', ',', 123450],
    ['€ 12,50', ',', 1250],
    ['12,50 €', ',', 1250],
    ['EUR\u00A01.234,50', ',', 123450],
    ['12.50 eur', '.', 1250],
    ['1.005000', '.', undefined],
  ] as const)('%s with "%s" is exact', (amount, decimal, cents) => {
    if (cents === undefined) expect(reason({ amount }, { decimal })).toContain('round it to whole cents');
    else expect(row({ amount }, { decimal }).cents).toBe(cents);
  });

  test.each([
    ['1.234', '.', 'read in two ways'],
    ['1,234', ',', 'read in two ways'],
    ['1.000', '.', 'read in two ways'],
    ['1,000', ',', 'read in two ways'],
    ['12.345', '.', 'read in two ways'],
    ['1234.567', '.', 'round it to whole cents'],
    ['12,50', '.', 'write digits with "." before the cents, like 1250.00'],
    ['12.50', ',', 'write digits with "," before the cents'],
    ['1.23.4', '.', 'write digits'],
    ['1,23,456.00', '.', 'write digits'],
    ['1,2345.00', '.', 'write digits'],
    ['12.', '.', 'write digits'],
    ['.50', '.', 'write digits'],
    ['$ 12.50', '.', 'write digits'],
    ['0,500', '.', 'write digits'],
    ['12 50', '.', 'write digits'],
    ['1e3', '.', 'write digits'],
    ['0', '.', 'above zero'],
    ['0.00', '.', 'above zero'],
    ['-12.50', '.', 'credit notes'],
    ['12.50-', '.', 'credit notes'],
    ['12-', '.', 'credit notes'],
    ['1250,-', ',', 'write digits with "," before the cents, like 1250,00'],
    ['1250.-', '.', 'write digits'],
    ['(12.50)', '.', 'credit notes'],
    ['€ -12.50', '.', 'credit notes'],
    ['-€12.50', '.', 'credit notes'],
    ['\u2212 12.50', '.', 'credit notes'],
    ['1000000000', '.', '999999999'],
    ['', '.', 'is empty'],
  ] as const)('%s with "%s" is refused: %s', (amount, decimal, words) => {
    expect(reason({ amount }, { decimal })).toContain(words);
  });

  test('survives being written in either style, to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), fc.boolean(), (cents, dutch) => {
        const decimal = dutch ? ',' : '.';
        const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, dutch ? '.' : ',');
        const amount = `${whole}${decimal}${String(cents % 100).padStart(2, '0')}`;
        expect(row({ amount }, { decimal }).cents).toBe(cents);
      }),
    );
  });
});

describe('a date', () => {
  test.each([
    ['2025-12-01', 'yyyy-MM-dd', '2025-12-01'],
    ['1-12-2025', 'd-M-yyyy', '2025-12-01'],
    ['01-12-2025', 'd-M-yyyy', '2025-12-01'],
    ['1/12/2025', 'd/M/yyyy', '2025-12-01'],
    ['12/1/2025', 'M/d/yyyy', '2025-12-01'],
    ['29-2-2024', 'd-M-yyyy', '2024-02-29'],
    ['1.12.2025', 'd.M.yyyy', '2025-12-01'],
    ['20251201', 'yyyyMMdd', '2025-12-01'],
    ['2025/12/01', 'yyyy/MM/dd', '2025-12-01'],
    ['2025-12-01 00:00:00', 'yyyy-MM-dd', '2025-12-01'],
    ['2025-12-01T00:00:00.000', 'yyyy-MM-dd', '2025-12-01'],
    ['01-12-2025 0:00', 'd-M-yyyy', '2025-12-01'],
  ] as const)('%s as %s is %s', (dueOn, dateFormat, day) => {
    expect(row({ dueOn }, { dateFormat }).dueOn).toBe(day);
  });

  test.each([
    ['2025-02-29', 'yyyy-MM-dd', 'cannot be'],
    ['31-4-2025', 'd-M-yyyy', 'cannot be'],
    ['12/31/2025', 'd/M/yyyy', 'cannot be'],
    ['0025-12-01', 'yyyy-MM-dd', 'cannot be'],
    ['1-12-25', 'd-M-yyyy', 'write the date as d-M-yyyy'],
    ['1/12/2025', 'd-M-yyyy', 'write the date as d-M-yyyy'],
    ['1-12-2025-3', 'd-M-yyyy', 'write the date as d-M-yyyy'],
    ['2025-12-1', 'yyyy-MM-dd', 'write the date as yyyy-MM-dd'],
    ['2025-12-01 14:30', 'yyyy-MM-dd', 'write the date as yyyy-MM-dd'],
    ['1-12/2025', 'd-M-yyyy', 'write the date as d-M-yyyy'],
    ['20250230', 'yyyyMMdd', 'cannot be'],
    ['soon', 'yyyy-MM-dd', 'says "soon"'],
  ] as const)('%s as %s is refused: %s', (dueOn, dateFormat, words) => {
    expect(reason({ dueOn }, { dateFormat })).toContain(words);
  });

  test('of the invoice may be the due date and not later', () => {
    expect(row({ invoicedOn: '2025-12-01' }).invoicedOn).toBe('2025-12-01');
    expect(reason({ invoicedOn: '2025-12-02' })).toBe(
      'The invoice is dated 2025-12-02 and was due before that, on 2025-12-01: correct one of them.',
    );
  });
});

describe('contact details', () => {
  test.each([
    ['0612345678', 'NL', '+31612345678'],
    ['06-12 34 56 78', 'NL', '+31612345678'],
    ['+31 (0)6 12345678', 'NL', '+31612345678'],
    ['0031612345678', 'NL', '+31612345678'],
    ['(020) 123 45 67', 'NL', '+31201234567'],
    ['+32 2 456 78 90', 'NL', '+3224567890'],
    ['+32 2 456 78 90', 'BE', '+3224567890'],
    ['+31 6 12345678', 'BE', '+31612345678'],
  ])('telephone %s (%s) is %s', (phone, country, dialled) => {
    expect(row({ phone, country }).phone).toBe(dialled);
  });

  test.each([
    ['061234567', 'NL'],
    ['06123456789', 'NL'],
    ['612345678', 'NL'],
    ['02 456 78 90', 'BE'],
    ['call me', 'NL'],
  ])('telephone %s (%s) is refused', (phone, country) => {
    expect(reason({ phone, country })).toContain('is no telephone number');
  });

  test('are never repeated in a reason', () => {
    const secrets = {
      name: `Wolkengaarde ${'x'.repeat(300)}`,
      email: 'noor at wolkengaarde',
      phone: 'Wolkengaarde',
      street: 'Wolkengaarde\u0000',
      postcode: 'Wolkengaarde',
    };
    const told = reasons(secrets);
    expect(told.map(({ field }) => field).sort()).toEqual(['email', 'name', 'phone', 'postcode', 'street']);
    expect(JSON.stringify(told)).not.toMatch(/wolkengaarde/i);
  });

  test('a postcode of another country is left as it is', () => {
    expect(row({ postcode: '1000', country: 'BE' }).postcode).toBe('1000');
    expect(reason({ postcode: '1000' })).toContain('is no Dutch postcode');
  });
});

describe('words', () => {
  test.each([
    ['yes', true],
    ['JA', true],
    ['true', true],
    ['1', true],
    ['no', false],
    ['nee', false],
    ['False', false],
    ['0', false],
    ['', undefined],
  ])('"%s" as an answer is %s', (agreedTerm, answer) => {
    expect(row({ agreedTerm }).agreedTerm).toBe(answer);
  });

  test.each([
    [{ agreedTerm: 'maybe' }, 'write yes, ja, true, 1, no, nee, false, 0'],
    [{ debtorKind: 'person' }, 'write consumer, natural-business, legal, unknown'],
    [{ language: 'es' }, 'write nl, fr, en, de'],
    [{ addressHeldBy: 'us' }, 'write creditor'],
    [{ country: 'Nederland' }, 'the two letters'],
    [{ currency: 'USD' }, 'says "USD": only EUR can be collected for now: leave this invoice out'],
    [{ currency: 'euro' }, 'write the three letters'],
    [{ invoicesBefore: '-1', lateBefore: '0' }, 'write a whole number'],
    [{ invoicesBefore: '5' }, 'give both or neither'],
    [{ invoicesBefore: '1', lateBefore: '2' }, 'Of 1 earlier invoices 2 were late'],
    [{ subject: 'x'.repeat(201) }, 'has 201 characters: shorten it to 200'],
    [{ subject: 'caf\uFFFD' }, 'save the file as UTF-8'],
    [{ subject: 'a\u0007b' }, 'cannot be printed'],
  ])('%j is refused: %s', (fields, words) => {
    expect(reason(fields)).toContain(words);
  });

  test('where the debtor lives is what the row says, else the policy, else the row is refused', () => {
    const placed = (country: string, policy: string | undefined) =>
      readClaimRow(usual, { row: 7, fields: { ...least, country } }, policy);
    expect(placed('BE', 'NL')).toHaveProperty('row.country', 'BE');
    expect(placed('BE', 'NL')).not.toHaveProperty('row.countryFrom');
    expect(placed('', 'DE')).toMatchObject({ row: { country: 'DE', countryFrom: 'policy' } });
    expect(placed('', undefined)).toEqual({
      ok: false,
      rejected: [{ row: 7, field: 'country', reason: noCountry }],
    });
  });

  test('a huge value is told about in few words', () => {
    for (const field of OurField.options) {
      expect(reason({ [field]: '9'.repeat(100_000) })?.length).toBeLessThan(200);
    }
    expect(reason({ dueOn: '9'.repeat(150) })).toContain(`"${'9'.repeat(40)}…"`);
  });
});

describe("a creditor's own columns", () => {
  const map = CompleteMap.parse({
    columns: {
      debtorReference: 'Klant',
      invoice: 'Factuur',
      amount: 'Bedrag',
      dueOn: 'Vervalt',
      debtorKind: 'Soort',
    },
    constants: { language: 'nl', debtorKind: 'consumer' },
    values: { debtorKind: { Z: 'legal' } },
    dateFormat: 'd-M-yyyy',
    decimal: ',',
    delimiter: ';',
  });
  const fields = {
    Klant: '1',
    Factuur: '2',
    Bedrag: '3,00',
    Vervalt: '1-12-2025',
    Soort: 'Z',
    Iets: 'anders',
  };

  test('are read with their words and constants; other columns are left alone', () => {
    expect(readClaimRow(map, { row: 2, fields }, 'NL')).toEqual({
      ok: true,
      row: expect.objectContaining({ debtorReference: '1', cents: 300, debtorKind: 'legal', language: 'nl' }),
    });
  });

  test('a constant fills what is empty', () => {
    expect(readClaimRow(map, { row: 2, fields: { ...fields, Soort: '' } }, 'NL')).toMatchObject({
      row: { debtorKind: 'consumer' },
    });
  });

  test('named like a property of every object are just missing', () => {
    const odd = { ...map, columns: { ...map.columns, subject: 'constructor' } };
    expect(readClaimRow(odd, { row: 2, fields }, 'NL')).toMatchObject({ ok: true });
    expect(readClaimRow(odd, { row: 2, fields }, 'NL')).not.toHaveProperty('row.subject');
  });
});
