import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Message } from '../../core/message/message.ts';
import type { Handed } from '../../core/ports.ts';
import { type Mail, mimeOf } from './mime.ts';
import { isThrottled, sendOnce } from './once.ts';
import { neverTwice } from './patience.ts';
import type { Settings } from './settings.ts';

/** SES looked and will not send it: with another address it might. */
const refusals = new Set(['MessageRejected', 'InvalidParameterValue']);
/** SES sends nothing of ours: the address has nothing to do with it. */
const ours = new Set([
  'MailFromDomainNotVerifiedException',
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'ConfigurationSetDoesNotExistException',
  'AccessDenied',
  'AccessDeniedException',
]);
/** Of a sender that nobody verified, and of everybody while the account is in the sandbox, SES says so in words alone. */
const unverified = /not verified/i;

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
      const { name, message: words } = error as Error;
      if (ours.has(name) || isThrottled(error)) return { refused: name, ours: true };
      if (name === 'MessageRejected' && unverified.test(words)) return { refused: name, ours: true };
      if (refusals.has(name)) return { refused: name };
      throw error;
    }
  };
}
