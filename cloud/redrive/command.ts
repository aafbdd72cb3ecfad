import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { awsBus } from '../../adapters/aws/bus.ts';
import { FAILED } from '../../local/exit-codes.ts';
import { WrongUse } from '../../local/stored.ts';
import { count } from '../../local/words.ts';
import { journalsIn } from '../scan.ts';
import { openStage, type Stage, type StageFlags } from '../stage.ts';
import { readLetter } from './letter.ts';
import { cameAt, glance, type Queue, queuesOf } from './queues.ts';
import { type Redriven, redrive } from './redrive.ts';
import type { Stretch } from './stretch.ts';
import { tellAgain } from './tell-again.ts';

interface RedriveFlags extends StageFlags {
  queue?: string;
  since?: string;
  dryRun?: boolean;
}

/** Delivers again what failed, or (dry run) says what there is; prints what came of it. Fails when something stays. */
export async function redriveStage(flags: RedriveFlags): Promise<void> {
  const stage = await openStage(flags);
  const sqs = new SQSClient();
  const tell = (stretches: readonly Stretch[]) =>
    tellAgain(
      journalsIn(new DynamoDBClient(), stage.settings.table),
      awsBus(new EventBridgeClient(), stage.settings.bus),
      stretches,
    );
  if (flags.since) {
    if (flags.queue) throw new WrongUse('With --since the journals are told again, and no queue is touched.');
    const written = flags.dryRun ? 0 : await tell([{ from: flags.since }]);
    print(flags, { told: written }, `${count(written, 'write')} since ${flags.since} told again.`);
    return;
  }
  const queues = named(await queuesOf(sqs, stage.name), flags.queue, stage);
  if (flags.dryRun) {
    const seen = await Promise.all(queues.map((queue) => look(sqs, queue, stage.name)));
    print(flags, { queues: seen }, seen.map(tellSeen).join('\n'));
    return;
  }
  const results: Redriven[] = [];
  const tools = { sqs, lambda: new LambdaClient(), stage: stage.name, tellAgain: tell, now: Date.now };
  for (const queue of queues.filter(({ messages }) => messages > 0))
    results.push(await redrive(tools, queue));
  print(flags, { queues: results }, results.map(tellRedriven).join('\n') || 'Nothing that failed waits.');
  if (results.some(({ kept }) => Object.keys(kept).length > 0)) process.exitCode = FAILED;
}

/** @throws WrongUse where there is no queue of that name */
function named(queues: readonly Queue[], name: string | undefined, stage: Stage): readonly Queue[] {
  const found = name === undefined ? queues : queues.filter((queue) => queue.name === name);
  if (found.length > 0) return found;
  throw new WrongUse(
    `Stage ${stage.name} has no ${name ? `queue ${name}` : 'queues'}. It has: ${queues.map((one) => one.name).join(', ') || 'none'}.`,
  );
}

export interface Seen {
  queue: string;
  messages: number;
  /** Seconds since the oldest of up to ten messages came. */
  oldest?: number;
  /** What up to ten of them are: which function, and why it failed. */
  examples: string[];
}

/** What is in a queue, without taking anything out. */
export async function look(sqs: SQSClient, queue: Queue, stage: string, now = Date.now): Promise<Seen> {
  const messages = queue.messages > 0 ? await glance(sqs, queue) : [];
  const examples = messages.map((message) => {
    const letter = readLetter(message, stage);
    if (letter.kind === 'stream') return 'what was written and not told';
    return letter.kind === 'call' ? `${letter.function} (${letter.why})` : letter.why;
  });
  const came = messages.map(cameAt);
  return {
    queue: queue.name,
    messages: queue.messages,
    ...(came.length > 0 && { oldest: Math.round((now() - Math.min(...came)) / 1_000) }),
    examples: [...new Set(examples)].sort(),
  };
}

function tellSeen({ queue, messages, oldest = 0, examples }: Seen): string {
  if (messages === 0) return `${queue}: empty`;
  const age =
    oldest < 7_200 ? count(Math.round(oldest / 60), 'minute') : count(Math.round(oldest / 3_600), 'hour');
  return `${queue}: ${count(messages, 'message')}, one of them for ${age}: ${examples.join(', ')}`;
}

function tellRedriven({ queue, delivered, kept }: Redriven): string {
  return [
    `${queue}: ${count(delivered, 'message')} delivered.`,
    ...Object.entries(kept).map(([why, number]) => `  ${count(number, 'message')} kept: ${why}`),
  ].join('\n');
}

function print(flags: StageFlags, json: object, text: string): void {
  console.log(flags.json ? JSON.stringify(json) : text);
}
