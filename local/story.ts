import { type Moment, plusDays, withOffset } from '../core/calendar/moment.ts';
import type { Entry } from '../core/case/entry.ts';
import { fold, type Item } from '../core/case/fold.ts';
import { sum } from '../core/money/cents.ts';
import { totals } from '../core/money/statement.ts';
import { written } from '../core/score/glass-box/unit.ts';
import { euros, languageInWords, spoken } from './words.ts';

/** What a reader can skip: it happened, but says nothing that the next line does not say. */
export const quiet: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>([
  'contact-claimed',
  'contact-delivered',
  'wait-opened',
]);

/**
 * The story of one case, entry by entry, in the words a handler would use, with its statement at the end. Holds no
 * personal data: neither does the journal.
 *
 * @param zone time zone in which moments are told
 */
export function tellCase(id: string, items: readonly Item[], zone: string, all = false): string {
  const c = fold(items);
  if (!c) return `There is no case ${id}.`;
  const lines = [`Case ${id}`, ''];
  let day = '';
  for (const entry of items.flatMap((item) => item.entries)) {
    if (!all && quiet.has(entry.kind)) continue;
    const [date, clock] = wall(entry.at, zone);
    lines.push(`${date === day ? '          ' : date}  ${clock}  ${tellEntry(id, entry)}`);
    if (entry.receipt?.reason && decided.has(entry.kind))
      lines.push(`${' '.repeat(19)}why: ${entry.receipt.reason}`);
    day = date;
  }
  const sums = totals([...c.claims.values()].map((claim) => claim.books));
  lines.push(
    '',
    `Statement: principal ${euros(sums.principal)} + interest ${euros(sums.interest)} + costs ${euros(sums.costs)}` +
      ` = paid ${euros(sums.paid)} + waived ${euros(sums.waived)} + outstanding ${euros(sums.outstanding)}`,
    c.closed ? `Outcome: ${spoken(c.closed.outcome)}` : 'Outcome: waiting',
  );
  return lines.join('\n');
}

/** Decisions that a reader wants to understand at once: their reason is told with them. */
export const decided: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>([
  'profile-assigned',
  'costs-charged',
  'costs-withdrawn',
  'plan-agreed',
]);

/** Day and time of day that clocks on the wall of a zone show. */
export function wall(at: Moment, zone: string): [day: string, clock: string] {
  const local = withOffset(at, zone);
  return [local.slice(0, 10), local.slice(11, 16)];
}

/** One entry of a case as a sentence; its contacts and tasks are named by their number within the case. */
export function tellEntry(id: string, entry: Entry): string {
  return sentence(entry).replaceAll(`${id}-`, '');
}

