import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type IBucket,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { tableShape } from '../../adapters/aws/keys.ts';
import { accept } from '../accept.ts';
import { named } from '../names.ts';
import type { StageSettings } from '../stages.ts';

/** Kept whatever happens: deleting the stack leaves everything in it where it is. */
const kept = RemovalPolicy.RETAIN;

/** Everything that cannot be made again. Nothing here knows of what uses it. */
export class DataStack extends Stack {
  readonly key: Key;
  readonly table: Table & { tableStreamArn: string };
  /** `uploads/<creditor>/<file>` and `exports/<name>`. */
  readonly files: Bucket;
  readonly letters: Bucket;
  /** Who was erased: apart from the table, so that no restore of it brings them back. */
  readonly erasures: Bucket;
  /** The same buckets as others name them. */
  readonly arns: Record<'files' | 'letters' | 'erasures', string>;
  /** From it all other secrets are made. */
  readonly secret: Secret;

  constructor(scope: Construct, stage: StageSettings, props: StackProps) {
    super(scope, 'Data', { ...props, stackName: named(stage.name, 'data'), terminationProtection: true });
    this.key = this.makeKey(stage);
    this.table = this.makeTable();

    const log = new Bucket(this, 'Log', {
      ...guarded,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [expiring(90)],
    });
    const bucket = (id: string, props: BucketProps) =>
      new Bucket(this, id, {
        ...guarded,
        encryption: BucketEncryption.KMS,
        encryptionKey: this.key,
        // One call of KMS for many objects.
        bucketKeyEnabled: true,
        serverAccessLogsBucket: log as IBucket,
        serverAccessLogsPrefix: `${id.toLowerCase()}/`,
        ...props,
      });
    // Both hold personal data, and both can be had again from where they came.
    this.files = bucket('Files', { lifecycleRules: [expiring(30, 'uploads/'), expiring(7, 'exports/')] });
    // Through the bus, because a notification to a function would tie this stack to the one that uses it. Said here
    // and not by the construct, which would bring along a function that may change every bucket.
    (this.files.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    // A print house has fetched them long before.
    this.letters = bucket('Letters', { lifecycleRules: [expiring(60)] });
    this.erasures = bucket('Erasures', { versioned: true });

    this.arns = {
      files: this.exportValue(this.files.bucketArn),
      letters: this.exportValue(this.letters.bucketArn),
      erasures: this.exportValue(this.erasures.bucketArn),
    };

    this.secret = new Secret(this, 'Secret', {
      description: 'Amicable: all other secrets of this stage are made from "master". It is never changed.',
      encryptionKey: this.key,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'master',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: kept,
    });
    accept(
      this.secret,
      'AwsSolutions-SMG4',
      'Ids of cases and the keys of personal data hang on "master": another one would lose them. What is made from it is changed by a new number in the same secret.',
    );

    for (const [name, value] of Object.entries({
      TableName: this.table.tableName,
      FilesBucket: this.files.bucketName,
      LettersBucket: this.letters.bucketName,
      ErasuresBucket: this.erasures.bucketName,
      SecretArn: this.secret.secretArn,
    }))
      new CfnOutput(this, name, { value });
  }

  private makeKey(stage: StageSettings): Key {
    return new Key(this, 'Key', {
      description: `Amicable ${stage.name}: table, buckets and secret`,
      alias: named(stage.name, 'data'),
      enableKeyRotation: true,
      removalPolicy: kept,
    });
  }

  private makeTable(): Table & { tableStreamArn: string } {
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    const { partitionKey, sortKey, fades, index } = tableShape;
    const table = new Table(this, 'Table', {
      partitionKey: text(partitionKey),
      sortKey: text(sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: fades,
      removalPolicy: kept,
    });
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: text(index.partitionKey),
      sortKey: text(index.sortKey),
      projectionType: ProjectionType.KEYS_ONLY,
    });
    // It has a stream: only its type does not know.
    return table as Table & { tableStreamArn: string };
  }
}

const guarded = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: kept,
} satisfies BucketProps;

function expiring(days: number, prefix?: string): LifecycleRule {
  return {
    ...(prefix !== undefined && { prefix }),
    expiration: Duration.days(days),
    // What was begun and never finished.
    abortIncompleteMultipartUploadAfter: Duration.days(1),
  };
}
