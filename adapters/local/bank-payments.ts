import type { BankStore } from '../../core/ports.ts';
import type { Database } from './database.ts';

export function sqliteBankPayments(db: Database): BankStore {
  const newest = (ours: string) =>
    db.get<{ payment: string }>(
      'select payment from bank_payments where ours = ? order by n desc limit 1',
      ours,
    )?.payment;
  return {
    begin: async (ours, after, payment, record) => {
      const now = newest(ours);
      if (now !== undefined && now !== after) return now;
      db.run('insert into bank_payments (payment, ours, record) values (?, ?, ?)', payment, ours, record);
      return payment;
    },
    put: async (payment, record) => {
      db.run('update bank_payments set record = ? where payment = ?', record, payment);
    },
    get: async (payment) =>
      db.get<{ record: string }>('select record from bank_payments where payment = ?', payment)?.record,
    newest: async (ours) => newest(ours),
  };
}
