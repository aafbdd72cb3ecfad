import type { Laptop, World } from '../laptop.ts';
import { type DebtorEvent, simulatedDebtors } from './debtors.ts';
import { type FeedEvent, sendFile } from './feed.ts';
import { type HandlerEvent, simulatedHandlers } from './handlers.ts';
import { type SettlementEvent, settle } from './recorded.ts';

type WorldEvent = DebtorEvent | HandlerEvent | FeedEvent | SettlementEvent | { who: 'clock' };

/** The world around a laptop: its debtors (simulated, or recorded and silent), handlers, bank and creditor. */
export function createWorld(laptop: Laptop, seed: number, debtors: 'simulated' | 'recorded'): World {
  const people = simulatedDebtors(laptop, seed);
  const handlers = simulatedHandlers(laptop, seed, debtors === 'recorded');
  return {
    sent: (message) => {
      if (debtors === 'simulated') people.received(message);
    },
    written: handlers.written,
    due: async (what) => {
      const event = what as WorldEvent;
      switch (event.who) {
        case 'debtor':
          return await people.due(event);
        case 'handler':
          return await handlers.due(event);
        case 'creditor':
          return await sendFile(laptop, event);
        case 'bank':
          return await settle(laptop, event);
        case 'clock':
          await laptop.invoke('sweep', {});
      }
    },
  };
}
