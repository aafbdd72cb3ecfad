import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../../core/message/message.ts';
import type { Handed } from '../../core/ports.ts';
import { isThrottled, sendOnce } from './once.ts';
import { neverTwice } from './patience.ts';
import type { Settings } from './settings.ts';

/** SNS looked and will not send it to this number. */
const refusals = new Set([
  'InvalidParameterException',
  'InvalidParameterValueException',
  'OptedOutException',
]);
/** SNS sends nothing of ours. */
const ours = new Set(['AuthorizationErrorException', 'UserErrorException', 'EndpointDisabledException']);

export function openSms({ smsSender }: Settings, render: (message: Message) => Promise<{ text: string }>) {
  return smsChannel(new SNSClient(neverTwice), render, smsSender);
}

/**
 * Text messages by SNS.
 *
 * @param client one that never tries again by itself
 * @param sender name that phones show, at most 11 letters and digits
 */
export function smsChannel(
  client: SNSClient,
  render: (message: Message) => Promise<{ text: string }>,
  sender: string,
  pause?: (ms: number) => Promise<unknown>,
): (message: Message) => Promise<Handed> {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  return async (message) => {
    const { phone } = message.to;
    if (!phone) return { refused: 'no-address' };
    const rendered = await render(message);
    try {
      const { MessageId = '' } = await sendOnce(
        () =>
          client.send(
            new PublishCommand({
              PhoneNumber: phone,
              Message: rendered.text,
              MessageAttributes: {
                'AWS.SNS.SMS.SenderID': text(sender),
                'AWS.SNS.SMS.SMSType': text('Transactional'),
              },
            }),
          ),
        pause,
      );
      return { accepted: MessageId };
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (refusals.has(name)) return { refused: name };
      if (ours.has(name) || isThrottled(error)) return { refused: name, ours: true };
      throw error;
    }
  };
}
