import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { fiveMinutes, PeopleAlarm, type PeopleAlarmProps } from './constructs/people-alarm.ts';
import { definitions } from './definitions.ts';
import { figure, inQueue, ofFunction } from './figures.ts';
import { type FunctionSettings, settings } from './functions.ts';
import type { FailedQueues } from './ground.ts';
import { machineNames } from './machines.ts';
import { type MachineName, machineArn, named } from './names.ts';

interface Watched {
  stage: string;
  table: Table;
  api: HttpApi;
  /** Who is told. */
  tells: ITopic;
}

/** Every alarm of a stage. */
export function makeAlarms(scope: Construct, watched: Watched): void {
  const { stage, tells, table, api } = watched;
  const alarm: MakeAlarm = (name, props) => new PeopleAlarm(scope, name, { ...props, stage, tells });
  ofFunctions(stage, alarm);
  ofQueues(stage, alarm);
  ofMachines(Stack.of(scope), stage, alarm);
  ofTableAndStream(stage, table, alarm);
  ofEdge(api, alarm);
  ofCases(stage, alarm);
  ofMail(stage, alarm);
}

type MakeAlarm = (name: string, props: Omit<PeopleAlarmProps, 'stage' | 'tells'>) => unknown;

function ofFunctions(stage: string, alarm: MakeAlarm): void {
  for (const { name } of definitions) {
    const own = settings[name];
    const waited = isWaitedFor(own);
    const summed = { period: fiveMinutes, statistic: Stats.SUM };
    alarm(`${name}-fails`, {
      metric: ofFunction(stage, name, 'Errors', summed),
      // Where somebody waits each error is one person's; the rest is tried again, and rings when that does not help.
      threshold: waited ? 1 : 3,
      periods: waited ? [1, 1] : [2, 3],
      hurts: own.hurts,
      runbook: 'A function fails',
    });
    if (own.concurrency === 'shared') continue;
    alarm(`${name}-turned-away`, {
      metric: ofFunction(stage, name, 'Throttles', summed),
      threshold: 1,
      periods: [2, 3],
      hurts: own.hurts,
      runbook: 'A function is turned away',
    });
  }
}

/** Whether each error is seen by somebody, and nobody tries again for them. */
function isWaitedFor({ calledBy }: FunctionSettings): boolean {
  return calledBy.includes('web') || calledBy.includes('operator');
}

const whatQueuesMean: Record<keyof FailedQueues, string> = {
  calls: 'Something that happened was not acted on: a case may sleep, or a debtor be asked who has paid.',
  stream: 'Something was written that nobody heard of: journeys are not woken, creditors are not told.',
  schedules: 'A reminder, answer or follow-up that was due was not begun.',
  events: 'Something that happened was told to nobody: a case may sleep, or a debtor be asked who has paid.',
  feedback: 'It is not known that mail came back: a notice may count as served that was not.',
};

function ofQueues(stage: string, alarm: MakeAlarm): void {
  for (const [name, hurts] of Object.entries(whatQueuesMean) as [keyof FailedQueues, string][]) {
    alarm(`failed-${name}-not-empty`, {
      metric: inQueue(stage, name, { period: fiveMinutes }),
      threshold: 1,
      hurts,
      runbook: 'Something lies in a queue',
    });
  }
}

const ofCase = {
  hurts: 'The journey of a case broke down: nothing happens in it until a person takes it up.',
  runbook: 'An execution failed',
} as const;
const failures: Partial<Record<MachineName, Pick<PeopleAlarmProps, 'hurts' | 'runbook'>>> = {
  intake: {
    hurts:
      "A creditor's file became no cases: nobody asks for that money, and the creditor believes it is in work.",
    runbook: 'A file was not read',
  },
  'refit-score': {
    hurts: 'Nothing new is learnt of how people pay: cases are scored as before, by what may have grown old.',
    runbook: 'A score was not learnt anew',
  },
};

function ofMachines(stack: Stack, stage: string, alarm: MakeAlarm): void {
  for (const name of machineNames()) {
    const ended = (metricName: string) =>
      new Metric({
        namespace: 'AWS/States',
        metricName,
        dimensionsMap: { StateMachineArn: machineArn(stack, stage, name) },
        statistic: Stats.SUM,
        period: fiveMinutes,
      });
    alarm(`${name}-execution-failed`, {
      metric: sum({
        failed: ended('ExecutionsFailed'),
        timedOut: ended('ExecutionsTimedOut'),
        aborted: ended('ExecutionsAborted'),
      }),
      threshold: 1,
      ...(failures[name] ?? ofCase),
    });
  }
  const account = (metricName: string) =>
    new Metric({ namespace: 'AWS/States', metricName, statistic: Stats.MAXIMUM, period: fiveMinutes });
  alarm('open-executions', {
    metric: new MathExpression({
      expression: '100 * open / most',
      usingMetrics: { open: account('OpenExecutionCount'), most: account('OpenExecutionLimit') },
      period: fiveMinutes,
      label: 'open executions, percent of the most there may be',
    }),
    threshold: 80,
    hurts: 'Soon no new case begins a journey, and those whose journey ended get no next one.',
    runbook: 'Open executions run out',
  });
}

