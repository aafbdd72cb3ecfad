import { type Day, dayAt, dayOfWeek, plusDays } from '../../core/calendar/moment.ts';
import { type Channel, Profile, Step } from '../../core/case/words.ts';
import type { Totals } from '../../core/money/statement.ts';
import { ZONE } from '../days.ts';
import { type CaseReading, type Readings, sumOf } from './readings.ts';

// What the plots show, and the tables beside them: all of it counted from the readings.

export interface Week {
  monday: Day;
  /** Money that paid something, net of what was taken back, in cents; and all of it so far. */
  cents: number;
  soFar: number;
  sent: Record<Channel, number>;
}

/** The weeks from the first thing that happened to the day it is, none left out. */
export function weeksOf(cases: readonly CaseReading[], today: Day): Week[] {
  const cents = new Map<Day, number>();
  const sent = new Map<Day, Record<Channel, number>>();
  for (const one of cases) {
    for (const { on, cents: paid } of one.paid) add(cents, mondayOf(on), paid);
    for (const { at, channel } of one.sent) {
      const monday = mondayOf(dayAt(at, ZONE));
      const counted = sent.get(monday) ?? { email: 0, sms: 0, letter: 0 };
      counted[channel] += 1;
      sent.set(monday, counted);
    }
  }
  const first = [...cents.keys(), ...sent.keys()].sort()[0];
  if (!first) return [];
  const weeks: Week[] = [];
  let soFar = 0;
  // The clock stands at midnight: of a week that begins today nothing has been yet.
  const last = [mondayOf(plusDays(today, -1)), ...cents.keys(), ...sent.keys()].sort().at(-1) ?? first;
  for (let monday = first; monday <= last; monday = plusDays(monday, 7)) {
    soFar += cents.get(monday) ?? 0;
    weeks.push({
      monday,
      cents: cents.get(monday) ?? 0,
      soFar,
      sent: sent.get(monday) ?? { email: 0, sms: 0, letter: 0 },
    });
  }
  return weeks;
}

const mondays = new Map<Day, Day>();

function mondayOf(day: Day): Day {
  let monday = mondays.get(day);
  if (!monday) {
    monday = plusDays(day, 1 - dayOfWeek(day));
    mondays.set(day, monday);
  }
  return monday;
}

function add<K>(counted: Map<K, number>, key: K, by: number): void {
  counted.set(key, (counted.get(key) ?? 0) + by);
}

/** How many cases ended how, or wait; the most frequent first. */
export function statesOf(cases: readonly CaseReading[]): { state: CaseReading['state']; cases: number }[] {
  const counted = new Map<CaseReading['state'], number>();
  for (const { state } of cases) add(counted, state, 1);
  return [...counted].map(([state, cases]) => ({ state, cases })).sort((a, b) => b.cases - a.cases);
}

/** Messages of each step by channel; steps that were sent most often first. */
export function stepsOf(
  cases: readonly CaseReading[],
): { step: Step; sent: Record<Channel, number>; all: number }[] {
  const counted = new Map(Step.options.map((step) => [step, { email: 0, sms: 0, letter: 0 }]));
  for (const { sent } of cases) {
    for (const { step, channel } of sent) {
      const row = counted.get(step);
      if (row) row[channel] += 1;
    }
  }
  return [...counted]
    .map(([step, sent]) => ({ step, sent, all: sent.email + sent.sms + sent.letter }))
    .filter(({ all }) => all > 0)
    .sort((a, b) => b.all - a.all);
}

/** What the cases of each profile owe and paid. */
export function profilesOf(
  cases: readonly CaseReading[],
): { profile: Profile; cases: number; totals: Totals; owed: number }[] {
  return Profile.options.flatMap((profile) => {
    const own = cases.filter((one) => one.profile === profile);
    const totals = sumOf(own.map((one) => one.totals));
    return own.length === 0 ? [] : [{ profile, cases: own.length, totals, owed: owedOf(totals) }];
  });
}

export function owedOf({ principal, interest, costs }: Totals): number {
  return principal + interest + costs;
}

/** Messages that were sent, by channel. */
export function sentOf({ cases }: Readings): Record<Channel, number> {
  const sent = { email: 0, sms: 0, letter: 0 };
  for (const one of cases) for (const { channel } of one.sent) sent[channel] += 1;
  return sent;
}
