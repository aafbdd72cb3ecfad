import type { Context } from 'hono';
import { html } from 'hono/html';
import { renderEmail } from '../../adapters/render/email.ts';
import { renderLetter } from '../../adapters/render/letter.ts';
import { renderSms } from '../../adapters/render/sms.ts';
import type { Message } from '../../core/message/message.ts';
import { WrongUse } from '../stored.ts';
import { messagesOf } from '../view.ts';
import { count, languageInWords, spoken } from '../words.ts';
import { pageOf } from '../write-messages.ts';
import type { Desk } from './desk.ts';
import { type Html, page } from './frame.ts';
import { capital, channelInWords, shortly } from './in-words.ts';

/**
 * What an e-mail in its frame may do: nothing but open its links in a window of their own, as a mail program does.
 * The debtor's page in that window must not inherit the frame's bonds, or its forms would not work.
 */
const frame = 'allow-popups allow-popups-to-escape-sandbox';

/** A message that was sent, as it is composed now. Undefined when there is none. @throws WrongUse for erased people */
async function sentMessage({ live }: Desk, contact: string): Promise<Message | undefined> {
  const sent = live.db.get<{ stream: string }>('select stream from outbox where contact = ?', contact);
  if (!sent) return undefined;
  const messages = await messagesOf(live.db, sent.stream, `${live.origin}/p`);
  return messages.find((message) => message.contact === contact);
}

/** A message as its reader sees it. Undefined when there is none. */
export async function messagePage(desk: Desk, contact: string): Promise<Html | undefined> {
  const here = `/outbox/${contact}`;
  try {
    const message = await sentMessage(desk, contact);
    if (!message) return undefined;
    const { step, channel, date } = message;
    return page(desk, {
      title: capital(spoken(step)),
      here,
      body: html`
<p class="back"><a href="/outbox">All messages</a> <a href="/cases/${message.case}">Its case</a></p>
<p>Sent by ${channelInWords[channel]} on ${shortly(date)}, in ${languageInWords[message.language]}.</p>
${await shown(message)}`,
    });
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    return page(desk, { title: 'A message that cannot be shown', here, body: html`<p>${error.message}</p>` });
  }
}

async function shown(message: Message): Promise<Html> {
  const here = `/outbox/${message.contact}`;
  if (message.channel === 'letter') {
    return html`<p><a href="${here}/letter.pdf">Open the letter as PDF</a></p>
<object class="paper" data="${here}/letter.pdf#toolbar=0&navpanes=0&view=FitH" type="application/pdf" aria-label="The letter" tabindex="-1">
<p>This browser shows no PDF inside a page.</p></object>`;
  }
  if (message.channel === 'sms') {
    const { text, parts } = renderSms(message);
    return html`<div class="phone"><p class="quiet">To ${message.to.phone ?? 'a number that was erased'}</p>
<p class="bubble" lang="${message.language}">${text}</p>
<p class="quiet">${count(text.length, 'character')}, ${count(parts, 'part')}</p></div>`;
  }
  const { subject, text } = await renderEmail(message);
  return html`<dl class="facts"><div><dt>To</dt><dd>${message.to.email ?? 'an address that was erased'}</dd></div>
<div><dt>Subject</dt><dd lang="${message.language}">${subject}</dd></div></dl>
<iframe class="mail" src="${here}/email" title="The e-mail" sandbox="${frame}"></iframe>
<details class="plain"><summary>The same e-mail as text</summary><pre lang="${message.language}">${text}</pre></details>`;
}

/** An e-mail alone, as its frame shows it. Links open a window of their own. */
export async function emailResponse(desk: Desk, c: Context, contact: string): Promise<Response | undefined> {
  const message = await sentMessage(desk, contact);
  if (message?.channel !== 'email') return undefined;
  c.header(
    'content-security-policy',
    `default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox ${frame}`,
  );
  const email = pageOf(await renderEmail(message));
  return c.html(email.replace('<head>', '<head><base target="_blank">'));
}

/** A letter as PDF. */
export async function letterResponse(desk: Desk, c: Context, contact: string): Promise<Response | undefined> {
  const message = await sentMessage(desk, contact);
  if (message?.channel !== 'letter') return undefined;
  // Browsers show a PDF with a page of their own making, which this policy must let them style and fill.
  c.header(
    'content-security-policy',
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  );
  return c.body(Buffer.from(await renderLetter(message)), 200, { 'content-type': 'application/pdf' });
}
