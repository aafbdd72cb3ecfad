import { Stack, type StackProps } from 'aws-cdk-lib';
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
    if (stage.alarmMail !== undefined) tells.addSubscription(new EmailSubscription(stage.alarmMail));
    const { data, failed } = journeys.ground;
    const watched = { stage: stage.name, table: data.table, api: edge.api };
    makeAlarms(this, { ...watched, tells });
    makeDashboard(this, { ...watched, queues: Object.keys(failed) as (keyof FailedQueues)[] });
  }
}
