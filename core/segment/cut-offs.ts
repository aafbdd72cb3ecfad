import * as z from 'zod/mini';
import { Cents } from '../money/cents.ts';

const percent = z.int().check(z.minimum(0), z.maximum(100));

/**
 * Where one payment profile ends and the next begins. Willingness is read from the recovery score, means from what
 * people can pay at once. Kept as data, so that a portfolio can have its own (`fit-cut-offs.ts`).
 */
export const CutOffs = z
  .strictObject({
    /** Recovery score from which somebody with the means has probably only forgotten: a quick payer. */
    quickFrom: percent,
    /** Below this score hardly anybody pays unaided, whatever the amount: a problem payer, who is asked about help. */
    helpBelow: percent,
    /** Cents that most people can pay at once, from a month's money. What is more is offered in parts. */
    room: Cents,
    /** Points by which a score must lie beyond a cut-off before a case that has a profile gets another. */
    pointsMargin: percent,
    /** The same for amounts, in per cent of the room. */
    roomMargin: percent,
  })
  .check(
    z.refine(({ helpBelow, quickFrom }) => helpBelow < quickFrom, {
      message: 'whoever needs help pays less surely than a quick payer',
      path: ['helpBelow'],
    }),
  );
export type CutOffs = z.infer<typeof CutOffs>;

/**
 * What holds until a creditor's own cases say better.
 *
 * - `quickFrom` 66: two of three with such a score pay in full within 90 days. To be wrong is to leave somebody in peace
 *   who needed more words, so it is not even.
 * - `helpBelow` 30: fewer than one of three. Asking them whether help is needed costs a call, asking somebody in
 *   trouble three times to pay costs more.
 * - `room` € 450: about what a household around the middle has left in a month for what it did not expect. Above it
 *   a plan comes first.
 * - `pointsMargin` 5: a score moves so far by one unanswered message, without anything new about the person.
 * - `roomMargin` 15 %: interest, costs and small payments move what is owed so far, without anything new about means.
 */
export const defaultCutOffs: CutOffs = {
  quickFrom: 66,
  helpBelow: 30,
  room: 45_000,
  pointsMargin: 5,
  roomMargin: 15,
};
