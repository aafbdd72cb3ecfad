import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  type Message,
  paginateListQueues,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { prefixOf } from '../stage.ts';

/** A queue in which only what failed ends up. */
export interface Queue {
  name: string;
  url: string;
  messages: number;
}

/** The queues of a stage. All of them are for what failed: nothing is handed on by queues. */
export async function queuesOf(client: SQSClient, stage: string): Promise<Queue[]> {
  const queues: Queue[] = [];
  for await (const page of paginateListQueues({ client }, { QueueNamePrefix: prefixOf(stage) })) {
    for (const url of page.QueueUrls ?? []) {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: url,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      queues.push({
        name: url.slice(url.lastIndexOf('/') + 1),
        url,
        messages:
          Number(Attributes.ApproximateNumberOfMessages ?? 0) +
          Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      });
    }
  }
  return queues.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Up to ten messages of a queue. They stay for everybody else. */
export async function glance(client: SQSClient, queue: Queue): Promise<Message[]> {
  return receive(client, queue, 0);
}

/** Up to ten messages of a queue, kept from everybody else for so many seconds. */
export async function receive(client: SQSClient, queue: Queue, seconds: number): Promise<Message[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queue.url,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: seconds,
      // Without waiting only some of the queue's servers are asked, and a message is overlooked.
      WaitTimeSeconds: 1,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  return Messages;
}

/** Gives a message back to its queue at once. */
export async function giveBack(client: SQSClient, queue: Queue, message: Message): Promise<void> {
  await client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queue.url,
      ReceiptHandle: message.ReceiptHandle,
      VisibilityTimeout: 0,
    }),
  );
}

/** When a message came into its queue, in milliseconds since 1970. */
export function cameAt(message: Message): number {
  return Number(message.Attributes?.SentTimestamp ?? 0);
}
