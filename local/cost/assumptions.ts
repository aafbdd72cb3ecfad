/*
 * What a run cannot count: it is stated here, once, and printed beside the figures.
 */

/** Memory of each function, MB. */
export const MEMORY_MB = 256;

/** What a function does by itself in one call on a 256 MB Lambda, milliseconds: measured warm here, times seven. */
export const OWN_MS = 10;

/** How long a function waits for an answer, milliseconds. Waits are added up, although some are at the same time. */
export const waitMs = {
  table: 5,
  /** Step Functions, the scheduler, the bus. */
  service: 20,
  /** Mail, text messages, the print house. */
  provider: 80,
  /** Files. */
  bucket: 20,
};

/** One call in so many finds no warm environment, and its start is paid for too. */
export const COLD_EVERY = 100;
export const COLD_MS = 500;

/** Log of one call that went well: our own line, and the platform's. Bytes. */
export const LOG_BYTES = 400;

/** Pages that a debtor opens to pay or to say something: the link, the answer, the account, a form, the form sent. */
export const PAGES_A_VISIT = 5;

/** What it costs to keep a stage that nobody uses. How many there are of each. */
export const idle = { key: 0, secret: 1, alarm: 20, dashboard: 0, metric: 0 };
/** Metrics of our own that a busy stage has in every hour: they are paid for by the hour in which they have values. */
export const BUSY_METRICS = 45;
