import type { Payments } from '../../core/ports.ts';

/** Where no provider is set up: debtors transfer money themselves, and nobody tells of payments by webhook. */
export const noPayments: Payments = {
  provider: 'none',
  transfersOnly: true,
  pagesAt: "'self'",
  begin: async () => {
    throw new Error('No provider of payments is set up.');
  },
  find: async () => undefined,
  read: async () => ({ refused: 'signature' }),
};
