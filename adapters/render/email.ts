import mjml from 'mjml';
import type { Message } from '../../core/message/message.ts';
import { oneLine } from './amounts-and-days.ts';
import { fillMarkup } from './templates.ts';
import { plainText, textOf, withPlainSpaces } from './text.ts';

/** A rendered e-mail: the same words twice, for readers with and without HTML. */
export interface Email {
  subject: string;
  html: string;
  text: string;
}

/**
 * Renders a message as an e-mail. It has no pictures and loads nothing, so that nobody is followed.
 *
 * @throws NoApprovedText, UndefinedVariableError: see `textOf`
 */
export async function renderEmail(message: Message): Promise<Email> {
  const text = textOf(message, 'email');
  const first = text.blocks.find((block) => block.kind === 'paragraph');
  const layout = fillMarkup('email/layout.mjml', {
    text,
    brand: oneLine(message.from.brand),
    preview: first?.text ?? text.subject,
  });
  // Every value was escaped before MJML reads the layout: what a debtor typed is text there and nothing else.
  // Left to itself MJML fetches Roboto from Google, and Google would know who opened a letter about a debt.
  const { html } = await mjml(layout, { validationLevel: 'strict', keepComments: false, fonts: {} });
  return { subject: withPlainSpaces(text.subject), html, text: plainText(text) };
}
