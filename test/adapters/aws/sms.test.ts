import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { beforeEach, expect, test } from 'vitest';
import { smsChannel } from '../../../adapters/aws/sms.ts';
import { renderSms } from '../../../adapters/render/sms.ts';
import { makeMessage } from '../render/make-message.ts';

const aws = mockClient(SNSClient);
const send = smsChannel(
  new SNSClient({}),
  async (message) => renderSms(message),
  'Verzonnen',
  async () => {},
);
const message = makeMessage('first-reminder', {}, 'sms');
const named = (name: string) => Object.assign(new Error(name), { name });
beforeEach(() => {
  aws.reset();
  aws.on(PublishCommand).resolves({ MessageId: 'sns-1' });
});

test('a text message goes to the phone, under our name', async () => {
  expect(await send(message)).toEqual({ accepted: 'sns-1' });
  expect(aws).toHaveReceivedCommandWith(PublishCommand, {
    PhoneNumber: '+31612345678',
    Message: renderSms(message).text,
    MessageAttributes: {
      'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: 'Verzonnen' },
      'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
    },
  });
});

test.each([
  ['InvalidParameterException', { refused: 'InvalidParameterException' }],
  ['OptedOutException', { refused: 'OptedOutException' }],
  ['AuthorizationErrorException', { refused: 'AuthorizationErrorException', ours: true }],
])('%s is an answer', async (name, answer) => {
  aws.on(PublishCommand).rejects(named(name));
  expect(await send(message)).toEqual(answer);
});

test('too much at once did not leave: it is tried again, and at last refused, which is not the number’s fault', async () => {
  aws.on(PublishCommand).rejectsOnce(named('ThrottledException')).resolves({ MessageId: 'sns-2' });
  expect(await send(message)).toEqual({ accepted: 'sns-2' });
  aws.on(PublishCommand).rejects(named('ThrottledException'));
  expect(await send(message)).toEqual({ refused: 'ThrottledException', ours: true });
});

test('silence is thrown, and nothing is sent again', async () => {
  aws.on(PublishCommand).rejects(named('TimeoutError'));
  await expect(send(message)).rejects.toThrow('TimeoutError');
  expect(aws).toHaveReceivedCommandTimes(PublishCommand, 1);
});

test('nobody is written to without a number', async () => {
  expect(await send({ ...message, to: { reference: '1' } })).toEqual({ refused: 'no-address' });
});
