import type { Moment } from '../../calendar/moment.ts';
import type { Case } from '../../case/case.ts';
import type { Context } from '../../case/context.ts';
import type { Entry } from '../../case/entry.ts';
import { fold } from '../../case/fold.ts';
import { Channel } from '../../case/words.ts';
import type { CaseJournal } from '../../ports.ts';
import type { View } from '../feature.ts';
import { type Around, scoringDay, viewOf } from './view.ts';

/** Earlier cases that are looked at: older ones say little, and each is a journal to read. */
export const MOST_EARLIER = 12;

/** A case as its journal told it before a moment; undefined where it told nothing yet. */
export function knownBefore(id: string, entries: readonly Entry[], moment: Moment): Case | undefined {
  const known = entries.filter(({ at }) => at < moment);
  return fold([{ stream: id, seq: 1, cause: '', entries: known }]);
}

/** How many channels reach a person, as is known now. */
export function channelsThatReach({ reach, person }: Pick<Context, 'reach' | 'person'>): number {
  return Channel.options.filter((channel) => reach[channel] && !person.failedAddresses.has(channel)).length;
}

/** The channels that the latest score before noted in its receipt: journals tell of them nowhere else. */
export function channelsNoted(entries: readonly Entry[]): number {
  const scored = entries.findLast(({ kind }) => kind === 'scored');
  const noted = scored?.receipt?.inputs?.channels;
  return typeof noted === 'number' ? noted : Number.NaN;
}

/** The earlier cases of a case's debtor as known before a moment. Reads nothing for somebody's first case. */
export async function earlierCases(
  journal: Pick<CaseJournal, 'read'>,
  id: string,
  moment: Moment,
): Promise<Case[]> {
  const [, base = '', number = '1'] = /^(.*)-(\d+)$/.exec(id) ?? [];
  const first = Math.max(1, Number(number) - MOST_EARLIER);
  const cases: Case[] = [];
  for (let earlier = first; earlier < Number(number); earlier += 1) {
    const items = await journal.read(`${base}-${earlier}`);
    const c = knownBefore(
      `${base}-${earlier}`,
      items.flatMap(({ entries }) => entries),
      moment,
    );
    if (c) cases.push(c);
  }
  return cases;
}

/** What is known of a case now. */
export async function viewNow(
  journal: Pick<CaseJournal, 'read'>,
  c: Case,
  context: Pick<Context, 'reach' | 'person'>,
  now: Moment,
  { prior, plan }: Pick<Around, 'prior' | 'plan'>,
): Promise<View | undefined> {
  return viewOf(c, {
    day: scoringDay(now),
    earlier: await earlierCases(journal, c.id, now),
    channels: channelsThatReach(context),
    prior,
    ...(plan && { plan }),
  });
}
