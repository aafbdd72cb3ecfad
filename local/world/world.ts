import type { ClockEvent } from '../days.ts';
import type { Place, World } from '../laptop.ts';
import { type DebtorEvent, simulatedDebtors } from './debtors.ts';
import { type FeedEvent, sendFile } from './feed.ts';
import { type HandlerEvent, simulatedHandlers } from './handlers.ts';
import { type SettlementEvent, settle } from './recorded.ts';

type WorldEvent = DebtorEvent | HandlerEvent | FeedEvent | SettlementEvent | ClockEvent;

/** The world around a place: its debtors (simulated, or recorded and silent), handlers, bank and creditor. */
export function createWorld(place: Place, seed: number, debtors: 'simulated' | 'recorded'): World {
  const people = simulatedDebtors(place, seed);
  const handlers = simulatedHandlers(place, seed, debtors === 'recorded');
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
          return await sendFile(place, event);
        case 'bank':
          return await settle(place, event);
        case 'clock':
          await place.invoke(event.calls, {});
      }
    },
  };
}
