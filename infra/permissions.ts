import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { type Key, keys, tableShape } from '../adapters/aws/keys.ts';
import type { Allowed } from './allow.ts';
import type { FunctionSettings, Permission } from './functions.ts';
import type { Ground } from './ground.ts';
import { machineArn } from './names.ts';

const objects = 'Objects are made while the stage runs: this part of this bucket, and no other.';

/** What AWS must allow for each of our permissions. Each names what it is about, or says why it cannot. */
const statements: Record<Permission, (ground: Ground, stack: Stack) => Allowed[]> = {
  'read-table': ({ data }) => [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
      resources: [data.table.tableArn],
    },
  ],
  'read-lists': ({ data }) => [
    { actions: ['dynamodb:Query'], resources: [`${data.table.tableArn}/index/${tableShape.index.name}`] },
  ],
  'write-table': ({ data }) => [
    {
      actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources: [data.table.tableArn],
    },
    // What AWS asks of whoever writes to a table with a key of its own.
    {
      actions: [
        'kms:Encrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
      ],
      resources: [data.key.keyArn],
    },
  ],
  // With this and the next an entry of a journal can be deleted by nobody.
  'forget-people': ({ data }) => [
    {
      actions: ['dynamodb:DeleteItem'],
      resources: [data.table.tableArn],
      conditions: partitions(keys.details('')),
    },
  ],
  'write-rows': ({ data }) => [
    {
      actions: ['dynamodb:BatchWriteItem'],
      resources: [data.table.tableArn],
      conditions: partitions(keys.partRow('', 1, 1), keys.invoice('', ''), keys.rejected('', 1, '')),
    },
  ],
  'tell-bus': ({ bus }) => [{ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }],
  'set-schedules': ({ schedules, scheduler }, stack) => [
    {
      actions: ['scheduler:CreateSchedule'],
      resources: [
        stack.formatArn({
          service: 'scheduler',
          resource: 'schedule',
          resourceName: `${schedules.scheduleGroupName}/*`,
        }),
      ],
      star: 'One-time schedules are made while cases run: all of them lie in the one group of the stage.',
    },
    {
      actions: ['iam:PassRole'],
      resources: [scheduler.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    },
  ],
  'answer-waits': () => [
    {
      actions: ['states:SendTaskSuccess'],
      resources: ['*'],
      star: 'AWS knows no resource for it: the task token, which only the stage keeps, is the right to answer.',
    },
  ],
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
      star: 'Mail comes from the verified address of each creditor, and creditors are added while the stage runs.',
    },
    {
      actions: ['sns:Publish'],
      // To phones only: they have no ARN, and everything that has one is left out.
      notResources: ['arn:aws:sns:*:*:*'],
      star: 'A phone number is no resource: this is all phones, and no topic.',
    },
    { actions: ['s3:PutObject'], resources: [`${data.arns.letters}/*`], star: objects },
    { actions: ['kms:GenerateDataKey'], resources: [data.key.keyArn] },
  ],
  'ask-model': ({ stage }, stack) =>
    stage.writer === 'approved-texts' ? [] : modelStatements(stage.writer, stack),
  'read-uploads': ({ data }) => readObjects(data.arns.files, 'uploads'),
  'write-uploads': ({ data }) => [
    { actions: ['s3:PutObject'], resources: [`${data.arns.files}/uploads/*`], star: objects },
    { actions: ['kms:GenerateDataKey'], resources: [data.key.keyArn] },
  ],
  'read-exports': ({ data }) => readObjects(data.arns.files, 'exports'),
  'write-exports': ({ data }) => [
    {
      actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
      resources: [`${data.arns.files}/exports/*`],
      star: objects,
    },
    { actions: ['kms:GenerateDataKey'], resources: [data.key.keyArn] },
  ],
  'note-erasures': ({ data }) => [
    { actions: ['s3:PutObject'], resources: [`${data.arns.erasures}/*`], star: objects },
    { actions: ['kms:GenerateDataKey'], resources: [data.key.keyArn] },
  ],
};

/** Everything that a function may do, by its settings. */
export function statementsFor(
  { may, starts }: Pick<FunctionSettings, 'may' | 'starts'>,
  ground: Ground,
  stack: Stack,
): Allowed[] {
  const { data, stage } = ground;
  return [
    { actions: ['secretsmanager:GetSecretValue'], resources: [data.secret.secretArn] },
    // Whatever it reads is encrypted with it: secret, table, objects.
    { actions: ['kms:Decrypt', 'kms:DescribeKey'], resources: [data.key.keyArn] },
    ...may.flatMap((permission) => statements[permission](ground, stack)),
    ...(starts.length > 0
      ? [
          {
            actions: ['states:StartExecution'],
            resources: starts.map((machine) => machineArn(stack, stage.name, machine)),
          },
        ]
      : []),
  ];
}

/** Only items like these, by how their partition keys begin: `details#`. */
function partitions(...examples: Key[]): NonNullable<Allowed['conditions']> {
  const beginnings = examples.map(({ pk }) => `${pk.slice(0, pk.indexOf('#') + 1)}*`);
  return { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': beginnings } };
}

function readObjects(bucketArn: string, folder: string): Allowed[] {
  return [
    { actions: ['s3:GetObject'], resources: [`${bucketArn}/${folder}/*`], star: objects },
    // Without it what is not there is answered with "forbidden", and no condition on a prefix holds for that question.
    { actions: ['s3:ListBucket'], resources: [bucketArn] },
  ];
}

/** Most models are reached through a profile, which spreads calls over the regions of a geography: `eu.…`. */
function modelStatements(id: string, stack: Stack): Allowed[] {
  const [, geography, model] = /^(eu|us|apac|jp|au)\.(.+)$/.exec(id) ?? [];
  const actions = ['bedrock:InvokeModel'];
  if (geography === undefined) return [{ actions, resources: [modelArn(stack.region, id)] }];
  const profileArn = stack.formatArn({
    service: 'bedrock',
    resource: 'inference-profile',
    resourceName: id,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return [
    { actions, resources: [profileArn] },
    {
      actions,
      resources: [modelArn(`${geography}-*`, `${model}`)],
      conditions: { StringEquals: { 'bedrock:InferenceProfileArn': profileArn } },
      star: 'A profile spreads calls over the regions of its geography: this model there, and only through the profile.',
    },
  ];
}

function modelArn(region: string, model: string): string {
  return `arn:aws:bedrock:${region}::foundation-model/${model}`;
}
