import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { type LetterEntry, letterChannel } from '../../../adapters/aws/letters.ts';
import { renderLetter } from '../../../adapters/render/letter.ts';
import { makeMessage } from '../render/make-message.ts';

const aws = mockClient(S3Client);
const send = letterChannel(new S3Client({}), renderLetter, 'letters');
const message = makeMessage('notice', {}, 'letter');
const put = () => aws.commandCalls(PutObjectCommand).map((call) => call.args[0].input);
const entry = () => JSON.parse(String(put()[1]?.Body)) as LetterEntry;
beforeEach(() => {
  aws.reset();
  aws.on(PutObjectCommand).resolves({});
});

test('a letter lies ready for the print house under its day, and what to know of it beside it, last', async () => {
  expect(await send(message)).toEqual({ accepted: 'letters/2026-03-02/case-1-k1.pdf' });
  expect(
    put().map(({ Bucket, Key, ContentType, IfNoneMatch }) => [Bucket, Key, ContentType, IfNoneMatch]),
  ).toEqual([
    ['letters', 'letters/2026-03-02/case-1-k1.pdf', 'application/pdf', '*'],
    ['letters', 'letters/2026-03-02/case-1-k1.json', 'application/json', '*'],
  ]);
});

test('the print house can check that it has the whole letter, and to whom it goes', async () => {
  await send(message);
  const pdf = put()[0]?.Body as Uint8Array;
  expect(entry()).toEqual({
    contact: 'case-1-k1',
    file: 'letters/2026-03-02/case-1-k1.pdf',
    date: '2026-03-02',
    language: 'nl',
    pages: 2,
    bytes: pdf.byteLength,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    reference: 'K-40017',
    address: {
      name: 'Noor Verzonnen',
      street: 'Bedachtelaan 12',
      postcode: '1234 AB',
      city: 'Nergenshuizen',
      country: 'NL',
    },
  });
});

test('an address that only the creditor knows is added by the customer number', async () => {
  await send({ ...message, to: { reference: 'K-1', postalHeldByCreditor: true } });
  expect(entry()).toMatchObject({ reference: 'K-1', address: 'at-creditor' });
});

test('the same letter again changes nothing', async () => {
  aws.on(PutObjectCommand).rejects(Object.assign(new Error('there'), { name: 'PreconditionFailed' }));
  expect(await send(message)).toEqual({ accepted: 'letters/2026-03-02/case-1-k1.pdf' });
});

test('a bucket that does not answer is silence', async () => {
  aws.on(PutObjectCommand).rejects(new Error('time-out'));
  await expect(send(message)).rejects.toThrow('time-out');
});

test('nobody is written to without an address', async () => {
  expect(await send({ ...message, to: { reference: 'K-1' } })).toEqual({ refused: 'no-address' });
  expect(put()).toEqual([]);
});
