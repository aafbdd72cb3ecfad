import { expect, test } from 'vitest';
import type { FunctionName } from '../../infra/definitions.ts';
import { settings } from '../../infra/functions.ts';
import { completedMachine, machineNames, placeholdersOf } from '../../infra/machines.ts';
import { account, ofType, type Resource, region, templatesOf } from './templates.ts';

const templates = templatesOf();
const all = Object.values(templates).flat();

interface Statement {
  actions: string[];
  /** ARNs; what another stack exports or CloudFormation makes is in angle brackets. */
  resources: string[];
  /** Where it stands: the id of the policy. */
  at: string;
}

/** A value of a template as text. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[key, of] = []] = Object.entries(value as Record<string, unknown>);
  if (key === 'Fn::Join') return (of as [string, unknown[]])[1].map(text).join('');
  if (key === 'Fn::ImportValue') return `<${text(of).replace(/^.*Exports(Output)?(Ref|FnGetAtt)/, '')}>`;
  return `<${Array.isArray(of) ? of.join('.') : of}>`;
}

const list = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** What roles are allowed. Policies of keys, buckets, queues and topics are about those alone. */
const statements: Statement[] = ofType(all, 'IAM::Policy').flatMap(({ id, properties }) =>
  properties.PolicyDocument.Statement.map((one: Record<string, unknown>) => ({
    at: id,
    actions: list(one.Action) as string[],
    resources: [...list(one.Resource).map(text), ...list(one.NotResource).map((not) => `not ${text(not)}`)],
  })),
);

/** The only stars there may be: what they let be done, where, and why it is not said more exactly. */
const stars: readonly { actions: RegExp; resource: RegExp; why: string }[] = [
  {
    actions: /^xray:Put(TraceSegments|TelemetryRecords)$/,
    resource: /^\*$/,
    why: 'traces have no place with a name',
  },
  {
    actions: /^dynamodb:ListStreams$/,
    resource: /^\*$/,
    why: 'the streams of an account can only be listed together',
  },
  {
    actions: /^logs:(\w+LogDelivery|ListLogDeliveries|\w+ResourcePolic(y|ies)|DescribeLogGroups)$/,
    resource: /^\*$/,
    why: 'Step Functions sets up its log by actions that know no resource',
  },
  {
    actions: /^states:SendTaskSuccess$/,
    resource: /^\*$/,
    why: 'AWS documents no resource for it; the token is the right to answer',
  },
  {
    actions: /^scheduler:(Create|Update)Schedule$/,
    resource: new RegExp(`^arn:aws:scheduler:${region}:${account}:schedule/amicable-dev-one-time/\\*$`),
    why: 'schedules are made while cases run, all in one group',
  },
  {
    actions: /^ses:SendRawEmail$/,
    resource: new RegExp(`^arn:aws:ses:${region}:${account}:identity/\\*$`),
    why: 'creditors, and the addresses they send from, are added while the stage runs',
  },
  {
    actions: /^sns:Publish$/,
    resource: /^not arn:aws:sns:\*:\*:\*$/,
    why: 'a phone number is no resource: everything that is one is left out',
  },
  {
    actions: /^s3:(Get|Put)Object$|^s3:AbortMultipartUpload$/,
    resource: /^<(Files\w+Arn\w+>\/(uploads|exports)|(Letters|Erasures)\w+Arn\w+>)\/\*$/,
    why: 'objects are made while the stage runs, in one part of one bucket',
  },
];

test('no role may do everything of a kind', () => {
  expect(statements.length).toBeGreaterThan(100);
  expect(statements.filter(({ actions }) => actions.some((action) => action.includes('*')))).toEqual([]);
});

test('no role has a star among its resources but those of the list', () => {
  const starred = statements.flatMap(({ at, actions, resources }) =>
    resources
      .filter((resource) => resource.includes('*'))
      .flatMap((resource) => actions.map((action) => ({ at, action, resource }))),
  );
  const unlisted = starred.filter(
    ({ action, resource }) =>
      !stars.some((star) => star.actions.test(action) && star.resource.test(resource)),
  );
  expect(unlisted).toEqual([]);
  const unused = stars.filter(
    (star) =>
      !starred.some(({ action, resource }) => star.actions.test(action) && star.resource.test(resource)),
  );
  expect(unused).toEqual([]);
});

test('no role brings along a policy of somebody else', () => {
  const roles = ofType(all, 'IAM::Role');
  expect(roles.length).toBeGreaterThan(35);
  expect(roles.filter(({ properties }) => properties.ManagedPolicyArns)).toEqual([]);
});

