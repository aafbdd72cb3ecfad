import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { ACCOUNT, REGION } from './emulator.ts';

/** A queue that stands where a function would be called, and keeps what it would be called with. */
export interface Ear {
  arn: string;
  /** All that came so far. */
  heard(): Promise<unknown[]>;
}

export function createEars(): { open(name: string): Promise<Ear>; stop(): void } {
  const sqs = new SQSClient();
  return {
    open: async (QueueName) => {
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
      const all: unknown[] = [];
      return {
        arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${QueueName}`,
        heard: async () => {
          for (;;) {
            const { Messages = [] } = await sqs.send(
              new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
            );
            if (Messages.length === 0) return all;
            const Entries = Messages.map(({ ReceiptHandle }, at) => ({ Id: `${at}`, ReceiptHandle }));
            await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
            all.push(...Messages.map(({ Body }) => JSON.parse(`${Body}`)));
          }
        },
      };
    },
    stop: () => sqs.destroy(),
  };
}
