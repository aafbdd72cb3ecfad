import { describe, expect, test } from 'vitest';
import { streams } from '../../adapters/local/journal.ts';
import { plusSeconds } from '../../core/calendar/moment.ts';
import { load } from '../../core/case/change.ts';
import type { Entry } from '../../core/case/entry.ts';
import { payLinkPath } from '../../core/case/ids.ts';
import { begin, fileOf } from '../../core/export/export.ts';
import { totals } from '../../core/money/statement.ts';
import { erasePerson, reapplyErasures } from '../../core/person/erase.ts';
import { exportPerson } from '../../core/person/export.ts';
import { audit } from '../../local/audit/audit.ts';
import { messagesOf } from '../../local/view.ts';
import { CREDITOR, exampleClaim, exampleCreditor, type MadeLaptop, makeLaptop } from './make-laptop.ts';

const PERSONAL = /Anna|anna@|\+316|Voorbeeldstraat|D-1\b/;

/** A case that was written about, paid and closed. */
async function closed(): Promise<MadeLaptop> {
  const laptop = await makeLaptop();
  await laptop.days(3);
  await laptop.pay('bank-1', 4_500);
  await laptop.days(3);
  return laptop;
}

const erase = (laptop: MadeLaptop) => erasePerson(laptop.ports, CREDITOR, 'D-1');

/** Every text in the whole database. */
function everything({ db }: MadeLaptop): string {
  const tables = db.all<{ name: string }>("select name from sqlite_master where type = 'table'");
  return tables.map(({ name }) => JSON.stringify(db.all(`select * from ${name}`))).join('\n');
}

function breaches({ db, now }: MadeLaptop) {
  return audit({
    journals: [...streams<Entry>(db)].map(({ stream, items }) => ({
      case: stream,
      entries: items.flatMap((item) => item.entries),
    })),
    outbox: db
      .all<{ stream: string; contact: string; channel: 'email'; at: string }>('select * from outbox')
      .map(({ stream, ...row }) => ({ case: stream, ...row })),
    persons: [...streams(db, 'person_items')].map(({ stream, items }) => ({
      person: stream,
      entries: items.flatMap((item) => item.entries),
    })),
    creditors: [exampleCreditor()],
    now: now(),
  }).violations;
}

describe('erasing a person', () => {
  test('takes everything personal out of the whole database', async () => {
    const laptop = await closed();
    expect(PERSONAL.test(everything(laptop))).toBe(true);
    expect(await erase(laptop)).toEqual({ erased: laptop.now(), cases: [laptop.case] });
    expect(PERSONAL.test(everything(laptop))).toBe(false);
  });

  test('leaves the books in balance and the audit without a word', async () => {
    const laptop = await closed();
    const before = totals([...(await laptop.fold()).claims.values()].map(({ books }) => books));
    await erase(laptop);
    await laptop.days(100);
    const after = await laptop.fold();
    expect(totals([...after.claims.values()].map(({ books }) => books))).toEqual(before);
    expect(after.erased).toBe(true);
    expect((await laptop.kinds()).at(-1)).toBe('erased');
    expect(breaches(laptop)).toEqual([]);
  });

  test('is noted before anything is erased', async () => {
    const laptop = await closed();
    laptop.ports.people.erase = async () => {
      throw new Error('out of breath');
    };
    await expect(erase(laptop)).rejects.toThrow();
    const noted = [];
    for await (const { person } of laptop.ports.erasures.all()) noted.push(person);
    expect(noted).toEqual([(await laptop.fold()).person]);
  });

  test('again changes nothing more', async () => {
    const laptop = await closed();
    await erase(laptop);
    const entries = (await laptop.entries()).length;
    await laptop.days(1);
    expect(await erase(laptop)).toMatchObject({ cases: [laptop.case] });
    expect((await laptop.entries()).length).toBe(entries);
  });

  test.each<[string, (laptop: MadeLaptop) => Promise<unknown>, string]>([
    ['a case is open', async () => {}, 'case-open'],
    ['money is owed back', async (laptop) => await laptop.pay('bank-1', 9_000), 'refund-owed'],
  ])('is refused while %s', async (_, happens, refused) => {
    const laptop = await makeLaptop();
    await laptop.days(3);
    await happens(laptop);
    expect(await erase(laptop)).toEqual({ refused, cases: [laptop.case] });
    expect(await laptop.ports.people.get((await laptop.fold()).person)).toBeDefined();
    expect((await laptop.ports.erasures.all()[Symbol.asyncIterator]().next()).done).toBe(true);
  });

  test('of whom nothing is known is refused', async () => {
    const laptop = await closed();
    expect(await erasePerson(laptop.ports, CREDITOR, 'D-2')).toEqual({ refused: 'unknown' });
    expect(await erasePerson(laptop.ports, 'somebody-else', 'D-1')).toEqual({ refused: 'unknown' });
  });
});

