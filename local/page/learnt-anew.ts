import { html } from 'hono/html';
import type { WatchReport } from '../../core/score/watch-report.ts';
import { type Refitting, refittings, reportOf } from '../score/refits.ts';
import { farOffInWords, gapInWords, priceInWords, treatmentInWords } from '../score/tell-fairness.ts';
import { spoken } from '../words.ts';
import { figure } from './figure.ts';
import type { Html } from './frame.ts';
import { capital, fullDay, numbers, share } from './in-words.ts';
import type { Live } from './live.ts';
import { plotGaps } from './plot-score.ts';
import { table } from './table.ts';

const about: Partial<Record<Refitting['target'], string>> = {
  'paid-90': 'Being paid within 90 days',
  kept: 'Keeping a plan',
};

const ends: Record<Refitting['end'], string> = {
  promoted: 'What was learnt is better, and scores from then on.',
  'champion-stays': 'What scored before goes on scoring.',
  'too-few': 'Too little is known to learn from.',
  failed: 'It failed: what scored before goes on scoring.',
};

/** What came of learning each score anew the last time; nothing before the first time. */
export async function learntAnew({ db, laptop }: Pick<Live, 'db' | 'laptop'>): Promise<Html | string> {
  const latest = new Map(refittings(db).map((each) => [`${each.creditor} ${each.target}`, each]));
  if (latest.size === 0) return '';
  const told = [...latest.values()].map(async (each) => {
    const report = await reportOf(laptop.ports.models, each);
    return html`<h3>${about[each.target] ?? capital(spoken(each.target))}</h3>
<p>On ${fullDay(each.on)}: ${ends[each.end]} ${each.why}</p>
${report ? found(report) : ''}`;
  });
  return html`<section aria-labelledby="learnt-anew"><h2 id="learnt-anew">Learnt anew each month</h2>
<p>On the first of each month a challenger is learnt from the cases so far. It scores only if it is better, by more than chance,
on time that it never saw, and is not surely further off about a group.</p>
${await Promise.all(told)}</section>`;
}

function found({ rows, heldOutFrom, champion, challenger, drift, fairness }: WatchReport): Html {
  const line = (name: string, { auc, brier, logLoss }: typeof champion.figures) =>
    [name, ...[auc, brier, logLoss].map((value) => value.toFixed(3))] as const;
  return html`<p>Learnt from ${numbers(rows.learnt)} scores, measured on ${numbers(rows.heldOut)} from ${fullDay(heldOutFrom)} on.
Drift of cases and chances: ${drift.overall}.</p>
${table(
  'Challenger and what scores',
  [{ head: '' }, ...['AUC', 'Brier', 'Log loss'].map((head) => ({ head, number: true }))],
  [line(`What scored (${spoken(champion.kind)})`, champion.figures), line('Challenger', challenger.figures)],
)}
${fairness && fairness.by.length > 0 ? groups(fairness) : ''}`;
}

function groups({ by, farOff }: NonNullable<WatchReport['fairness']>): Html {
  const all = by.flatMap(({ what, groups }) =>
    groups.map((each) => ({ ...each, group: `${spoken(what)} ${each.group}` })),
  );
  const title =
    farOff.length === 0
      ? 'About no group the challenger is surely far off'
      : `Surely far off about ${farOffInWords(farOff)}`;
  return html`${figure(
    title,
    plotGaps(`What was said less what happened, group by group, with 95 % intervals. ${title}.`, all),
    table(
      'Groups that the score does not know',
      [
        { head: 'Group' },
        { head: 'Scores', number: true },
        { head: 'Came true', number: true },
        { head: 'Was said', number: true },
        { head: 'Off by', number: true },
        { head: 'Quick / late / arranger / problem, %', number: true },
      ],
      all.map((each) => [
        each.group,
        numbers(each.rows),
        share(each.happened, 1),
        share(each.said, 1),
        gapInWords(each),
        treatmentInWords(each),
      ]),
    ),
  )}
<ul>${by.map((each) => html`<li>To leave ${spoken(each.what)} out: ${priceInWords(each)}.</li>`)}</ul>`;
}
