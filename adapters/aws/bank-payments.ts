import type { BankStore } from '../../core/ports.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

export function dynamoBankPayments(table: Table): BankStore {
  const newest = async (ours: string) =>
    (await table.get(keys.bankNewest(ours)))?.payment as string | undefined;
  const put = async (payment: string, record: string) => {
    await table.put({ ...keys.bankPayment(payment), record });
  };
  return {
    begin: async (ours, after, payment, record) => {
      // The record first: the newest is always one that can be found.
      await put(payment, record);
      const begun = await table.update(
        keys.bankNewest(ours),
        {
          text: 'set #payment = :payment',
          names: { '#payment': 'payment' },
          values: { ':payment': payment, ...(after !== undefined && { ':after': after }) },
        },
        `attribute_not_exists(#payment)${after === undefined ? '' : ' or #payment = :after'}`,
      );
      return begun ? payment : ((await newest(ours)) ?? payment);
    },
    put,
    get: async (payment) => (await table.get(keys.bankPayment(payment)))?.record as string | undefined,
    newest,
  };
}