function ofTableAndStream(stage: string, table: Table, alarm: MakeAlarm): void {
  alarm('stream-behind', {
    metric: ofFunction(stage, 'publish-journal', 'IteratorAge', {
      period: fiveMinutes,
      statistic: Stats.MAXIMUM,
    }),
    threshold: Duration.minutes(10).toMilliseconds(),
    periods: [2, 2],
    hurts: 'What happened is heard of minutes late: debtors who have just paid may be written to.',
    runbook: 'The bus is behind',
  });
  const throttled = (metricName: string) =>
    table.metric(metricName, { period: fiveMinutes, statistic: Stats.SUM });
  alarm('table-turns-away', {
    metric: sum({ reads: throttled('ReadThrottleEvents'), writes: throttled('WriteThrottleEvents') }),
    threshold: 100,
    periods: [2, 3],
    hurts: 'Pages and payments are slow or fail, and journeys are late.',
    runbook: 'The table turns requests away',
  });
}

function ofEdge(api: HttpApi, alarm: MakeAlarm): void {
  alarm('api-answers-with-errors', {
    metric: api.metricServerError({ period: fiveMinutes, statistic: Stats.SUM }),
    threshold: 1,
    hurts: 'A debtor, a provider or a creditor got an error instead of a page or an answer.',
    runbook: 'A page or the API answers with an error',
  });
  alarm('payments-not-booked', {
    metric: api.metricServerError({
      period: fiveMinutes,
      statistic: Stats.SUM,
      dimensionsMap: {
        ApiId: api.apiId,
        Method: 'POST',
        Resource: '/webhooks/{provider}',
        Stage: '$default',
      },
    }),
    threshold: 1,
    periods: [3, 3],
    hurts: 'Payments are not booked for a quarter of an hour: debtors who have paid are still asked.',
    runbook: 'Money is not booked',
  });
}

function ofCases(stage: string, alarm: MakeAlarm): void {
  const daily = { period: Duration.days(1), statistic: Stats.MAXIMUM };
  alarm('messages-not-sent', {
    metric: figure(stage, 'OldestUnsentSeconds', daily),
    threshold: Duration.days(1).toSeconds(),
    hurts: 'A message that was due is a day late: an answer is owed, or a term runs that nobody was told of.',
    runbook: 'Messages are not sent',
  });
  alarm('cases-overdue', {
    metric: figure(stage, 'CasesOverdue', daily),
    threshold: 1,
    hurts: 'Something should have happened in some cases and did not: the sweep woke them, late.',
    runbook: 'Cases are overdue',
  });
  alarm('sweep-did-not-run', {
    metric: ofFunction(stage, 'sweep', 'Invocations', { period: Duration.days(1), statistic: Stats.SUM }),
    threshold: 1,
    below: true,
    silenceRings: true,
    hurts: 'Cases that fell asleep are not woken: no reminder, no answer, no end.',
    runbook: 'The daily sweep did not run',
  });
  alarm('score-drifts', {
    metric: figure(stage, 'ScoreDrifts', daily),
    threshold: 1,
    hurts:
      'What a score says of people is off, and what was learnt anew is not better: tone and order of messages fit them less.',
    runbook: 'A score drifts',
  });
  alarm('score-held-back', {
    metric: figure(stage, 'ScoresHeldBack', daily),
    threshold: 1,
    hurts:
      'A score that is better on the whole would be wrong about a group: until a person decides, an older one scores.',
    runbook: 'A score is held back',
  });
  alarm('creditor-not-told', {
    metric: figure(stage, 'WebhooksDead'),
    threshold: 1,
    hurts: "A creditor's system does not know what happened: it may send a debtor bills that are settled.",
    runbook: 'A creditor is not told',
  });
  alarm('creditor-tells-no-payments', {
    metric: figure(stage, 'BooksLongBehind', { period: Duration.days(1), statistic: Stats.SUM }),
    threshold: 1,
    hurts:
      'For a week nobody is asked for this creditor: debtors hear nothing, and the creditor gets no money.',
    runbook: 'A creditor tells no payments',
  });
  alarm('law-not-read', {
    metric: figure(stage, 'LawUnread', { period: Duration.days(1), statistic: Stats.SUM }),
    threshold: 1,
    hurts:
      'A table of the law is past its review date: nobody is asked or given notice on the strength of it.',
    runbook: 'The law is past its review date',
  });
}

function ofMail(stage: string, alarm: MakeAlarm): void {
  const reputation = (metricName: string) =>
    new Metric({
      namespace: 'AWS/SES',
      metricName,
      dimensionsMap: { 'ses:configuration-set': named(stage, 'mail') },
      statistic: Stats.AVERAGE,
      period: Duration.hours(1),
    });
  // SES looks at an account from 5 % and 0.1 %, and stops its mail at twice that and more.
  alarm('mail-bounces', {
    metric: reputation('Reputation.BounceRate'),
    threshold: 0.04,
    hurts: 'Much mail does not arrive. SES may stop all of it: debtors would get no notice and no answer.',
    runbook: 'Mail comes back',
  });
  alarm('mail-complaints', {
    metric: reputation('Reputation.ComplaintRate'),
    threshold: 0.0008,
    hurts:
      'People feel harassed by our mail. SES may stop all of it: debtors would get no notice and no answer.',
    runbook: 'Mail comes back',
  });
}

function sum(usingMetrics: Record<string, IMetric>): MathExpression {
  const names = Object.keys(usingMetrics);
  return new MathExpression({
    expression: names.map((name) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics,
    period: fiveMinutes,
    label: names.join(', '),
  });
}
