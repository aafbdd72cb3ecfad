import { html } from 'hono/html';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import { written } from '../../core/score/glass-box/unit.ts';
import { spoken } from '../words.ts';
import type { Html } from './frame.ts';
import { capital, dayAndTime } from './in-words.ts';
import { plotReasons } from './plot-score.ts';
import { table } from './table.ts';

/** The latest score of a case: its chance, and every reason with what it added. Nothing before it is scored. */
export function score(entries: readonly Entry[]): Html | string {
  const scored = entries.filter((entry): entry is EntryOf<'scored'> => entry.kind === 'scored');
  const last = scored.at(-1);
  if (!last) return '';
  const reasons = [...last.reasons]
    .filter(({ points }) => points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const sum = last.reasons.reduce((total, { points }) => total + points, 0);
  const bars = reasons.map(({ feature, points }) => ({ name: capital(spoken(feature)), points }));
  const title = `Chance ${last.points} %: ${bars.length} reasons that add up`;
  const before = scored.slice(0, -1).map(({ at, points }) => `${points} % on ${dayAndTime(at)}`);
  return html`<section aria-labelledby="score"><h2 id="score">Score</h2>
<p>The chance that it is paid in full within 90 days was put at <strong>${last.points} %</strong> on ${dayAndTime(last.at)}${
    before.length > 0 ? `, before that at ${before.join(', ')}` : ''
  }. It softens or delays what is done, and never decides against anybody.</p>
${plotReasons(`What raised the score and what lowered it. ${title}.`, bars)}
<details><summary>The same reasons as a table</summary>
${table(
  'Reasons of the score',
  [{ head: 'Reason' }, { head: 'In words' }, { head: 'Adds', number: true }],
  reasons.map(({ feature, words, points }) => [capital(spoken(feature)), words, written(points)]),
  { sum: ['Score', `Model ${last.model}`, written(sum)] },
)}</details></section>`;
}
