import { fileURLToPath } from 'node:url';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as Lambda, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { buildSync } from 'esbuild';

/** A small app that uses each way in which the parts of Amicable reach one another. For the emulator's own test. */

const folder = process.argv[2] ?? '';
buildSync({
  entryPoints: [fileURLToPath(new URL('sample-functions.ts', import.meta.url))],
  outfile: `${folder}/index.mjs`,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});

const app = new App();
const stack = new Stack(app, 'Sample');
const code = Code.fromAsset(folder);
const keys = {
  partitionKey: { name: 'id', type: AttributeType.STRING },
  removalPolicy: RemovalPolicy.DESTROY,
};
const table = new Table(stack, 'Notes', { ...keys, stream: StreamViewType.NEW_IMAGE }) as Table & {
  tableStreamArn: string;
};
const heard = new Table(stack, 'Heard', { ...keys, timeToLiveAttribute: 'until' });
const bus = new EventBus(stack, 'Bus');
const dead = new Queue(stack, 'Dead');
const group = new ScheduleGroup(stack, 'Reminders');
const role = new Role(stack, 'Reminding', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });

function lambda(
  name: string,
  environment: Record<string, string> = {},
  reservedConcurrentExecutions?: number,
): Lambda {
  const made = new Lambda(stack, name, {
    ...{ code, environment, handler: `index.${name}`, runtime: Runtime.NODEJS_24_X },
    ...{ timeout: Duration.seconds(20), memorySize: 256 },
    ...(reservedConcurrentExecutions && { reservedConcurrentExecutions }),
  });
  new CfnOutput(stack, `${name}Function`, { value: made.functionName });
  return made;
}

const publish = lambda('publish', { BUS: bus.eventBusName });
publish.addEventSource(
  new DynamoEventSource(table, {
    ...{ startingPosition: StartingPosition.TRIM_HORIZON, batchSize: 25, retryAttempts: 2 },
    ...{ bisectBatchOnError: true, reportBatchItemFailures: true, onFailure: new SqsDlq(dead) },
  }),
);
const listen = lambda('listen', { HEARD: heard.tableName }, 2);
new Rule(stack, 'Written', {
  eventBus: bus,
  eventPattern: { source: ['sample'], detailType: ['written'] },
  targets: [new LambdaFunction(listen)],
});
const keep = lambda('keep', { HEARD: heard.tableName });
keep.addEventSource(new SqsEventSource(dead, { reportBatchItemFailures: true }));
lambda('write', { TABLE: table.tableName });
lambda('rest');
new CfnOutput(stack, 'LookArn', { value: lambda('look', { HEARD: heard.tableName }).functionArn });
const page = lambda('page');
const stumble = lambda('stumble');
const news = new ConfigurationSet(stack, 'News');
const topic = new Topic(stack, 'MailNews');
const events = [EmailSendingEvent.DELIVERY, EmailSendingEvent.BOUNCE];
news.addEventDestination('ToTopic', { destination: EventDestination.snsTopic(topic), events });
topic.addSubscription(new LambdaSubscription(lambda('follow', { HEARD: heard.tableName })));
new EmailIdentity(stack, 'Sender', { identity: Identity.email('a@example.com') });
const remind = lambda('remind', { NEWS: news.configurationSetName });
const arrange = lambda('arrange', {
  GROUP: group.scheduleGroupName,
  ROLE: role.roleArn,
  REMIND: remind.functionArn,
});

const api = new HttpApi(stack, 'Api');
api.addRoutes({
  path: '/pages/{name}',
  methods: [HttpMethod.ANY],
  integration: new HttpLambdaIntegration('Page', page),
});

const machine = new StateMachine(stack, 'Machine', {
  definitionBody: DefinitionBody.fromString(
    JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Try what is busy at first',
      States: {
        'Try what is busy at first': {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: { FunctionName: `\${stumble}`, Payload: {} },
          Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, MaxAttempts: 3 }],
          Next: 'Wait for the reminder',
        },
        'Wait for the reminder': {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Arguments: {
            FunctionName: `\${arrange}`,
            Payload: {
              token: '{% $states.context.Task.Token %}',
              name: '{% $states.context.Execution.Name %}',
            },
          },
          TimeoutSeconds: 400_000,
          End: true,
        },
      },
    }),
  ),
  definitionSubstitutions: { stumble: stumble.functionArn, arrange: arrange.functionArn },
});

new CfnOutput(stack, 'RoleArn', { value: role.roleArn });
new CfnOutput(stack, 'ApiId', { value: api.apiId });
new CfnOutput(stack, 'MachineArn', { value: machine.stateMachineArn });
new CfnOutput(stack, 'HeardTable', { value: heard.tableName });
app.synth();
