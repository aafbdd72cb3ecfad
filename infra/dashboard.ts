import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  SingleValueWidget,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { Channel, Outcome, TaskKind } from '../core/case/words.ts';
import { machineryCost, messageCost } from './cost-today.ts';
import { definitions } from './definitions.ts';
import { figure, inQueue, ofFunction } from './figures.ts';
import type { FailedQueues } from './ground.ts';
import { named } from './names.ts';

const day = Duration.days(1);

interface Watched {
  stage: string;
  table: Table;
  api: HttpApi;
  queues: readonly (keyof FailedQueues)[];
}

/** One page that answers what an operator asks in the morning, a question a widget. */
export function makeDashboard(scope: Construct, watched: Watched): void {
  const { stage } = watched;
  const dashboard = new Dashboard(scope, 'Dashboard', {
    dashboardName: named(stage, 'today'),
    defaultInterval: Duration.days(14),
  });
  dashboard.addWidgets(
    new TextWidget({
      markdown: `# Amicable, stage ${stage}\nWhat rings is written under Alarms in CloudWatch, with whom it hurts and what to do. Nothing here names anybody.`,
      width: 24,
      height: 2,
    }),
  );
  dashboard.addWidgets(...aboutCases(stage));
  dashboard.addWidgets(...aboutContacts(stage));
  dashboard.addWidgets(...aboutWaiting(stage));
  dashboard.addWidgets(...aboutFailures(watched));
  dashboard.addWidgets(...aboutCost(watched));
}

function aboutCases(stage: string): IWidget[] {
  return [
    graph('How many cases were opened, and how many closed?', [
      figure(stage, 'CasesOpened', { period: day, label: 'opened' }),
      total(stage, 'CasesClosed', 'Outcome', Outcome.options, 'closed'),
    ]),
    graph(
      'How did cases end?',
      Outcome.options.map((outcome) =>
        figure(stage, 'CasesClosed', { dimensions: { Outcome: outcome }, period: day, label: outcome }),
      ),
      true,
    ),
    graph('How much money came in?', [
      new MathExpression({
        expression: 'cents / 100',
        usingMetrics: { cents: figure(stage, 'MoneyReceivedCents', { period: day }) },
        period: day,
        label: 'euros a day',
      }),
    ]),
  ];
}

function aboutContacts(stage: string): IWidget[] {
  const by = (name: string) =>
    Channel.options.map((channel) =>
      figure(stage, name, { dimensions: { Channel: channel }, period: day, label: channel }),
    );
  return [
    graph('What was sent?', by('ContactsSent'), true),
    graph('What came back?', by('ContactsBounced'), true),
    graph('How many notices were served?', [figure(stage, 'NoticesServed', { period: day })]),
  ];
}

function aboutWaiting(stage: string): IWidget[] {
  const swept = (name: string, label: string) =>
    figure(stage, name, { period: day, statistic: Stats.MAXIMUM, label });
  return [
    new SingleValueWidget({
      title: 'What did the last sweep find?',
      metrics: [
        swept('CasesOverdue', 'cases in which something is overdue'),
        swept('CasesWaiting', 'of them wait although their time has come'),
        new MathExpression({
          expression: 'seconds / 3600',
          usingMetrics: { seconds: swept('OldestUnsentSeconds', 'seconds') },
          period: day,
          label: 'hours by which the oldest unsent message is late',
        }),
      ],
      width: 12,
      height: 6,
      period: day,
    }),
    graph('What waits for a person?', [
      ...TaskKind.options.map((what) =>
        figure(stage, 'TasksOpened', { dimensions: { What: what }, period: day, label: `new: ${what}` }),
      ),
      figure(stage, 'FollowUpsLate', { period: day, label: 'follow-ups that came late' }),
      figure(stage, 'BooksLongBehind', { period: day, label: 'held back: a creditor tells no payments' }),
      figure(stage, 'LawUnread', { period: day, label: 'held back: the law is to be read again' }),
    ]),
    graph('Do scores still fit?', [
      swept('ScoreStabilityIndex', 'stability index of the feature that drifted most'),
      swept('ScoreCalibrationOff', 'share by which fewer or more paid than was said'),
      figure(stage, 'ScoresPromoted', { period: day, label: 'challengers promoted' }),
    ]),
  ];
}

function aboutFailures({ stage, queues, api }: Watched): IWidget[] {
  const hourly = { period: Duration.hours(1), statistic: Stats.SUM };
  return [
    graph('Which functions fail?', [
      ...definitions.map(({ name }) => ofFunction(stage, name, 'Errors', { ...hourly, label: name })),
    ]),
    graph('What lies in the queues of what failed?', [
      ...queues.map((name) => inQueue(stage, name, { period: Duration.hours(1), label: name })),
      figure(stage, 'JourneysFailed', { label: 'journeys that broke down' }),
      figure(stage, 'WebhooksDead', { label: 'webhooks given up' }),
    ]),
    graph('Does the web get answers?', [
      api.metricCount({ ...hourly, label: 'requests' }),
      api.metricClientError({ ...hourly, label: 'refused (4xx)' }),
      api.metricServerError({ ...hourly, label: 'our errors (5xx)' }),
    ]),
  ];
}

function aboutCost({ stage, table, api }: Watched): IWidget[] {
  return [
    graph('About what does a day cost?', [machineryCost(stage, table, api), messageCost(stage)], true, 24),
  ];
}

function total(
  stage: string,
  name: string,
  dimension: string,
  values: readonly string[],
  label: string,
): IMetric {
  return new MathExpression({
    expression: values.map((_, at) => `FILL(m${at}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(
      values.map((value, at) => [
        `m${at}`,
        figure(stage, name, { dimensions: { [dimension]: value }, period: day }),
      ]),
    ),
    period: day,
    label,
  });
}

function graph(title: string, left: IMetric[], stacked = false, width = 8): IWidget {
  return new GraphWidget({ title, left, stacked, width, height: 6, leftYAxis: { min: 0, showUnits: false } });
}
