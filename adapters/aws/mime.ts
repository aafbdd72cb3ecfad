import MailComposer from 'nodemailer/lib/mail-composer';
import type { Message } from '../../core/message/message.ts';

/** A mail in words and layout; the HTML names each picture as `cid:<id>`. */
export interface Mail {
  subject: string;
  html: string;
  text: string;
  pictures: readonly { id: string; png: Uint8Array }[];
}

/** A mail as it travels. */
export async function mimeOf(message: Message, to: string, from: string, mail: Mail): Promise<Uint8Array> {
  const composer = new MailComposer({
    from: { name: message.from.brand, address: from },
    to: { name: message.to.name ?? '', address: to },
    replyTo: { name: message.from.brand, address: message.from.email },
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    attachments: mail.pictures.map(({ id, png }) => ({
      cid: id,
      filename: `${id}.png`,
      content: Buffer.from(png),
      contentType: 'image/png',
      contentDisposition: 'inline' as const,
    })),
    headers: {
      'Content-Language': message.language,
      'Auto-Submitted': 'auto-generated',
      // RFC 8058: mail programs show a button that stops our mails without opening anything.
      'List-Unsubscribe': `<${message.payLink}/messages>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    // What a debtor typed is text: no part of a mail is ever read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
}
