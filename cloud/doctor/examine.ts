import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SESClient } from '@aws-sdk/client-ses';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { creditorsOf } from '../creditors.ts';
import { isForbidden } from '../refusals.ts';
import { readSecret } from '../secret.ts';
import type { Stage } from '../stage.ts';
import { lookAtAlarms } from './alarms.ts';
import { lookAtConcurrency } from './concurrency.ts';
import { lookAtCreditors } from './creditors.ts';
import { type Finding, yellow } from './finding.ts';
import { lookAtConfigurationSet, lookAtSenders, lookAtSending } from './mail.ts';
import { lookAtModel } from './model.ts';
import { lookAtQueues } from './queues.ts';
import { lookAtQuotas } from './quotas.ts';
import { lookAtSecret } from './secret.ts';
import { lookAtSettings } from './settings.ts';
import { lookAtStacks } from './stacks.ts';
import { lookAtTable } from './table.ts';
import { lookAtTextMessages } from './text-messages.ts';

/** What is looked at, by its name. */
export type Check = [about: string, look: () => Promise<Finding[]> | Finding[]];

/** Everything that is looked at in a stage. */
export function checksOf(stage: Stage): Check[] {
  const { name, settings } = stage;
  const dynamo = new DynamoDBClient();
  const secrets = new SecretsManagerClient();
  const ses = new SESClient();
  const lambda = new LambdaClient();
  return [
    ['stacks', () => lookAtStacks(new CloudFormationClient(), name)],
    ['settings', () => lookAtSettings(stage)],
    ['table', () => lookAtTable(dynamo, settings.table, name)],
    ['secret', () => lookAtSecret(secrets, settings.secret, name)],
    [
      'creditors',
      async () => {
        const secret = await readSecret(secrets, settings.secret);
        const keys = 'installation' in secret ? secret.installation.api : [];
        const { findings, fit } = await lookAtCreditors(creditorsOf(stage), keys, name);
        const senders = settings.mailFrom ? [settings.mailFrom] : fit.map(({ contact }) => contact.email);
        return [...findings, ...(await lookAtSenders(ses, senders))];
      },
    ],
    ['e-mail', () => lookAtSending(ses)],
    ['e-mail', () => lookAtConfigurationSet(ses, settings.configurationSet, name)],
    ['text messages', () => lookAtTextMessages(new SNSClient(), settings.smsSender)],
    ['model', () => lookAtModel(new BedrockRuntimeClient(), settings.writer)],
    ['functions', () => lookAtConcurrency(lambda, name)],
    ['quotas', () => lookAtQuotas(new ServiceQuotasClient())],
    ['queues', () => lookAtQueues(new SQSClient(), name)],
    ['alarms', () => lookAtAlarms(new CloudWatchClient(), name)],
  ];
}

/** Looks at everything. What cannot be looked at is a finding too, and keeps nobody from the rest. */
export async function examine(checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [about, look] of checks) {
    try {
      findings.push(...(await look()));
    } catch (error) {
      findings.push(
        yellow(
          about,
          `Could not be looked at (${error instanceof Error ? error.name : 'unknown error'}).`,
          isForbidden(error)
            ? `Ask for the right to: ${/perform: (\S+)/.exec((error as Error).message)?.[1] ?? 'read it'}`
            : 'Try again in a minute.',
        ),
      );
    }
  }
  return findings;
}
