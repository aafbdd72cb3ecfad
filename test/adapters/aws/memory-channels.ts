import { PutObjectCommand, type PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { SESClient, SendRawEmailCommand, type SendRawEmailCommandInput } from '@aws-sdk/client-ses';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import type { LetterEntry } from '../../../adapters/aws/letters.ts';
import type { Channel } from '../../../core/case/words.ts';
import type { Arrived, Failure, MadeChannels } from '../../contracts/channels.ts';

/** The names under which each provider says no. A bucket knows no addresses, and its no is a surprise. */
const says: Record<string, string> = {
  'email refuses the address': 'MessageRejected',
  'email takes nothing of ours': 'AccountSendingPausedException',
  'sms refuses the address': 'InvalidParameterException',
  'sms takes nothing of ours': 'AuthorizationErrorException',
};

/** As much of SES, SNS and S3 as our channels meet. What is silent has taken what it was given. */
export function memoryProviders(): Omit<MadeChannels, 'channels'> & {
  ses: SESClient;
  sns: SNSClient;
  s3: S3Client;
} {
  const [ses, sns, s3] = [new SESClient({}), new SNSClient({}), new S3Client({})];
  const sent: Arrived[] = [];
  const objects = new Map<string, string>();
  const failures = new Map<Channel, Failure>();

  /** Takes something, unless it was said that its provider will not. */
  const through = (channel: Channel, take: () => void) => {
    const failure = failures.get(channel);
    const no = says[`${channel} ${failure}`];
    if (no) throw Object.assign(new Error(no), { name: no });
    take();
    if (failure === 'is silent') throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
    return { MessageId: `${channel}-${sent.length}` };
  };

  mockClient(ses)
    .on(SendRawEmailCommand)
    .callsFake(({ Destinations = [], Tags = [] }: SendRawEmailCommandInput) =>
      through('email', () => {
        const contact = Tags.find(({ Name }) => Name === 'contact')?.Value;
        for (const to of Destinations) sent.push({ channel: 'email', to, ...(contact && { contact }) });
      }),
    );
  mockClient(sns)
    .on(PublishCommand)
    .callsFake(({ PhoneNumber = '' }) =>
      through('sms', () => void sent.push({ channel: 'sms', to: PhoneNumber })),
    );
  mockClient(s3)
    .on(PutObjectCommand)
    .callsFake(({ Key = '', Body, IfNoneMatch }: PutObjectCommandInput) =>
      through('letter', () => {
        if (IfNoneMatch && objects.has(Key))
          throw Object.assign(new Error('there'), { name: 'PreconditionFailed' });
        objects.set(Key, String(Body));
      }),
    );
  return {
    ses,
    sns,
    s3,
    arrived: async () => [...sent, ...lettersIn(objects)],
    fail: (channel, how) => void failures.set(channel, how),
  };
}

/** What a print house finds: a letter is there when its JSON and the PDF that this names are. */
export function lettersIn(objects: ReadonlyMap<string, string>): Arrived[] {
  return [...objects].flatMap(([key, content]) => {
    if (!key.endsWith('.json')) return [];
    const { address, contact, file } = JSON.parse(content) as LetterEntry;
    if (!objects.has(file)) return [];
    return { channel: 'letter', to: address === 'at-creditor' ? address : address.street, contact };
  });
}
