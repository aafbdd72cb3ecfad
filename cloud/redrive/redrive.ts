import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import { readLetter } from './letter.ts';
import { cameAt, giveBack, type Queue, receive } from './queues.ts';
import { around, type Stretch } from './stretch.ts';

/** What came of a queue's messages. */
export interface Redriven {
  queue: string;
  delivered: number;
  /** Those that stay in the queue, by the reason, which holds nothing personal. */
  kept: Record<string, number>;
}

export interface Redrive {
  sqs: SQSClient;
  lambda: LambdaClient;
  stage: string;
  /** Tells again what was written to cases' journals in any of these stretches of time. */
  tellAgain(stretches: readonly Stretch[]): Promise<unknown>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Longer than the longest call, or a second redrive would deliver the same message meanwhile. */
const KEPT_SECONDS = 1_000;

/**
 * Delivers what is in a queue again, message by message, and deletes only what was delivered. What fails again stays
 * where it is. Everything may be delivered twice: functions know what they did.
 */
export async function redrive(tools: Redrive, queue: Queue): Promise<Redriven> {
  const began = tools.now();
  const result: Redriven = { queue: queue.name, delivered: 0, kept: {} };
  const kept: Message[] = [];
  const untold: { message: Message; stretch: Stretch }[] = [];
  const seen = new Set<string>();
  const done = async (message: Message) => {
    await tools.sqs.send(
      new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: message.ReceiptHandle }),
    );
    result.delivered += 1;
  };
  const keep = (message: Message, why: string) => {
    kept.push(message);
    result.kept[why] = (result.kept[why] ?? 0) + 1;
  };
  try {
    for (;;) {
      const messages = await receive(tools.sqs, queue, KEPT_SECONDS);
      // What comes in while we work has failed just now: it would go round and round.
      const old = messages.filter(
        (message) => cameAt(message) <= began && !seen.has(message.MessageId ?? ''),
      );
      kept.push(...messages.filter((message) => !old.includes(message)));
      if (old.length === 0) break;
      for (const message of old) {
        seen.add(message.MessageId ?? '');
        const letter = readLetter(message, tools.stage);
        if (letter.kind === 'stream') untold.push({ message, stretch: around(letter) });
        else if (letter.kind === 'unknown') keep(message, letter.why);
        else {
          const refused = await call(tools.lambda, letter.function, letter.payload);
          if (refused === undefined) await done(message);
          else keep(message, refused);
        }
      }
    }
    // Reading the journals takes long: once for all of them.
    if (untold.length > 0) await tools.tellAgain(untold.map(({ stretch }) => stretch));
    for (const one of untold.splice(0)) await done(one.message);
  } finally {
    for (const message of [...kept, ...untold.map((one) => one.message)])
      await giveBack(tools.sqs, queue, message);
  }
  return result;
}

/** Calls a function and waits for its end. Returns why it failed, if it did. */
async function call(lambda: LambdaClient, name: string, payload: string): Promise<string | undefined> {
  try {
    // An asynchronous call would count as delivered, and fail again unseen.
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: name, Payload: Buffer.from(payload) }),
    );
    return FunctionError === undefined ? undefined : `${name}: ${errorType(Payload)}`;
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.name : 'failed'}`;
  }
}

/** The kind of error alone: its message may be about a person. */
function errorType(payload: Uint8Array | undefined): string {
  try {
    const { errorType: type } = JSON.parse(Buffer.from(payload ?? []).toString()) as { errorType?: string };
    return type ?? 'failed';
  } catch {
    return 'failed';
  }
}
