import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dollars } from '../../infra/cost-today.ts';
import type { FunctionName } from '../../infra/definitions.ts';
import { definitions } from '../../infra/definitions.ts';
import { isCalledAsynchronously, settings } from '../../infra/functions.ts';
import { machineNames } from '../../infra/machines.ts';
import { prices } from '../../local/cost/prices.ts';
import { account, ofType, type Resource, templatesOf } from './templates.ts';

const templates = templatesOf();
const { data, journeys, edge, watch } = templates;
const all = Object.values(templates).flat();
const names = definitions.map(({ name }) => name);

const functions = ofType(all, 'Lambda::Function');
const machines = ofType(all, 'StepFunctions::StateMachine');
const queues = ofType(all, 'SQS::Queue');
const alarms = ofType(all, 'CloudWatch::Alarm');

function functionOf(name: FunctionName): Resource {
  const made = functions.find(({ properties }) => properties.FunctionName === `amicable-dev-${name}`);
  if (!made) throw new Error(`${name} is not deployed.`);
  return made;
}

/** Whether a template says this name somewhere as a reference. */
const mentions = (value: unknown, id: string) => JSON.stringify(value).includes(`"${id}"`);

describe('what is kept', () => {
  const [table] = ofType(data, 'DynamoDB::Table');

  test('the table can be restored to any second, cannot be deleted, and is encrypted with our key', () => {
    expect(table?.properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: expect.anything() },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'fades', Enabled: true },
    });
    expect(table?.properties.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: 'lists',
        KeySchema: [
          { AttributeName: 'list', KeyType: 'HASH' },
          { AttributeName: 'place', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ]);
  });

  test('all of it stays when its stack is deleted', () => {
    const stateful = data.filter(({ type }) => /::(Table|Bucket|Key|Secret)$/.test(type));
    expect(stateful).toHaveLength(7);
    expect(stateful.filter((one) => one.DeletionPolicy !== 'Retain')).toEqual([]);
  });

  test('nothing that holds data is in another stack', () => {
    const elsewhere = [...journeys, ...edge, ...watch];
    expect(elsewhere.filter(({ type }) => /::(Table|Bucket|Secret)$/.test(type))).toEqual([]);
  });

  test('keys are changed every year', () => {
    const keys = ofType(all, 'KMS::Key');
    expect(keys).toHaveLength(2);
    expect(keys.filter(({ properties }) => properties.EnableKeyRotation !== true)).toEqual([]);
  });

  const buckets = ofType(data, 'S3::Bucket');

  test.each(buckets.map((bucket) => [bucket.id.replace(/[0-9A-F]{8}$/, ''), bucket]))(
    'the bucket %s is closed to the public, encrypted, and speaks TLS alone',
    (_, { id, properties }) => {
      expect(properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(properties.BucketEncryption).toBeDefined();
      const [policy] = ofType(data, 'S3::BucketPolicy').filter((one) => mentions(one.properties.Bucket, id));
      expect(policy?.properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    },
  );

  const bucket = (name: string) => buckets.find(({ id }) => id.startsWith(name))?.properties;

  test('files that came go after 30 days, exports after 7, and nobody pays for halves', () => {
    expect(bucket('Files').LifecycleConfiguration.Rules).toEqual([
      expect.objectContaining({
        Prefix: 'uploads/',
        ExpirationInDays: 30,
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      }),
      expect.objectContaining({
        Prefix: 'exports/',
        ExpirationInDays: 7,
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      }),
    ]);
    expect(bucket('Letters').LifecycleConfiguration.Rules).toMatchObject([{ ExpirationInDays: 60 }]);
  });

  test('who was erased is kept for ever, also when somebody overwrites it', () => {
    expect(bucket('Erasures').LifecycleConfiguration).toBeUndefined();
    expect(bucket('Erasures').VersioningConfiguration).toEqual({ Status: 'Enabled' });
  });

  test('what is fetched and put is logged', () => {
    for (const name of ['Files', 'Letters', 'Erasures'])
      expect(bucket(name).LoggingConfiguration.DestinationBucketName, name).toBeDefined();
  });

  test('the secret is made by AWS, and nobody sees it in a template', () => {
    const [secret] = ofType(data, 'SecretsManager::Secret');
    expect(secret?.properties.GenerateSecretString).toMatchObject({
      SecretStringTemplate: '{}',
      GenerateStringKey: 'master',
      PasswordLength: 64,
    });
    expect(secret?.properties.SecretString).toBeUndefined();
  });
});

