import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { afterAll, describe } from 'vitest';
import { s3Client } from '../../adapters/aws/bucket.ts';
import { awsBus, told } from '../../adapters/aws/bus.ts';
import { askedClock } from '../../adapters/aws/clock.ts';
import { letterChannel } from '../../adapters/aws/letters.ts';
import { awsMachines } from '../../adapters/aws/machines.ts';
import { mailChannel } from '../../adapters/aws/mail.ts';
import { neverTwice } from '../../adapters/aws/patience.ts';
import { awsSchedules } from '../../adapters/aws/schedules.ts';
import { readSecrets } from '../../adapters/aws/secrets.ts';
import { smsChannel } from '../../adapters/aws/sms.ts';
import { renderEmail } from '../../adapters/render/email.ts';
import { renderLetter } from '../../adapters/render/letter.ts';
import { renderSms } from '../../adapters/render/sms.ts';
import { plusSeconds } from '../../core/calendar/moment.ts';
import type { Written } from '../../core/ports.ts';
import { completedMachine } from '../../local/machines.ts';
import { lettersIn } from '../adapters/aws/memory-channels.ts';
import { busContract, listeners } from '../contracts/bus.ts';
import { type Arrived, channelsContract } from '../contracts/channels.ts';
import { clockContract } from '../contracts/clock.ts';
import { type Asked, machinesContract } from '../contracts/machines.ts';
import { calledFunctions, schedulesContract } from '../contracts/schedules.ts';
import { secretsContract } from '../contracts/secrets.ts';
import { deployAskingFunction } from './asking-function.ts';
import { ACCOUNT, REGION } from './emulator.ts';
import { createEars, type Ear } from './queues.ts';
import { startStage } from './stage.ts';

const stage = await startStage('2026-01-05T09:00:00Z');
// The clients are made as functions make them: all they know comes from the environment.
Object.assign(process.env, {
  AWS_ENDPOINT_URL: stage.aws.endpoint,
  AWS_ENDPOINT_URL_SFN: stage.stepFunctionsUrl,
  AWS_REGION: stage.aws.region,
  AWS_ACCESS_KEY_ID: stage.aws.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: stage.aws.credentials.secretAccessKey,
});

