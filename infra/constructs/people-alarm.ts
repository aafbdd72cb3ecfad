import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { named } from '../names.ts';
import { type Heading, inRunbook } from '../runbook.ts';

/** What an alarm must say before it can be made: whom it hurts, and what to do. */
export interface PeopleAlarmProps {
  stage: string;
  metric: IMetric;
  /** Rings at this and above; `below`: only under it. */
  threshold: number;
  below?: boolean;
  /** How many of how many periods; 1 of 1 unless said. */
  periods?: readonly [of: number, outOf: number];
  /** True when silence is bad news. */
  silenceRings?: boolean;
  /** Whom it hurts while it rings, and how: a sentence. */
  hurts: string;
  runbook: Heading;
  /** Who is told. */
  tells: ITopic;
}

/** An alarm for people: it says whom it hurts and where is written what to do. */
export class PeopleAlarm extends Construct {
  constructor(scope: Construct, name: string, props: PeopleAlarmProps) {
    super(scope, name);
    const { hurts, runbook } = props;
    if (!/^[A-Z].{20,}\.$/s.test(hurts)) {
      throw new Error(`The alarm ${name} does not say in a sentence whom it hurts.`);
    }
    const [of, outOf] = props.periods ?? [1, 1];
    const alarm = new Alarm(this, 'Alarm', {
      alarmName: named(props.stage, name),
      alarmDescription: `${hurts} What to do: ${inRunbook(runbook)}.`,
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      datapointsToAlarm: of,
      evaluationPeriods: outOf,
      treatMissingData: props.silenceRings ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(props.tells);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

/** How long a period of an alarm is, unless it is about days. */
export const fiveMinutes = Duration.minutes(5);
