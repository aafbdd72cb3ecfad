import { BUSY_METRICS, COLD_EVERY, idle, logBytes, TRACED } from './assumptions.ts';
import type { Measured } from './measure.ts';
import { type Priced, prices, type Region } from './prices.ts';

/** One line of a bill: what one case costs of it. A microdollar is a millionth of a dollar. */
export interface Line {
  what: string;
  /** Units a case, each with its name and price. */
  units: { of: Priced; number: number }[];
  microdollars: number;
  /** The least that sixty days with five contacts need of it; absent where the least is nothing. */
  floor?: number;
}

export interface Bill {
  /** Functions, machines, table: what a case costs without its messages. */
  machinery: Line[];
  messages: Line[];
}

const GB = 1024 ** 3;
const DAYS_A_MONTH = 30;

/**
 * The least that a case of sixty days with five contacts costs, in microdollars: 18 state transitions, 14 calls of
 * 60 ms, 46 writes, 30 reads, 20 KB for two months, 8 events, 4 calls of the API, 22 KB of log, at the prices of Ireland.
 */
const floors = {
  transitions: 450,
  writes: 32.4,
  reads: 4.2,
  kept: 20.1,
  log: 12.5,
  events: 8,
  functions: 5.6,
  api: 4.4,
};
export const FLOOR = Math.round(Object.values(floors).reduce((a, b) => a + b, 0));

export function sum(counts: Map<string, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}

/** Prices what was counted, for one case. */
export function billOf(measured: Measured, region: Region): Bill {
  const { cases } = measured;
  const line = (what: string, amounts: Partial<Record<Priced, number>>, floor?: number): Line => {
    const units = (Object.entries(amounts) as [Priced, number][]).map(([of, all]) => ({
      of,
      number: all / cases,
    }));
    const dollars = units.reduce((total, { of, number }) => total + number * prices[region][of].dollars, 0);
    return { what, units, microdollars: dollars * 1e6, ...(floor !== undefined && { floor }) };
  };
  const calls = sum(measured.calls);
  const gigabyteMonths = (measured.stored / GB) * (measured.days / DAYS_A_MONTH);
  return {
    machinery: [
      line('State transitions', { transition: measured.transitions }, floors.transitions),
      line('Table: writes', { write: sum(measured.writes) }, floors.writes),
      line('Table: reads', { read: sum(measured.reads) }, floors.reads),
      line('Table: what is kept', { storage: gigabyteMonths, restore: gigabyteMonths }, floors.kept),
      line(
        'Events and schedules',
        { event: measured.events, schedule: measured.schedulesFired },
        floors.events,
      ),
      line(
        'Functions',
        { invocation: calls, gigabyteSecond: sum(measured.gigabyteSeconds) },
        floors.functions,
      ),
      line(
        'Logs and traces',
        {
          log: (measured.events * logBytes.item + measured.apiCalls * logBytes.api) / GB,
          trace: measured.apiCalls * TRACED,
        },
        floors.log,
      ),
      // Each cold function reads the secret, which is under a key of its own.
      line('Secrets and keys', { secretCall: calls / COLD_EVERY, keyCall: calls / COLD_EVERY }),
      line('HTTP API', { api: measured.apiCalls }, floors.api),
      line('Feedback on messages', { notification: measured.notifications }),
    ],
    messages: [
      line('E-mails', { email: measured.email }),
      line('Text messages', { sms: measured.smsParts }),
      line('Letters', { letter: measured.letter }),
    ],
  };
}

export function total(lines: readonly Line[]): number {
  return lines.reduce((all, { microdollars }) => all + microdollars, 0);
}

/** What a stage costs a month before its first case, in dollars. */
export function fixedOf(region: Region): { what: string; number: number; dollars: number; busy?: true }[] {
  const at = prices[region];
  return [
    { what: 'Secret', number: idle.secret, dollars: idle.secret * at.secret.dollars },
    { what: 'KMS keys of our own', number: idle.key, dollars: idle.key * at.key.dollars },
    { what: 'Alarms, by what they look at', number: idle.alarm, dollars: idle.alarm * at.alarm.dollars },
    {
      what: 'Dashboards after the first three',
      number: idle.dashboard,
      dollars: idle.dashboard * at.dashboard.dollars,
    },
    {
      what: 'Metrics, when every hour has values',
      number: BUSY_METRICS,
      dollars: BUSY_METRICS * at.metric.dollars,
      busy: true,
    },
  ];
}