describe('after a person was erased', () => {
  test('their messages cannot be composed any more, and their link opens nothing', async () => {
    const laptop = await closed();
    expect((await messagesOf(laptop.db, laptop.case)).length).toBeGreaterThan(0);
    await erase(laptop);
    await expect(messagesOf(laptop.db, laptop.case)).rejects.toThrow('was erased');
    const path = payLinkPath(laptop.ports.secrets.links, laptop.case);
    const request = { method: 'GET', path, query: {}, fields: {}, origin: 'http://localhost' };
    expect(await laptop.invoke('debtor-page', request)).toMatchObject({ status: 404 });
  });

  test('what was still to be sent is not sent, and that is written down', async () => {
    const laptop = await makeLaptop();
    await laptop.days(3);
    await laptop.pay('bank-1', 4_500);
    // The thanks wait for the morning.
    await erase(laptop);
    const sent = laptop.sent.length;
    await laptop.days(3);
    expect(laptop.sent.length).toBe(sent);
    expect((await laptop.all('contact-refused')).at(-1)).toMatchObject({ reason: 'closed' });
    expect(breaches(laptop)).toEqual([]);
  });

  test('exports still work, without the number', async () => {
    const laptop = await closed();
    await erase(laptop);
    const id = await begin(laptop.ports, CREDITOR, 'cases', 'r-1');
    await laptop.days(0);
    const csv = laptop.archive.read(fileOf(CREDITOR, id))?.content;
    expect(csv).toContain(`${laptop.case},,closed,settled`);
  });

  test('a payment that the bank takes back later opens the case for a person, and nobody is written to', async () => {
    const laptop = await closed();
    await erase(laptop);
    const sent = laptop.sent.length;
    await laptop.pay('bank-1', 4_500, { reversed: { reason: 'AM04' } });
    await laptop.days(60);
    const entries = await laptop.entries();
    expect(entries.length).toBeLessThan(40);
    await laptop.close(await laptop.task('unreachable'), { decision: 'write-off' });
    await laptop.days(3);
    expect((await laptop.fold()).closed?.outcome).toBe('written-off');
    expect(laptop.sent.length).toBe(sent);
    expect(breaches(laptop)).toEqual([]);
  });

  test('a new claim makes a new case with what the creditor knows now, and the old one stays without a name', async () => {
    const laptop = await closed();
    await erase(laptop);
    const claims = [exampleClaim({ invoice: 'F-2' })];
    await laptop.advance(plusSeconds(laptop.now(), 86_400));
    const opened = (await laptop.invoke('open-case', { creditor: CREDITOR, claims })) as { case: string };
    await laptop.days(3);
    expect(opened.case).not.toBe(laptop.case);
    expect(laptop.sent.at(-1)).toMatchObject({ case: opened.case, to: { name: 'Anna de Vries' } });
    await expect(messagesOf(laptop.db, laptop.case)).rejects.toThrow('was erased');
    expect((await load(laptop.ports.journal, laptop.case)).erased).toBe(true);
    const id = await begin(laptop.ports, CREDITOR, 'cases', 'r-1');
    await laptop.days(0);
    const csv = laptop.archive.read(fileOf(CREDITOR, id))?.content;
    expect(csv).toContain(`${laptop.case},,closed`);
    expect(csv).toContain(`${opened.case},D-1,open`);
  });

  test('an address that had failed is not held against a new one', async () => {
    const laptop = await closed();
    const { person } = await laptop.fold();
    const failed = { seq: 99, at: laptop.now(), kind: 'address-failed', channel: 'sms' } as const;
    const seq = (await laptop.ports.persons.read(person)).flatMap(({ entries }) => entries).length + 1;
    await laptop.ports.persons.append({ stream: person, seq, cause: 'test', entries: [{ ...failed, seq }] });
    await erase(laptop);
    await laptop.advance(plusSeconds(laptop.now(), 86_400));
    // Somebody who pays in time as a rule is written to by text message first.
    const claim = exampleClaim({ invoice: 'F-2', invoicesBefore: 20, lateBefore: 1 });
    await laptop.invoke('open-case', { creditor: CREDITOR, claims: [claim] });
    await laptop.days(3);
    expect(laptop.sent.at(-1)).toMatchObject({ channel: 'sms', step: 'first-reminder' });
  });

  test('a restored backup does not bring them back', async () => {
    const laptop = await closed();
    const { person } = await laptop.fold();
    const details = await laptop.ports.people.get(person);
    await erase(laptop);
    if (details) await laptop.ports.people.put(person, details);
    expect(PERSONAL.test(everything(laptop))).toBe(true);
    expect(await reapplyErasures(laptop.ports)).toBe(1);
    expect(PERSONAL.test(everything(laptop))).toBe(false);
  });
});

