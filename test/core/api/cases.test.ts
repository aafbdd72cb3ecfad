import { describe, expect, test } from 'vitest';
import { noCountry } from '../../../core/case/claim-field.ts';
import { paymentReference } from '../../../core/case/ids.ts';
import { accountOf } from '../../../core/page/account.ts';
import { callerOn, theirs } from '../../functions/make-caller.ts';
import { CREDITOR, exampleClaim, makeLaptop } from '../../functions/make-laptop.ts';

async function made() {
  const laptop = await makeLaptop();
  return { laptop, ask: await callerOn(laptop) };
}

/** A claim of another debtor than the one that there is. */
const fresh = (changes: Partial<Parameters<typeof exampleClaim>[0]> = {}) =>
  exampleClaim({ debtorReference: 'D-2', invoice: 'G-1', ...changes });

describe('claims of one debtor', () => {
  test('open a case, are known the next time, and join the open case', async () => {
    const { ask } = await made();
    const opened = await ask('POST', '/cases', { claims: [fresh()] });
    expect([opened.status, opened.body]).toEqual([
      201,
      {
        case: expect.stringMatching(/^[a-z0-9]{16}-1$/),
        opened: true,
        claims: [{ invoice: 'G-1', became: 'added' }],
      },
    ]);
    const id = opened.body.case;
    const again = await ask('POST', '/cases', { claims: [fresh()] });
    expect([again.status, again.body]).toEqual([
      200,
      { case: id, opened: false, claims: [{ invoice: 'G-1', became: 'known' }] },
    ]);
    const more = await ask('POST', '/cases', { claims: [fresh(), fresh({ invoice: '2025/7 b' })] });
    expect([more.status, more.body]).toEqual([
      201,
      {
        case: id,
        opened: false,
        claims: [
          { invoice: 'G-1', became: 'known' },
          { invoice: '2025/7 b', became: 'added' },
        ],
      },
    ]);
  });

  test('that are too small together open none', async () => {
    const { ask } = await made();
    const { status, body } = await ask('POST', '/cases', { claims: [fresh({ cents: 499 })] });
    expect([status, body]).toEqual([200, { opened: false, claims: [{ invoice: 'G-1', became: 'small' }] }]);
  });

  test('that are not overdue, or contradict what is known, are rejected with the reason; the others go on', async () => {
    const { ask } = await made();
    await ask('POST', '/cases', { claims: [fresh()] });
    const claims = [
      fresh({ cents: 9_900 }),
      fresh({ invoice: 'G-2', dueOn: '2026-02-01' }),
      fresh({ invoice: 'G-3' }),
    ];
    const { status, body } = await ask('POST', '/cases', { claims });
    expect(status).toBe(201);
    expect(body.claims).toMatchObject([
      { became: 'rejected', problems: [{ field: 'invoice' }] },
      { became: 'rejected', problems: [{ field: 'dueOn' }] },
      { became: 'added' },
    ]);
  });

  test('that are known from a case that has ended name that case', async () => {
    const { laptop, ask } = await made();
    await laptop.days(1);
    await laptop.pay('bank-1', 4_500);
    const { body } = await ask('POST', '/cases', { claims: [exampleClaim()] });
    expect(body).toEqual({
      case: laptop.case,
      opened: false,
      claims: [{ invoice: 'F-1', became: 'known' }],
    });
  });

  test('need a policy first, and are kept apart from another creditor’s', async () => {
    const { laptop, ask } = await made();
    const other = await ask('POST', '/cases', { claims: [exampleClaim()] }, theirs);
    expect([other.status, other.body.opened]).toEqual([201, true]);
    expect(other.body.case).not.toBe(laptop.case);
    laptop.ports.secrets = {
      ...laptop.ports.secrets,
      api: [{ key: 'k', creditor: 'nobody-yet', secret: 's' }],
    };
    const unknown = await ask('POST', '/cases', { claims: [exampleClaim()] }, { key: 'k', secret: 's' });
    expect([unknown.status, unknown.body.detail]).toEqual([409, expect.stringContaining('PUT /creditor')]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['email', { email: 'anna' }],
    ['phone', { phone: '0612345678' }],
    ['postcode', { postcode: '12 AB' }],
    ['name', { name: 'Anna\nBcc: x' }],
    ['invoice', { invoice: '' }],
    ['country', { country: 'nl' }],
    ['postcode', { country: undefined, postcode: '12 AB' }],
    ['cents', { cents: 0 }],
    ['invoicedOn', { invoicedOn: '2026-01-01' }],
    ['lateBefore', { lateBefore: 1 }],
    ['lateBefore', { invoicesBefore: 1 }],
    ['lateBefore', { invoicesBefore: 1, lateBefore: 2 }],
    ['settledOn', { settledOn: '2026-01-01' }],
  ])('are as strict as a file: %s in %j', async (field, wrong) => {
    const { ask } = await made();
    const { status, body } = await ask('POST', '/cases', { claims: [{ ...fresh(), ...wrong }] });
    expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      400,
      [`#/claims/0/${field}`],
    ]);
  });
});

