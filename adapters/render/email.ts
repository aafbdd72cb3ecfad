import mjml from 'mjml';
import type { Message } from '../../core/message/message.ts';
import { oneLine } from './amounts-and-days.ts';
import { qrPng } from './epc-qr.ts';
import { fillMarkup } from './templates.ts';
import { plainText, textOf, withPlainSpaces } from './text.ts';

/** A rendered e-mail: the same words twice, for readers with and without HTML. */
export interface Email {
  subject: string;
  html: string;
  text: string;
  /** Pictures that travel inside the mail: the HTML names each as `cid:<id>`. */
  pictures: { id: string; png: Uint8Array }[];
}

/**
 * Renders a message as an e-mail. It loads nothing, so that nobody is followed: the one picture it may have, the
 * bank code for payers who read on a computer and pay by phone, is inside the mail.
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
  const code = text.blocks.find((block) => block.kind === 'pay')?.qr;
  return {
    subject: withPlainSpaces(text.subject),
    html,
    text: plainText(text),
    pictures: code ? [{ id: 'bank-code', png: await qrPng(code.payload) }] : [],
  };
}
