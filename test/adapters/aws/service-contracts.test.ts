import type { lookup } from 'node:dns';
import { request } from 'node:http';
import type { request as requestSecurely } from 'node:https';
import type { LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe } from 'vitest';
import { bedrockWriter } from '../../../adapters/aws/bedrock-writer.ts';
import { awsBus } from '../../../adapters/aws/bus.ts';
import { askedClock, realClock } from '../../../adapters/aws/clock.ts';
import { letterChannel } from '../../../adapters/aws/letters.ts';
import { awsMachines } from '../../../adapters/aws/machines.ts';
import { mailChannel } from '../../../adapters/aws/mail.ts';
import { awsSchedules } from '../../../adapters/aws/schedules.ts';
import { readSecrets } from '../../../adapters/aws/secrets.ts';
import { smsChannel } from '../../../adapters/aws/sms.ts';
import { awsWeb } from '../../../adapters/aws/web.ts';
import { renderEmail } from '../../../adapters/render/email.ts';
import { renderLetter } from '../../../adapters/render/letter.ts';
import { renderSms } from '../../../adapters/render/sms.ts';
import { plusSeconds } from '../../../core/calendar/moment.ts';
import { approvedTexts } from '../../../core/message/approved-texts.ts';
import { completedMachine } from '../../../local/machines.ts';
import { startClockServer } from '../../aws/clock-server.ts';
import { createExecutions } from '../../aws/executions.ts';
import { createStepFunctions } from '../../aws/step-functions.ts';
import { busContract } from '../../contracts/bus.ts';
import { channelsContract } from '../../contracts/channels.ts';
import { clockContract } from '../../contracts/clock.ts';
import { type Asked, machinesContract } from '../../contracts/machines.ts';
import { schedulesContract } from '../../contracts/schedules.ts';
import { secretsContract } from '../../contracts/secrets.ts';
import { webContract } from '../../contracts/web.ts';
import { writerContract } from '../../contracts/writer.ts';
import { memoryBus } from './memory-bus.ts';
import { memoryProviders } from './memory-channels.ts';
import { memoryScheduler } from './memory-schedules.ts';

const START = '2026-01-05T09:00:00Z';
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Step Functions' protocol over HTTP, with the interpreter of this project behind it, and a clock at `/now`. */
async function startServer(ask: (asked: Asked) => Promise<unknown>) {
  let now = START;
  const executions = createExecutions({
    now: () => now,
    invoke: async (_, payload) => await ask(payload as Asked),
    told: () => {},
  });
  const text = JSON.stringify(completedMachine('quick-payer')).replaceAll(/\$\{([a-z-]+)\}/g, '$1');
  const stepFunctions = createStepFunctions(executions, async (machine) =>
    machine.endsWith(':amicable-dev-quick-payer') ? text : undefined,
  );
  const server = await startClockServer({
    now: () => now,
    stepFunctions: () => stepFunctions,
    emulator: () => '',
  });
  stops.push(() => server.stop());
  const settle = async () => {
    do await sleep(1);
    while (executions.running() > 0);
  };
  return {
    url: server.url,
    now: () => now,
    settle,
    pass: async (seconds: number) => {
      now = plusSeconds(now, seconds);
      executions.wake();
      await settle();
    },
  };
}

machinesContract(async (ask) => {
  const { url, now, settle, pass } = await startServer(ask);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SFNClient({ endpoint: url, region: 'eu-west-1', credentials });
  stops.push(() => client.destroy());
  const prefix = 'arn:aws:states:eu-west-1:000000000000:stateMachine:amicable-dev-';
  return { machines: awsMachines(client, prefix, now), settle, pass };
});

busContract(async () => {
  const { client, heard } = memoryBus();
  return { bus: awsBus(client, 'amicable-dev', async () => {}), heard };
});

schedulesContract(async () => {
  const functionPrefix = 'arn:aws:lambda:eu-west-1:000000000000:function:amicable-dev-';
  const { client, ...scheduler } = memoryScheduler(functionPrefix, START);
  const stage = { group: 'amicable-dev', role: 'arn:role', deadLetters: 'arn:queue', functionPrefix };
  return { schedules: awsSchedules(client, stage, scheduler.now), ...scheduler };
});

channelsContract(async () => {
  const { ses, sns, s3, ...providers } = memoryProviders();
  return {
    channels: {
      email: mailChannel(ses, renderEmail, { configurationSet: 'amicable-dev' }, async () => {}),
      sms: smsChannel(
        sns,
        async (message) => renderSms(message),
        'Verzonnen',
        async () => {},
      ),
      letter: letterChannel(s3, renderLetter, 'letters'),
    },
    ...providers,
  };
}, [
  ['email', 'refuses the address'],
  ['email', 'takes nothing of ours'],
  ['email', 'is silent'],
  ['sms', 'refuses the address'],
  ['sms', 'takes nothing of ours'],
  ['sms', 'is silent'],
  ['letter', 'is silent'],
]);

webContract((port) => {
  // All of the internet is at one public address, and that leads to this computer.
  const resolve = ((_name: string, _options: object, done: (error: null, found: object[]) => void) =>
    done(null, [{ address: '93.184.216.34', family: 4 }])) as unknown as typeof lookup;
  const send = ((url: string, options: { lookup: LookupFunction }, answered: () => void) => {
    const { hostname, pathname } = new URL(url);
    const here: LookupFunction = (name, how, done) =>
      options.lookup(name, how, (error) => {
        if (error) done(error, []);
        else done(null, [{ address: '127.0.0.1', family: 4 }]);
      });
    return request({ ...options, host: hostname, port, path: pathname, lookup: here }, answered);
  }) as unknown as typeof requestSecurely;
  return { web: awsWeb(resolve, send), url: 'https://erp.example/hook' };
});

describe('of approved texts', () => writerContract(async () => approvedTexts));

describe.each([
  ['chooses', '{"variant": "last-reminder"}'],
  ['names a text that nobody approved', '{"variant": "final-threat"}'],
  ['writes for itself', 'Dear debtor, pay now.'],
  ['is silent', undefined],
])('where a model %s', (_, text) => {
  writerContract(async () => {
    const client = new BedrockRuntimeClient({});
    const answers = mockClient(client).on(ConverseCommand);
    if (text === undefined) answers.rejects(new Error('time-out'));
    else answers.callsFake(() => ({ output: { message: { role: 'assistant', content: [{ text }] } } }));
    return bedrockWriter(client, 'eu.model-1', ({ step }) => [...new Set([step, 'last-reminder'])]);
  });
});

describe('by the real time', () => clockContract(async () => ({ clock: realClock, pass: () => sleep(400) })));

describe('by the clock of a stage', () =>
  clockContract(async () => {
    const { url, pass } = await startServer(async () => ({}));
    const clock = askedClock(`${url}/now`);
    await clock.read();
    return { clock, pass: async () => await pass(1).then(() => clock.read()) };
  }));

secretsContract(async () => {
  const client = new SecretsManagerClient({});
  const api = [{ key: 'erp-1', creditor: 'voorbeeld' }];
  const SecretString = JSON.stringify({ master: 'm'.repeat(40), links: [2, 1], api });
  mockClient(client).on(GetSecretValueCommand).resolves({ SecretString });
  return await readSecrets(client, 'arn:secret');
});
