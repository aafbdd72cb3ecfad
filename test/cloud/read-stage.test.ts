import { beforeAll, describe, expect, it, test } from 'vitest';
import { dynamoCreditors } from '../../adapters/aws/creditors.ts';
import { dynamoJournal, dynamoPersons } from '../../adapters/aws/journal.ts';
import { createTable, eachOf, type Table } from '../../adapters/aws/table.ts';
import { type Database, openDatabase } from '../../adapters/local/database.ts';
import { streams } from '../../adapters/local/journal.ts';
import { copyCreditor, copyItem, openCopy } from '../../cloud/copy.ts';
import { tellAgain } from '../../cloud/redrive/tell-again.ts';
import { journalsIn, type Scan } from '../../cloud/scan.ts';
import type { Entry } from '../../core/case/entry.ts';
import type { Item } from '../../core/case/fold.ts';
import type { PersonEntry } from '../../core/person/person-entry.ts';
import type { Written } from '../../core/ports.ts';
import { readCreditor } from '../../local/policy.ts';
import { auditDatabase, runPortfolio } from '../../local/run.ts';
import { clockOf } from '../../local/view.ts';
import { makeTable, startDynamo } from '../adapters/aws/make-table.ts';
import { inProject } from '../local/amicable.ts';

/** A run of the example on the laptop, and the same journals in a table of the cloud. */
describe('the journals of a stage', async () => {
  const client = await startDynamo();
  const laptop: Database = openDatabase(':memory:', 'passing');
  let table: Table;
  let scan: Scan;

  beforeAll(async () => {
    const creditor = readCreditor(inProject('examples/creditor.json'));
    await runPortfolio(laptop, {
      portfolio: inProject('examples/portfolio.csv'),
      creditor,
      from: '2026-01-05',
      days: 12,
      seed: 7,
      debtors: 'simulated',
      keeping: 'at-the-end',
    });
    const name = await makeTable(client);
    table = createTable(client, name);
    scan = journalsIn(client, name);
    const cases = dynamoJournal(table);
    const persons = dynamoPersons(table);
    await eachOf([...streams<Entry>(laptop)], 20, async ({ items }) => {
      for (const item of items) await cases.append(item);
    });
    await eachOf([...streams<PersonEntry>(laptop, 'person_items')], 20, async ({ items }) => {
      for (const item of items) await persons.append(item);
    });
    // What else is in the table is nobody's journal.
    await dynamoCreditors(table).put(creditor);
    await table.put({ pk: 'casebook', sk: '1', entries: 'none' });
  });

  async function copied(): Promise<Database> {
    const db = openCopy(clockOf(laptop));
    await scan((scanned) => copyItem(db, scanned));
    copyCreditor(db, await dynamoCreditors(table).get('voorbeeld-incasso'));
    db.commit();
    return db;
  }

  it('are copied entry for entry, and the audit finds in them what it finds on the laptop', async () => {
    const copy = await copied();
    expect([...streams(copy)]).toEqual([...streams(laptop)]);
    expect([...streams(copy, 'person_items')]).toEqual([...streams(laptop, 'person_items')]);
    const found = auditDatabase(copy, clockOf(copy));
    expect(found).toEqual(auditDatabase(laptop, clockOf(laptop)));
    expect(found.violations).toEqual([]);
    expect(found.totals.cases).toBeGreaterThan(100);
    expect(found.totals.contacts.email).toBeGreaterThan(50);
  });

  it('do not hide a breach', async () => {
    const [first] = [...streams<Entry>(laptop)];
    const last = first?.items.at(-1)?.entries.at(-1);
    if (!first || !last) throw new Error('there is no case');
    const seq = last.seq + 2;
    await dynamoJournal(table).append({
      stream: first.stream,
      seq,
      cause: 'by-hand',
      entries: [{ ...last, seq }],
    } as Item);
    const { violations } = auditDatabase(await copied(), clockOf(laptop));
    expect(violations.map(({ rule }) => rule)).toContain('sequence-broken');
  });

  test('of a stretch of time are told again, all of it and nothing else', async () => {
    const from = '2026-01-08T00:00:00Z';
    const to = '2026-01-09T23:59:59Z';
    const told: Written[] = [];
    let most = 0;
    const bus = {
      publish: async (events: readonly Written[]) => {
        most = Math.max(most, events.length);
        told.push(...events);
      },
    };
    const number = await tellAgain(scan, bus, [{ from, to }]);
    const expected = [...streams(laptop)]
      .flatMap(({ items }) => items as Item[])
      .filter(({ entries }) => (entries.at(-1)?.at ?? '') >= from && (entries.at(-1)?.at ?? '') <= to)
      .map(({ stream, entries }) => ({
        case: stream,
        seq: entries.at(-1)?.seq,
        kinds: entries.map(({ kind }) => kind),
      }));
    const sorted = (events: readonly object[]) => events.map((event) => JSON.stringify(event)).sort();
    expect(sorted(told)).toEqual(sorted(expected));
    expect(number).toBe(expected.length);
    expect(number).toBeGreaterThan(100);
    expect(most).toBeLessThanOrEqual(100);
  });
});
