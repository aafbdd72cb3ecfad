import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { ListServiceQuotasCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import {
  DescribeConfigurationSetCommand,
  GetAccountSendingEnabledCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SESClient,
} from '@aws-sdk/client-ses';
import { GetSMSAttributesCommand, GetSMSSandboxAccountStatusCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, test } from 'vitest';
import { lookAtAlarms } from '../../../cloud/doctor/alarms.ts';
import { lookAtConcurrency } from '../../../cloud/doctor/concurrency.ts';
import type { Finding } from '../../../cloud/doctor/finding.ts';
import { lookAtConfigurationSet, lookAtSenders, lookAtSending } from '../../../cloud/doctor/mail.ts';
import { lookAtModel } from '../../../cloud/doctor/model.ts';
import { lookAtQuotas } from '../../../cloud/doctor/quotas.ts';
import { lookAtStacks } from '../../../cloud/doctor/stacks.ts';
import { lookAtTable } from '../../../cloud/doctor/table.ts';
import { lookAtTextMessages } from '../../../cloud/doctor/text-messages.ts';
import { named } from '../doubles.ts';

const config = { region: 'eu-west-1' };
const lights = (findings: readonly Finding[]) => findings.map(({ light }) => light);

describe('stacks', () => {
  const look = (stacks: { StackName: string; StackStatus: string }[]) => {
    const client = new CloudFormationClient(config);
    mockClient(client)
      .on(DescribeStacksCommand)
      .resolves({ Stacks: stacks as Stack[] });
    return lookAtStacks(client, 'dev');
  };
  it.each([
    ['CREATE_COMPLETE', 'green'],
    ['UPDATE_COMPLETE', 'green'],
    ['UPDATE_IN_PROGRESS', 'yellow'],
    ['UPDATE_ROLLBACK_COMPLETE', 'yellow'],
    ['ROLLBACK_COMPLETE', 'red'],
    ['UPDATE_ROLLBACK_FAILED', 'red'],
    ['DELETE_FAILED', 'red'],
  ])('one in state %s is %s', async (StackStatus, light) => {
    expect(lights(await look([{ StackName: 'amicable-dev-data', StackStatus }]))).toEqual([light]);
  });

  test('those of another stage are not looked at, and a stage without any is red', async () => {
    const [only] = await look([
      { StackName: 'amicable-prod-data', StackStatus: 'CREATE_COMPLETE' },
      { StackName: 'amicable-development-data', StackStatus: 'CREATE_COMPLETE' },
    ]);
    expect(only).toMatchObject({ light: 'red', todo: 'npm run deploy -- --stage dev' });
  });
});

describe('e-mail', () => {
  it.each([
    ['an account in the sandbox', { Max24HourSend: 200 }, true, ['yellow']],
    ['a day almost used up', { Max24HourSend: 50_000, SentLast24Hours: 45_000 }, true, ['yellow']],
    ['an account in production', { Max24HourSend: 50_000, SentLast24Hours: 10 }, true, ['green']],
    ['an account without a limit', { Max24HourSend: -1, SentLast24Hours: 10 }, true, ['green']],
    ['an account that was stopped', { Max24HourSend: 50_000 }, false, ['red', 'green']],
  ])('%s', async (_, quota, Enabled, expected) => {
    const client = new SESClient(config);
    mockClient(client)
      .on(GetSendQuotaCommand)
      .resolves(quota)
      .on(GetAccountSendingEnabledCommand)
      .resolves({ Enabled });
    expect(lights(await lookAtSending(client))).toEqual(expected);
  });

  it.each([
    ['a domain that nobody verified', {}, {}, 'red'],
    ['a domain whose records are still awaited', { 'example.nl': 'Pending' }, {}, 'red'],
    ['a domain that proved its signatures', {}, { 'mail.example.nl': 'Success' }, 'green'],
    ['a verified domain that signs', { 'example.nl': 'Success' }, { 'example.nl': 'Success' }, 'green'],
    ['a verified address without signature', { 'invoices@mail.example.nl': 'Success' }, {}, 'yellow'],
    [
      'a domain above',
      { 'mail.example.nl': 'Failed', 'example.nl': 'Success' },
      { 'example.nl': 'Success' },
      'green',
    ],
  ])('a sender of %s', async (_, verified: Record<string, string>, signed: Record<string, string>, light) => {
    const client = new SESClient(config);
    mockClient(client)
      .on(GetIdentityVerificationAttributesCommand)
      .callsFake(({ Identities }: { Identities: string[] }) => {
        expect(Identities).toEqual(['invoices@mail.example.nl', 'mail.example.nl', 'example.nl']);
        return {
          VerificationAttributes: Object.fromEntries(
            Object.entries(verified).map(([id, VerificationStatus]) => [id, { VerificationStatus }]),
          ),
        };
      })
      .on(GetIdentityDkimAttributesCommand)
      .resolves({
        DkimAttributes: Object.fromEntries(
          Object.keys(signed).map((id) => [
            id,
            { DkimEnabled: true, DkimVerificationStatus: 'Success' as const },
          ]),
        ),
      });
    const findings = await lookAtSenders(client, ['Invoices@mail.example.nl', 'invoices@mail.example.nl']);
    expect(lights(findings)).toEqual([light]);
    expect(JSON.stringify(findings)).not.toContain('invoices@');
  });

  it.each([
    [
      'tells of bounces',
      async () => ({ EventDestinations: [{ Name: 'topic', Enabled: true, MatchingEventTypes: [] }] }),
      'green',
    ],
    ['tells nobody', async () => ({ EventDestinations: [] }), 'red'],
    ['is not there', async () => Promise.reject(named('ConfigurationSetDoesNotExistException')), 'red'],
  ] as const)('a configuration set that %s', async (_, answer, light) => {
    const client = new SESClient(config);
    mockClient(client).on(DescribeConfigurationSetCommand).callsFake(answer);
    expect(lights(await lookAtConfigurationSet(client, 'amicable-dev', 'dev'))).toEqual([light]);
  });
});

describe('text messages', () => {
  it.each([
    ['a new account', true, '1', 'Amicable', ['yellow', 'yellow', 'green']],
    ['an account that was never asked', true, undefined, 'Amicable', ['yellow', 'yellow', 'green']],
    ['a ready account', false, '500', 'Amicable', ['green', 'green', 'green']],
  ])('%s', async (_, IsInSandbox, limit, sender, expected) => {
    const client = new SNSClient(config);
    mockClient(client)
      .on(GetSMSSandboxAccountStatusCommand)
      .resolves({ IsInSandbox })
      .on(GetSMSAttributesCommand)
      .resolves({ attributes: limit === undefined ? {} : { MonthlySpendLimit: limit } });
    expect(lights(await lookAtTextMessages(client, sender))).toEqual(expected);
  });
});

describe('functions', () => {
  const look = (limit: number, shared: number, reserved: Record<string, number>) => {
    const client = new LambdaClient(config);
    mockClient(client)
      .on(GetAccountSettingsCommand)
      .resolves({ AccountLimit: { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: shared } })
      .on(ListFunctionsCommand)
      .resolves({
        Functions: [
          ...Object.keys(reserved),
          'amicable-dev-sweep',
          'amicable-prod-sweep',
          'somebody-elses',
        ].map((FunctionName) => ({ FunctionName })),
      })
      .on(GetFunctionConcurrencyCommand)
      .callsFake(({ FunctionName }: { FunctionName: string }) => {
        expect(FunctionName).toMatch(/^amicable-dev-/);
        const calls = reserved[FunctionName];
        return calls === undefined ? {} : { ReservedConcurrentExecutions: calls };
      });
    return lookAtConcurrency(client, 'dev');
  };

  test('what this stage reserves is summed up', async () => {
    const [only] = await look(1000, 970, {
      'amicable-dev-receive-payment': 20,
      'amicable-dev-payment-webhook': 10,
    });
    expect(only).toMatchObject({
      light: 'green',
      says: expect.stringContaining('reserves 30, 970 are shared'),
    });
  });

  test('a new account has too few', async () => {
    expect(lights(await look(10, 10, {}))).toEqual(['yellow']);
  });

  test('a function that somebody switched off is red', async () => {
    const findings = await look(1000, 1000, { 'amicable-dev-send-and-wait': 0 });
    expect(findings[0]).toMatchObject({
      light: 'red',
      says: expect.stringContaining('amicable-dev-send-and-wait'),
    });
  });
});

describe('quotas', () => {
  it.each([
    ['the usual', 1_000_000, 10_000_000, ['green', 'green']],
    ['a small account', 100_000, 10_000_000, ['yellow', 'green']],
    ['what is not told', undefined, 500, ['yellow', 'yellow']],
  ])('%s', async (_, executions, schedules, expected) => {
    const client = new ServiceQuotasClient(config);
    mockClient(client)
      .on(ListServiceQuotasCommand, { ServiceCode: 'states' })
      .resolves({
        Quotas:
          executions === undefined
            ? []
            : [{ QuotaName: 'Maximum number of open executions', Value: executions }],
      })
      .on(ListServiceQuotasCommand, { ServiceCode: 'scheduler' })
      .resolves({
        Quotas: [
          { QuotaName: 'CreateSchedule request rate', Value: 1 },
          { QuotaName: 'Number of schedules', Value: schedules },
        ],
      });
    expect(lights(await lookAtQuotas(client))).toEqual(expected);
  });
});

describe('the table', () => {
  it.each([
    ['with all its guards', 'ENABLED', true, true, ['green', 'green', 'green']],
    ['without backups', 'DISABLED', true, true, ['red', 'green', 'green']],
    ['without protection', 'ENABLED', false, true, ['green', 'red', 'green']],
    ['without a stream', 'ENABLED', true, false, ['green', 'green', 'red']],
  ] as const)('%s', async (_, recovery, protection, stream, expected) => {
    const client = new DynamoDBClient(config);
    mockClient(client)
      .on(DescribeTableCommand, { TableName: 'amicable-dev' })
      .resolves({
        Table: { DeletionProtectionEnabled: protection, StreamSpecification: { StreamEnabled: stream } },
      })
      .on(DescribeContinuousBackupsCommand, { TableName: 'amicable-dev' })
      .resolves({
        ContinuousBackupsDescription: {
          ContinuousBackupsStatus: 'ENABLED',
          PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: recovery },
        },
      });
    const findings = await lookAtTable(client, 'amicable-dev', 'dev');
    expect(lights(findings)).toEqual(expected);
  });
});

