import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createBucket, s3Client } from '../../adapters/aws/bucket.ts';
import { openBus } from '../../adapters/aws/bus.ts';
import { openLetters } from '../../adapters/aws/letters.ts';
import { openMachines } from '../../adapters/aws/machines.ts';
import { openMail } from '../../adapters/aws/mail.ts';
import { brisk } from '../../adapters/aws/patience.ts';
import { openSchedules } from '../../adapters/aws/schedules.ts';
import { openSecrets } from '../../adapters/aws/secrets.ts';
import { readSettings } from '../../adapters/aws/settings.ts';
import { openSms } from '../../adapters/aws/sms.ts';
import { createTable } from '../../adapters/aws/table.ts';
import { makeMessage } from '../adapters/render/make-message.ts';

// A program: calls AWS through every client that the adapters have but that of the model, which speaks HTTP/2, one call
// after the other, and prints what came of it. Run as it is and run out of a bundle, it must say and understand the same.

const settings = readSettings(process.env);
const now = () => '2026-01-05T09:00:00Z' as const;
const table = createTable(new DynamoDBClient(brisk), settings.table);
const bucket = createBucket(s3Client(), settings.buckets.files);
const machines = openMachines(settings.machinePrefix, now);
const schedules = openSchedules(settings, now);
const message = makeMessage();

const said = ({ name, message }: Error) => `${name}: ${message}`;

const calls: (() => unknown)[] = [
  () => table.putNew({ pk: 'a', sk: 'b', text: 'x', number: 1, bytes: new Uint8Array([1, 2]) }),
  () => table.query('a'),
  () => table.get({ pk: 'a', sk: 'b' }).catch(said),
  () => machines.start('intake', 'name-1', { case: 'case-1' }),
  () => machines.succeed('token', {}),
  () => schedules.set({ name: 's', at: '2026-01-06T09:00:00Z', function: 'wake-case', input: {} }),
  () => openBus(settings.bus).publish([{ id: '1' } as never]),
  async () => Object.keys(await openSecrets(settings.secret)),
  () =>
    openMail(settings, async () => ({ subject: 'S', html: '<p>h</p>', text: 't', pictures: [] }))(message),
  () => openSms(settings, async () => ({ text: 'Hallo' }))(message),
  () => openLetters(settings, async () => new Uint8Array([37, 80]))(message),
  () => bucket.has('not-there'),
  async () => (await bucket.keys('of/')[Symbol.asyncIterator]().next()).value,
  async () => (await bucket.linkToPut('up', 60)).replace(/X-Amz-(Date|Signature|Credential)=[^&]*/g, ''),
];

async function callAll(): Promise<void> {
  const came: unknown[] = [];
  for (const call of calls) came.push((await call()) ?? null);
  console.log(JSON.stringify(came));
}

callAll();