/** One entry as a sentence. Kinds without words of their own are told by their name. */
function sentence(e: Entry): string {
  switch (e.kind) {
    case 'case-opened':
      return `Case opened for a ${spoken(e.debtor)} debtor, to be written to in ${languageInWords[e.language]}.`;
    case 'claim-added':
      return `Claim ${e.claim}: ${euros(e.cents)}${e.subject ? ` for ${e.subject}` : ''}, due on ${e.dueOn}.`;
    case 'scored':
      return `Scored ${e.points} of 100: ${e.reasons.map((r) => `${spoken(r.feature)} ${signed(r.points, e.score !== undefined)}`).join(', ')}.`;
    case 'profile-assigned':
      return `Profile: ${spoken(e.profile)}.`;
    case 'journey-started':
      return `Journey ${e.journey} begins: ${spoken(e.machine)}.`;
    case 'journey-ended':
      return `Journey ${e.journey} ends: ${spoken(e.end)}.`;
    case 'contact-written':
      return `Written (${e.contact}): ${spoken(e.step)}, by ${e.channel}${e.cents ? `, about ${euros(e.cents)}` : ''}${e.payBy ? `, to be paid by ${e.payBy}` : ''}${e.notice ? `; costs if not paid in time: ${euros(e.notice.costs)}` : ''}.`;
    case 'contact-sent':
      return `Sent (${e.contact}): ${spoken(e.step)}, by ${e.channel}.`;
    case 'contact-refused':
      return `Not sent${e.contact ? ` (${e.contact})` : ''}: ${spoken(e.step)}, because: ${spoken(e.reason)}.`;
    case 'contact-opened':
      return `Opened (${e.contact}).`;
    case 'contact-bounced':
      return `Bounced (${e.contact}).`;
    case 'contact-returned':
      return `Returned by the post (${e.contact}).`;
    case 'notice-served':
      return `The free notice (${e.contact}) counts as delivered on ${e.deliveredOn}: free until ${e.lastFreeDay}, costs from ${e.costsFrom}.`;
    case 'notice-void':
      return `The notice (${e.contact}) is void: ${e.reason}.`;
    case 'follow-up-due':
      return 'Nothing came: time to look again.';
    case 'interest-charged':
      return `Interest on ${e.claim}: ${euros(e.cents)}, ${e.from} to ${plusDays(e.to, -1)}.`;
    case 'costs-charged':
      return `Costs charged: ${euros(e.cents)}.`;
    case 'costs-withdrawn':
      return `Costs withdrawn: ${euros(e.cents)}.`;
    case 'amount-waived':
      return `Waived: ${euros(e.cents)} (${spoken(e.reason)}).`;
    case 'payment-received':
      return `Paid: ${euros(e.cents)}${e.on && e.on !== e.at.slice(0, 10) ? ` on ${e.on}` : ''}; ${allocation(e.parts)}${e.credit ? `, ${euros(e.credit)} too much` : ''}.`;
    case 'payment-reversed':
      return `Payment of ${euros(e.cents)} taken back: ${e.reason}.`;
    case 'refund-made':
      return `Paid back: ${euros(e.cents)}.`;
    case 'claim-credited':
      return `Claim ${e.claim} credited by ${euros(e.cents)}: ${spoken(e.reason)}.`;
    case 'claim-withdrawn':
    case 'claim-written-off':
      return `Claim ${e.claim} ${e.kind === 'claim-withdrawn' ? 'withdrawn' : 'written off'}: ${euros(e.cents)} waived.`;
    case 'plan-agreed':
      return `Plan agreed by ${e.by}: ${e.instalments.length} instalments, ${euros(e.cents)} in all, the first on ${e.instalments[0]?.on}.`;
    case 'instalment-due':
      return `Instalment ${e.instalment} falls due on ${e.on}: ${euros(e.cents)}.`;
    case 'instalment-missed':
      return `Instalment ${e.instalment} of ${euros(e.cents)} did not come.`;
    case 'promise-made':
      return `Promised to pay on ${e.payOn}.`;
    case 'dispute-raised':
      return `Disputed ${e.claims.join(', ')}: ${spoken(e.ground)}.`;
    case 'dispute-answered':
      return `Dispute answered: ${e.result}.`;
    case 'paused':
      return `Paused until ${e.until}.`;
    case 'task-opened':
      return `A person is asked (${e.task}): ${spoken(e.what)}${e.about ? `, about ${e.about}` : ''}; by ${e.due.slice(0, 10)}.`;
    case 'task-closed':
      return `The person decided (${e.task}): ${spoken(e.decision)}.`;
    case 'handed-over':
      return `Handed over to ${e.to}.`;
    case 'settlement-accepted':
      return `Settled for less: ${euros(e.waivedCents)} waived.`;
    case 'means-stated':
      return `Says they can spare ${euros(e.cents)} a month.`;
    case 'mandate-given':
      return `Direct debit allowed, to be collected on ${e.collectOn}.`;
    case 'replied':
      return `A reply, by ${e.channel}${e.refused ? `; not taken: ${e.refused}` : '.'}`;
    case 'call-made':
      return `Called: ${e.reached ? 'reached' : 'not reached'}.`;
    case 'case-closed':
      return `Case closed: ${spoken(e.outcome)}.`;
    default:
      return `${spoken(e.kind).replace(/^./, (first) => first.toUpperCase())}.`;
  }
}

/** Terms in units of the model as the logits that they are; those of old entries as the points that they were. */
function signed(points: number, units: boolean): string {
  return `${points > 0 ? '+' : ''}${units ? written(points) : points}`;
}

function allocation(parts: readonly { bucket: string; cents: number }[]): string {
  return ['costs', 'interest', 'principal']
    .map((bucket) => ({ bucket, cents: sum(parts.filter((part) => part.bucket === bucket)) }))
    .filter(({ cents }) => cents > 0)
    .map(({ bucket, cents }) => `${euros(cents)} to ${bucket}`)
    .join(', ');
}
