import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isValidIBAN } from 'ibantools';
import { expect, test } from 'vitest';
import { openFile } from '../../adapters/csv/open-file.ts';
import { type ClaimRow, type RejectedRow, readClaimRow } from '../../core/case/claim-row.ts';
import { ColumnMap, OurField, ownColumns } from '../../core/case/column-map.ts';
import { Creditor } from '../../core/creditor/creditor.ts';
import { Communication } from '../../core/segment/communication.ts';
import { makePortfolio } from '../../examples/make-portfolio.ts';
import { isUsual } from '../../local/import/report.ts';

const example = (name: string) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
const json = (name: string): unknown => JSON.parse(readFileSync(example(name), 'utf8'));

async function readClaims(path: string, map: ColumnMap) {
  return await openFile(path, map, async (file) => {
    const claims: ClaimRow[] = [];
    const rejected: RejectedRow[] = [];
    if (!file.ok) throw new Error(JSON.stringify(file.rejected));
    for await (const raw of file.rows()) {
      const read =
        'reason' in raw ? { ok: false as const, rejected: [raw] } : readClaimRow(file.map, raw, undefined);
      if (read.ok) claims.push(read.row);
      else rejected.push(...read.rejected);
    }
    return { claims, rejected, recognised: file.recognised };
  });
}

test('columns.json is the map of our own column names', () => {
  expect(ColumnMap.parse(json('columns.json'))).toEqual(ownColumns);
  expect(Object.keys(ownColumns.columns)).toEqual(OurField.options);
});

test('the portfolio is what its maker makes', () => {
  expect(readFileSync(example('portfolio.csv'), 'utf8')).toBe(makePortfolio());
  expect(makePortfolio(1)).not.toBe(makePortfolio());
});

test('every row of the portfolio is valid', async () => {
  const { claims, rejected, recognised } = await readClaims(example('portfolio.csv'), ownColumns);
  expect(isUsual(recognised)).toBe(true);
  expect(rejected).toEqual([]);
  expect(claims).toHaveLength(240);
  expect(new Set(claims.map((claim) => claim.invoice)).size).toBe(240);
});

test('the portfolio is as mixed as it says, and everybody in it is invented', async () => {
  const { claims } = await readClaims(example('portfolio.csv'), ownColumns);
  const debtors = [...new Map(claims.map((claim) => [claim.debtorReference, claim])).values()];
  expect(debtors).toHaveLength(200);
  expect(new Set(claims.map((claim) => claim.sector)).size).toBe(9);
  expect(new Set(debtors.map((debtor) => debtor.debtorKind)).size).toBe(4);
  expect(debtors.filter((debtor) => debtor.language === 'en')).toHaveLength(24);

  const reach = ({ email, phone, street, addressHeldBy }: ClaimRow) =>
    [email && 'email', phone && 'phone', (street || addressHeldBy) && 'letter'].filter(Boolean).join(' ');
  expect(debtors.filter((debtor) => reach(debtor) === '')).toHaveLength(3);
  expect(debtors.filter((debtor) => reach(debtor) === 'phone')).toHaveLength(8);
  expect(debtors.filter((debtor) => !debtor.email)).toHaveLength(17);
  expect(debtors.filter((debtor) => !debtor.phone)).toHaveLength(20);

  expect(claims.filter((claim) => claim.dueOn >= '2026-01-05')).toHaveLength(15);
  expect(claims.filter((claim) => claim.cents < 500)).toHaveLength(5);
  for (const claim of claims) {
    expect(claim.dueOn >= '2025-09-01' && claim.dueOn <= '2026-03-15').toBe(true);
    expect((claim.invoicedOn ?? '') < '2026-01-05').toBe(true);
    expect(claim.email ?? 'x@example.nl').toMatch(/@example\.(nl|com|org)$/);
    expect(claim.phone ?? '+3160000').toMatch(/^\+3160000/);
  }
});

test('the creditor is valid, and its account could exist', () => {
  const creditor = Creditor.parse(json('creditor.json'));
  expect(isValidIBAN(creditor.account.iban)).toBe(true);
});

test('the groups are valid, and have an impact assessment', () => {
  const groups = Communication.parse(json('groups.json'));
  expect(groups).toMatchObject({ mode: 'attribute', assessment: { on: '2025-11-03' } });
});

const ibm = fileURLToPath(
  new URL('../../../shared/data/invoices/accounts-receivable-until-2013-07-01.csv', import.meta.url),
);

test.skipIf(!existsSync(ibm))(
  'the IBM sample is read whole (skipped where ../shared/data is absent)',
  async () => {
    const { claims, rejected } = await readClaims(ibm, ColumnMap.parse(json('ibm-columns.json')));
    expect(rejected).toEqual([]);
    expect(claims).toHaveLength(1_930);
    const late = claims.filter(
      ({ dueOn, settledOn }) => dueOn <= '2013-06-30' && (settledOn === undefined || settledOn > dueOn),
    );
    expect(late).toHaveLength(694);
    expect(claims[0]).toEqual({
      debtorReference: '3993-QUNVJ',
      debtorKind: 'legal',
      country: 'NL',
      addressHeldBy: 'creditor',
      language: 'en',
      invoice: '0280670965',
      cents: 5039,
      currency: 'EUR',
      invoicedOn: '2012-01-03',
      dueOn: '2012-02-02',
      settledOn: '2012-01-23',
      agreedTerm: true,
      termsCleared: false,
    });
  },
);
