import type { Entry, EntryOf } from '../../core/case/entry.ts';
import type { Item } from '../../core/case/fold.ts';
import type { EventShape } from './event-shape.ts';

/** One number for the dashboards. A dimension is from a closed list: each value of it is paid for, and none is personal. */
export interface Figure {
  name: string;
  value: number;
  unit?: 'Count' | 'Seconds';
  dimension?: readonly [name: 'Channel' | 'Outcome' | 'What', value: string];
}

/** What entries add up to: one figure for each name and value of its dimension. */
export function figuresOf(items: readonly Item[]): Figure[] {
  const sums = new Map<string, Figure>();
  for (const { entries } of items) {
    for (const entry of entries) {
      const figure = figureOf(entry);
      if (!figure) continue;
      const key = `${figure.name} ${figure.dimension?.[1] ?? ''}`;
      sums.set(key, { ...figure, value: (sums.get(key)?.value ?? 0) + figure.value });
    }
  }
  return [...sums.values()];
}

function figureOf(entry: Entry): Figure | undefined {
  switch (entry.kind) {
    case 'case-opened':
      return { name: 'CasesOpened', value: 1 };
    case 'case-closed':
      return { name: 'CasesClosed', value: 1, dimension: ['Outcome', entry.outcome] };
    case 'payment-received':
      return { name: 'MoneyReceivedCents', value: entry.cents };
    case 'contact-sent':
      return { name: 'ContactsSent', value: 1, dimension: ['Channel', entry.channel] };
    // Only mail bounces; letters are returned.
    case 'contact-bounced':
      return { name: 'ContactsBounced', value: 1, dimension: ['Channel', 'email'] };
    case 'contact-returned':
      return { name: 'ContactsBounced', value: 1, dimension: ['Channel', 'letter'] };
    case 'contact-refused':
      if (entry.reason === 'law-unread') return { name: 'LawUnread', value: 1 };
      return isLongBehind(entry) ? { name: 'BooksLongBehind', value: 1 } : undefined;
    case 'follow-up-due':
      return entry.late ? { name: 'FollowUpsLate', value: 1 } : undefined;
    case 'task-opened':
      return { name: 'TasksOpened', value: 1, dimension: ['What', entry.what] };
    case 'journey-ended':
      return entry.end === 'failed' ? { name: 'JourneysFailed', value: 1 } : undefined;
    case 'notice-served':
      return { name: 'NoticesServed', value: 1 };
    default:
      return undefined;
  }
}

/** Working days for which a creditor may be late with telling its payments, before somebody has to know. */
const LATE_DAYS = 5;

function isLongBehind({ reason, receipt }: EntryOf<'contact-refused'>): boolean {
  return reason === 'books-behind' && Number(receipt?.inputs?.workingDays) >= LATE_DAYS;
}

/** Counts what was written to journals. */
export async function countWritten(stage: string, items: readonly Item[]): Promise<void> {
  await tellFigures(stage, figuresOf(items));
}

/** What a sweep found. */
interface Swept {
  looked: number;
  waiting: number;
  oldestUnsent: number;
}

/** The sweep, with what it found as figures. */
export function countSwept(stage: string): EventShape {
  return async (event, call) => {
    const { looked, waiting, oldestUnsent } = (await call(event)) as Swept;
    await tellFigures(stage, [
      { name: 'CasesOverdue', value: looked },
      { name: 'CasesWaiting', value: waiting },
      { name: 'OldestUnsentSeconds', value: oldestUnsent, unit: 'Seconds' },
    ]);
    return {};
  };
}

/** What a challenger was found to be. */
interface Refitted {
  found: string;
  drift?: { overall: string; index: number; off: number };
}

/**
 * A score that is learnt anew, with how far inputs and chances have drifted as figures. What a machine keeps of it stays.
 */
export function countRefit(stage: string): EventShape {
  return async (event, call) => {
    const output = await call(event);
    const { found, drift } = output as Refitted;
    if (drift) {
      const better = found === 'better';
      await tellFigures(stage, [
        { name: 'ScoreStabilityIndex', value: drift.index },
        { name: 'ScoreCalibrationOff', value: drift.off },
        // A better one takes its place: nobody has to do anything.
        { name: 'ScoreDrifts', value: drift.overall === 'refit' && !better ? 1 : 0 },
        { name: 'ScoresPromoted', value: better ? 1 : 0 },
        // A person decides whether it scores all the same.
        { name: 'ScoresHeldBack', value: found === 'wrong-about-a-group' ? 1 : 0 },
      ]);
    }
    return output;
  };
}

/** A try at a webhook, with what came of it as a figure. */
export function countDelivery(stage: string): EventShape {
  return async (event, call) => {
    const output = await call(event);
    const { came } = output as { came: string };
    if (came === 'delivered') await tellFigures(stage, [{ name: 'WebhooksDelivered', value: 1 }]);
    if (came === 'dead') await tellFigures(stage, [{ name: 'WebhooksDead', value: 1 }]);
    return output;
  };
}

/** Tells figures to the dashboards of a stage: one line of the log for each set of dimensions. */
export async function tellFigures(stage: string, figures: readonly Figure[]): Promise<void> {
  if (figures.length === 0) return;
  const { Metrics } = await import('@aws-lambda-powertools/metrics');
  const metrics = new Metrics();
  // The name of the service would be a dimension too, and dashboards ask for exactly the dimensions there are.
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ Stage: stage });
  for (const group of Map.groupBy(figures, ({ dimension }) => dimension?.join() ?? '').values()) {
    const [first] = group;
    if (first?.dimension) metrics.addDimension(...first.dimension);
    for (const { name, value, unit = 'Count' } of group) metrics.addMetric(name, unit, value);
    metrics.publishStoredMetrics();
  }
}
