import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import mjml from 'mjml';

const folder = new URL('../../templates/email/', import.meta.url);
/** What e-mails are filled into: made from `layout.mjml` and kept beside it, because MJML takes longer to load than a mail to send. */
export const compiledLayout = new URL('layout.html.liquid', folder);

/** Lays out `layout.mjml` as HTML for all mail readers; what Liquid fills stays as it is. */
export async function compileLayout(): Promise<string> {
  const source = readFileSync(new URL('layout.mjml', folder), 'utf8');
  // Left to itself MJML fetches Roboto from Google, and Google would know who opened a letter about a debt.
  const { html } = await mjml(source, { validationLevel: 'strict', keepComments: false, fonts: {} });
  // Indents are for people: without them each mail, and each function that sends, is seven kilobytes smaller.
  return html.replace(/^[ \t]+/gm, '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(compiledLayout, await compileLayout());
