import { Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { makeAlarms } from '../alarms.ts';
import { makeDashboard } from '../dashboard.ts';
import type { FailedQueues } from '../ground.ts';
import { named } from '../names.ts';
import type { EdgeStack } from './edge.ts';
import type { JourneysStack } from './journeys.ts';

/** What an operator looks at, and what calls one. */
export class WatchStack extends Stack {
  constructor(scope: Construct, journeys: JourneysStack, edge: EdgeStack, props: StackProps) {
    const { stage } = journeys.ground;
    super(scope, 'Watch', { ...props, stackName: named(stage.name, 'watch') });
    const tells = new Topic(this, 'Alarms', {
      topicName: named(stage.name, 'alarms'),
      masterKey: journeys.newsKey,
      enforceSSL: true,
    });
    // A topic with a policy of its own does not let the alarms of its account publish any more.
    tells.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [tells.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    if (stage.alarmMail !== undefined) tells.addSubscription(new EmailSubscription(stage.alarmMail));
    const { data, failed } = journeys.ground;
    const watched = { stage: stage.name, table: data.table, api: edge.api };
    makeAlarms(this, { ...watched, tells });
    makeDashboard(this, { ...watched, queues: Object.keys(failed) as (keyof FailedQueues)[] });
  }
}
