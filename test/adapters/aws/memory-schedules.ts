import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import type { Moment } from '../../../core/calendar/moment.ts';
import type { MadeSchedules } from '../../contracts/schedules.ts';

interface Kept {
  at: Moment;
  name: string;
  target: string;
  input: unknown;
}

/**
 * As much of EventBridge's scheduler as one-time schedules meet: its names, that one in the past never comes, that one
 * of a name that is there is refused, and that nothing is left of one that came.
 *
 * @param prefix ARN of a function without its own name
 */
export function memoryScheduler(
  prefix: string,
  start: Moment,
): Omit<MadeSchedules, 'schedules'> & { client: SchedulerClient } {
  const client = new SchedulerClient({});
  const kept = new Map<string, Kept>();
  const calls: Kept[] = [];
  let now = start;
  mockClient(client)
    .on(CreateScheduleCommand)
    .callsFake((input: CreateScheduleCommandInput) => {
      const { Name: name = '', ScheduleExpression = '', Target } = input;
      if (!/^[0-9a-zA-Z-_.]{1,64}$/.test(name)) throw new Error('ValidationException');
      if (input.ScheduleExpressionTimezone !== 'UTC' || input.ActionAfterCompletion !== 'DELETE')
        throw new Error('Only what is set in UTC and deletes itself is known here.');
      if (kept.has(name)) throw new ConflictException({ message: '', Message: 'there', $metadata: {} });
      const at = /^at\((.*)\)$/.exec(ScheduleExpression)?.[1];
      if (at === undefined) throw new Error('ValidationException');
      const target = `${Target?.Arn}`.replace(prefix, '');
      kept.set(name, { at: `${at}Z`, name, target, input: JSON.parse(`${Target?.Input}`) });
      return {};
    });
  return {
    client,
    now: () => now,
    until: async (moment) => {
      const due = [...kept.values()].filter(({ at }) => at > now && at <= moment);
      for (const one of due.sort((a, b) => (a.at < b.at ? -1 : 1))) {
        kept.delete(one.name);
        calls.push(one);
      }
      now = moment;
    },
    called: async (name) => calls.filter(({ target }) => target === name).map(({ input }) => input),
  };
}
