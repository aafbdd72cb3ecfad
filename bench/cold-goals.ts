/** How long a function may take when it is cold, and how large it may be. */
export interface Goal {
  /** Times an empty handler's process. */
  ratio: number;
  /** KB that are loaded at once. */
  atOnce: number;
  /** KB with what is loaded when it is needed. */
  all: number;
}

/** What calls providers, draws letters or reads whole files. */
const usual: Goal = { ratio: 5, atOnce: 1_100, all: 1_100 };

const waitedFor = ['debtor-page', 'payment-webhook', 'creditor-api'];

/** The goal of a function: smaller where somebody waits for it. */
export function goalOf(name: string): Goal {
  return waitedFor.includes(name) ? { ...usual, ratio: 3.6, atOnce: 500 } : usual;
}
