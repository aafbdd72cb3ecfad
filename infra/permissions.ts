import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { tableShape } from '../adapters/aws/keys.ts';
import type { FunctionSettings, Permission } from './functions.ts';
import type { Ground } from './ground.ts';
import { machineArn } from './names.ts';

/** What AWS must allow for each of our permissions. Each names what it is about; the few stars are in `wildcards.ts`. */
const statements: Record<Permission, (ground: Ground, stack: Stack) => PolicyStatementProps[]> = {
  'read-table': ({ data }) => [
    { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], resources: [data.table.tableArn] },
  ],
  'read-lists': ({ data }) => [
    { actions: ['dynamodb:Query'], resources: [`${data.table.tableArn}/index/${tableShape.index.name}`] },
  ],
  'write-table': ({ data }) => [
    {
      actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
      resources: [data.table.tableArn],
    },
    { actions: ['kms:Encrypt', 'kms:GenerateDataKey'], resources: [data.key.keyArn] },
  ],
  'tell-bus': ({ bus }) => [{ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }],
  'set-schedules': ({ schedules, scheduler }, stack) => [
    {
      actions: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:GetSchedule'],
      resources: [
        stack.formatArn({
          service: 'scheduler',
          resource: 'schedule',
          resourceName: `${schedules.scheduleGroupName}/*`,
        }),
      ],
    },
    {
      actions: ['iam:PassRole'],
      resources: [scheduler.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    },
  ],
  'answer-waits': () => [{ actions: ['states:SendTaskSuccess'], resources: ['*'] }],
  'send-messages': ({ data, configurationSet }, stack) => [
    {
      actions: ['ses:SendRawEmail'],
      resources: [
        stack.formatArn({ service: 'ses', resource: 'identity', resourceName: '*' }),
        stack.formatArn({
          service: 'ses',
          resource: 'configuration-set',
          resourceName: configurationSet.configurationSetName,
        }),
      ],
    },
    { actions: ['sns:Publish'], notResources: ['arn:aws:sns:*:*:*'] },
    { actions: ['s3:PutObject'], resources: [data.letters.arnForObjects('*')] },
    { actions: ['kms:GenerateDataKey'], resources: [data.key.keyArn] },
  ],
  'ask-model': ({ stage }, stack) => (stage.writer === 'approved-texts' ? [] : modelStatements(stage.writer, stack)),
  'read-uploads': ({ data }) => readObjects(data.files, 'uploads/'),
  'write-uploads': ({ data }) => [
    { actions: ['s3:PutObject'], resources: [data.files.arnForObjects('uploads/*')] },
    { actions: ['kms:GenerateDataKey'], resources: [data.key.keyArn] },
  ],
  'read-exports': ({ data }) => readObjects(data.files, 'exports/'),
  'write-exports': ({ data }) => [
    {
      actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
      resources: [data.files.arnForObjects('exports/*')],
    },
    { actions: ['kms:GenerateDataKey'], resources: [data.key.keyArn] },
  ],
  'note-erasures': ({ data }) => [
    { actions: ['s3:PutObject'], resources: [data.erasures.arnForObjects('*')] },
    { actions: ['kms:GenerateDataKey'], resources: [data.key.keyArn] },
  ],
};

/** Everything that a function may do, by its settings. */
export function statementsFor(
  { may, starts }: Pick<FunctionSettings, 'may' | 'starts'>,
  ground: Ground,
  stack: Stack,
): PolicyStatement[] {
  const { data, stage } = ground;
  return [
    { actions: ['secretsmanager:GetSecretValue'], resources: [data.secret.secretArn] },
    // Whatever it reads is encrypted with it: secret, table, objects.
    { actions: ['kms:Decrypt'], resources: [data.key.keyArn] },
    ...may.flatMap((permission) => statements[permission](ground, stack)),
    ...(starts.length > 0
      ? [
          {
            actions: ['states:StartExecution'],
            resources: starts.map((machine) => machineArn(stack, stage.name, machine)),
          },
        ]
      : []),
  ].map((statement) => new PolicyStatement({ effect: Effect.ALLOW, ...statement }));
}

function readObjects(bucket: Ground['data']['files'], prefix: string): PolicyStatementProps[] {
  return [
    { actions: ['s3:GetObject'], resources: [bucket.arnForObjects(`${prefix}*`)] },
    // Without it what is not there is answered with "forbidden", and no condition on a prefix holds for that question.
    { actions: ['s3:ListBucket'], resources: [bucket.bucketArn] },
  ];
}

/** A model is reached through a profile, which spreads calls over the regions of its geography. */
function modelStatements(profile: string, stack: Stack): PolicyStatementProps[] {
  const [geography = '', ...model] = profile.split('.');
  const profileArn = stack.formatArn({
    service: 'bedrock',
    resource: 'inference-profile',
    resourceName: profile,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return [
    { actions: ['bedrock:InvokeModel'], resources: [profileArn] },
    {
      actions: ['bedrock:InvokeModel'],
      resources: [`arn:aws:bedrock:${geography}-*::foundation-model/${model.join('.')}`],
      conditions: { StringEquals: { 'bedrock:InferenceProfileArn': profileArn } },
    },
  ];
}
