import { describe, expect, test } from 'vitest';
import { account, ofType, type Resource, region, templatesOf } from './templates.ts';

// Whoever may not deliver says nothing: an event, a bounce or an alarm is lost without a word. The emulator lets
// everybody deliver everything, so each pair of who tells and who is told is looked at here.

const { journeys, edge, watch } = templatesOf();
const all = [...journeys, ...edge, ...watch];

/** Who a statement of a policy lets do what, about what, and when. */
interface Statement {
  Effect: string;
  Principal?: unknown;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** Statements of the policies of a kind that are about a resource. */
function policiesOf(kind: string, field: string, target: unknown): Statement[] {
  return ofType(all, kind)
    .filter(({ properties }) => list(properties[field]).some((one) => same(one, target)))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement);
}

/** Whether a service may do something, when it is told by whom it works. */
function lets(statements: readonly Statement[], service: string, action: string, by?: unknown): boolean {
  return statements.some(
    ({ Effect, Principal, Action, Condition = {} }) =>
      Effect === 'Allow' &&
      list((Principal as { Service?: string | string[] })?.Service ?? []).includes(service) &&
      list(Action).includes(action) &&
      (by === undefined || Object.values(Condition).some((one) => same(one['aws:SourceArn'], by))),
  );
}

const statementsOfRole = (role: string): Statement[] =>
  ofType(all, 'IAM::Policy')
    .filter(({ properties }) => properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement);

/** Whether a role may put messages into a queue. */
function sends(role: string, queue: unknown): boolean {
  return statementsOfRole(role).some(
    ({ Action, Resource }) =>
      list(Action).includes('sqs:SendMessage') && list(Resource).some((one) => same(one, queue)),
  );
}

const functionOf = (id: string) => all.find((one) => one.id === id) as Resource;
const roleOf = (id: string): string => functionOf(id).properties.Role['Fn::GetAtt'][0];
const named = ({ id }: Resource) => id.replace(/[0-9A-F]{8}$/, '');
const rows = (resources: readonly Resource[]) => resources.map((one) => [named(one), one] as const);

describe('rules', () => {
  const rules = ofType(all, 'Events::Rule');

  test.each(rows(rules))('%s may call its function, and put aside what it could not tell', (_, rule) => {
    expect(rule.properties.Targets.length).toBeGreaterThan(0);
    for (const { Arn, DeadLetterConfig } of rule.properties.Targets) {
      const permissions = ofType(all, 'Lambda::Permission').filter(
        ({ properties }) => same(properties.FunctionName, Arn) && same(properties.SourceArn, arnOf(rule.id)),
      );
      expect(permissions.map(({ properties }) => properties.Principal)).toEqual(['events.amazonaws.com']);
      const queue = { Ref: DeadLetterConfig.Arn['Fn::GetAtt'][0] };
      expect(
        lets(
          policiesOf('SQS::QueuePolicy', 'Queues', queue),
          'events.amazonaws.com',
          'sqs:SendMessage',
          arnOf(rule.id),
        ),
      ).toBe(true);
    }
  });
});

describe('topics', () => {
  const topics = ofType(all, 'SNS::Topic');
  const tellers: Record<string, string> = {
    MailNews: 'ses.amazonaws.com',
    Alarms: 'cloudwatch.amazonaws.com',
  };

  test.each(rows(topics))('%s lets the one publish that tells it, for this account alone', (name, topic) => {
    const publishing = policiesOf('SNS::TopicPolicy', 'Topics', { Ref: topic.id }).filter(
      ({ Effect }) => Effect === 'Allow',
    );
    expect(lets(publishing, tellers[name] ?? '', 'sns:Publish')).toBe(true);
    expect(publishing).toHaveLength(1);
    expect(Object.entries(publishing[0]?.Condition?.StringEquals ?? {})).toContainEqual([
      expect.stringMatching(/^aws:SourceAccount$/i),
      account,
    ]);
  });

  test.each(rows(topics))('whoever tells %s may use the key with which it is encrypted', (name, topic) => {
    // Another stack names the key by what this one exports.
    const key = JSON.stringify(topic.properties.KmsMasterKeyId);
    const [news] = ofType(journeys, 'KMS::Key').filter(({ id }) => key.includes(id));
    const policy: Statement[] = news?.properties.KeyPolicy.Statement;
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey'])
      expect(lets(policy, tellers[name] ?? '', action), action).toBe(true);
  });

  test.each(
    rows(ofType(all, 'SNS::Subscription').filter(({ properties }) => properties.Protocol === 'lambda')),
  )(
    '%s may call its function, and put aside what it could not tell',
    (_, { properties: { Endpoint, TopicArn, RedrivePolicy } }) => {
      const permissions = ofType(all, 'Lambda::Permission').filter(
        ({ properties }) =>
          same(properties.FunctionName, Endpoint) &&
          same(properties.SourceArn, TopicArn) &&
          properties.Principal === 'sns.amazonaws.com',
      );
      expect(permissions).toHaveLength(1);
      const queue = { Ref: RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0] };
      const policies = policiesOf('SQS::QueuePolicy', 'Queues', queue);
      expect(lets(policies, 'sns.amazonaws.com', 'sqs:SendMessage', TopicArn)).toBe(true);
    },
  );
});

test('a function whose calls may fail unseen may put them aside', () => {
  const invoked = ofType(all, 'Lambda::EventInvokeConfig');
  expect(invoked.length).toBeGreaterThan(8);
  for (const { properties } of invoked) {
    const { FunctionName, DestinationConfig } = properties;
    expect(sends(roleOf(FunctionName.Ref), DestinationConfig.OnFailure.Destination), FunctionName.Ref).toBe(
      true,
    );
  }
});

test('who reads the stream of the table may read it, decrypt it, and put aside what could not be told', () => {
  const [source, ...others] = ofType(all, 'Lambda::EventSourceMapping');
  expect(others).toEqual([]);
  const role = roleOf(source?.properties.FunctionName.Ref);
  expect(sends(role, source?.properties.DestinationConfig.OnFailure.Destination)).toBe(true);
  const ofStream = statementsOfRole(role)
    .filter(({ Resource }) => same(Resource, source?.properties.EventSourceArn))
    .flatMap(({ Action }) => Action);
  expect(ofStream.sort()).toEqual([
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
  ]);
  const actions = statementsOfRole(role).flatMap(({ Action }) => Action);
  expect(actions).toEqual(expect.arrayContaining(['dynamodb:ListStreams', 'kms:Decrypt']));
});

test('the scheduler may put aside the calls that it could not make', () => {
  const [daily] = ofType(all, 'Scheduler::Schedule');
  const { RoleArn, DeadLetterConfig } = daily?.properties.Target ?? {};
  expect(sends(RoleArn['Fn::GetAtt'][0], DeadLetterConfig.Arn)).toBe(true);
});

test('no queue is encrypted with a key that those who put aside would need', () => {
  for (const { properties } of ofType(all, 'SQS::Queue')) expect(properties.KmsMasterKeyId).toBeUndefined();
});

test('the way in may call the functions behind it', () => {
  const routes = ofType(edge, 'ApiGatewayV2::Route');
  const permissions = ofType(edge, 'Lambda::Permission').filter(
    ({ properties }) => properties.Principal === 'apigateway.amazonaws.com',
  );
  expect(permissions).toHaveLength(routes.length);
  for (const { properties } of permissions)
    expect(JSON.stringify(properties.SourceArn)).toContain(`arn:aws:execute-api:${region}:${account}:`);
});
