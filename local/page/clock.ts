import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { plusDays } from '../../core/calendar/moment.ts';
import { count, euros, spoken } from '../words.ts';
import type { Desk } from './desk.ts';
import { type Html, page, stretches, turnClock } from './frame.ts';
import { capital, fullDay, numbers } from './in-words.ts';
import { address } from './paging.ts';
import type { Stretch } from './passing.ts';
import { table } from './table.ts';

/** Milliseconds that a visitor waits for the result before they are shown how far it is. */
const PATIENCE = 900;
/** Ends that are named one by one; the rest is counted. */
const NAMED = 30;

/** Turns the clock, and leads to the page that tells what happened. */
export async function turn(desk: Desk, c: Context): Promise<Response> {
  const form = new URLSearchParams(await c.req.text());
  const days = Number(form.get('days'));
  if (!stretches.some(([offered]) => offered === days)) throw new HTTPException(400);
  await Promise.race([desk.passing.pass(days), pause(PATIENCE, undefined, { ref: false })]);
  return c.redirect(address('/clock', { back: placeOf(form.get('back')) }), 303);
}

/** A page of this console, or nothing: a link back never leads elsewhere. */
function placeOf(back: unknown): string | undefined {
  // Browsers leave tabs and line ends out of addresses: what stands behind them could name another host.
  return typeof back === 'string' && /^\/(?![/\\])[\x20-\x7e]*$/.test(back) && !back.startsWith('/clock')
    ? back
    : undefined;
}

/** The clock: how far it is while days pass, else what the last days brought. */
export function clockPage(
  desk: Desk,
  asked: { back?: string | undefined; still?: string | undefined },
): Html {
  const back = placeOf(asked.back);
  const running = desk.passing.running();
  if (running) return underWay(desk, running, back, asked.still !== undefined);
  const last = desk.passing.last();
  return page(desk, {
    title: last ? toldIn(last) : 'The clock',
    here: address('/clock', { back }),
    body: html`
${last ? happened(last) : html`<p>Nothing happens here by itself. Let days pass, and debtors, handlers and the bank do what they do.</p>`}
${back ? html`<p class="back"><a href="${back}">Back to where you were</a></p>` : ''}
<div class="further">${turnClock(back ?? '/clock')}</div>`,
  });
}

function underWay(desk: Desk, { from, days, done }: Stretch, back: string | undefined, still: boolean): Html {
  const waiting = desk.passing.waiting();
  const here = address('/clock', { back });
  return page(desk, {
    title: 'Days are passing',
    here,
    ...(still ? {} : { refresh: 1 }),
    body: html`
<p><label for="passed">Day ${numbers(done)} of ${numbers(days)}, since ${fullDay(from)}</label></p>
<progress id="passed" value="${done}" max="${days}">${done} of ${days}</progress>
${waiting > 0 ? html`<p>Then ${numbers(waiting)} more, which were asked for meanwhile.</p>` : ''}
<p>${
      still
        ? html`<a href="${here}">Look again, and go on looking</a>`
        : html`This page looks again each second. <a href="${address('/clock', { back, still: '1' })}">Keep it still</a>`
    }</p>
${back ? html`<p class="back"><a href="${back}">Back to where you were</a>: days pass meanwhile</p>` : ''}`,
  });
}

function toldIn({ done, ended }: Stretch): string {
  const passed = done === 1 ? 'One day has passed' : `${numbers(done)} days have passed`;
  return ended === 'failed' ? `${passed}, then something broke` : passed;
}

function happened({ from, done, ended, happened }: Stretch): Html {
  const { opened, payments, cents, messages, replies, tasks, ended: cases } = happened;
  const last = plusDays(from, Math.max(0, done - 1));
  const sent = messages.email + messages.sms + messages.letter;
  const facts: [string, string][] = [
    ['Payments', `${numbers(payments)}, ${euros(cents)}`],
    [
      'Messages sent',
      `${numbers(sent)}: ${messages.email} by e-mail, ${messages.sms} by text message, ${messages.letter} by letter`,
    ],
    ['Replies', numbers(replies)],
    ['Cases ended', numbers(cases.length)],
    ['Cases opened', numbers(opened)],
    ['New tasks', numbers(tasks)],
  ];
  return html`
${ended === 'failed' ? html`<p>What was written until then is kept. The next try begins with what is left of that day.</p>` : ''}
<p>${done === 1 ? fullDay(from) : html`${fullDay(from)} to ${fullDay(last)}`}</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${
  cases.length === 0
    ? ''
    : html`<h2>Cases that ended</h2>${table(
        'Cases that ended',
        [{ head: 'Case' }, { head: 'Outcome' }],
        cases
          .slice(0, NAMED)
          .map(({ case: id, outcome }) => [
            html`<a href="/cases/${id}"><code>${id}</code></a>`,
            capital(spoken(outcome)),
          ]),
      )}${cases.length > NAMED ? html`<p>And ${count(cases.length - NAMED, 'case')} more.</p>` : ''}`
}`;
}
