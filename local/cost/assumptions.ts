/*
 * What a run cannot count: it is stated here, once, and printed beside the figures.
 */

/** Memory of a function, MB, and of those that have another. */
const MEMORY_MB = 256;
const memory: Record<string, number> = {
  'creditor-api': 1_024,
  'debtor-page': 1_024,
  'import-file': 1_769,
  'import-part': 512,
  'learn-score': 2_048,
  'make-export': 1_769,
  'payment-webhook': 512,
  'send-and-wait': 512,
  'send-message': 512,
  sweep: 1_769,
};

export function memoryOf(name: string): number {
  return memory[name] ?? MEMORY_MB;
}

/**
 * What a function does by itself in one call with 256 MB, milliseconds; with more memory it is as much faster. Measured
 * warm on a laptop it is 0.02 to 0.8 ms, a seventh of that processor is 256 MB, and journals are read from the beginning.
 */
export const OWN_MS = 10;

/** How long a function waits for an answer, milliseconds. Waits are added up, although some are at the same time. */
export const waitMs = {
  table: 5,
  /** Step Functions, the scheduler, the bus. */
  service: 20,
  /** Mail, text messages, the print house, with what it takes to make the message. */
  provider: 100,
  /** Files. */
  bucket: 20,
};

/** One call in so many finds no warm environment, and its start is paid for too. */
export const COLD_EVERY = 100;
export const COLD_MS = 500;

/** What goes well is not logged. Bytes of what is: figures told with each item of a journal, and calls of the API. */
export const logBytes = { item: 400, api: 300 };

/** Share of the HTTP API's calls of which a trace is kept: at little traffic every one. Nothing else is traced. */
export const TRACED = 1;

/** Pages that a debtor opens to pay or to say something: the link, the answer, the account, a form, the form sent. */
export const PAGES_A_VISIT = 5;

/**
 * What stands there and is paid for when nobody uses a stage. An alarm is paid for by each metric that it looks at. The
 * first three dashboards are free.
 */
export const idle = { key: 2, secret: 1, alarm: 70, dashboard: 0 };
/** Metrics of our own that a busy stage has in every hour: they are paid for by the hour in which they have values. */
export const BUSY_METRICS = 45;
