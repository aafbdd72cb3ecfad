import { html } from 'hono/html';
import { type Day, dayAt, plusDays } from '../../core/calendar/moment.ts';
import { catalogue } from '../../core/score/catalogue.ts';
import { coldStart } from '../../core/score/cold-start.ts';
import { dayOfLaptop, ZONE } from '../days.ts';
import { spoken } from '../words.ts';
import type { Desk } from './desk.ts';
import { figure, legend } from './figure.ts';
import { type Html, page } from './frame.ts';
import { capital, numbers, share } from './in-words.ts';
import { learntAnew } from './learnt-anew.ts';
import { type ChanceBin, type Kept, plotChances, plotRight } from './plot-score.ts';
import { moneyColours } from './plots.ts';
import type { CaseReading } from './readings.ts';
import { table } from './table.ts';

/** Days that a score looks ahead. */
const AHEAD = 90;
/** Cases are compared with what came of them once they are so many days old. */
const OLD_ENOUGH = 60;
/** Fewer say nothing. */
const FEWEST = 25;
const STRETCHES = 5;

type Scored = CaseReading & { score: NonNullable<CaseReading['score']> };

/** The room of the score: how cases were scored, whether that was right, and all that a score may know. */
export function scoreRoomOf(desk: Desk): () => Promise<Html> {
  return async () => {
    const { cases } = await desk.readings();
    const scored = cases.filter((one): one is Scored => one.score !== undefined);
    const body =
      scored.length === 0
        ? html`<p>No case has been scored yet. Let a day pass.</p>`
        : html`<div class="plots">${chances(scored)}${right(scored, dayOfLaptop(desk.live.laptop))}</div>`;
    return page(desk, {
      title: 'Score',
      here: '/score',
      body: html`
<p>A score is the chance that a case is paid in full within ${AHEAD} days. It is a sum of reasons that anybody can check: each
case shows its own. High or low, it softens or delays what is done: it never adds costs, shortens a term, refuses or hands
over.</p>
${body}
${await learntAnew(desk.live)}
${whatItMay()}
${whatItKnows()}`,
    });
  };
}

const fates: Record<ChanceBin['what'], string> = {
  paid: 'paid in full',
  waived: 'ended otherwise',
  outstanding: 'still open',
};

function fateOf({ state }: CaseReading): ChanceBin['what'] {
  return state === 'settled' ? 'paid' : state === 'waiting' ? 'outstanding' : 'waived';
}

function chances(scored: readonly Scored[]): Html {
  const tens = Array.from({ length: 10 }, (_, at) => at * 10);
  const of = (from: number, what: ChanceBin['what']) =>
    scored.filter(
      (one) => Math.min(90, Math.floor(one.score.points / 10) * 10) === from && fateOf(one) === what,
    ).length;
  const whats = Object.keys(fates) as ChanceBin['what'][];
  const bins = tens.flatMap((from) => whats.map((what) => ({ from, what, cases: of(from, what) })));
  const likely = scored.filter(({ score }) => score.points >= 50).length;
  const title = `${numbers(likely)} of ${numbers(scored.length)} cases were thought likelier to be paid in ${AHEAD} days than not`;
  return figure(
    title,
    plotChances(
      `How many cases were given which chance, and what came of them. ${title}.`,
      bins,
      moneyColours,
    ),
    table(
      'Cases by chance',
      [{ head: 'Chance' }, ...whats.map((what) => ({ head: capital(fates[what]), number: true }))],
      tens.map((from) => [`${from} to ${from + 10} %`, ...whats.map((what) => numbers(of(from, what)))]),
    ),
    legend([
      ['paid', fates.paid],
      ['waived', fates.waived],
      ['open', fates.outstanding],
    ]),
  );
}

function right(scored: readonly Scored[], today: Day): Html {
  const old = scored
    .filter(({ score }) => plusDays(dayAt(score.at, ZONE), OLD_ENOUGH) <= today)
    .sort((a, b) => a.score.points - b.score.points || (a.id < b.id ? -1 : 1));
  if (old.length < FEWEST) return html``;
  const stretches = Array.from({ length: STRETCHES }, (_, at): Kept => {
    const own = old.slice((at * old.length) / STRETCHES, ((at + 1) * old.length) / STRETCHES);
    const paid = own.filter(paidInTime).length;
    const sum = own.reduce((total, { score }) => total + score.points / 100, 0);
    return { chance: sum / own.length, paid: paid / own.length, cases: own.length };
  });
  const paid = old.filter(paidInTime).length;
  const expected = Math.round(old.reduce((total, { score }) => total + score.points / 100, 0));
  const title = `Of ${numbers(old.length)} cases that were scored ${OLD_ENOUGH} days ago or longer, ${numbers(paid)} are paid so far; ${numbers(expected)} were expected in ${AHEAD} days`;
  return figure(
    title,
    plotRight(`Chances that were given (across) against shares that were paid (up). ${title}.`, stretches),
    table(
      'Chance and outcome',
      [
        { head: 'Cases', number: true },
        { head: 'Mean chance', number: true },
        { head: 'Paid so far', number: true },
      ],
      stretches.map(({ cases, chance, paid }) => [numbers(cases), share(chance, 1), share(paid, 1)]),
    ),
  );
}

function paidInTime({ state, closedAt, score }: Scored): boolean {
  return (
    state === 'settled' &&
    closedAt !== undefined &&
    dayAt(closedAt, ZONE) <= plusDays(dayAt(score.at, ZONE), AHEAD)
  );
}

function whatItMay(): Html {
  const { mayBeUsedFor, mayNotBeUsedFor } = coldStart.card;
  const list = (items: readonly string[]) =>
    html`<ul class="cards">${items.map((item) => html`<li>${capital(item)}</li>`)}</ul>`;
  return html`<div class="beside">
<section aria-labelledby="may"><h2 id="may">What it may be used for</h2>${list(mayBeUsedFor)}</section>
<section aria-labelledby="may-not"><h2 id="may-not">What it may not be used for</h2>${list(mayNotBeUsedFor)}</section>
</div>`;
}

function whatItKnows(): Html {
  return html`<section aria-labelledby="knows"><h2 id="knows">All that a score may know</h2>
<p>Never: postcode, name, nationality, sex, age, occupation, health, what somebody wrote, disputes, complaints, objections,
debt help.</p>
${table(
  'Features of the score',
  [{ head: 'Feature' }, { head: 'Meaning' }, { head: 'Unit' }, { head: 'Source' }, { head: 'Why we may' }],
  catalogue.map(({ name, meaning, unit, source, reason }) => [
    capital(spoken(name)),
    meaning,
    unit,
    source,
    reason,
  ]),
  { stacked: true },
)}</section>`;
}
