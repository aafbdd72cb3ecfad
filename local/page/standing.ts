import { html } from 'hono/html';
import type { Day } from '../../core/calendar/moment.ts';
import type { Case, Claim, Contact, Notice, Plan, Task } from '../../core/case/case.ts';
import { lawClaim, noticeOf, personOf } from '../../core/law/of-case.ts';
import { packFor } from '../../core/law/packs.ts';
import type { Line } from '../../core/money/statement.ts';
import { openOn, totals } from '../../core/money/statement.ts';
import { euros, spoken } from '../words.ts';
import type { Html } from './frame.ts';
import { capital, channelInWords, dayAndTime, shortly } from './in-words.ts';
import { table } from './table.ts';

// How a case stands today: its books, claims, arrangements, tasks and messages.

/** The sum of the books, and every line of them with a link to the entry it comes from. */
export function statement(c: Case): Html {
  const sums = totals([...c.claims.values()].map(({ books }) => books));
  const lines = [...c.lines].sort((a, b) => a.seq - b.seq);
  return html`<section aria-labelledby="statement"><h2 id="statement">Statement</h2>
<p class="sum"><span>principal ${euros(sums.principal)} + interest ${euros(sums.interest)} + costs ${euros(sums.costs)}</span>
<span>= paid ${euros(sums.paid)} + waived ${euros(sums.waived)} + <strong>outstanding ${euros(sums.outstanding)}</strong></span></p>
${c.credit > 0 ? html`<p>Paid too much, to be refunded: ${euros(c.credit)}.</p>` : ''}
<details><summary>Line by line</summary>
${table(
  'Lines of the statement',
  [
    { head: 'Day' },
    { head: 'Claim' },
    { head: 'What' },
    { head: 'Charged', number: true },
    { head: 'Paid or waived', number: true },
  ],
  lines.map((line) => [
    html`<a href="#e${line.seq}">${shortly(line.on)}</a>`,
    line.claim,
    lineInWords(line),
    line.effect === 'charged' ? euros(line.cents) : '',
    line.effect === 'charged' ? '' : euros(line.cents),
  ]),
  {
    sum: [
      'Sum',
      '',
      `Outstanding ${euros(sums.outstanding)}`,
      euros(sums.principal + sums.interest + sums.costs),
      euros(sums.paid + sums.waived),
    ],
  },
)}</details></section>`;
}

function lineInWords({ bucket, effect, cents }: Line): string {
  return `${capital(bucket)} ${cents < 0 ? `${effect}, taken back` : effect}`;
}

export function claims(c: Case, today: Day): Html {
  return html`<section aria-labelledby="claims"><h2 id="claims">Claims</h2>
<ul class="cards">${[...c.claims.values()].map((claim) => {
    const since = packFor(c.country).defaultFrom(personOf(c), lawClaim(c, claim)).value;
    return html`<li><h3>${claim.claim}</h3>
<p>${euros(claim.cents)}${claim.subject ? html` for ${claim.subject}` : ''}, due on ${shortly(claim.dueOn)}</p>
<dl class="facts"><div><dt>Open</dt><dd>${claim.gone ? spoken(claim.gone) : euros(openOn(claim.books))}</dd></div>
<div><dt>Default</dt><dd>${since === undefined ? 'not yet' : `since ${shortly(since)}`}</dd></div>
<div><dt>Notice</dt><dd>${noticeInWords(c, claim, today)}</dd></div></dl></li>`;
  })}</ul></section>`;
}

function noticeInWords(c: Case, claim: Claim, today: Day): string {
  const notice = noticeOf(c, claim.claim);
  if (notice) return standOf(notice, today);
  const broken = [...c.notices.values()].some((one) => one.void && one.claims.includes(claim.claim));
  return broken ? 'void' : 'none';
}

