import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Message } from '../../core/message/message.ts';
import type { Handed } from '../../core/ports.ts';
import { sendOnce } from './once.ts';
import { neverTwice } from './patience.ts';
import type { Settings } from './settings.ts';

/** A mail in words and layout; the HTML names each picture as `cid:<id>`. */
export interface Mail {
  subject: string;
  html: string;
  text: string;
  pictures: readonly { id: string; png: Uint8Array }[];
}

/** SES looked and will not send it: with another address it might. */
const refusals = new Set(['MessageRejected', 'InvalidParameterValue']);
/** SES sends nothing of ours: the address has nothing to do with it. */
const ours = new Set([
  'MailFromDomainNotVerifiedException',
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'ConfigurationSetDoesNotExistException',
]);

export function openMail(
  { configurationSet, mailFrom: from }: Settings,
  render: (message: Message) => Promise<Mail>,
) {
  return mailChannel(new SESClient(neverTwice), render, { configurationSet, ...(from && { from }) });
}

/**
 * Mail by SES.
 *
 * @param client one that never tries again by itself
 * @param stage `from`: a verified address; without one the creditor's own is used
 */
export function mailChannel(
  client: SESClient,
  render: (message: Message) => Promise<Mail>,
  stage: { configurationSet: string; from?: string },
  pause?: (ms: number) => Promise<unknown>,
): (message: Message) => Promise<Handed> {
  return async (message) => {
    const { email } = message.to;
    if (!email) return { refused: 'no-address' };
    const from = stage.from ?? message.from.email;
    const raw = await mimeOf(message, email, from, await render(message));
    try {
      const { MessageId = '' } = await sendOnce(
        () =>
          client.send(
            new SendRawEmailCommand({
              Source: from,
              Destinations: [email],
              RawMessage: { Data: raw },
              ConfigurationSetName: stage.configurationSet,
              Tags: [
                { Name: 'case', Value: message.case },
                { Name: 'contact', Value: message.contact },
              ],
            }),
          ),
        pause,
      );
      return { accepted: MessageId };
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (refusals.has(name)) return { refused: name };
      if (ours.has(name)) return { refused: name, ours: true };
      throw error;
    }
  };
}

async function mimeOf(message: Message, to: string, from: string, mail: Mail): Promise<Uint8Array> {
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
