import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Installation, type InstallationSecrets, secretsOf } from '../../core/creditor/installation.ts';
import { patient } from './patience.ts';

/** The stage's secret is not what it must be: the text says where, and nothing of what is in it. */
export class BadSecret extends Error {
  override name = 'BadSecret';
}

export function openSecrets(secret: string): Promise<InstallationSecrets> {
  return readSecrets(new SecretsManagerClient(patient), secret);
}

/** Reads the stage's one secret and makes all others of it. @throws BadSecret */
export async function readSecrets(
  client: SecretsManagerClient,
  secret: string,
): Promise<InstallationSecrets> {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secret }));
  const read = Installation.safeParse(parsed(SecretString));
  if (read.success) return secretsOf(read.data);
  const places = read.error.issues.map((issue) => issue.path.join('.') || 'all of it');
  throw new BadSecret(`The secret of the stage is not right: ${[...new Set(places)].join(', ')}.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