describe('what is held on a person', () => {
  test('is given whole: details, books, journal, and the messages as they were read', async () => {
    const laptop = await closed();
    const found = await exportPerson(laptop.ports, CREDITOR, 'D-1');
    expect(found).toMatchObject({
      debtorReference: 'D-1',
      details: { name: 'Anna de Vries', email: 'anna@example.nl', postal: { postcode: '1234 AB' } },
      facts: [{ kind: 'contact-counted', case: laptop.case }],
      cases: [
        {
          case: laptop.case,
          closed: { outcome: 'settled' },
          statement: { totals: { paid: 4_500, outstanding: 0 } },
        },
      ],
    });
    const [first] = found?.cases ?? [];
    expect(first?.entries).toEqual(await laptop.entries());
    expect(first?.messages.map(({ step }) => step)).toEqual(laptop.steps());
    expect(first?.messages[0]).toMatchObject({ to: { name: 'Anna de Vries' }, asked: 4_500 });
  });

  test('has every case, in both capacities, the oldest first', async () => {
    const laptop = await closed();
    const business = exampleClaim({ invoice: 'F-9', debtorKind: 'natural-business' });
    const again = exampleClaim({ invoice: 'F-10' });
    await laptop.invoke('open-case', { creditor: CREDITOR, claims: [business] });
    await laptop.invoke('open-case', { creditor: CREDITOR, claims: [again] });
    const found = await exportPerson(laptop.ports, CREDITOR, 'D-1');
    expect(found?.cases).toHaveLength(3);
    expect(found?.cases[0]?.case).toBe(laptop.case);
  });

  test("holds no key to the debtor's page", async () => {
    const laptop = await closed();
    const found = JSON.stringify(await exportPerson(laptop.ports, CREDITOR, 'D-1'));
    expect(found).not.toContain(payLinkPath(laptop.ports.secrets.links, laptop.case));
  });

  test('is the books alone when they were erased, and nothing for a stranger', async () => {
    const laptop = await closed();
    await erase(laptop);
    const found = await exportPerson(laptop.ports, CREDITOR, 'D-1');
    expect(found?.details).toBeUndefined();
    expect(found?.cases).toMatchObject([{ case: laptop.case, messages: [] }]);
    expect(await exportPerson(laptop.ports, CREDITOR, 'D-2')).toBeUndefined();
    expect(await exportPerson(laptop.ports, 'somebody-else', 'D-1')).toBeUndefined();
  });
});
