import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Function as Lambda,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { accept } from '../accept.ts';
import { acceptStar, allow } from '../allow.ts';
import type { FunctionName } from '../definitions.ts';
import { environmentOf } from '../environment.ts';
import { type FunctionSettings, isCalledAsynchronously, settings } from '../functions.ts';
import type { Ground } from '../ground.ts';
import { named } from '../names.ts';
import { statementsFor } from '../permissions.ts';

/** A function by the name of its folder, as all of them must be: the rest is in its settings. */
export class AmicableFunction extends Construct {
  readonly lambda: Lambda;
  readonly settings: FunctionSettings;

  constructor(scope: Construct, name: FunctionName, ground: Ground) {
    super(scope, name);
    const own = settings[name];
    const { stage } = ground;
    const functionName = named(stage.name, name);
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: stage.logs,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    allow(role, [
      ...statementsFor(own, ground, Stack.of(this)),
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] },
    ]);
    // At little traffic X-Ray keeps a trace of every call, which for a whole journey would cost two thirds of it again.
    const traced = own.calledBy.includes('web');
    if (traced) acceptStar(role, '*', 'X-Ray takes traces without a name for where they go.');
    if (own.calledBy.includes('stream'))
      acceptStar(role, '*', 'The streams of an account can only be listed together.');
    this.settings = own;
    this.lambda = new Lambda(this, 'Function', {
      functionName,
      description: `Amicable ${stage.name}: functions/${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: ground.code(name),
      handler: 'index.handler',
      memorySize: own.memory,
      timeout: Duration.seconds(own.timeout),
      // The least is what Lambda gives anyway.
      ...(own.disk > 512 && { ephemeralStorageSize: Size.mebibytes(own.disk) }),
      ...(own.concurrency !== 'shared' &&
        stage.reserves && { reservedConcurrentExecutions: own.concurrency }),
      environment: environmentOf(ground, Stack.of(this)),
      role: role as IRole,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      // Where it is on, X-Ray's own rule samples: one call a second, and one in twenty of the rest.
      tracing: traced ? Tracing.ACTIVE : Tracing.DISABLED,
    });
    if (!traced) {
      accept(
        this.lambda,
        'Serverless-LambdaTracing',
        'Nobody waits for its answer, and the journal says what it did: traces would cost two thirds of a journey again.',
      );
    }
    if (isCalledAsynchronously(own)) {
      this.lambda.configureAsyncInvoke({
        retryAttempts: 2,
        maxEventAge: Duration.hours(6),
        onFailure: new SqsDestination(ground.failed.calls),
      });
    }
    accept(
      this.lambda,
      'Serverless-LambdaDLQ',
      isCalledAsynchronously(own)
        ? 'What fails for good goes to a destination, which tells more than a dead-letter queue.'
        : 'Whoever calls it waits for its answer, and sees that it failed.',
    );
  }
}
