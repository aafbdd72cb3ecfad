import { Duration } from 'aws-cdk-lib';
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
import type { Construct } from 'constructs';
import { Channel, Outcome, TaskKind } from '../core/case/words.ts';
import { machineryCost, messageCost } from './cost-today.ts';
import { figure } from './figures.ts';
import { named } from './names.ts';
import type { EdgeStack } from './stacks/edge.ts';
import type { JourneysStack } from './stacks/journeys.ts';

const day = Duration.days(1);

/** One page that answers what an operator asks in the morning, a question a widget. */
export function makeDashboard(scope: Construct, watched: { journeys: JourneysStack; edge: EdgeStack }): void {
  const stage = watched.journeys.ground.stage.name;
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
    ]),
  ];
}

function aboutFailures({ journeys, edge }: { journeys: JourneysStack; edge: EdgeStack }): IWidget[] {
  const { stage, failed } = journeys.ground;
  const hourly = { period: Duration.hours(1), statistic: Stats.SUM };
  return [
    graph('Which functions fail?', [
      ...[...journeys.functions, ...edge.functions].map(([name, { lambda }]) =>
        lambda.metricErrors({ ...hourly, label: name }),
      ),
    ]),
    graph('What lies in the queues of what failed?', [
      ...Object.entries(failed).map(([name, queue]) =>
        queue.metricApproximateNumberOfMessagesVisible({
          period: Duration.hours(1),
          statistic: Stats.MAXIMUM,
          label: name,
        }),
      ),
      figure(stage.name, 'JourneysFailed', { label: 'journeys that broke down' }),
      figure(stage.name, 'WebhooksDead', { label: 'webhooks given up' }),
    ]),
    graph('Does the web get answers?', [
      edge.api.metricCount({ ...hourly, label: 'requests' }),
      edge.api.metricClientError({ ...hourly, label: 'refused (4xx)' }),
      edge.api.metricServerError({ ...hourly, label: 'our errors (5xx)' }),
    ]),
  ];
}

function aboutCost({ journeys, edge }: { journeys: JourneysStack; edge: EdgeStack }): IWidget[] {
  const { stage, data } = journeys.ground;
  const functions = [...journeys.functions.values(), ...edge.functions.values()];
  return [
    graph(
      'About what does a day cost?',
      [machineryCost(functions, data.table, edge.api), messageCost(stage.name)],
      true,
      24,
    ),
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
