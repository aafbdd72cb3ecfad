import { describe, expect, test } from 'vitest';
import type { ClaimRow } from '../../../core/case/claim-row.ts';
import { judge } from '../../../core/case/judge.ts';
import { makeRow, tell } from '../make-case.ts';
import { MONDAY, makeCreditor } from '../make-ports.ts';

const creditor = makeCreditor();

/** Judges claims that stand on lines 2, 3, ... of a file, of a debtor whom nobody knows yet. */
function judged(...claims: ClaimRow[]) {
  return judge(
    claims.map((claim, index) => ({ row: index + 2, claim })),
    [],
    creditor,
    MONDAY,
  );
}

describe('the same invoice number twice in one file', () => {
  const A = makeRow();
  const other = makeRow({ cents: A.cents + 1 });
  const future = makeRow({ dueOn: '2026-02-01' });

  test.each<[string, ClaimRow[], { fresh: number[]; known: number; refused: number[] }]>([
    ['with the same content is known', [A, A], { fresh: [2], known: 1, refused: [] }],
    ['with another amount is refused with the later row', [A, other], { fresh: [2], known: 0, refused: [3] }],
    ['and then as at first is known', [A, other, A], { fresh: [2], known: 1, refused: [3] }],
    ['is refused twice when it is not due yet', [future, future], { fresh: [], known: 0, refused: [2, 3] }],
    [
      'is refused with another date even if the first is refused',
      [future, A],
      { fresh: [], known: 0, refused: [2, 3] },
    ],
  ])('%s', (_, claims, expected) => {
    const { fresh, known, rejected } = judged(...claims);
    expect({ fresh: fresh.map(({ row }) => row), known, refused: rejected.map(({ row }) => row) }).toEqual(
      expected,
    );
  });

  test('names the line of the other one and says what to do', () => {
    expect(judged(A, makeRow({ invoice: 'B' }), makeRow({ dueOn: '2025-11-30' })).rejected).toEqual([
      {
        row: 4,
        field: 'invoice',
        reason:
          'Invoice A is also on line 2, with another amount or due date: leave out the wrong one, or give each its own number.',
      },
    ]);
  });

  test('is known where the journal has it, and refused where it contradicts', async () => {
    const seen = [await (await tell()).case()];
    const rows = [other, A, other].map((claim, index) => ({ row: index + 2, claim }));
    const { known, rejected, fresh } = judge(rows, seen, creditor, MONDAY);
    expect([fresh, known]).toEqual([[], 1]);
    expect(rejected.map(({ row, reason }) => [row, reason.slice(0, 38)])).toEqual([
      [2, 'Invoice A was sent before with another'],
      [4, 'Invoice A was sent before with another'],
    ]);
  });
});

describe('small claims', () => {
  const small = (invoice: string) => makeRow({ invoice, cents: 300 });

  test('are judged together: alone they are left alone, with others they open a case', () => {
    expect(judged(small('A'))).toMatchObject({ small: 1, opens: false, fresh: [] });
    expect(judged(small('A'), small('B'))).toMatchObject({ small: 0, opens: true });
  });

  test('join a case that is open, and open none when it is closed', async () => {
    const story = await tell();
    const rows = [{ row: 2, claim: small('B') }];
    const open = judge(rows, [await story.case()], creditor, MONDAY);
    expect(open).toMatchObject({ small: 0, opens: false, fresh: rows });
    await story.pay(100_000);
    expect(judge(rows, [await story.case()], creditor, MONDAY)).toMatchObject({ small: 1, fresh: [] });
  });
});

test('no claims are nothing', () => {
  expect(judged()).toEqual({ fresh: [], opens: false, known: 0, small: 0, rejected: [] });
});

describe('a claim in Germany that somebody collects for the creditor', () => {
  const inGermany = (but: Partial<ClaimRow> = {}) => makeRow({ country: 'DE', ...but });

  test('names the day of its contract', () => {
    const { fresh, rejected } = judged(inGermany());
    expect([fresh, rejected]).toEqual([
      [],
      [{ row: 2, field: 'contractOn', reason: expect.stringContaining('the day of the contract') }],
    ]);
    expect(judged(inGermany({ contractOn: '2025-06-01' })).fresh).toHaveLength(1);
  });

  test('needs no such day against a company, nor where the creditor writes itself', () => {
    expect(judged(inGermany({ debtorKind: 'legal' })).fresh).toHaveLength(1);
    const { collector: _, ...itself } = creditor;
    const { fresh } = judge([{ row: 2, claim: inGermany() }], [], { ...itself, role: 'own-name' }, MONDAY);
    expect(fresh).toHaveLength(1);
  });
});
