import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Ports } from '../../core/ports.ts';
import type { FunctionName } from '../../infra/definitions.ts';
import { type Permission, settings } from '../../infra/functions.ts';
import { shakenHandlers } from '../functions/shaken-handlers.ts';
import { ofType, templatesOf } from './templates.ts';

// The emulator asks for no permission: what is missing would show in a real account alone. So it is worked out here,
// of what each function can reach, what that does, and what AWS asks for it.

const root = new URL('../../', import.meta.url).pathname;
const names = Object.keys(settings) as FunctionName[];

const free: readonly Permission[] = [];
const reads: readonly Permission[] = ['read-table'];
const writes: readonly Permission[] = ['write-table'];
const both: readonly Permission[] = ['read-table', 'write-table'];
const forgets: readonly Permission[] = ['write-table', 'forget-people'];
const puts: readonly Permission[] = ['read-table', 'write-rows'];
const lists: readonly Permission[] = ['read-lists'];
const readsFile: readonly Permission[] = ['read-table', 'read-uploads'];
const sends: readonly Permission[] = ['send-messages'];

/** What each way of using a port needs, as `adapters/aws` does it. A new one does not compile until somebody has thought about it. */
const needs: { [P in keyof Ports]: { [M in keyof Required<Ports[P]>]: readonly Permission[] } } = {
  clock: { now: free },
  journal: { read: reads, append: both, kept: free },
  persons: { read: reads, append: both, kept: free },
  // Details that are put anew take the key of the old ones away.
  people: { get: reads, put: forgets, erase: ['read-table', 'forget-people'] },
  creditors: {
    get: reads,
    stopped: reads,
    put: writes,
    stop: writes,
    booksThrough: reads,
    noteBooks: writes,
    all: reads,
  },
  bus: { publish: ['tell-bus'] },
  tokens: { put: writes, get: reads },
  // Which machines is said beside the permissions.
  machines: { start: free, succeed: ['answer-waits'] },
  schedules: { set: ['set-schedules'] },
  channels: { email: sends, sms: sends, letter: sends },
  // Only where the entry assembles a writer of its own: the usual one asks nobody.
  writer: { choose: ['ask-model'] },
  lists: { put: both, overdue: ['read-table', 'read-lists'], ofCreditor: lists },
  files: {
    rows: readsFile,
    open: readsFile,
    size: readsFile,
    putParts: puts,
    part: reads,
    noteInvoices: puts,
    reject: puts,
    noteRead: writes,
    notePart: writes,
  },
  pages: { render: free },
  tries: { add: writes, takeBack: writes },
  payments: {
    provider: free,
    pagesAt: free,
    transfersOnly: free,
    begin: both,
    find: reads,
    read: both,
  },
  uploads: { expect: [...both, 'write-uploads'], get: readsFile, rejected: reads },
  requests: { first: both },
  deliveries: { begin: both, put: writes, get: reads, of: ['read-table', 'read-lists'] },
  web: { post: free },
  archive: { write: ['write-exports'], link: ['read-exports'] },
  models: { champion: reads, get: reads, put: writes, promote: both },
  erasures: { note: ['note-erasures'], all: free },
  secrets: { ids: free, links: free, api: free, hooks: free },
};

/** The code that each function can reach: what is left when all that it never calls is taken out. */
const code = await shakenHandlers(names);

/** Ports that a function reaches, each with the ways in which it uses it. */
function usedBy(name: FunctionName): Map<keyof Ports, string[]> {
  const text = code.get(name) ?? '';
  const found = new Map<keyof Ports, string[]>();
  for (const [port, ways] of Object.entries(needs) as [keyof Ports, Record<string, unknown>][]) {
    const reached = new RegExp(`\\b(ports\\d*|ctx)\\.${port}\\b|\\(\\{ ([\\w]+, )*${port}(, \\w+)* \\}`);
    if (!reached.test(text)) continue;
    // A channel is chosen by its name, so whoever has one has all.
    const used = Object.keys(ways).filter(
      (way) => port === 'channels' || new RegExp(`\\b${port}\\d*\\.${way}\\b`).test(text),
    );
    found.set(port, used);
  }
  return found;
}

function neededBy(name: FunctionName): Permission[] {
  const ownWriter = /\bwriter:/.test(readFileSync(`${root}functions/${name}/index.ts`, 'utf8'));
  const needed = [...usedBy(name)]
    .filter(([port]) => port !== 'channels' || /\bports\d*\.channels\b/.test(code.get(name) ?? ''))
    .filter(([port]) => port !== 'writer' || ownWriter)
    .flatMap(([port, ways]) =>
      ways.flatMap((way) => (needs[port] as Record<string, readonly Permission[]>)[way] ?? []),
    );
  return [...new Set(needed)].sort();
}

test.each(names)('%s may do what its code can do on AWS, and nothing else', (name) => {
  expect([...settings[name].may].sort()).toEqual(neededBy(name));
  expect(settings[name].starts.length > 0).toBe(usedBy(name).get('machines')?.includes('start') ?? false);
});

