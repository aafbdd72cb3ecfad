import type { Moment } from '../../core/calendar/moment.ts';
import type { Report } from './rules.ts';

/** What the entries of every journal have, a case's as well as a person's. */
interface Enveloped {
  kind: string;
  seq: number;
  at: Moment;
  outside?: string | undefined;
}

/** The schema of a journal's entries, as far as it is used here. */
interface Schema<E> {
  safeParse(
    raw: unknown,
  ):
    | { success: true; data: E }
    | { success: false; error: { issues: { path: PropertyKey[]; code: string }[] } };
}

/**
 * Reads raw entries in the order in which they are stored: fit to the schema, numbered without gaps,
 * never back in time, no outside event twice. Returns the entry, or nothing when it cannot be read.
 */
export function readSequence<E extends Enveloped>(
  report: Report,
  schema: Schema<E>,
): (raw: unknown) => E | undefined {
  let lastSeq = 0;
  let lastAt = '';
  const outside = new Set<string>();

  return (raw) => {
    const parsed = schema.safeParse(raw);
    const seq = parsed.success ? parsed.data.seq : (rawSeq(raw) ?? lastSeq + 1);
    if (seq !== lastSeq + 1) report(seq, 'sequence-broken', `expected ${lastSeq + 1}`);
    lastSeq = Math.max(lastSeq, seq);
    if (!parsed.success) {
      // Only the place of the fault: the faulty value itself may be about a person.
      report(
        seq,
        'entry-unfit',
        parsed.error.issues.map((issue) => issue.path.join('.') || issue.code).join(', '),
      );
      return undefined;
    }
    const entry = parsed.data;
    if (Number.isNaN(Date.parse(entry.at))) {
      report(seq, 'entry-unfit', 'at');
      return undefined;
    }
    if (entry.at < lastAt) report(seq, 'time-goes-back', `${entry.at} after ${lastAt}`);
    else lastAt = entry.at;
    if (entry.outside !== undefined) {
      if (outside.has(entry.outside)) report(seq, 'outside-id-twice', entry.kind);
      outside.add(entry.outside);
    }
    return entry;
  };
}

function rawSeq(raw: unknown): number | undefined {
  if (typeof raw !== 'object' || raw === null || !('seq' in raw)) return undefined;
  return Number.isInteger(raw.seq) ? Number(raw.seq) : undefined;
}