describe('functions', () => {
  test('every folder is deployed, and nothing else', () => {
    const folders = readdirSync(new URL('../../functions/', import.meta.url), { withFileTypes: true });
    expect([...names].sort()).toEqual(
      folders
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort(),
    );
    expect(functions.map(({ properties }) => properties.FunctionName).sort()).toEqual(
      names.map((name) => `amicable-dev-${name}`).sort(),
    );
  });

  test.each(names)('%s runs as its settings say, and as all must', (name) => {
    const { memory, timeout, disk, concurrency } = settings[name];
    const { properties } = functionOf(name);
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: memory,
      Timeout: timeout,
      LoggingConfig: { LogFormat: 'JSON' },
      Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps', AMICABLE_STAGE: 'dev' } },
    });
    // Only where a person or a creditor's system waits: a trace of every call would cost two thirds of a journey.
    const traced = ['creditor-api', 'debtor-page', 'payment-webhook'].includes(name);
    expect(properties.TracingConfig?.Mode ?? 'off').toBe(traced ? 'Active' : 'off');
    expect(properties.EphemeralStorage?.Size ?? 512).toBe(disk);
    expect(properties.ReservedConcurrentExecutions ?? 'shared').toBe(concurrency);
  });

  test('calls are set apart where money is booked', () => {
    const reserved = functions.filter(({ properties }) => properties.ReservedConcurrentExecutions > 0);
    expect(reserved.map(({ properties }) => properties.FunctionName).sort()).toEqual([
      'amicable-dev-payment-webhook',
      'amicable-dev-receive-payment',
    ]);
  });

  test('one that a machine calls ends before its task gives up', () => {
    const seconds = new Map<string, number>();
    for (const { properties } of machines) {
      // A wait goes on after its function has ended: its time is not the function's.
      const tasks = JSON.stringify(JSON.parse(properties.DefinitionString)).matchAll(
        /"Resource":"arn:aws:states:::lambda:invoke","Arguments":\{"FunctionName":"\$\{([a-z-]+)\}".*?"TimeoutSeconds":(\d+)/g,
      );
      for (const [, name = '', limit] of tasks)
        seconds.set(name, Math.min(seconds.get(name) ?? Number.POSITIVE_INFINITY, Number(limit)));
    }
    expect(seconds.size).toBeGreaterThan(6);
    const late = [...seconds].filter(([name, limit]) => settings[name as FunctionName].timeout > limit);
    expect(late).toEqual([]);
  });

  test('one that the web calls ends before the HTTP API gives up', () => {
    for (const name of names.filter((one) => settings[one].calledBy.includes('web')))
      expect(settings[name].timeout, name).toBeLessThan(30);
  });

  test.each(names.filter((name) => isCalledAsynchronously(settings[name])))(
    '%s: a call that fails for good lies in a queue',
    (name) => {
      const config = ofType(all, 'Lambda::EventInvokeConfig').find(({ properties }) =>
        mentions(properties.FunctionName, functionOf(name).id),
      );
      expect(config?.properties).toMatchObject({
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
      expect(JSON.stringify(config?.properties.DestinationConfig)).toContain('failedcalls');
    },
  );

  test('no environment holds a secret or another clock', () => {
    for (const { properties } of functions) {
      const variables: Record<string, unknown> = properties.Environment.Variables;
      expect(variables.AMICABLE_CLOCK_URL).toBeUndefined();
      expect(JSON.stringify(variables)).not.toContain('resolve:');
      // The one that says secret says where it is.
      expect(Object.keys(variables).filter((name) => /secret|password|token|key|master/i.test(name))).toEqual(
        ['AMICABLE_SECRET'],
      );
      expect(JSON.stringify(variables.AMICABLE_SECRET)).toContain('Ref');
    }
  });

  test('every log ends some day, and goes with its stack', () => {
    const logs = ofType(all, 'Logs::LogGroup');
    expect(logs).toHaveLength(names.length + machineNames().length + 1);
    expect(logs.filter(({ properties }) => properties.RetentionInDays !== 7)).toEqual([]);
    expect(logs.filter((one) => one.DeletionPolicy !== 'Delete')).toEqual([]);
  });
});

describe('machines', () => {
  test.each(machineNames())(
    '%s is deployed, ends some day, and logs errors without what they were about',
    (name) => {
      const machine = machines.find(
        ({ properties }) => properties.StateMachineName === `amicable-dev-${name}`,
      );
      expect(JSON.parse(machine?.properties.DefinitionString).TimeoutSeconds).toBeGreaterThan(0);
      expect(machine?.properties.LoggingConfiguration).toMatchObject({
        Level: 'ERROR',
        IncludeExecutionData: false,
      });
      expect(machine?.properties.TracingConfiguration?.Enabled ?? false).toBe(false);
    },
  );
});

describe('what calls functions', () => {
  const rules = ofType(journeys, 'Events::Rule');
  const ruleFor = (name: FunctionName) =>
    rules.find(({ properties }) => mentions(properties.Targets, functionOf(name).id))?.properties;

  test.each(definitions.filter(({ listens }) => listens))(
    '$name is told what it listens to',
    ({ name, listens }) => {
      expect(settings[name].calledBy).toContain('journal');
      expect(ruleFor(name).EventPattern).toEqual({
        source: ['amicable.journal'],
        'detail-type': ['written'],
        ...(listens !== 'everything' && { detail: { kinds: listens } }),
      });
    },
  );

  test('nobody says that the journal calls it and listens to nothing', () => {
    const deaf = definitions.filter(
      ({ name, listens }) => settings[name].calledBy.includes('journal') && !listens,
    );
    expect(deaf).toEqual([]);
  });

  test('executions of cases that failed, ran out of time or were ended are reported; those about no case are not', () => {
    const { EventPattern } = ruleFor('report-failure');
    expect(EventPattern).toMatchObject({
      source: ['aws.states'],
      detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    });
    expect(EventPattern.detail.stateMachineArn).toHaveLength(machineNames().length - 2);
    expect(JSON.stringify(EventPattern)).not.toMatch(/intake|refit/);
  });

  test('a file that was brought is taken in', () => {
    expect(ruleFor('receive-upload').EventPattern).toMatchObject({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { object: { key: [{ prefix: 'uploads/' }] } },
    });
    const files = ofType(data, 'S3::Bucket').find(({ id }) => id.startsWith('Files'));
    expect(files?.properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  test('every target of a rule has a queue for what cannot be told', () => {
    const targets = rules.flatMap(({ properties }) => properties.Targets);
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((target) => !target.DeadLetterConfig)).toEqual([]);
  });

  test('the stream tells of journals alone, halves what fails, gives up in the end, and puts it aside', () => {
    const [source, ...others] = ofType(all, 'Lambda::EventSourceMapping');
    expect(others).toEqual([]);
    expect(source?.properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 5,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    expect(
      source?.properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) =>
        JSON.parse(Pattern),
      ),
    ).toEqual([{ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'case#' }] } } } }]);
  });

  test('cases that sleep are looked for every morning in Amsterdam, and scores learnt anew every month', () => {
    expect(ofType(journeys, 'Scheduler::Schedule').map(({ properties }) => properties)).toEqual([
      expect.objectContaining({
        Name: 'amicable-dev-daily-sweep',
        ScheduleExpression: 'cron(0 6 * * ? *)',
        ScheduleExpressionTimezone: 'Europe/Amsterdam',
        Target: expect.objectContaining({ Input: '{}', DeadLetterConfig: expect.anything() }),
      }),
      expect.objectContaining({
        Name: 'amicable-dev-monthly-refit',
        ScheduleExpression: 'cron(0 3 1 * ? *)',
        ScheduleExpressionTimezone: 'Europe/Amsterdam',
        Target: expect.objectContaining({ Input: '{}', DeadLetterConfig: expect.anything() }),
      }),
    ]);
  });

  test('what becomes of a mail is told, but not whether it was opened or clicked', () => {
    const [destination] = ofType(journeys, 'SES::ConfigurationSetEventDestination');
    expect(destination?.properties.EventDestination.MatchingEventTypes).toEqual([
      'delivery',
      'bounce',
      'complaint',
      'reject',
    ]);
    const [set] = ofType(journeys, 'SES::ConfigurationSet');
    expect(set?.properties.DeliveryOptions).toMatchObject({ TlsPolicy: 'REQUIRE' });
    const [policy] = ofType(journeys, 'SNS::TopicPolicy');
    expect(JSON.stringify(policy)).toContain('configuration-set/');
    const [subscription] = ofType(journeys, 'SNS::Subscription');
    expect(subscription?.properties.RedrivePolicy).toBeDefined();
  });

  test('topics are encrypted', () => {
    const topics = ofType(all, 'SNS::Topic');
    expect(topics).toHaveLength(2);
    expect(topics.filter(({ properties }) => !properties.KmsMasterKeyId)).toEqual([]);
  });
});

