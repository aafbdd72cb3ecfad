import { createHash } from 'node:crypto';
import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { type Moment, plusSeconds } from '../../core/calendar/moment.ts';
import type { Schedules } from '../../core/ports.ts';
import { patient } from './patience.ts';
import type { Settings } from './settings.ts';

/** What is due now is done this much later: of a moment that goes by while it is set nobody knows whether it fires. */
const AHEAD_SECONDS = 60;

export function openSchedules(settings: Settings, now: () => Moment): Schedules {
  const { schedules, functionPrefix } = settings;
  return awsSchedules(new SchedulerClient(patient), { ...schedules, functionPrefix }, now);
}

/**
 * One-time schedules of EventBridge.
 *
 * They are set in UTC: the moment was worked out on the wall clock of the debtor's country already, and on the night
 * on which that clock is put back the same wall time comes twice.
 */
export function awsSchedules(
  client: SchedulerClient,
  stage: { group: string; role: string; deadLetters: string; functionPrefix: string },
  now: () => Moment,
): Schedules {
  return {
    set: async ({ name, at, function: called, input }) => {
      const earliest = plusSeconds(now(), AHEAD_SECONDS);
      const moment = at < earliest ? earliest : at;
      const schedule: CreateScheduleCommandInput = {
        Name: fitting(name),
        GroupName: stage.group,
        ScheduleExpression: `at(${moment.slice(0, -1)})`,
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: {
          Arn: `${stage.functionPrefix}${called}`,
          RoleArn: stage.role,
          Input: JSON.stringify(input),
          DeadLetterConfig: { Arn: stage.deadLetters },
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        },
      };
      if (await created(client, schedule)) return;
      try {
        await client.send(new UpdateScheduleCommand(schedule));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
        // It fired between the two, and was deleted.
        await client.send(new CreateScheduleCommand(schedule));
      }
    },
  };
}

async function created(client: SchedulerClient, schedule: CreateScheduleCommandInput): Promise<boolean> {
  try {
    await client.send(new CreateScheduleCommand(schedule));
    return true;
  } catch (error) {
    if (error instanceof ConflictException) return false;
    throw error;
  }
}

/** The scheduler takes 64 letters, digits and `-_.`. */
function fitting(name: string): string {
  if (/^[0-9a-zA-Z_.-]{1,64}$/.test(name)) return name;
  return `long-${createHash('sha256').update(name).digest('hex').slice(0, 40)}`;
}
