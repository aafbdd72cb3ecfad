import type { Message } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { prefixOf } from '../stage.ts';

/** What a message in a dead-letter queue stands for. */
export type Letter =
  /** A call of a function that failed or was never made: from the bus, the scheduler, a topic, or asynchronous. */
  | { kind: 'call'; function: string; payload: string; why: string }
  /** Records of the table's stream that could not be told. Which ones, only the stream knew. */
  | { kind: 'stream'; from: string; to: string }
  /** Nothing that we can deliver. */
  | { kind: 'unknown'; why: string };

/** What Lambda puts into a queue when an asynchronous call has failed for good. */
const FailedCall = z.looseObject({
  requestContext: z.looseObject({ functionArn: z.string(), condition: z.string() }),
  requestPayload: z.unknown().check(z.refine((payload) => payload !== undefined)),
});

/** What Lambda puts into a queue when records of a stream have failed for good. */
const FailedBatch = z.looseObject({
  DDBStreamBatchInfo: z.looseObject({
    approximateArrivalOfFirstRecord: z.string(),
    approximateArrivalOfLastRecord: z.string(),
  }),
});

/** What a topic puts into a queue when it could call nobody. */
const Notification = z.looseObject({ Type: z.literal('Notification'), Message: z.string() });

/** The one function that topics call: they tell what became of mail. */
const HEARS_TOPICS = 'channel-feedback';

/** Reads a message as it came out of a dead-letter queue of a stage. Tells nothing of its contents, which may be personal. */
export function readLetter(message: Message, stage: string): Letter {
  const attribute = (name: string) => message.MessageAttributes?.[name]?.StringValue;
  const target = attribute('TARGET_ARN');
  // The bus and the scheduler put the payload itself, and beside it for whom it was.
  if (target !== undefined) {
    const name = functionOf(target, stage);
    if (name === undefined)
      return { kind: 'unknown', why: 'for something else than a function of this stage' };
    if (attribute('IS_PAYLOAD_TRUNCATED') === 'true')
      return { kind: 'unknown', why: 'cut off, for its length' };
    return {
      kind: 'call',
      function: name,
      payload: message.Body ?? '',
      why: attribute('ERROR_CODE') ?? 'failed',
    };
  }
  const body = json(message.Body);
  const batch = FailedBatch.safeParse(body);
  if (batch.success) {
    const { approximateArrivalOfFirstRecord: from, approximateArrivalOfLastRecord: to } =
      batch.data.DDBStreamBatchInfo;
    return { kind: 'stream', from, to };
  }
  const notification = Notification.safeParse(body);
  if (notification.success) {
    const event = { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', Sns: notification.data }] };
    return {
      kind: 'call',
      function: `${prefixOf(stage)}${HEARS_TOPICS}`,
      payload: JSON.stringify(event),
      why: attribute('ErrorCode') ?? 'failed',
    };
  }
  const call = FailedCall.safeParse(body);
  if (!call.success) return { kind: 'unknown', why: 'of a kind that we do not know' };
  const name = functionOf(call.data.requestContext.functionArn, stage);
  if (name === undefined) return { kind: 'unknown', why: 'for something else than a function of this stage' };
  const { condition } = call.data.requestContext;
  return { kind: 'call', function: name, payload: JSON.stringify(call.data.requestPayload), why: condition };
}

/** The name in a function's ARN, if it is one of this stage. */
function functionOf(arn: string, stage: string): string | undefined {
  const name = /^arn:[^:]+:lambda:[^:]+:[^:]+:function:([^:]+)/.exec(arn)?.[1];
  return name?.startsWith(prefixOf(stage)) ? name : undefined;
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
