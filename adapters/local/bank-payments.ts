import type { Database } from './database.ts';

/** Payments that were begun at the pretend bank. A payment that is put again keeps its place. */
export function sqliteBankPayments(db: Database) {
  return {
    put: (payment: string, ours: string, record: string): void => {
      db.run(
        `insert into bank_payments (payment, ours, record) values (?, ?, ?)
         on conflict (payment) do update set record = excluded.record`,
        payment,
        ours,
        record,
      );
    },
    get: (payment: string): string | undefined =>
      db.get<{ record: string }>('select record from bank_payments where payment = ?', payment)?.record,
    newest: (ours: string): string | undefined =>
      db.get<{ payment: string }>(
        'select payment from bank_payments where ours = ? order by n desc limit 1',
        ours,
      )?.payment,
  };
}
