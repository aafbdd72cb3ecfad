import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../adapters/local/database.ts';
import { renderEmail } from '../adapters/render/email.ts';
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
      const { subject, html, text, pictures } = await renderEmail(message);
      // A file has no mail around it: its pictures go into the page.
      const page = pictures.reduce(
        (whole, { id, png }) =>
          whole.replaceAll(`cid:${id}`, `data:image/png;base64,${Buffer.from(png).toString('base64')}`),
        html,
      );
      write(`${name}.html`, page);
      write(`${name}.txt`, `${subject}\n\n${text}`);
    } else if (message.channel === 'sms') {
      const { text, parts } = renderSms(message);
      write(`${name}.sms.txt`, `${text}\n\n(${parts} part${parts === 1 ? '' : 's'})\n`);
    } else {
      write(`${name}.pdf`, await renderLetter(message));
    }
  }
  return names;
}