describe('the way in', () => {
  test('there are three doors, and no page of another origin is let in', () => {
    const routes = ofType(edge, 'ApiGatewayV2::Route').map(({ properties }) => properties.RouteKey);
    expect(routes.sort()).toEqual([
      'ANY /api/{proxy+}',
      'GET /p/{proxy+}',
      'HEAD /p/{proxy+}',
      'POST /p/{proxy+}',
      'POST /webhooks/{provider}',
    ]);
    const [api] = ofType(edge, 'ApiGatewayV2::Api');
    expect(api?.properties.CorsConfiguration).toBeUndefined();
  });

  const [stage] = ofType(edge, 'ApiGatewayV2::Stage');

  test('each of them is throttled', () => {
    const { DefaultRouteSettings, RouteSettings } = stage?.properties ?? {};
    expect(DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
    const limits = Object.entries(RouteSettings as Record<string, { ThrottlingRateLimit: number }>);
    expect(limits.map(([route, { ThrottlingRateLimit }]) => [route, ThrottlingRateLimit])).toEqual([
      ['GET /p/{proxy+}', 200],
      ['HEAD /p/{proxy+}', 200],
      ['POST /p/{proxy+}', 200],
      ['POST /webhooks/{provider}', 50],
      ['ANY /api/{proxy+}', 100],
    ]);
    expect(stage?.DependsOn.length).toBeGreaterThanOrEqual(4);
  });

  test('the log of who came says neither where exactly nor from where', () => {
    const format = stage?.properties.AccessLogSettings.Format;
    expect(JSON.parse(format).route).toBe('$context.routeKey');
    expect(format).not.toMatch(/path|query|identity|sourceIp|userAgent|domainName/i);
  });
});

describe('alarms', () => {
  const rings = (name: string) =>
    alarms.find(({ properties }) => properties.AlarmName === `amicable-dev-${name}`)?.properties;

  test.each(names)('one rings when %s fails', (name) => {
    expect(rings(`${name}-fails`)).toMatchObject({
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: `amicable-dev-${name}` }],
    });
    expect(rings(`${name}-fails`).AlarmDescription).toContain(settings[name].hurts);
  });

  test.each(queues.map(({ properties }) => properties.QueueName))(
    'one rings when something lies in %s',
    (queue) => {
      const alarm = rings(`${queue.replace('amicable-dev-', '')}-not-empty`);
      expect(alarm).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: queue }],
        Threshold: 1,
      });
    },
  );

  test.each(machineNames())(
    'one rings when an execution of %s fails, runs out of time or is ended',
    (name) => {
      const alarm = rings(`${name}-execution-failed`);
      const counted = alarm.Metrics.flatMap((one: { MetricStat?: { Metric: { MetricName: string } } }) =>
        one.MetricStat ? [one.MetricStat.Metric.MetricName] : [],
      );
      expect(counted.sort()).toEqual(['ExecutionsAborted', 'ExecutionsFailed', 'ExecutionsTimedOut']);
      expect(JSON.stringify(alarm)).toContain(`stateMachine:amicable-dev-${name}"`);
    },
  );

  test('each says whom it hurts and where is written what to do, and tells somebody', () => {
    expect(alarms.length).toBeGreaterThan(names.length + queues.length + machines.length);
    for (const { properties } of alarms) {
      expect(properties.AlarmDescription).toMatch(/^[A-Z].{20,}\. What to do: docs\/runbook\.md, ".+"\.$/s);
      expect(properties.AlarmActions).toHaveLength(1);
      expect(properties.OKActions).toHaveLength(1);
    }
  });

  test('the topic lets alarms of this account publish, and nobody else', () => {
    const [policy] = ofType(watch, 'SNS::TopicPolicy');
    const allows = policy?.properties.PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );
    expect(allows).toMatchObject([
      {
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ]);
  });

  test('silence rings where it is bad news, and nowhere else', () => {
    const ringing = alarms.filter(({ properties }) => properties.TreatMissingData === 'breaching');
    expect(ringing.map(({ properties }) => properties.AlarmName)).toEqual(['amicable-dev-sweep-did-not-run']);
    expect(alarms.filter(({ properties }) => properties.TreatMissingData === undefined)).toEqual([]);
  });
});