function standOf(notice: Notice, today: Day): string {
  if (notice.charged > 0) return `ran out on ${shortly(notice.lastFreeDay)}; costs ${euros(notice.charged)}`;
  if (today <= notice.lastFreeDay) return `free until ${shortly(notice.lastFreeDay)}`;
  return `ran out on ${shortly(notice.lastFreeDay)}; no costs`;
}

/** Plans, promises, direct debits, pauses and deferrals; nothing when there are none. */
export function arrangements(c: Case, today: Day): Html | string {
  const told: Html[] = [...c.plans.values()].filter(({ state }) => state !== 'proposed').map(planInWords);
  const { means, promise, mandate, pausedUntil, deferredUntil, handedOverTo } = c;
  // It shapes what is proposed in an open case; afterwards it is nobody's business.
  if (means && !c.closed && !c.erased)
    told.push(html`<li>Said on ${dayAndTime(means.at)}: can spare ${euros(means.cents)} a month</li>`);
  if (promise) told.push(html`<li>Promise to pay on ${shortly(promise.payOn)}: ${promise.state}</li>`);
  if (mandate) told.push(html`<li>Direct debit on ${shortly(mandate.collectOn)}</li>`);
  // What ran out stands here still, and must not look as if it held.
  const held = (until: Day) => (until < today || c.closed ? 'Was' : 'Is');
  if (pausedUntil) told.push(html`<li>${held(pausedUntil)} paused until ${shortly(pausedUntil)}</li>`);
  if (deferredUntil)
    told.push(html`<li>${held(deferredUntil)} deferred until ${shortly(deferredUntil)}</li>`);
  if (handedOverTo) told.push(html`<li>Handed over to ${handedOverTo}</li>`);
  for (const { claims, answered } of c.disputes.values())
    told.push(html`<li>Dispute about ${claims.join(', ')}: ${answered ?? 'not answered yet'}</li>`);
  if (told.length === 0) return '';
  return html`<section aria-labelledby="arrangements"><h2 id="arrangements">Arrangements</h2><ul class="cards">${told}</ul></section>`;
}

function planInWords({ state, instalments, paid, missed }: Plan): Html {
  return html`<li><h3>Plan, ${state}</h3><p>${euros(paid)} paid since it was made</p>
<ol class="instalments">${instalments.map(
    ({ on, cents }, index) =>
      html`<li>${shortly(on)}: ${euros(cents)}${missed.has(index + 1) ? ', missed' : ''}</li>`,
  )}</ol></li>`;
}

/** What a person has to do; what was done stands in the timeline. */
export function tasks(c: Case): Html {
  const open = [...c.tasks.values()].filter(({ closed }) => !closed);
  return html`<section aria-labelledby="tasks"><h2 id="tasks">Open tasks</h2>
${open.length === 0 ? html`<p class="quiet">None.</p>` : html`<ul class="cards">${open.map(taskInWords)}</ul>`}</section>`;
}

function taskInWords({ what, about, openedAt, due }: Task): Html {
  return html`<li><h3>${capital(spoken(what))}${about ? html`, about ${/^[a-z-]+$/.test(about) ? spoken(about) : about}` : ''}</h3>
<p>Asked on ${dayAndTime(openedAt)}, due by ${dayAndTime(due)}</p></li>`;
}

export function messages(c: Case): Html {
  const sent = [...c.contacts.values()].filter(({ sentAt }) => sentAt);
  return html`<section aria-labelledby="messages"><h2 id="messages">Messages</h2>
${
  sent.length === 0
    ? html`<p class="quiet">None was sent.</p>`
    : html`<ol class="messages">${sent.map(
        (contact) =>
          html`<li><a href="/outbox/${contact.contact}">${capital(spoken(contact.step))}</a>
<span class="quiet">${channelInWords[contact.channel]}, ${dayAndTime(contact.sentAt ?? '')}${fateOf(contact)}</span></li>`,
      )}</ol>`
}</section>`;
}

function fateOf({ failed, deliveredAt }: Contact): string {
  return failed ? `, ${failed}` : deliveredAt ? ', delivered' : '';
}
