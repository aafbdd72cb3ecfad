import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, test } from 'vitest';
import { inWords, isForbidden } from '../../cloud/refusals.ts';
import { findStage, momentIn } from '../../cloud/stage.ts';
import { WrongUse } from '../../local/stored.ts';
import { named, stageDev, variables } from './doubles.ts';

describe('a stage', () => {
  function lambdaThat(answer: () => Promise<object>): LambdaClient {
    const client = new LambdaClient({ region: 'eu-west-1' });
    mockClient(client)
      .on(GetFunctionConfigurationCommand, { FunctionName: 'amicable-dev-sweep' })
      .callsFake(answer);
    return client;
  }

  test('is known by what its functions are told', async () => {
    const stage = await findStage(
      lambdaThat(async () => ({ Environment: { Variables: variables } })),
      'dev',
    );
    expect(stage).toEqual(stageDev());
    expect(stage.settings.table).toBe('the-table');
  });

  test('of another version is told by what its functions are not told', async () => {
    const { AMICABLE_BUS: _, ...older } = variables;
    const lambda = lambdaThat(async () => ({ Environment: { Variables: older } }));
    await expect(findStage(lambda, 'dev')).rejects.toThrow(/AMICABLE_BUS.*npm run deploy -- --stage dev/);
  });

  test('that does not exist is wrong usage, and says how to make it', async () => {
    const none = findStage(
      lambdaThat(() => Promise.reject(named('ResourceNotFoundException'))),
      'dev',
    );
    await expect(none).rejects.toThrow(WrongUse);
    await expect(none).rejects.toThrow(/no stage dev in eu-west-1.*npm run deploy -- --stage dev/);
  });

  test('goes by the clock of the world', async () => {
    const now = await momentIn(stageDev());
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(5_000);
  });
});

describe('what AWS refuses is told in our words', () => {
  it.each([
    [
      named('CredentialsProviderError', 'Could not load credentials from any providers'),
      'No AWS credentials were found.',
    ],
    [named('ExpiredTokenException'), 'have expired'],
    [named('UnrecognizedClientException'), 'does not know these credentials'],
    [named('Error', 'Region is missing'), 'No AWS region is set. Name it with --region'],
    [Object.assign(named('Error', 'getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), 'cannot be reached'],
  ])('%s', (error, words) => {
    expect(inWords(error)).toBeInstanceOf(WrongUse);
    expect(String(inWords(error))).toContain(words);
  });

  test('anything else stays what it is', () => {
    const error = named('ThrottlingException');
    expect(inWords(error)).toBe(error);
    expect(isForbidden(error)).toBe(false);
    expect(isForbidden(named('AccessDeniedException'))).toBe(true);
  });
});
