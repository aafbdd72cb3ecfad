import type { PretendBank } from '../../../adapters/psp/pretend-bank.ts';
import type { MadePayments } from '../../contracts/payments.ts';

/** The pretend bank as the payments contract meets a provider. */
export function payingAt(bank: PretendBank): MadePayments {
  return {
    payments: bank,
    choose: async (url, what) => {
      const payment = await bank.choose(url.replace(/^.*\/bank\//, ''), what);
      return payment && (what === 'paid' || what === 'reversed') ? bank.webhook(payment) : undefined;
    },
  };
}
