import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { lookAtQueues } from '../../../cloud/doctor/queues.ts';
import { look } from '../../../cloud/redrive/command.ts';
import { type Queue, queuesOf } from '../../../cloud/redrive/queues.ts';
import { redrive } from '../../../cloud/redrive/redrive.ts';
import type { Stretch } from '../../../cloud/redrive/stretch.ts';
import { named, ofBatch, ofCall } from '../doubles.ts';

const config = { region: 'eu-west-1' };
const queue: Queue = {
  name: 'amicable-dev-failed-calls',
  url: 'https://sqs/1/amicable-dev-failed-calls',
  messages: 3,
};
const SENT = 1_767_600_000_000;

/** A queue that holds messages back while they are kept from others, and a Lambda that answers by the function's name. */
function world(messages: Message[], answers: Record<string, () => Promise<object>>) {
  const sqs = new SQSClient(config);
  const lambda = new LambdaClient(config);
  const visible = [...messages];
  const left = new Map(messages.map((message) => [message.ReceiptHandle ?? '', message]));
  const called: { name: string; payload: unknown; type: string | undefined }[] = [];
  const given: string[] = [];
  const stretches: Stretch[][] = [];
  mockClient(sqs)
    .on(ReceiveMessageCommand)
    .callsFake(() => ({ Messages: visible.splice(0, 2) }))
    .on(DeleteMessageCommand)
    .callsFake(({ ReceiptHandle }: { ReceiptHandle: string }) => left.delete(ReceiptHandle))
    .on(ChangeMessageVisibilityCommand)
    .callsFake((input: { ReceiptHandle: string; VisibilityTimeout: number }) => {
      if (input.VisibilityTimeout === 0) given.push(input.ReceiptHandle);
    });
  mockClient(lambda)
    .on(InvokeCommand)
    .callsFake((input: { FunctionName: string; Payload: Uint8Array; InvocationType?: string }) => {
      called.push({
        name: input.FunctionName,
        payload: JSON.parse(Buffer.from(input.Payload).toString()),
        type: input.InvocationType,
      });
      return (answers[input.FunctionName] ?? (async () => ({ StatusCode: 200 })))();
    });
  const tools = {
    sqs,
    lambda,
    stage: 'dev',
    tellAgain: async (some: readonly Stretch[]) => stretches.push([...some]),
    now: () => SENT + 1_000,
  };
  return { tools, left, called, given, stretches };
}

describe('what failed is delivered again', () => {
  test('to the same function with the same payload, waiting for its end, and then it leaves the queue', async () => {
    const { tools, left, called, given } = world(
      [
        ofCall('amicable-dev-wake-case', { a: 1 }),
        ofCall('amicable-dev-keep-lists', { b: 2 }),
        ofCall('amicable-dev-wake-case', { c: 3 }),
      ],
      {},
    );
    expect(await redrive(tools, queue)).toEqual({ queue: queue.name, delivered: 3, kept: {} });
    expect(called).toEqual([
      { name: 'amicable-dev-wake-case', payload: { a: 1 }, type: undefined },
      { name: 'amicable-dev-keep-lists', payload: { b: 2 }, type: undefined },
      { name: 'amicable-dev-wake-case', payload: { c: 3 }, type: undefined },
    ]);
    expect(left.size).toBe(0);
    expect(given).toEqual([]);
  });

  test('what fails again, is refused, or is not known stays, and is given back at once', async () => {
    const failing = ofCall('amicable-dev-wake-case', { a: 1 });
    const throttled = ofCall('amicable-dev-receive-payment', { b: 2 });
    const unknown: Message = { ...ofCall('somebody-elses', {}) };
    const good = ofCall('amicable-dev-keep-lists', {});
    const { tools, left, given } = world([failing, throttled, unknown, good], {
      'amicable-dev-wake-case': async () => ({
        FunctionError: 'Unhandled',
        Payload: Buffer.from('{"errorType":"UnknownCreditor","errorMessage":"about Anna"}'),
      }),
      'amicable-dev-receive-payment': () => Promise.reject(named('TooManyRequestsException')),
    });
    const result = await redrive(tools, queue);
    expect(result).toEqual({
      queue: queue.name,
      delivered: 1,
      kept: {
        'amicable-dev-wake-case: UnknownCreditor': 1,
        'amicable-dev-receive-payment: TooManyRequestsException': 1,
        'for something else than a function of this stage': 1,
      },
    });
    expect([...left.values()]).toEqual([failing, throttled, unknown]);
    expect(given).toEqual([failing, throttled, unknown].map(({ ReceiptHandle }) => ReceiptHandle));
  });

  test('records of the stream are told again from the journals, in one reading, before they leave the queue', async () => {
    const batches = [
      ofBatch('2026-01-05T08:00:00Z', '2026-01-05T08:00:01Z'),
      ofBatch('2026-01-06T08:00:00Z', '2026-01-06T08:00:01Z'),
    ];
    const { tools, left, stretches } = world(batches, {});
    const stillThere: number[] = [];
    const tellAgain = async (some: readonly Stretch[]) => {
      stillThere.push(left.size);
      return tools.tellAgain(some);
    };
    expect((await redrive({ ...tools, tellAgain }, queue)).delivered).toBe(2);
    expect(stretches).toEqual([
      [
        { from: '2026-01-05T07:45:00Z', to: '2026-01-05T08:01:01Z' },
        { from: '2026-01-06T07:45:00Z', to: '2026-01-06T08:01:01Z' },
      ],
    ]);
    expect(stillThere).toEqual([2]);
    expect(left.size).toBe(0);
  });

  test('when the journals cannot be read, nothing leaves the queue', async () => {
    const batch = ofBatch('2026-01-05T08:00:00Z', '2026-01-05T08:00:01Z');
    const { tools, left, given } = world([batch], {});
    const failing = { ...tools, tellAgain: () => Promise.reject(named('ThrottlingException')) };
    await expect(redrive(failing, queue)).rejects.toThrow();
    expect(left.size).toBe(1);
    expect(given).toEqual([batch.ReceiptHandle]);
  });

  test('what fails while we work does not go round and round', async () => {
    const fresh = {
      ...ofCall('amicable-dev-wake-case', {}),
      Attributes: { SentTimestamp: `${SENT + 5_000}` },
    };
    const { tools, left, called } = world([fresh], {});
    expect(await redrive(tools, queue)).toEqual({ queue: queue.name, delivered: 0, kept: {} });
    expect(called).toEqual([]);
    expect(left.size).toBe(1);
  });
});

