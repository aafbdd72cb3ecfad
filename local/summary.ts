import type { RunResult } from './run.ts';
import type { Refitting } from './score/refits.ts';
import { count, euros, spoken } from './words.ts';

/** What a run came to, for a finance clerk. */
export function tellRun(result: RunResult, period: { from: string; to: string }): string {
  const { cents, outcomes, contacts } = result;
  const sent = Object.values(contacts).reduce((a, b) => a + b, 0);
  const owed = cents.principal + cents.interest + cents.costs;
  const lines = [
    `${period.from} to ${period.to}: ${count(result.claims, 'claim')} in ${count(result.cases, 'case')}`,
    ...(result.small > 0 ? [`${count(result.small, 'claim')} left alone: too small to open a case for`] : []),
    '',
    row('Principal (net of credits)', euros(cents.principal)),
    row('Statutory interest', euros(cents.interest)),
    row('Collection costs', euros(cents.costs)),
    row('Owed in all', euros(owed)),
    '',
    row('Paid', euros(cents.paid), share(cents.paid, owed)),
    row('Waived, withdrawn, written off', euros(cents.waived), share(cents.waived, owed)),
    row('Outstanding', euros(cents.outstanding), share(cents.outstanding, owed)),
    '',
    'How the cases stand',
    ...Object.entries(outcomes)
      .sort(([, a], [, b]) => b - a)
      .map(([outcome, number]) => row(`  ${spoken(outcome)}`, String(number), share(number, result.cases))),
    '',
    `Messages sent: ${sent} (${Object.entries(contacts)
      .map(([channel, number]) => `${channel} ${number}`)
      .join(', ')})`,
    ...tellRefits(result.refits),
    `Journal: ${count(result.entries, 'entry')}, ${count(result.transitions, 'state transition')}, ${result.seconds} s`,
    result.violations.length === 0
      ? 'Audit: every journal was read again by independent code; no breach found.'
      : `Audit: ${count(result.violations.length, 'breach')} FOUND, see "amicable audit".`,
  ];
  if (result.rejected.length > 0) {
    lines.push('', `${count(result.rejected.length, 'problem')} in the file; the other rows were imported:`);
    for (const { row: line, field, reason } of result.rejected.slice(0, 20))
      lines.push(`  line ${line}, ${field}: ${reason}`);
    if (result.rejected.length > 20) lines.push('  ... (all of them with --json)');
  }
  return lines.join('\n');
}

/** What came of learning each score anew, the latest time and in all. */
function tellRefits(refits: readonly Refitting[]): string[] {
  const byTarget = Map.groupBy(refits, ({ target }) => target);
  return [...byTarget].map(([target, all]) => {
    const promoted = all.filter(({ end }) => end === 'promoted').map(({ on }) => on);
    const last = all.at(-1);
    const fate = promoted.length > 0 ? `promoted on ${promoted.join(', ')}` : ends[last?.end ?? 'too-few'];
    return `Monthly refit of ${target}: ${count(all.length, 'time')}, ${fate}`;
  });
}

const ends: Record<Refitting['end'], string> = {
  promoted: 'promoted',
  'champion-stays': 'what scored before goes on scoring',
  'too-few': 'too little is known to learn from',
  failed: 'failed',
};

function row(label: string, value: string, note = ''): string {
  return `${label.padEnd(34)}${value.padStart(14)}${note && `  ${note.padStart(6)}`}`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;
}
