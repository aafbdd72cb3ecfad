import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { FunctionName } from './definitions.ts';
import type { FailedQueues } from './ground.ts';
import { named } from './names.ts';

// What AWS counts is asked for by name and not through the stack that has it: an export that the dashboard uses would
// keep that stack from giving up a function.

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

/** What Lambda counts of a function. */
export function ofFunction(
  stage: string,
  name: FunctionName,
  metricName: 'Errors' | 'Throttles' | 'Invocations' | 'Duration' | 'IteratorAge',
  options: MetricOptions,
): Metric {
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: named(stage, name) },
    ...options,
  });
}

/** How many messages lie in a queue of what failed. */
export function inQueue(stage: string, name: keyof FailedQueues, options: MetricOptions): Metric {
  return new Metric({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensionsMap: { QueueName: named(stage, `failed-${name}`) },
    statistic: Stats.MAXIMUM,
    ...options,
  });
}
