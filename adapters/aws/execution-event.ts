import * as z from 'zod/mini';
import type { EventShape } from './event-shape.ts';

const Ended = z.object({
  source: z.literal('aws.states'),
  detail: z.object({
    executionArn: z.string(),
    status: z.string(),
    error: z.nullish(z.string()),
    input: z.nullish(z.string()),
  }),
});

/** What an execution of a journey was begun with. The import of a file has no case. */
const Journey = z.object({ case: z.string(), journey: z.int().check(z.positive()) });

/**
 * An execution that failed, timed out or was stopped, as Step Functions tells the bus; a journey's own Catch calls
 * plainly. Only the name of an error is carried on: its cause may quote what was being worked on.
 */
export const endedExecutions: EventShape = async (event, call) => {
  const ended = Ended.safeParse(event);
  if (!ended.success) return await call(event);
  const { executionArn, status, error, input } = ended.data.detail;
  const journey = Journey.safeParse(parsed(input ?? ''));
  if (!journey.success) return {};
  const { case: id, journey: number } = journey.data;
  return await call({
    case: id,
    journey: number,
    state: executionArn.split(':').slice(-2).join(':'),
    error: error || status,
  });
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