/** What the role of a function may do. */
function allowed(name: FunctionName): Statement[] {
  const made = ofType(all, 'Lambda::Function').find(
    ({ properties }) => properties.FunctionName === `amicable-dev-${name}`,
  );
  const role = made?.properties.Role['Fn::GetAtt'][0];
  const policies = ofType(all, 'IAM::Policy').filter(({ properties }) =>
    properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role),
  );
  return statements.filter(({ at }) => policies.some(({ id }) => id === at));
}

const actionsOf = (name: FunctionName) => allowed(name).flatMap(({ actions }) => actions);
const namesThat = (pattern: RegExp) =>
  (Object.keys(settings) as FunctionName[])
    .filter((name) => actionsOf(name).some((action) => pattern.test(action)))
    .sort();

test.each([
  ['send messages', /^(ses|sns):/, ['send-and-wait', 'send-message']],
  ['tell the bus', /^events:/, ['publish-journal']],
  [
    'start a machine',
    /^states:StartExecution$/,
    ['receive-upload', 'start-case', 'start-journey', 'start-refits', 'sweep'],
  ],
  ['answer a wait', /^states:SendTask/, ['ask-person', 'send-and-wait', 'sweep', 'wake-case']],
  ['write exports', /^s3:AbortMultipartUpload$/, ['make-export']],
] as const)('only those may %s that do', (_, pattern, names) => {
  expect(namesThat(pattern)).toEqual(names);
});

test.each<FunctionName>(['publish-journal', 'make-export', 'receive-upload', 'start-case', 'wake-case'])(
  '%s cannot change the table',
  (name) => {
    expect(
      actionsOf(name).filter((action) => /^dynamodb:(Put|Update|Delete|BatchWrite)/.test(action)),
    ).toEqual([]);
  },
);

test('nobody may scan the table, delete it, or change a secret', () => {
  expect(namesThat(/^dynamodb:(Scan|DeleteTable|UpdateTable)|^secretsmanager:(?!GetSecretValue$)/)).toEqual(
    [],
  );
});

test('each function reads one secret, with one key', () => {
  for (const name of Object.keys(settings) as FunctionName[]) {
    const of = (action: string) =>
      allowed(name)
        .filter(({ actions }) => actions.includes(action))
        .flatMap(({ resources }) => resources);
    expect(of('secretsmanager:GetSecretValue'), name).toEqual([expect.stringMatching(/^<Secret\w+>$/)]);
    expect(new Set(of('kms:Decrypt')), name).toEqual(new Set([expect.stringMatching(/^<Key\w+Arn\w+>$/)]));
  }
});

test.each(machineNames())('the machine %s may call what its file names, and nothing else', (name) => {
  const machine = ofType(templates.journeys, 'StepFunctions::StateMachine').find(
    ({ properties }) => properties.StateMachineName === `amicable-dev-${name}`,
  );
  const called = placeholdersOf(JSON.stringify(completedMachine(name))).map(
    (one) => `arn:aws:lambda:${region}:${account}:function:amicable-dev-${one}`,
  );
  expect(called.length).toBeGreaterThan(1);
  const role = machine?.properties.RoleArn['Fn::GetAtt'][0];
  const [policy] = ofType(templates.journeys, 'IAM::Policy').filter(({ properties }: Resource) =>
    properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role),
  );
  const invokes = statements.filter(
    ({ at, actions }) => at === policy?.id && actions.some((action) => action.startsWith('lambda:')),
  );
  expect(invokes.map(({ actions, resources }) => [actions, [...resources].sort()])).toEqual([
    [['lambda:InvokeFunction'], called],
  ]);
  expect(Object.values(machine?.properties.DefinitionSubstitutions)).toEqual(called);
});

test('the scheduler may call those that are scheduled, and nobody else', () => {
  const [one, ...others] = statements.filter(({ at }) => at.startsWith('SchedulerDefaultPolicy'));
  const calls = [one, ...others].filter((statement) => statement?.actions.includes('lambda:InvokeFunction'));
  const names = calls.flatMap(
    (statement) => statement?.resources.map((arn) => arn.split('amicable-dev-')[1]) ?? [],
  );
  expect(names.sort()).toEqual([
    'deliver-webhook',
    'follow-up-due',
    'make-export',
    'send-message',
    'start-refits',
    'sweep',
  ]);
});
