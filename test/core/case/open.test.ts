import { describe, expect, test } from 'vitest';
import { load } from '../../../core/case/change.ts';
import type { ClaimRow } from '../../../core/case/claim-row.ts';
import { capacityOf, debtorKey } from '../../../core/case/judge.ts';
import { type Opened, openCase } from '../../../core/case/open.ts';
import { foldPerson } from '../../../core/person/person.ts';
import { makeRow, tell } from '../make-case.ts';
import { makePorts, type TestPorts } from '../make-ports.ts';

async function hand(ports: TestPorts, ...claims: ClaimRow[]): Promise<Opened> {
  const creditor = await ports.creditors.get('voorbeeld-incasso');
  return await openCase(
    ports,
    creditor,
    claims.map((claim, index) => ({ row: index + 2, claim })),
  );
}

function journals(ports: TestPorts): string[] {
  return ports.db.all<{ stream: string }>('select distinct stream from items').map((row) => row.stream);
}

describe('claims that are handed in', () => {
  test('open one case for all that a debtor owes', async () => {
    const ports = makePorts();
    const result = await hand(ports, makeRow(), makeRow({ invoice: 'B', cents: 2_000 }));
    expect(result).toMatchObject({ opened: true, added: 2, known: 0, rejected: [] });
    expect(result.case).toMatch(/^[0-9a-z]{16}-1$/);
    const c = await load(ports.journal, result.case ?? '');
    expect([...c.claims.keys()]).toEqual(['A', 'B']);
  });

  test('say in the journal that nobody but the policy named the country', async () => {
    const ports = makePorts();
    const opened = async (row: ClaimRow) => {
      const { case: id = '' } = await hand(ports, row);
      return (await ports.journal.read(id))[0]?.entries[0];
    };
    const told = makeRow({ debtorReference: 'D-2', countryFrom: 'policy' });
    expect(await opened(told)).toMatchObject({
      country: 'NL',
      receipt: {
        reason: "The claim names no country. The creditor's policy says that its debtors live in NL.",
        inputs: { debtorCountry: 'NL' },
      },
    });
    expect(await opened(makeRow())).not.toHaveProperty('receipt');
  });

  test('live where one row says it, or an earlier one said it, before the policy is asked', async () => {
    const ports = makePorts();
    const unsaid = makeRow({ countryFrom: 'policy' });
    const opened = async (...rows: ClaimRow[]) => {
      const { case: id = '' } = await hand(ports, ...rows);
      const [first] = (await ports.journal.read(id))[0]?.entries ?? [];
      const { person } = await load(ports.journal, id);
      return { first, address: (await ports.people.get(person))?.postal?.country };
    };
    const belgian = makeRow({ invoice: 'B', country: 'BE' });
    const { first, address } = await opened(unsaid, belgian);
    expect(first).toMatchObject({ country: 'BE' });
    expect(first).not.toHaveProperty('receipt');
    expect(address).toBe('BE');
    // In business it is another case of the same person.
    const business = { debtorKind: 'natural-business', invoice: 'C' } as const;
    expect(await opened({ ...unsaid, ...business })).toMatchObject({
      first: { country: 'BE' },
      address: 'BE',
    });
  });

  test('and handed in again change nothing', async () => {
    const ports = makePorts();
    const first = await hand(ports, makeRow());
    const again = await hand(ports, makeRow());
    expect(again).toMatchObject({ opened: false, added: 0, known: 1, rejected: [] });
    expect(journals(ports)).toEqual([first.case]);
    expect((await load(ports.journal, first.case ?? '')).seq).toBe(2);
  });

  test('twice at once open one case, and one of the two says that it opened it', async () => {
    const ports = makePorts();
    const both = await Promise.all([hand(ports, makeRow()), hand(ports, makeRow())]);
    expect(journals(ports)).toHaveLength(1);
    expect(both.map(({ opened }) => opened).sort()).toEqual([false, true]);
    expect(both.map(({ added, known }) => [added, known]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test('twice in one file count once', async () => {
    const ports = makePorts();
    expect(await hand(ports, makeRow(), makeRow())).toMatchObject({ added: 1, known: 1, rejected: [] });
  });

  test('later join the case that is open', async () => {
    const ports = makePorts();
    const first = await hand(ports, makeRow());
    const second = await hand(ports, makeRow(), makeRow({ invoice: 'B' }));
    expect(second).toMatchObject({ case: first.case, opened: false, added: 1, known: 1 });
  });

  test('of a debtor whose case has ended open the next one', async () => {
    const story = await tell();
    await story.pay(100_000);
    const second = await hand(story.ports, makeRow({ invoice: 'B' }));
    expect(second).toMatchObject({ opened: true, added: 1 });
    expect(second.case).toBe(story.id.replace(/-1$/, '-2'));
    expect(await hand(story.ports, makeRow())).toMatchObject({ opened: false, added: 0, known: 1 });
  });

  test('that contradict what is known are rejected with their row', async () => {
    const ports = makePorts();
    await hand(ports, makeRow());
    const result = await hand(ports, makeRow({ invoice: 'B' }), makeRow({ cents: 99_999 }));
    expect(result).toMatchObject({ added: 1, rejected: [{ row: 3, field: 'invoice' }] });
    const other = await hand(ports, makeRow({ dueOn: '2025-11-30' }));
    expect(other.rejected[0]?.reason).toContain('with another amount or due date');
  });

  test('that contradict each other within one file are rejected with the later row', async () => {
    const ports = makePorts();
    const result = await hand(ports, makeRow(), makeRow({ cents: 1 }));
    expect(result).toMatchObject({ added: 1, rejected: [{ row: 3, field: 'invoice' }] });
  });

  test.each([
    ['2026-01-05', false],
    ['2026-01-04', true],
  ])('due on %s are taken on 5 January: %s', async (dueOn, taken) => {
    const result = await hand(makePorts(), makeRow({ dueOn }));
    expect(result.opened).toBe(taken);
    if (!taken) expect(result.rejected).toMatchObject([{ row: 2, field: 'dueOn' }]);
  });

  test.each([
    ['below the threshold open nothing', [499], { opened: false, small: 1 }],
    ['below it one by one, but not together, open a case', [300, 200], { opened: true, small: 0, added: 2 }],
  ])('%s', async (_, cents, expected) => {
    const rows = cents.map((one, index) => makeRow({ invoice: `I${index}`, cents: one }));
    expect(await hand(makePorts(), ...rows)).toMatchObject(expected);
  });

  test('that are small join a case that is open', async () => {
    const ports = makePorts();
    await hand(ports, makeRow());
    expect(await hand(ports, makeRow({ invoice: 'B', cents: 100 }))).toMatchObject({ added: 1, small: 0 });
  });

  test('of a country whose law is not written down are rejected', async () => {
    const ports = makePorts();
    const result = await hand(ports, makeRow({ country: 'FR' }));
    expect(result).toMatchObject({ opened: false, rejected: [{ row: 2, field: 'country' }] });
    expect(journals(ports)).toEqual([]);
  });

  test('none at all are nothing', async () => {
    expect(await hand(makePorts())).toEqual({ opened: false, added: 0, known: 0, small: 0, rejected: [] });
  });
});

describe('a case', () => {
  test.each([
    ['consumer', 'private'],
    ['unknown', 'private'],
    ['natural-business', 'business'],
    ['legal', 'business'],
  ] as const)('of a %s debtor is %s', (debtorKind, capacity) => {
    expect(capacityOf(makeRow({ debtorKind }))).toBe(capacity);
  });

  test('never mixes capacities: the same debtor in business has another one', async () => {
    const ports = makePorts();
    const own = await hand(ports, makeRow());
    const business = await hand(ports, makeRow({ debtorKind: 'legal' }));
    expect(business.opened).toBe(true);
    expect(business.case).not.toBe(own.case);
    expect(debtorKey(makeRow())).not.toBe(debtorKey(makeRow({ debtorKind: 'legal' })));
  });

  test('has another id at another installation', async () => {
    const [one, other] = [makePorts(), makePorts({ secret: 'another' })];
    expect((await hand(one, makeRow())).case).not.toBe((await hand(other, makeRow())).case);
  });

  test('takes from the row what it says of the contract, and else what the policy says', async () => {
    const ports = makePorts();
    const { case: id = '' } = await hand(
      ports,
      makeRow({ termsCleared: false, agreedTerm: false }),
      makeRow({ invoice: 'B' }),
    );
    const { claims } = await load(ports.journal, id);
    expect(claims.get('A')).toMatchObject({ termsCleared: false, agreedTerm: false });
    expect(claims.get('B')).toMatchObject({ termsCleared: true, agreedTerm: true });
  });

  test('holds no personal data', async () => {
    const story = await tell();
    const text = JSON.stringify(await story.entries());
    for (const secret of ['Jo Voorbeeld', 'jo@example.org', 'Voorbeeldstraat', 'D-1']) {
      expect(text).not.toContain(secret);
    }
    expect(await story.ports.people.get((await story.case()).person)).toMatchObject({ name: 'Jo Voorbeeld' });
  });
});

describe('an address', () => {
  test('that failed is tried again when the creditor sends a new one', async () => {
    const story = await tell();
    const { person } = await story.case();
    const failed = async () => foldPerson(await story.ports.persons.read(person)).failedAddresses;
    await story.person(
      { kind: 'address-failed', channel: 'email' },
      { kind: 'address-failed', channel: 'letter' },
    );
    await hand(story.ports, makeRow({ invoice: 'B' }));
    expect([...(await failed())]).toEqual(['email', 'letter']);
    await hand(story.ports, makeRow({ invoice: 'C', email: 'jo.nieuw@example.org' }));
    expect([...(await failed())]).toEqual(['letter']);
    expect(await story.ports.people.get(person)).toMatchObject({ email: 'jo.nieuw@example.org' });
  });

  test('that is left out later is not forgotten', async () => {
    const story = await tell();
    const { email: _, ...without } = makeRow({ invoice: 'B' });
    await hand(story.ports, without);
    expect((await story.ports.people.get((await story.case()).person))?.email).toBe('jo@example.org');
  });
});
