import type { SQSClient } from '@aws-sdk/client-sqs';
import { queuesOf } from '../redrive/queues.ts';
import { type Finding, green, red, yellow } from './finding.ts';

const ABOUT = 'queues';

/** Whether something failed and waits for somebody. */
export async function lookAtQueues(client: SQSClient, stage: string): Promise<Finding[]> {
  const queues = await queuesOf(client, stage);
  if (queues.length === 0) return [yellow(ABOUT, 'There is none.', `npm run deploy -- --stage ${stage}`)];
  const full = queues.filter(({ messages }) => messages > 0);
  if (full.length === 0) return [green(ABOUT, 'Nothing that failed waits.')];
  return full.map(({ name, messages }) =>
    red(
      ABOUT,
      `${name}: ${messages} that failed.`,
      `Mend the cause (the function's log says it), then: amicable redrive --stage ${stage} --queue ${name}`,
    ),
  );
}
