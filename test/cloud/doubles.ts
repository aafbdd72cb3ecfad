import type { Message } from '@aws-sdk/client-sqs';
import { readSettings } from '../../adapters/aws/settings.ts';
import type { Stage } from '../../cloud/stage.ts';

/** An error with the name that AWS gives it. */
export function named(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}

/** As Lambda puts it into a queue when an asynchronous call failed for good. */
export function ofCall(name: string, requestPayload: unknown): Message {
  return letter({
    version: '1.0',
    timestamp: '2026-01-05T08:00:00.000Z',
    requestContext: {
      requestId: 'r-1',
      functionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorMessage: 'about Anna', errorType: 'Error' },
  });
}

/** As the bus and the scheduler put it. */
export function ofTarget(arn: string, body: string, more: Record<string, string> = {}): Message {
  const attributes = { TARGET_ARN: arn, ERROR_CODE: 'THROTTLING', ...more };
  return {
    ...letter(undefined),
    Body: body,
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
    ),
  };
}

/** As Lambda puts it when records of a stream failed for good. */
export function ofBatch(from: string, to: string): Message {
  return letter({
    requestContext: {
      requestId: 'r-2',
      functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:amicable-dev-publish-journal',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 5,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-01-05T08:05:00.000Z',
    DDBStreamBatchInfo: {
      shardId: 'shardId-1',
      startSequenceNumber: '1',
      endSequenceNumber: '9',
      approximateArrivalOfFirstRecord: from,
      approximateArrivalOfLastRecord: to,
      batchSize: 9,
      streamArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/1',
    },
  });
}

let letters = 0;
function letter(body: unknown): Message {
  letters += 1;
  return {
    MessageId: `m-${letters}`,
    ReceiptHandle: `r-${letters}`,
    Body: JSON.stringify(body) ?? '',
    Attributes: { SentTimestamp: '1767600000000' },
  };
}

/** What the functions of a stage are told. */
export const variables: Record<string, string> = {
  AMICABLE_STAGE: 'dev',
  AMICABLE_TABLE: 'the-table',
  AMICABLE_FILES: 'files',
  AMICABLE_LETTERS: 'letters',
  AMICABLE_ERASURES: 'erasures',
  AMICABLE_BUS: 'bus',
  AMICABLE_SCHEDULES: 'schedules',
  AMICABLE_SCHEDULE_ROLE: 'role',
  AMICABLE_SCHEDULE_DLQ: 'queue',
  AMICABLE_FUNCTION_PREFIX: 'arn:aws:lambda:eu-west-1:123456789012:function:amicable-dev-',
  AMICABLE_MACHINE_PREFIX: 'arn:aws:states:eu-west-1:123456789012:stateMachine:amicable-dev-',
  AMICABLE_SECRET: 'the-secret',
  AMICABLE_CONFIGURATION_SET: 'amicable-dev',
  AMICABLE_SMS_SENDER: 'Amicable',
  AMICABLE_PAYMENTS: 'pretend-bank',
  AMICABLE_WRITER: 'approved-texts',
};

export function stageDev(): Stage {
  return { name: 'dev', region: 'eu-west-1', settings: readSettings(variables) };
}
