import type { Message } from '../../core/message/message.ts';
import { oneLine } from './amounts-and-days.ts';
import { qrPng } from './qr-png.ts';
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
  // Every value is escaped as it is filled in: what a debtor typed is text there and nothing else.
  const html = fillMarkup('email/layout.html.liquid', {
    text,
    brand: oneLine(message.from.brand),
    preview: first?.text ?? text.subject,
  });
  const code = text.blocks.find((block) => block.kind === 'pay')?.qr;
  return {
    subject: withPlainSpaces(text.subject),
    html,
    text: plainText(text),
    pictures: code ? [{ id: 'bank-code', png: await qrPng(code.payload) }] : [],
  };
}
