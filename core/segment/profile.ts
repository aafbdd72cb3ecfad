import { type Case, runningPlan } from '../case/case.ts';
import type { Journey, Profile } from '../case/words.ts';
import { outstanding } from '../message/blocked.ts';
import type { CutOffs } from './cut-offs.ts';
import { type Room, roomOf } from './means.ts';

/** A payment profile with what it was chosen from, as the journal keeps it. */
export interface Chosen {
  profile: Profile;
  reason: string;
  inputs: Record<string, number | string>;
}

const meansInWords: Record<Room['from'], string> = {
  stated: 'what they say they can spare a month',
  'part-payments': 'the largest part that they paid',
  payments: 'what they paid at once before',
  'kept-plan': 'the instalments that they paid',
  'most-people': 'what most people can pay at once',
};

/**
 * The payment profile: what somebody said, above any score; then what happened; then willingness (the score) and means
 * (what is owed against what can be paid at once).
 *
 * |                        | means suffice         | means fall short |
 * |------------------------|-----------------------|------------------|
 * | from `quickFrom`       | quick payer           | arranger         |
 * | in between             | late payer            | arranger         |
 * | below `helpBelow`      | problem payer         | problem payer    |
 *
 * A case that has a profile keeps it until a cut-off is crossed by a margin. A profile softens or delays: no journey comes
 * to any message, notice or costs sooner than the late payer's, which a case without a profile gets.
 *
 * @param points the recovery score: the chance in per cent that all is paid within 90 days
 * @param hardshipBefore they reported money trouble in an earlier case
 */
export function chooseProfile(c: Case, points: number, cutOffs: CutOffs, hardshipBefore = false): Chosen {
  const known = byWordOrEvent(c, hardshipBefore);
  if (known) return { profile: 'problem-payer', reason: known, inputs: { points, amount: outstanding(c) } };

  const { quickFrom, helpBelow, room: usual, pointsMargin, roomMargin } = cutOffs;
  const amount = outstanding(c);
  const room = roomOf(c, usual);
  const inputs = { points, amount, room: room.cents, means: room.from, quickFrom, helpBelow };
  const was = sides(c.profile);

  if (points < edge(helpBelow, pointsMargin, was.aboveHelp)) {
    return {
      profile: 'problem-payer',
      reason: `Score ${points}: hardly likely to be paid unaided.`,
      inputs,
    };
  }
  // The higher the amount, the shorter the means: a case that was short stays so until the amount is well below.
  if (amount > edge(room.cents, Math.round((room.cents * roomMargin) / 100), was.short)) {
    return { profile: 'arranger', reason: `More than ${meansInWords[room.from]}.`, inputs };
  }
  return points >= edge(quickFrom, pointsMargin, was.quick)
    ? { profile: 'quick-payer', reason: `Score ${points}: probably forgotten.`, inputs }
    : { profile: 'late-payer', reason: `Score ${points}: probably late, but willing.`, inputs };
}

/** Why somebody is a problem payer whatever the score: what they said, or what happened; undefined when nothing was. */
export function byWordOrEvent(c: Case, hardshipBefore = false): string | undefined {
  // Nothing takes a word back: who goes on after hardship goes on kindly.
  if (c.hardshipAt) return 'Hardship was reported.';
  if (hardshipBefore) return 'Hardship was reported in an earlier case.';
  if (c.lastEnd === 'unanswered') return 'A whole journey went unanswered: ask whether help is needed.';
  if ([...c.plans.values()].some(({ state }) => state === 'broken')) return 'A plan could not be kept.';
  return undefined;
}

/** On which side of each cut-off a profile lies, as far as it says so. */
function sides(profile: Profile | undefined): { aboveHelp?: boolean; quick?: boolean; short?: boolean } {
  switch (profile) {
    case 'quick-payer':
      return { aboveHelp: true, quick: true, short: false };
    case 'late-payer':
      return { aboveHelp: true, quick: false, short: false };
    case 'arranger':
      return { aboveHelp: true, short: true };
    case 'problem-payer':
      return { aboveHelp: false };
    case undefined:
      return {};
  }
}

/** A cut-off as it holds for who was above it (lower by the margin), below it (higher), or neither. */
function edge(cutOff: number, margin: number, wasAbove: boolean | undefined): number {
  if (wasAbove === undefined) return cutOff;
  return wasAbove ? cutOff - margin : cutOff + margin;
}

/** The machine that is the case's next journey: a running plan goes first, else the profile's own. */
export function chooseJourney(c: Case): Journey {
  return runningPlan(c) ? 'payment-plan' : (c.profile ?? 'late-payer');
}
