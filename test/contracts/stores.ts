import type { Moment } from '../../core/calendar/moment.ts';
import type { BankStore, Ports } from '../../core/ports.ts';
import { creditorsContract } from './creditors.ts';
import { deliveriesContract } from './deliveries.ts';
import { journalContract } from './journal.ts';
import { listsContract } from './lists.ts';
import { modelsContract } from './models.ts';
import { peopleContract } from './people.ts';
import { safetyBudgetContract } from './safety-budget.ts';
import { smallStoresContract } from './small-stores.ts';

/** Everything that is kept in one table or database, empty, with a clock that a test sets. */
export interface Stores
  extends Pick<
    Ports,
    | 'journal'
    | 'persons'
    | 'people'
    | 'creditors'
    | 'lists'
    | 'tokens'
    | 'tries'
    | 'requests'
    | 'deliveries'
    | 'models'
  > {
  bank: BankStore;
  at(moment: Moment): void;
}

/** What every store promises, whatever its technology. */
export function storesContract(make: () => Promise<Stores>): void {
  journalContract(make);
  peopleContract(make);
  safetyBudgetContract(make);
  creditorsContract(make);
  listsContract(make);
  smallStoresContract(make);
  deliveriesContract(make);
  modelsContract(make);
}
