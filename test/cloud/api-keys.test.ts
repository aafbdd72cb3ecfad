import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, test } from 'vitest';
import type { Settings } from '../../adapters/aws/settings.ts';
import { addKey, listKeys, removeKey } from '../../cloud/api-keys.ts';
import { lookAtCreditors } from '../../cloud/doctor/creditors.ts';
import { lookAtSecret } from '../../cloud/doctor/secret.ts';
import { lookAtSettings } from '../../cloud/doctor/settings.ts';
import { readSecret } from '../../cloud/secret.ts';
import { Installation, secretsOf } from '../../core/creditor/installation.ts';
import { readCreditor } from '../../local/policy.ts';
import { WrongUse } from '../../local/stored.ts';
import { inProject } from '../local/amicable.ts';
import { stageDev } from './doubles.ts';

const config = { region: 'eu-west-1' };
const master = 'm'.repeat(40);

function ringWith(text: string) {
  const kept = { text };
  const restarts: unknown[] = [];
  const secrets = new SecretsManagerClient(config);
  mockClient(secrets)
    .on(GetSecretValueCommand, { SecretId: 'the-secret' })
    .callsFake(() => ({ SecretString: kept.text }))
    .on(PutSecretValueCommand, { SecretId: 'the-secret' })
    .callsFake(({ SecretString }: { SecretString: string }) => {
      kept.text = SecretString;
    });
  const lambda = new LambdaClient(config);
  mockClient(lambda)
    .on(GetFunctionConfigurationCommand, { FunctionName: 'amicable-dev-creditor-api' })
    .resolves({ RevisionId: 'r-1', Environment: { Variables: { AMICABLE_TABLE: 't' } } })
    .on(UpdateFunctionConfigurationCommand, { FunctionName: 'amicable-dev-creditor-api', RevisionId: 'r-1' })
    .callsFake(({ Environment }: { Environment: unknown }) => {
      restarts.push(Environment);
    });
  return { ring: { secrets, lambda, secret: 'the-secret', stage: 'dev' }, kept, restarts };
}

describe("keys of creditors' systems", () => {
  test('one that is added is made from the secret, is known by its name, and changes nothing else', async () => {
    const { ring, kept, restarts } = ringWith(JSON.stringify({ master, links: [2, 1] }));
    const made = await addKey(ring, 'zuiderlicht');
    expect(made).toMatchObject({
      creditor: 'zuiderlicht',
      key: expect.stringMatching(/^zuiderlicht-[0-9a-f]{10}$/),
    });
    const now = Installation.parse(JSON.parse(kept.text));
    expect(now).toMatchObject({ master, links: [2, 1], api: [{ key: made.key, creditor: 'zuiderlicht' }] });
    expect(secretsOf(now).api).toEqual([made]);
    expect(kept.text).not.toContain(made.secret);
    // A function that runs knows the old secret: it must start anew, with all that it was told.
    expect(restarts).toEqual([
      { Variables: { AMICABLE_TABLE: 't', AMICABLE_SECRET_SINCE: expect.any(String) } },
    ]);
  });

  test('two of one creditor stand side by side, until one is taken out', async () => {
    const { ring, restarts } = ringWith(JSON.stringify({ master }));
    const old = await addKey(ring, 'zuiderlicht');
    const fresh = await addKey(ring, 'zuiderlicht');
    expect(fresh.secret).not.toBe(old.secret);
    expect(await listKeys(ring)).toEqual([old, fresh].map(({ key, creditor }) => ({ key, creditor })));
    await removeKey(ring, old.key);
    expect(await listKeys(ring)).toEqual([{ key: fresh.key, creditor: 'zuiderlicht' }]);
    expect(restarts).toHaveLength(3);
  });

  test('one that is not there cannot be taken out, and nothing is written', async () => {
    const { ring, kept, restarts } = ringWith(JSON.stringify({ master }));
    await expect(removeKey(ring, 'typing-error')).rejects.toThrow(WrongUse);
    expect(JSON.parse(kept.text)).toEqual({ master });
    expect(restarts).toEqual([]);
  });

  it.each([
    ['is no JSON', `{"master": "${master}`, 'it is not JSON'],
    ['lacks its master', '{"links":[1]}', 'master: invalid_type'],
    ['holds something else', JSON.stringify({ master, password: 'hunter2' }), 'all of it: unrecognized_keys'],
  ])('a secret that %s is told without a word of it, and never written over', async (_, text, unfit) => {
    const { ring, kept } = ringWith(text);
    expect(await readSecret(ring.secrets, ring.secret)).toEqual({ unfit });
    const [finding] = await lookAtSecret(ring.secrets, ring.secret, 'dev');
    expect(finding).toMatchObject({ light: 'red', says: expect.stringContaining(unfit) });
    expect(JSON.stringify(finding)).not.toContain(master);
    await expect(addKey(ring, 'zuiderlicht')).rejects.toThrow(unfit);
    expect(kept.text).toBe(text);
  });
});

describe('the doctor', () => {
  const example = readCreditor(inProject('examples/creditor.json'));
  const known = {
    all: async () => ['a-one', 'b-two'],
    get: async () => example,
    stopped: async (id: string) => id === 'b-two',
  };

  it('misses a key', async () => {
    const { ring } = ringWith(JSON.stringify({ master }));
    expect((await lookAtSecret(ring.secrets, ring.secret, 'dev')).map(({ light }) => light)).toEqual([
      'green',
      'red',
    ]);
    await addKey(ring, 'zuiderlicht');
    expect((await lookAtSecret(ring.secrets, ring.secret, 'dev')).map(({ light }) => light)).toEqual([
      'green',
    ]);
  });

  it('knows who is stopped, and whose keys lead nowhere', async () => {
    const { findings, fit } = await lookAtCreditors(known, [{ key: 'k', creditor: 'c-three' }], 'dev');
    expect(findings.map(({ light, says }) => `${light}: ${says}`)).toEqual([
      'green: a-one is set.',
      'yellow: A stop order stands for b-two: nothing is sent.',
      'red: The key k is of c-three, which is not set.',
    ]);
    expect(fit).toEqual([example, example]);
  });

  it('says so when there is no creditor, or a policy that cannot be read', async () => {
    const none = await lookAtCreditors({ ...known, all: async () => [] }, [], 'dev');
    expect(none.findings).toMatchObject([{ light: 'red', says: 'There is none.' }]);
    const broken = { ...known, get: () => Promise.reject(new Error('about Anna')) };
    const { findings, fit } = await lookAtCreditors(broken, [], 'dev');
    expect(findings.map(({ light }) => light)).toEqual(['red', 'red']);
    expect(JSON.stringify(findings)).not.toContain('Anna');
    expect(fit).toEqual([]);
  });

  it.each<[string, Partial<Settings>, string[]]>([
    ['a stage for trying out', { payments: 'pretend-bank' }, ['yellow']],
    ['a stage for real debtors', { payments: 'none' }, ['green']],
    ['a clock of its own', { payments: 'none', clockUrl: 'http://x' }, ['red', 'green']],
  ])('looks at the settings: %s', (_, settings, expected) => {
    const findings = lookAtSettings({ ...stageDev(), settings: { ...stageDev().settings, ...settings } });
    expect(findings.map(({ light }) => light)).toEqual(expected);
  });
});
