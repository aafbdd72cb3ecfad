import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnSchedule, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { tableShape } from '../../adapters/aws/keys.ts';
import { isPerCase } from '../../statemachines/complete.ts';
import { accept } from '../accept.ts';
import { AmicableFunction } from '../constructs/amicable-function.ts';
import { JourneyMachine } from '../constructs/journey.ts';
import { definitions, type FunctionName } from '../definitions.ts';
import { functionsCalledBy, settings } from '../functions.ts';
import type { FailedQueues, Ground } from '../ground.ts';
import { machineNames } from '../machines.ts';
import { functionArn, type MachineName, named } from '../names.ts';
import type { StageSettings } from '../stages.ts';
import type { DataStack } from './data.ts';

/** Everything that happens to a case, but for what the world calls. */
export class JourneysStack extends Stack {
  readonly ground: Ground;
  readonly newsKey: Key;
  readonly functions = new Map<FunctionName, AmicableFunction>();
  readonly machines = new Map<MachineName, StateMachine>();
  readonly #stage: StageSettings;

  constructor(
    scope: Construct,
    stage: StageSettings,
    data: DataStack,
    code: Ground['code'],
    props: StackProps,
  ) {
    super(scope, 'Journeys', { ...props, stackName: named(stage.name, 'journeys') });
    this.#stage = stage;
    this.newsKey = this.makeNewsKey();
    const mailNews = new Topic(this, 'MailNews', { masterKey: this.newsKey, enforceSSL: true });
    this.ground = {
      stage,
      data,
      code,
      bus: new EventBus(this, 'Bus', { eventBusName: named(stage.name, 'journal') }),
      schedules: new ScheduleGroup(this, 'Schedules', {
        scheduleGroupName: named(stage.name, 'one-time'),
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      scheduler: new Role(this, 'Scheduler', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') }),
      configurationSet: this.makeConfigurationSet(mailNews),
      failed: this.makeQueues(),
    };
    for (const { name } of definitions) {
      if (settings[name].calledBy.includes('web')) continue;
      this.functions.set(name, new AmicableFunction(this, name, this.ground));
    }
    const names = new Set<string>(definitions.map(({ name }) => name));
    for (const name of machineNames()) {
      this.machines.set(name, new JourneyMachine(this, `machine-${name}`, name, stage, names).machine);
    }
    this.tellTheBus();
    this.callListeners();
    this.callOnEvents();
    this.letTheSchedulerCall();
    mailNews.addSubscription(
      new LambdaSubscription(this.lambdaOf('channel-feedback'), {
        deadLetterQueue: this.ground.failed.feedback,
      }),
    );
    new CfnOutput(this, 'BusName', { value: this.ground.bus.eventBusName });
    new CfnOutput(this, 'MailNewsTopic', { value: mailNews.topicArn });
  }

  private lambdaOf(name: FunctionName) {
    const made = this.functions.get(name);
    if (!made) throw new Error(`${name} is not in this stack.`);
    return made.lambda;
  }

  /** Encrypts what is told of mail and alarms while it is on its way. */
  private makeNewsKey(): Key {
    const key = new Key(this, 'NewsKey', {
      description: `Amicable ${this.#stage.name}: news of mail and alarms on their way`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Without a condition on the account: SES is not documented to say it to KMS, and a bounce that cannot be encrypted
    // is lost without a word. Who may publish is decided by each topic.
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [
          new ServicePrincipal('ses.amazonaws.com'),
          new ServicePrincipal('cloudwatch.amazonaws.com'),
        ],
        actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
        resources: ['*'],
      }),
    );
    return key;
  }

  private makeQueues(): FailedQueues {
    const queue = (what: string) => {
      const made = new Queue(this, `failed-${what}`, {
        queueName: named(this.#stage.name, `failed-${what}`),
        encryption: QueueEncryption.SQS_MANAGED,
        enforceSSL: true,
        retentionPeriod: Duration.days(14),
      });
      for (const check of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy']) {
        accept(
          made,
          check,
          'It is itself where what failed ends up: an alarm rings, and a command delivers it again.',
        );
      }
      return made;
    };
    return {
      calls: queue('calls'),
      stream: queue('stream'),
      schedules: queue('schedules'),
      events: queue('events'),
      feedback: queue('feedback'),
    };
  }

  private makeConfigurationSet(mailNews: Topic): ConfigurationSet {
    const set = new ConfigurationSet(this, 'Mail', {
      configurationSetName: named(this.#stage.name, 'mail'),
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
    });
    set.addEventDestination('News', {
      destination: EventDestination.snsTopic(mailNews),
      // Not whether it was opened or clicked: a letter does not watch its reader.
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    return set;
  }

  /** What is written to a case's journal goes to the bus, in its order. */
  private tellTheBus(): void {
    const { data, failed } = this.ground;
    const items = { Keys: { pk: { S: [{ prefix: tableShape.casePrefix }] } } };
    this.lambdaOf('publish-journal').addEventSource(
      new DynamoEventSource(data.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        parallelizationFactor: 4,
        // One that cannot be told must not hold up the others: it is found by halving, tried, and put aside.
        bisectBatchOnError: true,
        retryAttempts: 5,
        maxRecordAge: Duration.hours(12),
        onFailure: new SqsDlq(failed.stream),
        filters: [FilterCriteria.filter({ eventName: ['INSERT'], dynamodb: items })],
      }),
    );
  }

  private target(name: FunctionName): IRuleTarget {
    return new LambdaFunction(this.lambdaOf(name), {
      deadLetterQueue: this.ground.failed.events,
      retryAttempts: 10,
      maxEventAge: Duration.hours(2),
    });
  }

  private callListeners(): void {
    for (const { name, listens } of definitions) {
      if (!listens) continue;
      new Rule(this, `tell-${name}`, {
        eventBus: this.ground.bus,
        description: `Amicable ${this.#stage.name}: what was written calls ${name}`,
        eventPattern: {
          source: ['amicable.journal'],
          detailType: ['written'],
          ...(listens !== 'everything' && { detail: { kinds: [...listens] } }),
        },
        targets: [this.target(name)],
      });
    }
  }

  private callOnEvents(): void {
    const ofCases = [...this.machines].filter(([name]) => isPerCase(name));
    for (const name of functionsCalledBy('failed-execution')) {
      new Rule(this, `failed-executions-${name}`, {
        eventPattern: {
          source: ['aws.states'],
          detailType: ['Step Functions Execution Status Change'],
          detail: {
            status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
            stateMachineArn: ofCases.map(([, machine]) => machine.stateMachineArn),
          },
        },
        targets: [this.target(name)],
      });
    }
    for (const name of functionsCalledBy('upload')) {
      new Rule(this, `uploads-${name}`, {
        eventPattern: {
          source: ['aws.s3'],
          detailType: ['Object Created'],
          detail: {
            bucket: { name: [this.ground.data.files.bucketName] },
            object: { key: [{ prefix: 'uploads/' }] },
          },
        },
        targets: [this.target(name)],
      });
    }
  }

  private letTheSchedulerCall(): void {
    const { scheduler, failed } = this.ground;
    const names = functionsCalledBy('schedule');
    scheduler.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: names.map((name) => functionArn(this, this.#stage.name, name)),
      }),
    );
    failed.schedules.grantSendMessages(scheduler);
    this.callEvery('DailySweep', 'daily-sweep', 'cron(0 6 * * ? *)', 'sweep', 'Finds cases that fell asleep');
    this.callEvery(
      'MonthlyRefit',
      'monthly-refit',
      'cron(0 3 1 * ? *)',
      'start-refits',
      'Learns the scores of every creditor anew, and lets those score that are better',
    );
  }

  /** @param when by the clock of Amsterdam */
  private callEvery(id: string, name: string, when: string, calls: FunctionName, description: string): void {
    const { schedules, scheduler, failed } = this.ground;
    new CfnSchedule(this, id, {
      name: named(this.#stage.name, name),
      groupName: schedules.scheduleGroupName,
      description,
      scheduleExpression: when,
      scheduleExpressionTimezone: 'Europe/Amsterdam',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.lambdaOf(calls).functionArn,
        roleArn: scheduler.roleArn,
        input: '{}',
        deadLetterConfig: { arn: failed.schedules.queueArn },
        retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 7_200 },
      },
    });
  }
}
