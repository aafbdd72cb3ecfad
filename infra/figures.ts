import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** A figure of our own, as functions write it to their log. Every one carries the stage. */
export function figure(
  stage: string,
  name: string,
  { dimensions = {}, statistic = Stats.SUM, period = Duration.hours(1), label = name }: FigureOptions = {},
): Metric {
  return new Metric({
    namespace: 'Amicable',
    metricName: name,
    dimensionsMap: { Stage: stage, ...dimensions },
    statistic,
    period,
    label,
  });
}

interface FigureOptions {
  dimensions?: Record<string, string>;
  statistic?: string;
  period?: Duration;
  label?: string;
}
