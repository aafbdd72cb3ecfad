import { html } from 'hono/html';
import { dayOfLaptop } from '../days.ts';
import type { Desk } from './desk.ts';
import { fullDay } from './in-words.ts';

/** Markup whose values were escaped. */
export type Html = ReturnType<typeof html>;

const rooms = [
  ['/', 'Overview'],
  ['/cases', 'Cases'],
  ['/outbox', 'Outbox'],
  ['/score', 'Score'],
  ['/clock', 'Clock'],
] as const;

/** Stretches that a visitor can let pass at once, in days. */
export const stretches = [
  [1, 'One day'],
  [7, 'One week'],
  [30, '30 days'],
] as const;

export interface Page {
  title: string;
  /** Where this page is, as it would be asked for again. */
  here: string;
  body: Html;
  /** Seconds after which the browser asks for it again. */
  refresh?: number;
}

/** A whole page: head, the rooms, the clock, and what it is about. */
export function page(desk: Desk, { title, here, body, refresh }: Page): Html {
  const room = here === '/' ? '/' : `/${here.split(/[/?]/)[1]}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refresh ? html`<meta http-equiv="refresh" content="${refresh}">` : ''}
<title>${title} – Amicable</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<div class="bar">
<p class="brand">Amicable</p>
<nav aria-label="Rooms"><ul>${rooms.map(
    ([path, name]) =>
      html`<li><a href="${path}" ${path === room ? html`aria-current="${path === here ? 'page' : 'true'}"` : ''}>${name}</a></li>`,
  )}</ul></nav>
</div>
<div class="clock" role="group" aria-label="Virtual clock">
<p><span class="quiet">Today is</span> <time datetime="${dayOfLaptop(desk.live.laptop)}">${fullDay(dayOfLaptop(desk.live.laptop))}</time></p>
${room === '/clock' ? '' : desk.passing.running() ? html`<p><a href="/clock">Days are passing</a></p>` : turnClock(here)}
</div>
</header>
<main id="content" tabindex="-1">
<h1>${title}</h1>
${body}
</main>
<footer><p>Everything here is invented and stays on this computer. Nobody is really written to.</p></footer>
</body>
</html>`;
}

/** Buttons that let days pass. @param back the page to offer afterwards */
export function turnClock(back: string): Html {
  return html`<form method="post" action="/clock" class="turn">
<span class="quiet">Let pass</span>
<input type="hidden" name="back" value="${back}">
${stretches.map(
  ([days, name]) =>
    html`<button name="days" value="${days}" aria-label="Let ${name.toLowerCase()} pass">${name}</button>`,
)}</form>`;
}
