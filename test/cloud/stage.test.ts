import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, test } from 'vitest';
import { inWords, isForbidden } from '../../cloud/refusals.ts';
import { findStage, momentNow, told } from '../../cloud/stage.ts';
import { WrongUse } from '../../local/stored.ts';
import { named } from './doubles.ts';

describe('a stage', () => {
  function lambdaThat(answer: () => Promise<object>): LambdaClient {
    const client = new LambdaClient({ region: 'eu-west-1' });
    mockClient(client)
      .on(GetFunctionConfigurationCommand, { FunctionName: 'amicable-dev-sweep' })
      .callsFake(answer);
    return client;
  }

  test('is known by what its functions are told', async () => {
    const lambda = lambdaThat(async () => ({ Environment: { Variables: { AMICABLE_TABLE: 'the-table' } } }));
    const stage = await findStage(lambda, 'dev');
    expect(stage).toEqual({ name: 'dev', region: 'eu-west-1', variables: { AMICABLE_TABLE: 'the-table' } });
    expect(told(stage, 'AMICABLE_TABLE')).toBe('the-table');
    expect(() => told(stage, 'AMICABLE_BUS')).toThrow(/not told AMICABLE_BUS. Deploy this version first/);
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
    const now = await momentNow({ name: 'dev', region: 'eu-west-1', variables: {} });
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
