import type { Deliveries, Delivery } from '../../core/ports.ts';
import { deliveryList, fadesAfter, keys } from './keys.ts';
import type { Indexed, Stored, Table } from './table.ts';

/** Days for which a delivery is kept after it was taken. */
const KEPT = 90;

/** Most that is read for one page: of a state that is rare a page can be short. */
const MOST_READ = 500;

export function dynamoDeliveries(table: Table): Deliveries {
  return {
    begin: async (delivery) => {
      const item = itemFrom(delivery);
      if (await table.putNew(item)) return delivery;
      const kept = await table.get(keys.delivery(delivery.creditor, delivery.id));
      return kept ? deliveryFrom(kept) : delivery;
    },
    put: async (delivery) => {
      await table.put(itemFrom(delivery));
    },
    get: async (creditor, id) => {
      const kept = await table.get(keys.delivery(creditor, id));
      return kept && deliveryFrom(kept);
    },
    of: async (creditor, { state, after, limit }) => {
      const lists = [false, true].filter((dead) => state === undefined || dead === (state === 'dead'));
      const deliveries: Delivery[] = [];
      let before = after;
      for (let read = 0; read < MOST_READ; ) {
        const pages = await Promise.all(
          lists.map((dead) =>
            table.list(deliveryList(creditor, dead), {
              newestFirst: true,
              limit,
              ...(before !== undefined && { before }),
            }),
          ),
        );
        const all = pages.flatMap(({ found }) => found).sort((a, b) => (a.place < b.place ? 1 : -1));
        const newest = all.slice(0, limit);
        const rest = all.length > limit || pages.some(({ more }) => more);
        for (const { place, delivery } of await inOrder(table, newest)) {
          if (state === undefined || delivery.state === state) deliveries.push(delivery);
          if (deliveries.length < limit) continue;
          return { deliveries, ...((rest || place !== newest.at(-1)?.place) && { next: place }) };
        }
        if (!rest) return { deliveries };
        before = newest.at(-1)?.place;
        read += newest.length;
      }
      return { deliveries, ...(before !== undefined && { next: before }) };
    },
  };
}

/** Records of some places, in their order. */
async function inOrder(
  table: Table,
  places: readonly Indexed[],
): Promise<{ place: string; delivery: Delivery }[]> {
  const found = await table.getAll(places.map(({ pk, sk }) => ({ pk, sk })));
  const records = new Map(found.map((item) => [item.sk, deliveryFrom(item)]));
  return places.flatMap(({ sk, place }) => {
    const delivery = records.get(sk);
    return delivery ? [{ place, delivery }] : [];
  });
}

function itemFrom(delivery: Delivery): Stored {
  const { creditor, id, at, state } = delivery;
  return {
    ...keys.delivery(creditor, id),
    record: JSON.stringify(delivery),
    list: deliveryList(creditor, state === 'dead'),
    place: `${at}#${id}`,
    ...(state === 'delivered' && { fades: fadesAfter(KEPT) }),
  };
}

function deliveryFrom({ record }: Stored): Delivery {
  return JSON.parse(`${record}`) as Delivery;
}
