import { describe, expect, test } from 'vitest';
import type { Deliveries, Delivery } from '../../core/ports.ts';

/** What whoever keeps deliveries to creditors' systems promises. */
export function deliveriesContract(make: () => Promise<{ deliveries: Deliveries }>): void {
  const delivery = (n: number, but: Partial<Delivery> = {}): Delivery => ({
    id: `msg_${n}`,
    creditor: 'c',
    body: `{"n":${n}}`,
    at: `2026-01-05T09:00:${String(n).padStart(2, '0')}Z`,
    state: 'waiting',
    tries: [],
    ...but,
  });

  /** Ids of all deliveries, page by page. */
  async function ids(deliveries: Deliveries, limit: number, state?: Delivery['state']) {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await deliveries.of('c', { limit, ...(state && { state }), ...(after && { after }) });
      expect(page.deliveries.length).toBeLessThanOrEqual(limit);
      found.push(...page.deliveries.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    return found;
  }

  describe('a delivery', () => {
    test('is begun once: whoever comes later is given the one that is kept', async () => {
      const { deliveries } = await make();
      expect(await deliveries.begin(delivery(1))).toEqual(delivery(1));
      await deliveries.put(delivery(1, { tries: [{ at: '2026-01-05T09:01:00Z', status: 500 }] }));
      const kept = await deliveries.begin(delivery(1, { at: '2026-01-06T09:00:00Z', body: 'another' }));
      expect(kept).toEqual(delivery(1, { tries: [{ at: '2026-01-05T09:01:00Z', status: 500 }] }));
      expect(await deliveries.get('c', 'msg_1')).toEqual(kept);
    });

    test('is given to its own creditor alone', async () => {
      const { deliveries } = await make();
      await deliveries.begin(delivery(1));
      expect(await deliveries.get('d', 'msg_1')).toBeUndefined();
      expect(await deliveries.get('c', 'msg_2')).toBeUndefined();
      expect(await deliveries.of('d', { limit: 10 })).toEqual({ deliveries: [] });
    });

    test('is found newest first, page by page, of any state or of one', async () => {
      const { deliveries } = await make();
      const all = Array.from({ length: 25 }, (_, at) => delivery(at));
      for (const one of all) await deliveries.begin(one);
      for (const one of all.filter((_, at) => at % 2 === 0))
        await deliveries.put({ ...one, state: 'delivered' });
      for (const at of [1, 11]) await deliveries.put(delivery(at, { state: 'dead' }));
      const names = (numbers: number[]) => numbers.map((n) => `msg_${n}`);
      const down = Array.from({ length: 25 }, (_, at) => 24 - at);
      for (const limit of [1, 4, 25, 100]) {
        expect(await ids(deliveries, limit)).toEqual(names(down));
        expect(await ids(deliveries, limit, 'dead')).toEqual(names([11, 1]));
        expect(await ids(deliveries, limit, 'delivered')).toEqual(names(down.filter((n) => n % 2 === 0)));
        const waiting = down.filter((n) => n % 2 === 1 && n !== 1 && n !== 11);
        expect(await ids(deliveries, limit, 'waiting')).toEqual(names(waiting));
      }
      await deliveries.put(delivery(11, { state: 'waiting' }));
      expect(await ids(deliveries, 10, 'dead')).toEqual(['msg_1']);
    });
  });
}
