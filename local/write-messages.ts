import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../adapters/local/database.ts';
import { type Email, renderEmail } from '../adapters/render/email.ts';
import { renderLetter } from '../adapters/render/letter.ts';
import { renderSms } from '../adapters/render/sms.ts';
import { messagesOf } from './view.ts';

/** Writes each message of a case to a folder: e-mail as HTML and text, SMS as text, letter as PDF. Returns the names. */
export async function writeMessages(db: Database, id: string, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const names: string[] = [];
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    names.push(name);
  };
  for (const message of await messagesOf(db, id)) {
    const name = `${message.contact}-${message.step}`;
    if (message.channel === 'email') {
      const email = await renderEmail(message);
      write(`${name}.html`, pageOf(email));
      write(`${name}.txt`, `${email.subject}\n\n${email.text}`);
    } else if (message.channel === 'sms') {
      const { text, parts } = renderSms(message);
      write(`${name}.sms.txt`, `${text}\n\n(${parts} part${parts === 1 ? '' : 's'})\n`);
    } else {
      write(`${name}.pdf`, await renderLetter(message));
    }
  }
  return names;
}

/** An e-mail as a page of its own: without a mail around it, its pictures are inside the page. */
export function pageOf({ html, pictures }: Email): string {
  return pictures.reduce(
    (page, { id, png }) =>
      page.replaceAll(`cid:${id}`, `data:image/png;base64,${Buffer.from(png).toString('base64')}`),
    html,
  );
}
