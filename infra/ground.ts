import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { ConfigurationSet } from 'aws-cdk-lib/aws-ses';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { FunctionName } from './definitions.ts';
import type { DataStack } from './stacks/data.ts';
import type { StageSettings } from './stages.ts';

/** What all functions of a stage stand on. */
export interface Ground {
  stage: StageSettings;
  data: DataStack;
  bus: EventBus;
  /** The group of all one-time schedules. */
  schedules: ScheduleGroup;
  /** As whom the scheduler calls functions. */
  scheduler: Role;
  configurationSet: ConfigurationSet;
  failed: FailedQueues;
  /** The bundle of a function. */
  code: (name: FunctionName) => Code;
}

/** Where what failed for good lies until somebody delivers it again. Nothing else goes through queues. */
export interface FailedQueues {
  /** Calls that a function could not do. */
  calls: Queue;
  /** Parts of the table's stream that could not be told. */
  stream: Queue;
  /** Calls that the scheduler could not make. */
  schedules: Queue;
  /** Events for which the bus could call nobody. */
  events: Queue;
  /** News of mail for which nobody could be called. */
  feedback: Queue;
}
