import { MessageRejected, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { beforeEach, describe, expect, test } from 'vitest';
import { mailChannel } from '../../../adapters/aws/mail.ts';
import { renderEmail } from '../../../adapters/render/email.ts';
import type { Message } from '../../../core/message/message.ts';
import { makeMessage } from '../render/make-message.ts';

const aws = mockClient(SESClient);
const client = new SESClient({});
const stage = { configurationSet: 'amicable-dev' };
const send = (message: Message, more: { from?: string } = {}) =>
  mailChannel(client, renderEmail, { ...stage, ...more }, async () => {})(message);
const named = (name: string) => Object.assign(new Error(name), { name });
/** The mail as it travelled, its long lines of headers put together again. */
const raw = () =>
  Buffer.from(aws.commandCalls(SendRawEmailCommand).at(-1)?.args[0].input.RawMessage?.Data ?? [])
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ');
beforeEach(() => {
  aws.reset();
  aws.on(SendRawEmailCommand).resolves({ MessageId: 'ses-1' });
});

describe('A mail', () => {
  test('is handed over once, with what its feedback is known by', async () => {
    expect(await send(makeMessage())).toEqual({ accepted: 'ses-1' });
    expect(aws).toHaveReceivedCommandTimes(SendRawEmailCommand, 1);
    expect(aws).toHaveReceivedCommandWith(SendRawEmailCommand, {
      Source: 'hallo@vriendelijk.example',
      Destinations: ['noor@verzonnen.example'],
      ConfigurationSetName: 'amicable-dev',
      Tags: [
        { Name: 'case', Value: 'case-1' },
        { Name: 'contact', Value: 'case-1-k1' },
      ],
    });
  });

  test('is from the brand, and an answer reaches the creditor also where another address sends', async () => {
    await send(makeMessage(), { from: 'post@betalen.example' });
    expect(raw()).toMatch(/^From: Vriendelijk Verzonnen <post@betalen\.example>/m);
    expect(raw()).toMatch(/^Reply-To: Vriendelijk Verzonnen <hallo@vriendelijk\.example>/m);
    expect(aws).toHaveReceivedCommandWith(SendRawEmailCommand, { Source: 'post@betalen.example' });
  });

  test('has its words twice, and the picture of the bank code inside', async () => {
    await send(makeMessage());
    const mail = raw();
    expect(mail).toContain('multipart/alternative');
    expect(mail).toContain('Content-Type: text/plain');
    expect(mail).toContain('Content-Type: text/html');
    expect(mail).toMatch(/Content-Id: <bank-code>/i);
    expect(mail).toMatch(/Content-Disposition: inline; filename=bank-code\.png/);
  });

  test('can be stopped with one press of a button, without opening it', async () => {
    const message = makeMessage();
    await send(message);
    expect(raw()).toContain(`List-Unsubscribe: <${message.payLink}/messages>`);
    expect(raw()).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  test('gets no header and no second reader from a name', async () => {
    const message = makeMessage();
    await send({ ...message, to: { ...message.to, name: 'Bobby\r\nBcc: all@verzonnen.example' } });
    expect(raw()).not.toMatch(/^Bcc:/m);
    expect(aws).toHaveReceivedCommandWith(SendRawEmailCommand, { Destinations: ['noor@verzonnen.example'] });
  });

  test('to nobody is refused', async () => {
    expect(await send({ ...makeMessage(), to: { reference: '1' } })).toEqual({ refused: 'no-address' });
    expect(aws).not.toHaveReceivedCommand(SendRawEmailCommand);
  });
});

describe('Never twice', () => {
  test('that SES rejects a mail is an answer', async () => {
    aws.on(SendRawEmailCommand).rejects(new MessageRejected({ message: 'no', $metadata: {} }));
    expect(await send(makeMessage())).toEqual({ refused: 'MessageRejected' });
  });

  test('that nobody verified the sender, or the account is in the sandbox, is not the fault of the address', async () => {
    const words =
      'Email address is not verified. The following identities failed the check in region EU-WEST-1';
    aws.on(SendRawEmailCommand).rejects(new MessageRejected({ message: words, $metadata: {} }));
    expect(await send(makeMessage())).toEqual({ refused: 'MessageRejected', ours: true });
  });

  test('that the quota of the day is used up is an answer: nothing left', async () => {
    aws.on(SendRawEmailCommand).rejects(named('Throttling'));
    expect(await send(makeMessage())).toEqual({ refused: 'Throttling', ours: true });
    expect(aws).toHaveReceivedCommandTimes(SendRawEmailCommand, 4);
  });

  test.each(['AccountSendingPausedException', 'MailFromDomainNotVerifiedException', 'AccessDenied'])(
    '%s is an answer, and says nothing of the address',
    async (name) => {
      aws.on(SendRawEmailCommand).rejects(named(name));
      expect(await send(makeMessage())).toEqual({ refused: name, ours: true });
    },
  );

  test('too much at once did not leave: it is tried again', async () => {
    aws.on(SendRawEmailCommand).rejectsOnce(named('Throttling')).resolves({ MessageId: 'ses-2' });
    expect(await send(makeMessage())).toEqual({ accepted: 'ses-2' });
  });

  test.each(['TimeoutError', 'InternalFailure', 'ECONNRESET'])(
    'silence (%s) is thrown, and nothing is sent again',
    async (name) => {
      aws.on(SendRawEmailCommand).rejects(named(name));
      await expect(send(makeMessage())).rejects.toThrow(name);
      expect(aws).toHaveReceivedCommandTimes(SendRawEmailCommand, 1);
    },
  );
});
