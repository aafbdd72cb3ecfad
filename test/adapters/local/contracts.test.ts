import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFile } from '../../../adapters/csv/open-file.ts';
import { sqliteArchive } from '../../../adapters/local/archive.ts';
import { sqliteBankPayments } from '../../../adapters/local/bank-payments.ts';
import { openDatabase } from '../../../adapters/local/database.ts';
import { sqliteDeliveries } from '../../../adapters/local/deliveries.ts';
import { sqliteErasures } from '../../../adapters/local/erasures.ts';
import { sqliteFiles } from '../../../adapters/local/files.ts';
import { sqliteJournal, sqlitePersons } from '../../../adapters/local/journal.ts';
import { sqliteModels } from '../../../adapters/local/models.ts';
import { sqliteRequests } from '../../../adapters/local/requests.ts';
import { sqliteCreditors, sqliteLists, sqlitePeople, sqliteTokens } from '../../../adapters/local/tables.ts';
import { sqliteTries } from '../../../adapters/local/tries.ts';
import { sqliteUploads } from '../../../adapters/local/uploads.ts';
import type { RawRow } from '../../../core/case/claim-row.ts';
import { ColumnMap } from '../../../core/case/column-map.ts';
import { archiveAndErasuresContract } from '../../contracts/archive-and-erasures.ts';
import { columns, filesContract } from '../../contracts/files.ts';
import { type Stores, storesContract } from '../../contracts/stores.ts';

async function make(): Promise<Stores> {
  const db = openDatabase(':memory:');
  let now = '2026-01-05T09:00:00Z';
  return {
    journal: sqliteJournal(db),
    persons: sqlitePersons(db),
    people: sqlitePeople(db, () => now),
    creditors: sqliteCreditors(db),
    lists: sqliteLists(db),
    tokens: sqliteTokens(db),
    tries: sqliteTries(db),
    requests: sqliteRequests(db),
    deliveries: sqliteDeliveries(db),
    models: sqliteModels(db, () => {}),
    bank: sqliteBankPayments(db),
    at: (moment) => {
      now = moment;
    },
  };
}

storesContract(make);

filesContract(async () => {
  const db = openDatabase(':memory:');
  const files = sqliteFiles(db);
  const uploads = sqliteUploads(db, () => '2026-01-05T09:00:00Z');
  const folder = mkdtempSync(join(tmpdir(), 'amicable-'));
  return {
    files,
    uploads,
    bring: async (file, text) => {
      const path = join(folder, file);
      writeFileSync(path, text);
      await openFile(path, ColumnMap.parse(columns), async (opened) => {
        if (!opened.ok) throw new Error('not a good file');
        const rows: RawRow[] = [];
        for await (const row of opened.rows()) rows.push(row as RawRow);
        files.put(file, rows, opened.map);
      });
      rmSync(folder, { recursive: true });
      uploads.arrived(file);
    },
  };
});

archiveAndErasuresContract(async () => {
  const db = openDatabase(':memory:');
  const archive = sqliteArchive(db, () => '2026-01-05T09:00:00Z');
  return { archive, erasures: sqliteErasures(db), fetch: async (name) => archive.read(name)?.content ?? '' };
});