const nowhere = () => {
  const { country: _, ...claim } = fresh();
  return claim;
};

describe('a claim that names no country', () => {
  test('is one of the country of the policy, and its journal says so', async () => {
    const { laptop, ask } = await made();
    const { status, body } = await ask('POST', '/cases', { claims: [nowhere()] });
    expect(status).toBe(201);
    const [first] = (await laptop.ports.journal.read(body.case)).flatMap(({ entries }) => entries);
    expect(first).toMatchObject({ country: 'NL', receipt: { inputs: { debtorCountry: 'NL' } } });
  });

  test('is refused where the policy does not say it either: nobody guesses', async () => {
    const { laptop, ask } = await made();
    const { debtorCountry: _, ...policy } = await laptop.creditors.get(CREDITOR);
    await laptop.creditors.put(policy);
    const { status, body } = await ask('POST', '/cases', { claims: [nowhere()] });
    expect([status, body.errors]).toEqual([400, [{ pointer: '#/claims/0/country', message: noCountry }]]);
  });
});

describe('a list of cases', () => {
  test.each(['NL', 'BE'] as const)(
    'has the reference by which a line of the bank finds its case: %s',
    async (country) => {
      const { laptop, ask } = await made();
      await laptop.creditors.put({ ...(await laptop.creditors.get(CREDITOR)), country });
      await ask('POST', '/cases', { claims: [fresh()] });
      const { body } = await ask('GET', '/cases');
      const named = paymentReference(laptop.case, { country });
      const found = body.cases.filter(({ reference }: { reference: string }) => reference === named);
      expect(found).toMatchObject([{ case: laptop.case }]);
      expect((await ask('GET', `/cases/${laptop.case}`)).body.reference).toBe(named);
    },
  );

  test('comes in pages, each case once, by state', async () => {
    const { laptop, ask } = await made();
    for (let n = 2; n <= 5; n++)
      await ask('POST', '/cases', { claims: [fresh({ debtorReference: `D-${n}`, invoice: `G-${n}` })] });
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await ask('GET', `/cases?limit=2${after}`);
      seen.push(...body.cases.map((one: { case: string }) => one.case));
      if (!body.next) break;
      after = `&after=${body.next}`;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
    await laptop.pay('bank-1', 4_500);
    await laptop.days(0);
    expect((await ask('GET', '/cases?state=closed')).body.cases).toMatchObject([
      { case: laptop.case, state: 'closed' },
    ]);
    expect((await ask('GET', '/cases?state=open')).body.cases).toHaveLength(4);
  });
});

describe('a case', () => {
  test('shows what its debtor sees, line by line, and adds up', async () => {
    const { laptop, ask } = await made();
    await laptop.days(1);
    await laptop.pay('bank-1', 1_000);
    const { status, body } = await ask('GET', `/cases/${laptop.case}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      case: laptop.case,
      debtorReference: 'D-1',
      state: 'open',
      currency: 'EUR',
      payments: [{ payment: 'bank-1', cents: 1_000, takenBack: false }],
    });
    const account = accountOf(await laptop.fold(), await laptop.entries(), (moment) => moment.slice(0, 10));
    expect(body.totals).toEqual(account.totals);
    expect(body.claims).toMatchObject(account.claims);
    const { principal, interest, costs, paid, waived, outstanding } = body.totals;
    expect(principal + interest + costs).toBe(paid + waived + outstanding);
    const sum = (effect: string) =>
      body.lines
        .filter((line: { effect: string }) => line.effect === effect)
        .reduce((total: number, { cents }: { cents: number }) => total + cents, 0);
    expect([sum('charged'), sum('paid')]).toEqual([principal + interest + costs, paid]);
  });

  test('says how it ended, and keeps its books when its person is erased', async () => {
    const { laptop, ask } = await made();
    await laptop.days(1);
    await laptop.pay('bank-1', 4_500);
    await laptop.ports.people.erase((await laptop.fold()).person, laptop.now());
    const { body } = await ask('GET', `/cases/${laptop.case}`);
    expect(body).toMatchObject({ state: 'closed', outcome: 'settled' });
    expect(body).not.toHaveProperty('debtorReference');
  });

  test('tells its story with the receipts, in pages, without anything personal', async () => {
    const { laptop, ask } = await made();
    await laptop.days(20);
    const entries = [];
    for (let after = '0'; after; ) {
      const { body, text } = await ask('GET', `/cases/${laptop.case}/timeline?limit=5&after=${after}`);
      entries.push(...body.entries);
      after = body.next ?? '';
      for (const personal of ['Anna', 'anna@', '+316', 'Voorbeeldstraat'])
        expect(text).not.toContain(personal);
    }
    expect(entries).toEqual(await laptop.entries());
    expect(entries.some((entry: { receipt?: unknown }) => entry.receipt)).toBe(true);
  });
});
