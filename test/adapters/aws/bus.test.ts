import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { beforeEach, expect, test } from 'vitest';
import { awsBus } from '../../../adapters/aws/bus.ts';
import type { Written } from '../../../core/ports.ts';

const aws = mockClient(EventBridgeClient);
const bus = awsBus(new EventBridgeClient({}), 'amicable-dev', async () => {});
const written = (number: number): Written => ({
  case: `case-${number}`,
  seq: 3,
  kinds: ['payment-received'],
});
const sent = () =>
  aws
    .commandCalls(PutEventsCommand)
    .map((call) => (call.args[0].input.Entries ?? []).map(({ Detail }) => JSON.parse(Detail ?? '').case));
beforeEach(() => {
  aws.reset();
  aws.on(PutEventsCommand).resolves({});
});

test('the bus is told the case, the number and the kinds of what was written', async () => {
  await bus.publish([written(1)]);
  expect(aws).toHaveReceivedCommandWith(PutEventsCommand, {
    Entries: [
      {
        EventBusName: 'amicable-dev',
        Source: 'amicable.journal',
        DetailType: 'written',
        Detail: '{"case":"case-1","seq":3,"kinds":["payment-received"]}',
      },
    ],
  });
});

test('it takes ten at once', async () => {
  await bus.publish(Array.from({ length: 23 }, (_, index) => written(index)));
  expect(sent().map((batch) => batch.length)).toEqual([10, 10, 3]);
});

test('what it did not take is told again, and nothing else', async () => {
  aws
    .on(PutEventsCommand)
    .resolvesOnce({ Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException' }, { EventId: '3' }] })
    .resolves({ Entries: [{ EventId: '2' }] });
  await bus.publish([written(1), written(2), written(3)]);
  expect(sent()).toEqual([['case-1', 'case-2', 'case-3'], ['case-2']]);
});

test('what it does not take at last is a failure, so that the stream tells it again', async () => {
  aws.on(PutEventsCommand).resolves({ Entries: [{ ErrorCode: 'InternalFailure' }] });
  await expect(bus.publish([written(1)])).rejects.toMatchObject({
    name: 'BusRefused',
    message: 'The bus did not take 1 of 1 events.',
  });
});
