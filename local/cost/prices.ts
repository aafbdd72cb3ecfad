/** A price as it stood on a day, and how sure we are of it. Dollars, without free tiers and without VAT. */
export interface Price {
  dollars: number;
  /** What one of it is. */
  unit: string;
  /** The day on which the source said so. */
  on: string;
  source: string;
  /** `verified`: read in that source. `memory`: known, and to be checked before a decision hangs on it. `assumed`: ours. */
  confidence: 'verified' | 'memory' | 'assumed';
}

export const regions = ['eu-west-1', 'eu-central-1'] as const;
export type Region = (typeof regions)[number];

const snapshot = (on: string) => ({ on, source: 'AWS Price List', confidence: 'verified' as const });
const page = (on: string, source: string) => ({ on, source, confidence: 'verified' as const });
const memory = { on: '2026-11-22', source: 'not looked up', confidence: 'memory' as const };
const assumed = { on: '2026-11-22', source: 'our own', confidence: 'assumed' as const };

const ireland = {
  transition: {
    dollars: 25e-6,
    unit: 'state transition',
    ...page('2026-11-22', 'AWS Step Functions pricing page'),
  },
  invocation: { dollars: 0.2e-6, unit: 'invocation', ...snapshot('2026-10-01') },
  gigabyteSecond: { dollars: 13.3334e-6, unit: 'GB-second on arm64', ...snapshot('2026-10-01') },
  write: { dollars: 0.705e-6, unit: 'write request unit', ...snapshot('2026-09-11') },
  read: { dollars: 0.1415e-6, unit: 'read request unit', ...snapshot('2026-09-11') },
  storage: { dollars: 0.283, unit: 'GB-month in the table', ...snapshot('2026-09-11') },
  restore: { dollars: 0.22, unit: 'GB-month of point-in-time recovery', ...snapshot('2026-09-11') },
  event: { dollars: 1e-6, unit: 'event of 64 KB at most', ...page('2026-03-31', 'cloudburn.io') },
  schedule: { dollars: 1e-6, unit: 'schedule that fires', ...page('2026-03-31', 'cloudburn.io') },
  api: { dollars: 1.11e-6, unit: 'call of the HTTP API', ...snapshot('2026-09-21') },
  notification: { dollars: 0.5e-6, unit: 'message of SES through SNS', ...memory },
  log: { dollars: 0.57, unit: 'GB of log taken in', ...snapshot('2026-09-22') },
  trace: { dollars: 5e-6, unit: 'trace kept by X-Ray', ...memory },
  secretCall: { dollars: 5e-6, unit: 'call of Secrets Manager', ...snapshot('2026-09-11') },
  keyCall: { dollars: 3e-6, unit: 'call of KMS', ...memory },
  email: { dollars: 100e-6, unit: 'e-mail', ...memory },
  sms: { dollars: 0.09, unit: 'part of a text message to NL', ...memory },
  letter: { dollars: 1, unit: 'letter, printed and posted', ...assumed },
  key: { dollars: 1, unit: 'KMS key a month', ...memory },
  secret: { dollars: 0.4, unit: 'secret a month', ...snapshot('2026-09-11') },
  alarm: { dollars: 0.1, unit: 'alarm a month', ...snapshot('2026-09-22') },
  metric: { dollars: 0.3, unit: 'metric of our own a month', ...snapshot('2026-09-22') },
  dashboard: { dollars: 3, unit: 'dashboard a month, after the first three', ...memory },
} satisfies Record<string, Price>;

export type Priced = keyof typeof ireland;

/** Prices by region. Each row of another region stands beside that of Ireland, which it otherwise has. */
export const prices: Record<Region, Record<Priced, Price>> = {
  'eu-west-1': ireland,
  'eu-central-1': {
    ...ireland,
    write: { ...ireland.write, dollars: 0.76e-6, ...memory },
    read: { ...ireland.read, dollars: 0.153e-6, ...memory },
    storage: { ...ireland.storage, dollars: 0.306, ...memory },
    restore: { ...ireland.restore, dollars: 0.24, ...memory },
    schedule: { ...ireland.schedule, dollars: 1.25e-6, ...memory },
    api: { ...ireland.api, dollars: 1.2e-6, ...memory },
    log: { ...ireland.log, dollars: 0.63, ...memory },
  },
};
