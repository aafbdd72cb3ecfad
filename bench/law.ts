import { performance } from 'node:perf_hooks';
import { SingleBar } from 'cli-progress';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { dayOfWeek, plusDays } from '../core/calendar/moment.ts';
import { PersonKind } from '../core/case/words.ts';
import type { Interest, InterestAsked, InterestPeriod, LawCreditor, Pack } from '../core/law/law.ts';
import { LawCountry, packFor } from '../core/law/packs.ts';
import { type Asked, accountOf } from '../local/law/account.ts';

/*
 * Statements a second: principal, interest with its periods, costs and the allocation of payments, over five years, for
 * claims of three countries and three kinds of person. Beside it the same statements with interest that is added up day
 * by day, in whole numbers without rounding until the law rounds. Ends with code 1 when one cent differs.
 *
 * npm run -s bench:law -- 100000
 */

const CASES = Number(process.argv[2] ?? 100_000);
const ON = '2026-11-25';
/** Parts of a cent in which nothing is lost: a day's interest in basis points of a year of 365 days. */
const PARTS = 10_000n * 365n;
/** Rates by country and person, a day at a time. */
const known = new Map<string, Map<string, number>>();

interface Work {
  pack: Pack;
  asked: Asked;
}

const work = makeWork(CASES);
const fast = time('as the law packs do it', work, (pack) => pack);
const naive = new Map<Pack, Pack>();
const slow = time('day by day', work, (pack) => {
  const known = naive.get(pack) ?? { ...pack, interest: dayByDay(pack) };
  naive.set(pack, known);
  return known;
});
const differ = fast.cents.filter((cents, index) => cents !== slow.cents[index]).length;

console.table([
  {
    way: 'law packs',
    'statements a second': Math.round(CASES / fast.seconds),
    seconds: fast.seconds.toFixed(1),
  },
  {
    way: 'day by day',
    'statements a second': Math.round(CASES / slow.seconds),
    seconds: slow.seconds.toFixed(1),
  },
]);
console.log(
  `${(slow.seconds / fast.seconds).toFixed(1)} times as fast; ${differ} of ${CASES} statements differ.`,
);
process.exitCode = differ > 0 ? 1 : 0;

/** What is owed at the end of each statement, cents. */
function time(
  name: string,
  works: readonly Work[],
  using: (pack: Pack) => Pack,
): { seconds: number; cents: number[] } {
  const bar = new SingleBar({ format: `${name} {bar} {percentage} %` });
  bar.start(works.length, 0);
  const began = performance.now();
  const cents = works.map(({ pack, asked }, index) => {
    const { open } = accountOf(using(pack), asked);
    if (index % 1_000 === 0) bar.update(index);
    return open.principal + open.interest + open.costs;
  });
  const seconds = (performance.now() - began) / 1_000;
  bar.stop();
  return { seconds, cents };
}

function makeWork(count: number): Work[] {
  const random = xoroshiro128plus(1);
  const int = (from: number, to: number) => uniformInt(random, from, to);
  const creditor: LawCreditor = {
    termsCleared: true,
    canReclaimVat: false,
    outsourced: true,
    damages: { flat: 2_000, rate: 1_000 },
    interestRate: 1_100,
  };
  return Array.from({ length: count }, (_, index) => {
    const country = LawCountry.options[index % 3] ?? 'NL';
    const person = PersonKind.options[int(0, 2)] ?? 'consumer';
    const dueOn = plusDays(ON, -int(1_800, 1_850));
    const first = plusDays(dueOn, 20 + (7 - dayOfWeek(dueOn)));
    const payments = Array.from({ length: int(0, 3) }, () => ({
      on: plusDays(first, int(0, 1_700)),
      cents: int(1_000, 60_000),
    }));
    const asked: Asked = {
      person,
      creditor,
      principal: int(5_000, 900_000),
      dueOn,
      agreedTerm: true,
      remindedUntil: [],
      notice: { channel: 'letter', on: first },
      payments,
      on: ON,
    };
    return { pack: packFor(country), asked };
  });
}

/** The rate of each day is asked for, and each day's interest is added, in parts so small that nothing is lost. */
function dayByDay(pack: Pack): Pack['interest'] {
  const capitalised = pack.country === 'NL';
  return (person, asked, creditor) => {
    const rates = ratesOf(pack, person, creditor);
    const value = addedUp(asked, (day) => rates.get(day) ?? 0, capitalised);
    return { value, rules: [] };
  };
}

/** The rate of each day, asked of the pack one day at a time. */
function ratesOf(pack: Pack, person: PersonKind, creditor?: LawCreditor): Map<string, number> {
  const key = `${pack.country} ${person}`;
  let rates = known.get(key);
  if (!rates) {
    rates = new Map();
    for (let day = plusDays(ON, -2_000); day <= ON; day = plusDays(day, 1)) {
      const one = { principal: 1, since: day, from: day, to: plusDays(day, 1) };
      rates.set(day, pack.interest(person, one, creditor).value.periods[0]?.rate ?? 0);
    }
    known.set(key, rates);
  }
  return rates;
}

function addedUp(asked: InterestAsked, rateOn: (day: string) => number, capitalised: boolean): Interest {
  const { principal, since, to } = asked;
  const periods: InterestPeriod[] = [];
  const from = asked.from > since ? asked.from : since;
  let base = BigInt(principal);
  let year = since.slice(5);
  if (year === '02-29') year = '03-01';
  let running = 0n;
  let day = since;
  const add = () => {
    running += base * BigInt(rateOn(day));
    day = plusDays(day, 1);
    if (!capitalised || day.slice(5) !== year || day === since) return 0n;
    const whole = rounded(running);
    running = 0n;
    return whole;
  };
  while (day < from) base += add();
  if (capitalised && asked.unpaid !== undefined) {
    const unpaid = BigInt(asked.unpaid);
    if (unpaid < rounded(running)) running = unpaid * PARTS;
    const grown = base - BigInt(principal);
    const left = unpaid - rounded(running);
    base = BigInt(principal) + (grown < left ? grown : left);
  }
  let cents = -rounded(running);
  while (day < to) {
    const whole = add();
    cents += whole;
    base += whole;
  }
  return { cents: from >= to ? 0 : Number(cents + rounded(running)), periods };
}

function rounded(parts: bigint): bigint {
  return (2n * parts + PARTS) / (2n * PARTS);
}