describe('on an AWS emulator', () => {
  const [events, scheduler, sfn] = [new EventBridgeClient(), new SchedulerClient(), new SFNClient()];
  const [ses, sns, s3] = [new SESClient(neverTwice), new SNSClient(neverTwice), s3Client()];
  const secrets = new SecretsManagerClient();
  const ears = createEars();
  const stops = [events, scheduler, sfn, ses, sns, s3, secrets].map((client) => () => client.destroy());
  stops.push(ears.stop);
  afterAll(async () => {
    for (const stop of stops) stop();
    await stage.stop();
  });

  let made = 0;
  /** A name that nothing has yet. */
  const fresh = () => `made-${made++}`;
  const pass = async (seconds: number) => {
    await stage.setClock(plusSeconds(stage.now(), seconds));
    await stage.quiet();
  };

  busContract(async () => {
    const bus = fresh();
    await events.send(new CreateEventBusCommand({ Name: bus }));
    const heard = new Map<string, Ear>();
    for (const { name, listens } of listeners) {
      const ear = await ears.open(`${bus}-${name}`);
      const EventPattern = JSON.stringify({
        source: [told.source],
        'detail-type': [told.type],
        detail: { kinds: listens },
      });
      await events.send(new PutRuleCommand({ Name: name, EventBusName: bus, EventPattern }));
      const Targets = [{ Id: 'ear', Arn: ear.arn }];
      await events.send(new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets }));
      heard.set(name, ear);
    }
    return {
      bus: awsBus(events, bus),
      heard: async (name) => {
        await stage.quiet();
        const came = (await heard.get(name)?.heard()) ?? [];
        return came.map((event) => (event as { detail: Written }).detail);
      },
    };
  });

  schedulesContract(async () => {
    const group = fresh();
    await scheduler.send(new CreateScheduleGroupCommand({ Name: group }));
    const called = new Map<string, Ear>();
    for (const name of calledFunctions) called.set(name, await ears.open(`${group}-${name}`));
    const settings = {
      group,
      role: `arn:aws:iam::${ACCOUNT}:role/schedules`,
      deadLetters: (await ears.open(`${group}-dead`)).arn,
      // A queue stands where the function would be called.
      functionPrefix: `arn:aws:sqs:${REGION}:${ACCOUNT}:${group}-`,
    };
    return {
      schedules: awsSchedules(scheduler, settings, stage.now),
      now: stage.now,
      until: stage.advanceTo,
      called: async (name) => (await called.get(name)?.heard()) ?? [],
    };
  });

  const asks = new Map<unknown, (asked: Asked) => Promise<unknown>>();
  let askingFunction: Promise<string> | undefined;
  const askingArn = async () => {
    const { arn, stop } = await deployAskingFunction(async (event) => {
      const { made: number, ...asked } = event as Asked & { made: number };
      return await asks.get(number)?.(asked);
    });
    stops.push(stop);
    return arn;
  };

  machinesContract(async (ask) => {
    askingFunction ??= askingArn();
    const arn = await askingFunction;
    const number = made++;
    asks.set(number, ask);
    const definition = completedMachine('quick-payer');
    // Executions of other tests wait on, and one function asks for all of them.
    for (const { Arguments } of Object.values(definition.States)) {
      if (Arguments) Arguments.Payload = { ...Arguments.Payload, made: number };
    }
    const prefix = `made-${number}-`;
    await sfn.send(
      new CreateStateMachineCommand({
        name: `${prefix}quick-payer`,
        roleArn: `arn:aws:iam::${ACCOUNT}:role/journeys`,
        definition: JSON.stringify(definition).replaceAll(/\$\{[a-z-]+\}/g, arn),
      }),
    );
    const machines = awsMachines(
      sfn,
      `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${prefix}`,
      stage.now,
    );
    return { machines, settle: () => stage.quiet(), pass };
  });

  channelsContract(async () => {
    const bucket = fresh();
    const sender = 'hallo@vriendelijk.example';
    const mail = { configurationSet: 'none', from: sender };
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: sender }));
    const [mails, texts] = [(await stage.sentMail()).length, (await stage.sentSms()).length];
    const letters = async () => {
      const objects = new Map<string, string>();
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
      for (const { Key = '' } of Contents) {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
        objects.set(Key, (await Body?.transformToString('latin1')) ?? '');
      }
      return lettersIn(objects);
    };
    return {
      channels: {
        email: mailChannel(ses, renderEmail, mail),
        sms: smsChannel(sns, async (message) => renderSms(message), 'Verzonnen'),
        letter: letterChannel(s3, renderLetter, bucket),
      },
      arrived: async () => [
        ...(await stage.sentMail()).slice(mails).map(({ to, tags }): Arrived => {
          return { channel: 'email', to: to.join(), contact: `${tags.contact}` };
        }),
        ...(await stage.sentSms()).slice(texts).map(({ phoneNumber }): Arrived => {
          return { channel: 'sms', to: phoneNumber };
        }),
        ...(await letters()),
      ],
      fail: async (_, how) => {
        if (how === 'takes nothing of ours') mail.from = 'nobody@unverified.example';
        else await stage.fault('mail unanswered', 'noor@verzonnen.example');
      },
    };
  }, [
    ['email', 'takes nothing of ours'],
    ['email', 'is silent'],
  ]);

  clockContract(async () => {
    const clock = askedClock(`${stage.stepFunctionsUrl}/now`);
    await clock.read();
    return { clock, pass: async () => await pass(1).then(() => clock.read()) };
  });

  let secret: string | undefined;
  secretsContract(async () => {
    if (secret === undefined) {
      secret = fresh();
      const api = [{ key: 'erp-1', creditor: 'voorbeeld' }];
      const SecretString = JSON.stringify({ master: 'm'.repeat(40), links: [2, 1], api });
      await secrets.send(new CreateSecretCommand({ Name: secret, SecretString }));
    }
    return await readSecrets(secrets, secret);
  });
});
