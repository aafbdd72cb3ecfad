import {
  BUSY_METRICS,
  COLD_EVERY,
  COLD_MS,
  logBytes,
  OWN_MS,
  PAGES_A_VISIT,
  TRACED,
  waitMs,
} from './assumptions.ts';
import { type Bill, billOf, FLOOR, fixedOf, type Line, sum, total } from './bill.ts';
import type { Measured } from './measure.ts';
import { prices, type Region } from './prices.ts';

/** Everything that the command has found, ready to be printed. Dollars and microdollars, as the names say. */
export interface CostReport {
  region: Region;
  seed: number;
  /** Five contacts that nobody answers, of a late payer. */
  journey: Measured;
  portfolio: Measured;
}

/** What a month costs at so many new cases a month, for a person. */
export function tellCost({ region, journey, portfolio }: CostReport, cases: number): string {
  const five = billOf(journey, region);
  const each = billOf(portfolio, region);
  const month = (microdollars: number) => dollars((microdollars * cases) / 1e6);
  const rowOf = (line: Line, index: number, of: keyof Bill) => {
    const beside = five[of][index];
    return row(
      line.what,
      micro(beside?.microdollars),
      micro(line.floor),
      times(beside),
      micro(line.microdollars),
      month(line.microdollars),
    );
  };
  const [machinery, messages] = [total(each.machinery), total(each.messages)];
  const unanswered = total(five.machinery);
  return [
    `Millionths of a dollar a case, ${region}, without free tiers and VAT.`,
    `Five contacts: ${number(journey.cases)} late payers, ${journey.days} days, nobody answers. The floor is what that needs at least.`,
    `Portfolio: the invented one, ${number(portfolio.cases)} cases, ${portfolio.days} days, with all that happens to them.`,
    '',
    row('', 'five contacts', 'floor', 'times', 'portfolio', `month at ${number(cases)}`),
    ...each.machinery.map((line, index) => rowOf(line, index, 'machinery')),
    row(
      'Machinery',
      micro(unanswered),
      micro(FLOOR),
      ratio(unanswered / FLOOR),
      micro(machinery),
      month(machinery),
    ),
    '',
    ...each.messages.map((line, index) => rowOf(line, index, 'messages')),
    row('Messages', micro(total(five.messages)), '', '', micro(messages), month(messages)),
    '',
    'Fixed, a month',
    ...fixedOf(region).map(
      ({ what, number: of, dollars: cost }) => `  ${what} (${of})`.padEnd(50) + dollars(cost).padStart(12),
    ),
    '',
    `If functions remembered every case they ever saw, reads were ${number(sum(portfolio.warmReads) / portfolio.cases)} a case instead of ${number(sum(portfolio.reads) / portfolio.cases)}.`,
    'What is assumed and not counted:',
    ...assumptions().map((one) => `  ${one}`),
  ].join('\n');
}

/** The same for a program. */
export function costJson({ region, seed, journey, portfolio }: CostReport, cases: number): object {
  const [five, each] = [billOf(journey, region), billOf(portfolio, region)];
  const machinery = total(each.machinery);
  const messages = total(each.messages);
  return {
    region,
    seed,
    days: portfolio.days,
    cases: portfolio.cases,
    microdollarsPerCase: { machinery, messages, floor: FLOOR, fiveContacts: total(five.machinery) },
    dollarsPerMonth: {
      newCases: cases,
      machinery: (machinery * cases) / 1e6,
      messages: (messages * cases) / 1e6,
      fixed: fixedOf(region),
    },
    lines: { fiveContacts: five, portfolio: each },
    counted: { fiveContacts: plain(journey), portfolio: plain(portfolio) },
    prices: prices[region],
    assumptions: assumptions(),
  };
}

function assumptions(): string[] {
  return [
    `Functions have the memory that they are deployed with. A call works ${OWN_MS} ms at 256 MB and waits ${waitMs.table} ms for each call of the table, ${waitMs.service} ms for other services, ${waitMs.provider} ms for a provider of messages.`,
    `One call in ${COLD_EVERY} finds its function cold: ${COLD_MS} ms more.`,
    `What goes well is not logged. Figures are ${logBytes.item} bytes with each item, a call of the API leaves ${logBytes.api}.`,
    `Traces are kept of ${100 * TRACED} % of the calls of the API: each costs $0.000005.`,
    'Each call reads the cases that it needs from their beginning, once.',
    "The table's stream tells of each item in a call of its own.",
    `Whoever pays or says something opens ${PAGES_A_VISIT} pages; nobody looks without saying or paying.`,
    `A busy stage has ${BUSY_METRICS} metrics.`,
  ];
}

function plain(measured: Measured): object {
  const entries = Object.entries(measured).map(([name, value]) => [
    name,
    value instanceof Map ? Object.fromEntries(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function row(what: string, ...columns: string[]): string {
  const widths = [14, 10, 8, 12, 24];
  return (
    what.padEnd(24) + columns.map((column, at) => column.padStart(widths[at] ?? 12)).join('')
  ).trimEnd();
}

const times = (line: Line | undefined) => (line?.floor ? ratio(line.microdollars / line.floor) : '');
const ratio = (of: number) => of.toFixed(2);
const micro = (of: number | undefined) =>
  of === undefined
    ? ''
    : new Intl.NumberFormat('en-IE', { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(of);
const number = (of: number) => new Intl.NumberFormat('en-IE', { maximumFractionDigits: 0 }).format(of);
const dollars = (of: number) =>
  `$${new Intl.NumberFormat('en-IE', { maximumFractionDigits: 2, minimumFractionDigits: 2 }).format(of)}`;
