import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { dynamoCreditors } from '../../adapters/aws/creditors.ts';
import { dynamoJournal } from '../../adapters/aws/journal.ts';
import { dynamoPeople } from '../../adapters/aws/people.ts';
import { createTable } from '../../adapters/aws/table.ts';
import { Installation, secretsOf } from '../../core/creditor/installation.ts';
import { exampleCreditor } from '../functions/make-laptop.ts';
import type { Deployed } from './outside.ts';
import { places } from './places.ts';
import type { Stage } from './stage.ts';

export const CREDITOR = 'voorbeeld-incasso';
export const OTHER_CREDITOR = 'ander-bedrijf';
const KEYS = [
  { key: 'voorbeeld-1', creditor: CREDITOR },
  { key: 'ander-1', creditor: OTHER_CREDITOR },
];

/** Deploys the real template by the real command, with keys for two creditors who can send mail. */
export async function deployTheApp(stage: Stage): Promise<Deployed> {
  const app = `${process.execPath} ${places.root}infra/app.ts`;
  const outputs = Object.assign({}, ...Object.values(await stage.deploy(app)));
  const secrets = await addKeys(stage, outputs.SecretArn);
  const EmailAddress = exampleCreditor().contact.email;
  await new SESClient(stage.aws).send(new VerifyEmailIdentityCommand({ EmailAddress }));
  const dynamo = new DynamoDBClient(stage.aws);
  const table = createTable(dynamo, outputs.TableName);
  return {
    stage,
    prefix: `amicable-dev-`,
    apiUrl: stage.httpApi(outputs.ApiId),
    mailTopic: outputs.MailNewsTopic,
    table: outputs.TableName,
    buckets: { files: outputs.FilesBucket, letters: outputs.LettersBucket },
    ports: {
      journal: dynamoJournal(table),
      creditors: dynamoCreditors(table),
      people: dynamoPeople(table, secrets.persons, stage.now),
      machines: { start: async () => 'exists', succeed: async () => 'gone' },
      secrets,
    },
    secrets,
    key: keyOf(secrets, 'voorbeeld-1'),
    otherKey: keyOf(secrets, 'ander-1'),
  };
}

/** Puts the creditors' keys into the stage's secret, as `amicable key add` does. */
async function addKeys(stage: Stage, secret: string) {
  const client = new SecretsManagerClient(stage.aws);
  const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: secret }));
  const text = JSON.stringify({ ...JSON.parse(SecretString), api: KEYS });
  await client.send(new PutSecretValueCommand({ SecretId: secret, SecretString: text }));
  return secretsOf(Installation.parse(JSON.parse(text)));
}

function keyOf(secrets: Deployed['secrets'], name: string) {
  const found = secrets.api.find(({ key }) => key === name);
  if (!found) throw new Error(`There is no key ${name}.`);
  return found;
}