describe('the queues of a stage', () => {
  function queues(messages: Record<string, [waiting: string, underway: string]>): SQSClient {
    const sqs = new SQSClient(config);
    mockClient(sqs)
      .on(ListQueuesCommand, { QueueNamePrefix: 'amicable-dev-' })
      .resolves({ QueueUrls: Object.keys(messages).map((name) => `https://sqs/1/${name}`) })
      .on(GetQueueAttributesCommand)
      .callsFake(({ QueueUrl }: { QueueUrl: string }) => {
        const [waiting, underway] = messages[QueueUrl.slice('https://sqs/1/'.length)] ?? [];
        return {
          Attributes: {
            ApproximateNumberOfMessages: waiting,
            ApproximateNumberOfMessagesNotVisible: underway,
          },
        };
      });
    return sqs;
  }

  test('are counted with what somebody holds just now', async () => {
    const sqs = queues({ 'amicable-dev-failed-stream': ['2', '1'], 'amicable-dev-failed-calls': ['0', '0'] });
    expect(await queuesOf(sqs, 'dev')).toMatchObject([
      { name: 'amicable-dev-failed-calls', messages: 0 },
      { name: 'amicable-dev-failed-stream', messages: 3 },
    ]);
    expect(await lookAtQueues(sqs, 'dev')).toMatchObject([
      {
        light: 'red',
        todo: expect.stringContaining('amicable redrive --stage dev --queue amicable-dev-failed-stream'),
      },
    ]);
    expect(await lookAtQueues(queues({ 'amicable-dev-failed-calls': ['0', '0'] }), 'dev')).toMatchObject([
      { light: 'green' },
    ]);
    expect(await lookAtQueues(queues({}), 'dev')).toMatchObject([{ light: 'yellow' }]);
  });

  test('a dry run says how many wait, for how long and what they are, and takes nothing out', async () => {
    const sqs = new SQSClient(config);
    const mock = mockClient(sqs);
    mock.on(ReceiveMessageCommand).resolves({
      Messages: [
        ofCall('amicable-dev-wake-case', { name: 'Anna' }),
        ofBatch('2026-01-05T08:00:00Z', '2026-01-05T08:00:01Z'),
      ],
    });
    expect(await look(sqs, queue, 'dev', () => SENT + 90_000)).toEqual({
      queue: queue.name,
      messages: 3,
      oldest: 90,
      examples: ['amicable-dev-wake-case (RetriesExhausted)', 'what was written and not told'],
    });
    expect(
      mock.commandCalls(ReceiveMessageCommand).map((call) => call.args[0].input.VisibilityTimeout),
    ).toEqual([0]);
    expect(mock.commandCalls(DeleteMessageCommand)).toEqual([]);
  });
});
