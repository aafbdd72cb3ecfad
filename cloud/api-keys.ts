import { randomBytes } from 'node:crypto';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretsOf } from '../core/creditor/installation.ts';
import type { ApiKey } from '../core/ports.ts';
import { WrongUse } from '../local/stored.ts';
import { creditorsOf, needCreditor } from './creditors.ts';
import { needSecret, writeSecret } from './secret.ts';
import { openStage, prefixOf, type Stage, type StageFlags } from './stage.ts';

/** The clients and names that keys need. */
export interface KeyRing {
  secrets: SecretsManagerClient;
  lambda: LambdaClient;
  /** Id of the stage's secret. */
  secret: string;
  stage: string;
}

/** Adds a key for a creditor's system. */
export async function addKey(ring: KeyRing, creditor: string): Promise<ApiKey> {
  const installation = await needSecret(ring.secrets, ring.secret);
  // Its secret is made from its name: a name that comes back would bring back the secret that was taken out.
  const key = `${creditor}-${randomBytes(5).toString('hex')}`;
  const changed = { ...installation, api: [...installation.api, { key, creditor }] };
  const made = secretsOf(changed).api.find((one) => one.key === key);
  if (!made) throw new Error('The key was not made.');
  await writeSecret(ring.secrets, ring.secret, changed);
  await readAnew(ring);
  return made;
}

/** Takes a key out: from then on nothing that is signed with it is accepted. @throws WrongUse when there is no such key */
export async function removeKey(ring: KeyRing, key: string): Promise<void> {
  const installation = await needSecret(ring.secrets, ring.secret);
  const api = installation.api.filter((one) => one.key !== key);
  if (api.length === installation.api.length) {
    throw new WrongUse(`There is no key ${key}. "amicable key list --stage ${ring.stage}" lists them.`);
  }
  await writeSecret(ring.secrets, ring.secret, { ...installation, api });
  await readAnew(ring);
}

/** Names of keys and their creditors; never their secrets. */
export async function listKeys(ring: KeyRing): Promise<{ key: string; creditor: string }[]> {
  return (await needSecret(ring.secrets, ring.secret)).api;
}

/** The function that checks signatures. */
const CHECKS = 'creditor-api';

/**
 * A function reads the secret once when it starts, and one that is used may run for hours. Any change of its settings
 * starts it anew.
 */
async function readAnew({ lambda, stage }: KeyRing): Promise<void> {
  const FunctionName = `${prefixOf(stage)}${CHECKS}`;
  const { Environment, RevisionId } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName }),
  );
  await lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName,
      RevisionId,
      Environment: {
        Variables: { ...Environment?.Variables, AMICABLE_SECRET_SINCE: new Date().toISOString() },
      },
    }),
  );
}

interface KeyFlags extends StageFlags {
  creditor?: string;
}

function ringOf(stage: Stage): KeyRing {
  return {
    secrets: new SecretsManagerClient(),
    lambda: new LambdaClient(),
    secret: stage.settings.secret,
    stage: stage.name,
  };
}

/** `key add`: prints the key and, this once, its secret. */
export async function add(flags: KeyFlags & { creditor: string }): Promise<void> {
  const stage = await openStage(flags);
  await needCreditor(creditorsOf(stage), flags.creditor);
  const { key, creditor, secret } = await addKey(ringOf(stage), flags.creditor);
  console.log(
    flags.json
      ? JSON.stringify({ key, creditor, secret })
      : `key     ${key}\nsecret  ${secret}\n\nPut both where ${creditor}'s system keeps its secrets. The secret is not shown again.`,
  );
}

/** `key list` */
export async function list(flags: KeyFlags): Promise<void> {
  const keys = (await listKeys(ringOf(await openStage(flags)))).filter(
    ({ creditor }) => flags.creditor === undefined || creditor === flags.creditor,
  );
  if (flags.json) console.log(JSON.stringify({ keys }));
  else console.log(keys.map(({ key, creditor }) => `${key}  ${creditor}`).join('\n') || 'There is no key.');
}

/** `key remove` */
export async function remove(key: string, flags: StageFlags): Promise<void> {
  await removeKey(ringOf(await openStage(flags)), key);
  console.log(
    flags.json
      ? JSON.stringify({ removed: key })
      : `${key} is taken out. What it signs is refused from now on.`,
  );
}
