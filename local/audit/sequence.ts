import { Entry } from '../../core/case/entry.ts';
import type { Report } from './rules.ts';

/**
 * Reads raw entries in the order in which they are stored: fit to the schema, numbered without gaps,
 * never back in time, no outside event twice. Returns the entry, or nothing when it cannot be read.
 */
export function readSequence(report: Report): (raw: unknown) => Entry | undefined {
  let lastSeq = 0;
  let lastAt = '';
  const outside = new Set<string>();

  return (raw) => {
    const parsed = Entry.safeParse(raw);
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
