import { sqliteBankPayments } from '../../../adapters/local/bank-payments.ts';
import { openDatabase } from '../../../adapters/local/database.ts';
import { sqliteDeliveries } from '../../../adapters/local/deliveries.ts';
import { sqliteJournal, sqlitePersons } from '../../../adapters/local/journal.ts';
import { sqliteRequests } from '../../../adapters/local/requests.ts';
import { sqliteCreditors, sqliteLists, sqlitePeople, sqliteTokens } from '../../../adapters/local/tables.ts';
import { sqliteTries } from '../../../adapters/local/tries.ts';
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
    bank: sqliteBankPayments(db),
    at: (moment) => {
      now = moment;
    },
  };
}

storesContract(make);
