import type { Deliveries, Delivery } from '../../core/ports.ts';
import type { Database } from './database.ts';

export function sqliteDeliveries(db: Database): Deliveries {
  const get = (creditor: string, id: string): Delivery | undefined => {
    const row = db.get<{ record: string }>(
      'select record from deliveries where creditor = ? and id = ?',
      creditor,
      id,
    );
    return row && (JSON.parse(row.record) as Delivery);
  };
  const put = (delivery: Delivery, otherwise: string) => {
    db.run(
      `insert into deliveries (id, creditor, state, record) values (?, ?, ?, ?) on conflict (id) do ${otherwise}`,
      delivery.id,
      delivery.creditor,
      delivery.state,
      JSON.stringify(delivery),
    );
  };
  return {
    begin: async (delivery) => {
      put(delivery, 'nothing');
      return get(delivery.creditor, delivery.id) ?? delivery;
    },
    put: async (delivery) => put(delivery, 'update set state = excluded.state, record = excluded.record'),
    get: async (creditor, id) => get(creditor, id),
    of: async (creditor, { state, after, limit }) => {
      const rows = db.all<{ n: number; record: string }>(
        `select n, record from deliveries where creditor = ? and n < ? and (? = '' or state = ?)
         order by n desc limit ?`,
        creditor,
        after === undefined ? Number.MAX_SAFE_INTEGER : Number(after),
        state ?? '',
        state ?? '',
        limit,
      );
      const last = rows.at(-1);
      return {
        deliveries: rows.map(({ record }) => JSON.parse(record) as Delivery),
        ...(last && rows.length === limit && { next: String(last.n) }),
      };
    },
  };
}
