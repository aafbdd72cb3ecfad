import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { definitions } from './definitions.ts';
import { figure, ofFunction } from './figures.ts';
import { settings } from './functions.ts';

/**
 * Dollars for one of each, in Ireland, without free tiers and without VAT: read in the AWS Price List snapshots of
 * 2026-09-11 to 2026-10-01 and on the pricing page of Step Functions on 2026-11-22. Those of mail and text messages are
 * remembered. Only for the dashboard, which shows about what a day costs.
 */
export const dollars = {
  transition: 25e-6,
  invocation: 0.2e-6,
  gigabyteSecond: 13.3334e-6,
  write: 0.705e-6,
  read: 0.1415e-6,
  apiCall: 1.11e-6,
  logByte: 0.57e-9,
  email: 100e-6,
  sms: 0.09,
} as const;

const day = Duration.days(1);
const summed = { statistic: Stats.SUM, period: day };

/**
 * About what the machinery of a stage cost in a day, from what CloudWatch counted. Transitions and log bytes are those
 * of the whole account: AWS counts them so.
 */
export function machineryCost(
  stage: string,
  table: { metric(name: string, options: typeof summed): Metric },
  api: { metricCount(options: typeof summed): Metric },
): MathExpression {
  const account = (namespace: string, metricName: string, dimensionsMap: Record<string, string> = {}) =>
    new Metric({ namespace, metricName, dimensionsMap, ...summed });
  const parts: [metric: IMetric, dollars: number][] = [
    [account('AWS/States', 'ConsumedCapacity', { ServiceMetric: 'StateTransition' }), dollars.transition],
    [table.metric('ConsumedWriteCapacityUnits', summed), dollars.write],
    [table.metric('ConsumedReadCapacityUnits', summed), dollars.read],
    [api.metricCount(summed), dollars.apiCall],
    [account('AWS/Logs', 'IncomingBytes'), dollars.logByte],
    ...definitions.flatMap(({ name }): [IMetric, number][] => [
      [ofFunction(stage, name, 'Invocations', summed), dollars.invocation],
      [
        ofFunction(stage, name, 'Duration', summed),
        (settings[name].memory / 1024 / 1000) * dollars.gigabyteSecond,
      ],
    ]),
  ];
  return priced('machinery', parts);
}

/** What e-mail and text messages of a stage cost in a day. What letters cost is between a creditor and its print house. */
export function messageCost(stage: string): MathExpression {
  const sent = (Channel: string) => figure(stage, 'ContactsSent', { dimensions: { Channel }, period: day });
  return priced('messages', [
    [sent('email'), dollars.email],
    [sent('sms'), dollars.sms],
  ]);
}

/** Parts of one price are added up first: an expression may have no more than 2,048 characters. */
function priced(what: string, parts: readonly [metric: IMetric, dollars: number][]): MathExpression {
  const byPrice = [...Map.groupBy(parts, ([, price]) => price)];
  const sums = byPrice.map(([price, group], at) => ({
    name: `${what}${at}`,
    price,
    sum: new MathExpression({
      expression: group.map((_, one) => `FILL(${what}${at}m${one}, 0)`).join(' + '),
      usingMetrics: Object.fromEntries(group.map(([metric], one) => [`${what}${at}m${one}`, metric])),
      period: day,
    }),
  }));
  return new MathExpression({
    expression: sums.map(({ name, price }) => `${name} * ${price.toFixed(14)}`).join(' + '),
    usingMetrics: Object.fromEntries(sums.map(({ name, sum }) => [name, sum])),
    period: day,
    label: `${what}, $ a day`,
  });
}