test('no way of using a port is overlooked because the code calls it by another name', () => {
  // A writer is carried along for whoever writes, and a delivery has tries of its own, which are no port.
  const others: readonly string[] = ['writer', 'tries'];
  const overlooked = names.flatMap((name) =>
    [...usedBy(name)]
      .filter(([port, ways]) => ways.length === 0 && !others.includes(port))
      .map(([port]) => `${name}: ${port}`),
  );
  expect(overlooked).toEqual([]);
});

/** What AWS asks for each command that an adapter gives; empty for those that only an operator's own rights let through. */
const asks: Readonly<Record<string, readonly string[]>> = {
  BatchGetItem: ['dynamodb:BatchGetItem'],
  BatchWriteItem: ['dynamodb:BatchWriteItem'],
  DeleteItem: ['dynamodb:DeleteItem'],
  GetItem: ['dynamodb:GetItem'],
  PutItem: ['dynamodb:PutItem'],
  Query: ['dynamodb:Query'],
  UpdateItem: ['dynamodb:UpdateItem'],
  AbortMultipartUpload: ['s3:AbortMultipartUpload'],
  CompleteMultipartUpload: ['s3:PutObject'],
  CreateMultipartUpload: ['s3:PutObject'],
  UploadPart: ['s3:PutObject'],
  PutObject: ['s3:PutObject'],
  GetObject: ['s3:GetObject'],
  // Without the right to list, what is not there is "forbidden".
  HeadObject: ['s3:GetObject', 's3:ListBucket'],
  // Erasures are listed after a restore, by a command.
  ListObjectsV2: [],
  CreateSchedule: ['scheduler:CreateSchedule', 'iam:PassRole'],
  StartExecution: ['states:StartExecution'],
  SendTaskSuccess: ['states:SendTaskSuccess'],
  PutEvents: ['events:PutEvents'],
  SendRawEmail: ['ses:SendRawEmail'],
  Publish: ['sns:Publish'],
  Converse: ['bedrock:InvokeModel'],
  GetSecretValue: ['secretsmanager:GetSecretValue'],
};

const adapters = readdirSync(`${root}adapters/aws`)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`${root}adapters/aws/${file}`, 'utf8'));

test('each command that an adapter gives has what AWS asks for it, and nothing else is allowed', () => {
  const given = adapters.flatMap((text) =>
    [...text.matchAll(/\bnew (\w+)Command\(/g)].map(([, command = '']) => command),
  );
  expect([...new Set(given)].sort()).toEqual(Object.keys(asks).sort());

  const all = templatesOf();
  const ofFunctions = [...all.journeys, ...all.edge];
  const roles = ofType(ofFunctions, 'Lambda::Function').map(
    ({ properties }) => properties.Role['Fn::GetAtt'][0],
  );
  const allowed = ofType(ofFunctions, 'IAM::Policy')
    .filter(({ properties }) => properties.Roles.some(({ Ref }: { Ref: string }) => roles.includes(Ref)))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
    .flatMap(({ Action }: { Action: string | string[] }) => Action);
  // Given by Lambda itself, or by whoever keeps a key, and not by our code.
  const around = /^(kms|logs|xray|sqs):|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;
  // This stage has no model.
  const asked = new Set(Object.values(asks).flat());
  asked.delete('bedrock:InvokeModel');
  expect(new Set(allowed.filter((action) => !around.test(action)))).toEqual(asked);
});

test('who reads or writes the table may use its key as AWS asks it', () => {
  const all = templatesOf();
  const keysOf = (name: FunctionName) => {
    const resources = [...all.journeys, ...all.edge];
    const role = ofType(resources, 'Lambda::Function').find(
      ({ properties }) => properties.FunctionName === `amicable-dev-${name}`,
    )?.properties.Role['Fn::GetAtt'][0];
    return ofType(resources, 'IAM::Policy')
      .filter(({ properties }) => properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .flatMap(({ Action }: { Action: string | string[] }) => Action)
      .filter((action) => action.startsWith('kms:'));
  };
  for (const name of names) {
    const { may } = settings[name];
    const wanted = [
      ...(may.includes('read-table') ? ['kms:Decrypt', 'kms:DescribeKey'] : []),
      ...(may.includes('write-table')
        ? [
            'kms:Encrypt',
            'kms:GenerateDataKey',
            'kms:GenerateDataKeyWithoutPlaintext',
            'kms:ReEncryptFrom',
            'kms:ReEncryptTo',
          ]
        : []),
    ];
    expect(keysOf(name), name).toEqual(expect.arrayContaining(wanted));
  }
});

test('what a function may delete or put in batches is never part of a journal', () => {
  const all = templatesOf();
  const guarded = [...ofType(all.journeys, 'IAM::Policy'), ...ofType(all.edge, 'IAM::Policy')]
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
    .filter(({ Action }) => /dynamodb:(DeleteItem|BatchWriteItem)/.test(JSON.stringify(Action)));
  expect(guarded.length).toBe(5);
  for (const { Action, Condition } of guarded) {
    // One action each, so that the condition is about nothing else.
    const forgets = Action === 'dynamodb:DeleteItem';
    expect([Action, Condition]).toEqual([
      forgets ? 'dynamodb:DeleteItem' : 'dynamodb:BatchWriteItem',
      {
        'ForAllValues:StringLike': {
          'dynamodb:LeadingKeys': forgets ? ['details#*'] : ['part#*', 'invoice#*', 'rejected#*'],
        },
      },
    ]);
  }
});
