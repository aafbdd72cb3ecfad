import { html } from 'hono/html';
import { daysBetween } from '../../core/calendar/moment.ts';
import { Outcome, Profile } from '../../core/case/words.ts';
import { dayOfLaptop, ZONE } from '../days.ts';
import { wall } from '../story.ts';
import { count, euros, spoken } from '../words.ts';
import type { Desk } from './desk.ts';
import { type Html, page } from './frame.ts';
import { capital, dayAndTime } from './in-words.ts';
import { address, choice, pager, slice } from './paging.ts';
import type { CaseReading } from './readings.ts';
import { table } from './table.ts';

/** What the list of cases can be asked for. */
export interface CaseFilters {
  outcome?: string | undefined;
  profile?: string | undefined;
  tasks?: string | undefined;
  /** Beginning of a case's id, or of the number of one of its invoices. */
  find?: string | undefined;
  page?: string | undefined;
}

const inWords = (names: readonly string[]) => names.map((name) => [name, capital(spoken(name))] as const);

export async function casesPage(desk: Desk, filters: CaseFilters): Promise<Html> {
  const { cases } = await desk.readings();
  const next = new Map(
    desk.live.db
      .all<{ stream: string; next: string | null }>('select stream, next from lists')
      .map((row) => [row.stream, row.next ?? undefined]),
  );
  const found = cases
    .filter((one) => fits(one, filters))
    .map((one) => ({ ...one, next: next.get(one.id) }))
    .sort(soonestFirst);
  const shown = slice(found, filters.page);
  const { page: _, ...kept } = filters;
  return page(desk, {
    title: 'Cases',
    here: address('/cases', { ...filters }),
    body: html`
<form method="get" action="/cases" class="filters">
<label>Case or invoice begins with <input name="find" value="${filters.find ?? ''}" autocomplete="off" spellcheck="false"></label>
${choice('outcome', 'Outcome', 'All', inWords(['waiting', ...Outcome.options]), filters.outcome)}
${choice('profile', 'Profile', 'All', inWords(Profile.options), filters.profile)}
${choice('tasks', 'Tasks', 'With or without', [['open', 'With an open task']], filters.tasks)}
<button>Show</button>
</form>
<p>${count(found.length, 'case')}${found.length === cases.length ? '' : html` of ${cases.length}. <a href="/cases">Show all</a>`}</p>
${
  found.length === 0
    ? ''
    : table(
        'Cases',
        [
          { head: 'Case' },
          { head: 'State' },
          { head: 'Outstanding', number: true },
          { head: 'Profile' },
          { head: 'Next moment' },
          { head: 'Days', number: true },
        ],
        shown.rows.map((one) => [
          html`<a href="/cases/${one.id}"><code>${one.id}</code></a>`,
          html`${capital(spoken(one.state))}${one.openTasks.length > 0 ? html` <small>for a person: ${one.openTasks.map(spoken).join(', ')}</small>` : ''}`,
          euros(one.totals.outstanding),
          one.profile ? capital(spoken(one.profile)) : 'none yet',
          one.next ? dayAndTime(one.next) : 'none',
          daysOf(one, desk),
        ]),
        { stacked: true },
      )
}
${pager(shown, '/cases', kept)}`,
  });
}

function fits(one: CaseReading, { outcome, profile, tasks, find }: CaseFilters): boolean {
  if (outcome && one.state !== outcome) return false;
  if (profile && one.profile !== profile) return false;
  if (tasks && one.openTasks.length === 0) return false;
  const beginning = find?.trim().toLowerCase();
  return !beginning || [one.id, ...one.invoices].some((name) => name.toLowerCase().startsWith(beginning));
}

/** Cases of which something is expected, the soonest first; then the others, those that ended last first. */
function soonestFirst(
  a: CaseReading & { next: string | undefined },
  b: CaseReading & { next: string | undefined },
): number {
  if (a.next !== b.next) return (a.next ?? 'z') < (b.next ?? 'z') ? -1 : 1;
  if (a.closedAt !== b.closedAt) return (a.closedAt ?? '') < (b.closedAt ?? '') ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

/** Days from the opening of a case to its end, or to today. */
function daysOf(one: CaseReading, desk: Desk): number {
  const [from] = wall(one.openedAt, ZONE);
  const to = one.closedAt ? wall(one.closedAt, ZONE)[0] : dayOfLaptop(desk.live.laptop);
  return daysBetween(from, to);
}
