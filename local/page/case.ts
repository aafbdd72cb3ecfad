import { html } from 'hono/html';
import { fold } from '../../core/case/fold.ts';
import { outstanding } from '../../core/message/blocked.ts';
import { dayOfLaptop } from '../days.ts';
import { euros, languageInWords, spoken } from '../words.ts';
import type { Desk } from './desk.ts';
import { type Html, page } from './frame.ts';
import { capital, dayAndTime } from './in-words.ts';
import { score } from './score.ts';
import { arrangements, claims, messages, statement, tasks } from './standing.ts';
import { timeline } from './timeline.ts';

/** One case: how it stands and how that came. Undefined when there is no such case. */
export async function casePage(desk: Desk, id: string, all: boolean): Promise<Html | undefined> {
  const items = await desk.live.laptop.ports.journal.read(id);
  const c = fold(items);
  if (!c) return undefined;
  const entries = items.flatMap((item) => item.entries);
  const next = desk.live.db.get<{ next: string | null }>('select next from lists where stream = ?', id)?.next;
  const facts: [string, string][] = [
    ['State', capital(spoken(c.closed?.outcome ?? 'waiting'))],
    ['Outstanding', euros(outstanding(c))],
    ['Profile', c.profile ? capital(spoken(c.profile)) : 'None yet'],
    ['Debtor', `${capital(spoken(c.debtor))}, ${languageInWords[c.language]}`],
    ['Opened', dayAndTime(c.openedAt)],
    ...(c.closed ? [['Closed', dayAndTime(c.closed.at)] as [string, string]] : []),
    ['Next moment', next ? dayAndTime(next) : 'None'],
  ];
  const here = `/cases/${id}`;
  return page(desk, {
    title: `Case ${id}`,
    here: all ? `${here}?all=1` : here,
    body: html`
<p class="back"><a href="/cases">All cases</a></p>
<dl class="figures small">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${statement(c)}
<div class="beside">
<section aria-labelledby="timeline"><h2 id="timeline">What happened</h2>
<p>${
      all
        ? html`Every entry is shown. <a href="${here}#timeline">Leave out what says little</a>`
        : html`Entries that say little are left out. <a href="${here}?all=1#timeline">Leave nothing out</a>`
    }</p>
${timeline(c, entries, all)}</section>
<div class="standing">
${claims(c, dayOfLaptop(desk.live.laptop))}
${arrangements(c, dayOfLaptop(desk.live.laptop))}
${score(entries)}
${tasks(c)}
${messages(c)}
</div>
</div>`,
  });
}
