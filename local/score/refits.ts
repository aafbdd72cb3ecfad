import type { Database } from '../../adapters/local/database.ts';
import { type Day, dayAt } from '../../core/calendar/moment.ts';
import type { Models } from '../../core/ports.ts';
import type { CaseTarget } from '../../core/score/case-rows.ts';
import type { WatchReport } from '../../core/score/watch-report.ts';
import { ZONE } from '../days.ts';
import type { ExecutionRecord } from '../interpreter/record.ts';

/** What came of a refit. `failed`: the machine did not come to its end, and what scored before goes on scoring. */
export interface Refitting {
  creditor: string;
  target: CaseTarget;
  on: Day;
  end: 'promoted' | 'champion-stays' | 'too-few' | 'failed';
  /** In a sentence. */
  why: string;
  /** Of the challenger; empty where none was learnt. */
  hash: string;
}

/** What came of an execution of `refit-score`; undefined while it runs. */
export function refittingOf(record: ExecutionRecord): Refitting | undefined {
  if (record.status === 'RUNNING') return undefined;
  const { creditor, target } = record.input as Pick<Refitting, 'creditor' | 'target'>;
  const output = record.output as (Pick<Refitting, 'end' | 'why'> & { hash?: string }) | null;
  const on = dayAt(record.startedAt, ZONE);
  return output
    ? { creditor, target, on, end: output.end, why: output.why, hash: output.hash ?? '' }
    : { creditor, target, on, end: 'failed', why: record.error ?? record.status, hash: '' };
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** Every refit of a database that came to an end, in the order in which they began. */
export function refittings(db: Database): Refitting[] {
  return db
    .all<{ record: string }>("select record from executions where id like 'refit-score:%' and parent is null")
    .map(({ record }) => JSON.parse(record) as ExecutionRecord)
    .sort((a, b) =>
      // What a person starts is numbered: the tenth of a moment comes after the second.
      a.startedAt === b.startedAt ? byNumber.compare(a.id, b.id) : a.startedAt < b.startedAt ? -1 : 1,
    )
    .flatMap((record) => refittingOf(record) ?? []);
}

/**
 * What was found in a refit; undefined where nothing was learnt, and where the very same challenger was learnt before: what
 * is kept beside it is what was found then, against another champion.
 */
export async function reportOf(
  models: Pick<Models, 'get'>,
  { creditor, target, hash, why }: Refitting,
): Promise<WatchReport | undefined> {
  const kept = hash === '' ? undefined : await models.get(creditor, target, hash);
  return kept?.report.why === why ? kept.report : undefined;
}