describe('alarms', () => {
  const look = (alarms: object[]) => {
    const client = new CloudWatchClient(config);
    mockClient(client)
      .on(DescribeAlarmsCommand, { AlarmNamePrefix: 'amicable-dev-' })
      .resolves({ MetricAlarms: alarms });
    return lookAtAlarms(client, 'dev');
  };
  test('one that rings is red, and says what its author wrote', async () => {
    expect(
      await look([
        {
          AlarmName: 'amicable-dev-late',
          StateValue: 'ALARM',
          AlarmDescription: 'Debtors wait. Runbook: Late.',
        },
        { AlarmName: 'amicable-dev-quiet', StateValue: 'OK' },
        { AlarmName: 'amicable-dev-mute', StateValue: 'OK', ActionsEnabled: false },
      ]),
    ).toMatchObject([
      { light: 'red', todo: 'Debtors wait. Runbook: Late.' },
      { light: 'yellow', says: 'amicable-dev-mute tells nobody.' },
      { light: 'green', says: '1 are quiet.' },
    ]);
  });
  test('a stage without alarms is told', async () => {
    expect(lights(await look([]))).toEqual(['yellow']);
  });
});

describe('the model', () => {
  const look = (writer: string, answer: () => Promise<object>) => {
    const client = new BedrockRuntimeClient(config);
    const mock = mockClient(client);
    mock.on(ConverseCommand).callsFake(answer);
    return lookAtModel(client, writer).then((findings) => ({
      lights: lights(findings),
      calls: mock.calls().length,
    }));
  };
  test('none is asked where the texts are approved ones', async () => {
    expect(await look('approved-texts', async () => ({}))).toEqual({ lights: ['green'], calls: 0 });
  });
  it.each([
    ['answers', async () => ({}), 'green'],
    ['we have no access to', async () => Promise.reject(named('AccessDeniedException')), 'red'],
    ['does not exist here', async () => Promise.reject(named('ValidationException')), 'red'],
  ] as const)('one that %s', async (_, answer, light) => {
    expect(await look('eu.some-model', answer)).toEqual({ lights: [light], calls: 1 });
  });
  test('one that is busy is no finding: nobody knows', async () => {
    await expect(look('eu.some-model', () => Promise.reject(named('ThrottlingException')))).rejects.toThrow();
  });
});
