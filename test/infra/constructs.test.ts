import { App, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { expect, test } from 'vitest';
import { allow } from '../../infra/allow.ts';
import { JourneyMachine, UnknownPlaceholder } from '../../infra/constructs/journey.ts';
import { PeopleAlarm, type PeopleAlarmProps } from '../../infra/constructs/people-alarm.ts';
import { statementsFor } from '../../infra/permissions.ts';
import type { Heading } from '../../infra/runbook.ts';
import { stageOf } from '../../infra/stages.ts';
import { appOf, ofType, templatesOf } from './templates.ts';

const empty = () => new Stack(new App({ stackTraces: false }), 'Sample');

function alarm(changes: Partial<PeopleAlarmProps>) {
  const stack = empty();
  return new PeopleAlarm(stack, 'sample', {
    stage: 'dev',
    metric: new Metric({ namespace: 'Sample', metricName: 'Failures' }),
    threshold: 1,
    hurts: 'Debtors who have paid are still asked to pay.',
    runbook: 'A function fails',
    tells: new Topic(stack, 'Topic'),
    ...changes,
  });
}

test('an alarm can be made that says whom it hurts and what to do', () => {
  expect(() => alarm({})).not.toThrow();
});

test.each(['', 'Errors.', 'debtors who have paid are still asked', 'Lambda has errors above the threshold'])(
  'no alarm can be made of which is said: "%s"',
  (hurts) => {
    expect(() => alarm({ hurts })).toThrow('does not say in a sentence whom it hurts');
  },
);

test('no alarm can lead to a heading that the runbook does not have', () => {
  expect(() => alarm({ runbook: 'Look it up yourself' as Heading })).toThrow(
    'docs/runbook.md has no "### Look it up yourself"',
  );
});

test('a machine that calls what is no function cannot be made', () => {
  const make = () => new JourneyMachine(empty(), 'm', 'open-case', stageOf('dev'), new Set(['score-case']));
  expect(make).toThrow(UnknownPlaceholder);
  expect(make).toThrow(
    'open-case.asl.json calls what is no function: assign-profile, report-failure, start-journey.',
  );
});

test.each([
  ['an action', { actions: ['s3:*'], resources: ['arn:aws:s3:::one/a'] }],
  [
    'an action, with a reason',
    { actions: ['s3:*'], resources: ['arn:aws:s3:::one/a'], star: 'Because it is so.' },
  ],
  ['a resource without a reason', { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::one/*'] }],
])('no role can be given a star in %s', (_, statement) => {
  const role = new Role(empty(), 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  expect(() => allow(role, [statement])).toThrow('a star needs a reason');
});

test.each(['', 'x', 'Dev', 'my-stage', 'a-very-long-stage', 7, undefined])(
  '%s is no name of a stage',
  (name) => {
    expect(() => stageOf(name)).toThrow('A stage has 2 to 12 small letters and digits');
  },
);

test('a stage that nobody described takes no pretended money and keeps its logs for three months', () => {
  const { journeys } = templatesOf('live');
  const functions = ofType(journeys, 'Lambda::Function');
  expect(functions.length).toBeGreaterThan(20);
  for (const { properties } of functions) {
    expect(properties.Environment.Variables).toMatchObject({
      AMICABLE_PAYMENTS: 'none',
      AMICABLE_WRITER: 'approved-texts',
    });
  }
  const logs = ofType(journeys, 'Logs::LogGroup');
  expect(new Set(logs.map(({ properties }) => properties.RetentionInDays))).toEqual(new Set([90]));
});

test.each([
  ['approved-texts', []],
  ['amazon.nova-micro-v1:0', ['arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-micro-v1:0']],
  [
    'eu.anthropic.claude-haiku-5-5',
    [
      'arn:aws:bedrock:eu-west-1:111111111111:inference-profile/eu.anthropic.claude-haiku-5-5',
      'arn:aws:bedrock:eu-*::foundation-model/anthropic.claude-haiku-5-5',
    ],
  ],
])('where %s chooses words, so much of Bedrock may be asked', (writer, resources) => {
  const { stacks } = appOf('dev');
  const ground = { ...stacks.journeys.ground, stage: { ...stageOf('dev'), writer } };
  const statements = statementsFor({ may: ['ask-model'], starts: [] }, ground, stacks.journeys);
  const asked = statements.filter(({ actions }) => actions.some((action) => action.startsWith('bedrock:')));
  expect(asked.flatMap((statement) => stacks.journeys.resolve(statement.resources))).toEqual(resources);
});
