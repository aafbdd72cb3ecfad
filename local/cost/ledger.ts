import type { Kept } from './layout.ts';

/** Where ports write down what they were asked, each thing at the function that asked. */
export interface Ledger {
  sums: {
    stored: number;
    events: number;
    schedulesSet: number;
    email: number;
    smsParts: number;
    letter: number;
  };
  writes: Map<string, number>;
  /** Functions that schedules call. */
  scheduled: Set<string>;
  /** A function waits for an answer so long. Milliseconds. */
  wait(ms: number): void;
  write(what: string, units: number): void;
  /** @param warm units for a function that remembers what it has read in earlier calls */
  read(what: string, cold: number, warm?: number): void;
  /** An item that stays. @returns its bytes */
  store(item: { [name: string]: Kept }): number;
  /** What the function that runs has read in this very call: it knows that until it ends. */
  seen(): Set<string>;
}

export function add(to: Map<string, number>, name: string, number: number): void {
  to.set(name, (to.get(name) ?? 0) + number);
}
