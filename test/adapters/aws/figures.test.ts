import { afterEach, expect, test, vi } from 'vitest';
import {
  countDelivery,
  countRefit,
  countSwept,
  figuresOf,
  tellFigures,
} from '../../../adapters/aws/figures.ts';
import type { Entry } from '../../../core/case/entry.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What is written to the log for the dashboards: dimensions and figures. */
async function told(tell: () => Promise<unknown>) {
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Amicable');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'amicable');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await tell();
  return log.mock.calls.map(([line]) => {
    const { _aws, ...values } = JSON.parse(line as string);
    const [{ Namespace, Dimensions }] = _aws.CloudWatchMetrics;
    return { Namespace, Dimensions, values };
  });
}

test('entries add up to one figure for each name and value of its dimension', () => {
  const entries = [
    { kind: 'contact-sent', channel: 'email' },
    { kind: 'contact-sent', channel: 'email' },
    { kind: 'contact-sent', channel: 'sms' },
    { kind: 'payment-received', cents: 1_000 },
    { kind: 'payment-received', cents: 250 },
    { kind: 'case-closed', outcome: 'settled' },
    { kind: 'follow-up-due' },
    { kind: 'follow-up-due', late: true },
    { kind: 'journey-ended', end: 'unanswered' },
    { kind: 'journey-ended', end: 'failed' },
    { kind: 'task-opened', what: 'dispute' },
    { kind: 'scored' },
    { kind: 'contact-refused', reason: 'books-behind', receipt: { inputs: { workingDays: 4 } } },
    { kind: 'contact-refused', reason: 'books-behind', receipt: { inputs: { workingDays: 5 } } },
    { kind: 'contact-refused', reason: 'stale' },
  ] as unknown as Entry[];
  expect(figuresOf([{ stream: 'case-1', seq: 1, cause: 'x', entries }])).toEqual([
    { name: 'ContactsSent', value: 2, dimension: ['Channel', 'email'] },
    { name: 'ContactsSent', value: 1, dimension: ['Channel', 'sms'] },
    { name: 'MoneyReceivedCents', value: 1_250 },
    { name: 'CasesClosed', value: 1, dimension: ['Outcome', 'settled'] },
    { name: 'FollowUpsLate', value: 1 },
    { name: 'JourneysFailed', value: 1 },
    { name: 'TasksOpened', value: 1, dimension: ['What', 'dispute'] },
    { name: 'BooksLongBehind', value: 1 },
  ]);
});

test('figures are told by stage and their own dimension alone', async () => {
  const lines = await told(() =>
    tellFigures('dev', [
      { name: 'CasesOpened', value: 2 },
      { name: 'NoticesServed', value: 1 },
      { name: 'ContactsSent', value: 3, dimension: ['Channel', 'sms'] },
    ]),
  );
  expect(lines).toEqual([
    {
      Namespace: 'Amicable',
      Dimensions: [['Stage']],
      values: { Stage: 'dev', CasesOpened: 2, NoticesServed: 1 },
    },
    {
      Namespace: 'Amicable',
      Dimensions: [['Stage', 'Channel']],
      values: { Stage: 'dev', Channel: 'sms', ContactsSent: 3 },
    },
  ]);
});

test('a sweep tells what it found', async () => {
  const heard: unknown[] = [];
  const sweep = async (input: unknown) => {
    heard.push(input);
    return { looked: 3, waiting: 2, oldestUnsent: 7_200 };
  };
  const [line] = await told(() => countSwept('dev')({ after: 'where it stopped' }, sweep));
  expect(heard).toEqual([{ after: 'where it stopped' }]);
  expect(line?.values).toEqual({
    Stage: 'dev',
    CasesOverdue: 3,
    CasesWaiting: 2,
    OldestUnsentSeconds: 7_200,
  });
});

test.each([
  ['delivered', 'WebhooksDelivered'],
  ['dead', 'WebhooksDead'],
])('a webhook that is %s is counted', async (came, name) => {
  const [line] = await told(() => countDelivery('dev')({}, async () => ({ came })));
  expect(line?.values).toEqual({ Stage: 'dev', [name]: 1 });
});

test('a webhook that is tried again later is not', async () => {
  expect(await told(() => countDelivery('dev')({}, async () => ({ came: 'again' })))).toEqual([]);
});

test.each([
  ['better', 'refit', 0, 1, 0],
  ['not-better', 'refit', 1, 0, 0],
  ['not-better', 'watch', 0, 0, 0],
  ['wrong-about-a-group', 'stable', 0, 0, 1],
])(
  'a challenger that is %s, and drift to %s, are told without whose they are',
  async (found, overall, drifts, promoted, held) => {
    const output = { found, hash: 'h', drift: { overall, index: 0.3, off: 0.06 } };
    const [line] = await told(() => countRefit('dev')({}, async () => output));
    expect(line?.values).toEqual({
      Stage: 'dev',
      ScoreStabilityIndex: 0.3,
      ScoreCalibrationOff: 0.06,
      ScoreDrifts: drifts,
      ScoresPromoted: promoted,
      ScoresHeldBack: held,
    });
  },
);

test('where too little is known to learn from, no figure is told', async () => {
  expect(await told(() => countRefit('dev')({}, async () => ({ found: 'too-few', hash: '' })))).toEqual([]);
});
