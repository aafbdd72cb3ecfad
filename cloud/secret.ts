import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { Installation } from '../core/creditor/installation.ts';
import { WrongUse } from '../local/stored.ts';

/** Reads the secret of an installation. Says what is unfit without a word of what is in it. */
export async function readSecret(
  client: SecretsManagerClient,
  id: string,
): Promise<{ installation: Installation } | { unfit: string }> {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: id }));
  let json: unknown;
  try {
    json = JSON.parse(SecretString);
  } catch {
    // The parser's own words quote the text.
    return { unfit: 'it is not JSON' };
  }
  const parsed = Installation.safeParse(json);
  if (parsed.success) return { installation: parsed.data };
  const issues = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'all of it'}: ${code}`);
  return { unfit: issues.join(', ') };
}

/** @throws WrongUse when it is unfit */
export async function needSecret(client: SecretsManagerClient, id: string): Promise<Installation> {
  const read = await readSecret(client, id);
  if ('installation' in read) return read.installation;
  throw new WrongUse(
    `The secret of this stage cannot be used: ${read.unfit}. "amicable doctor" says what to do.`,
  );
}

/** The version before it stays in Secrets Manager, as `AWSPREVIOUS`. */
export async function writeSecret(
  client: SecretsManagerClient,
  id: string,
  installation: Installation,
): Promise<void> {
  const fit = Installation.parse(installation);
  await client.send(new PutSecretValueCommand({ SecretId: id, SecretString: JSON.stringify(fit) }));
}
