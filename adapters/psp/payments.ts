import type { BankStore, Clock, Payments } from '../../core/ports.ts';
import { noPayments } from './no-payments.ts';
import { pretendBank } from './pretend-bank.ts';

/**
 * The provider that a stage has.
 *
 * @param keys of the pretend bank, the one that signs first
 */
export function openPayments(
  provider: 'pretend-bank' | 'none',
  store: BankStore,
  keys: () => readonly string[],
  now: Clock['now'],
): Payments {
  return provider === 'none' ? noPayments : pretendBank(store, keys(), now);
}