describe('queues', () => {
  test('are encrypted, speak TLS alone, and keep what failed as long as they can', () => {
    expect(queues).toHaveLength(5);
    for (const { id, properties } of queues) {
      expect(properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 86_400 });
      const [policy] = ofType(journeys, 'SQS::QueuePolicy').filter((one) =>
        mentions(one.properties.Queues, id),
      );
      expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
    }
  });
});

test('the dashboard answers what an operator asks', () => {
  const [dashboard] = ofType(watch, 'CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.properties.DashboardBody);
  for (const question of [
    'How did cases end?',
    'How much money came in?',
    'What came back?',
    'What did the last sweep find?',
    'Which functions fail?',
    'About what does a day cost?',
  ])
    expect(body).toContain(question);
  // CloudWatch takes no longer expression.
  const expressions = [...body.matchAll(/expression\\":\\"(.*?)\\"/g)].map((match) => match[1] ?? '');
  expect(expressions.length).toBeGreaterThan(5);
  expect(expressions.filter((one) => one.length > 2_048)).toEqual([]);
});

test('prices on the dashboard are those that costs are counted with', () => {
  const at = prices['eu-west-1'];
  expect(dollars).toEqual({
    transition: at.transition.dollars,
    invocation: at.invocation.dollars,
    gigabyteSecond: at.gigabyteSecond.dollars,
    write: at.write.dollars,
    read: at.read.dollars,
    apiCall: at.api.dollars,
    logByte: at.log.dollars / 1e9,
    email: at.email.dollars,
    sms: at.sms.dollars,
  });
});
