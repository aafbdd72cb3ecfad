import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { readSecrets } from '../../../adapters/aws/secrets.ts';

const aws = mockClient(SecretsManagerClient);
const client = new SecretsManagerClient({});
beforeEach(() => aws.reset());

test('all secrets come of the one that the stage has', async () => {
  const secret = JSON.stringify({ master: 'm'.repeat(40), links: [2, 1] });
  aws.on(GetSecretValueCommand, { SecretId: 'arn:secret' }).resolves({ SecretString: secret });
  const { links } = await readSecrets(client, 'arn:secret');
  expect(links.map(({ key }) => key)).toEqual([2, 1]);
});

test.each([
  ['no JSON', 'hunter2', 'all of it'],
  ['nothing', undefined, 'all of it'],
  ['a short master', JSON.stringify({ master: 'hunter2' }), 'master'],
  [
    'a key of nobody',
    JSON.stringify({ master: 'm'.repeat(40), api: [{ key: 'hunter2' }] }),
    'api.0.creditor',
  ],
])('where it holds %s, the place is told and not what is there', async (_, secret, place) => {
  aws.on(GetSecretValueCommand).resolves(secret === undefined ? {} : { SecretString: secret });
  const error = await readSecrets(client, 'arn:secret').catch((thrown: Error) => thrown);
  expect(error).toMatchObject({
    name: 'BadSecret',
    message: `The secret of the stage is not right: ${place}.`,
  });
});
