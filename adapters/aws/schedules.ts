import { createHash } from 'node:crypto';
import { ConflictException, CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
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
 * Each moment is a schedule of its own. One that is changed while it fires is deleted a moment later with what it was
 * changed to, and who looks at a case again is mostly called by the very schedule that it sets anew.
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
      const schedule = new CreateScheduleCommand({
        Name: fitting(`${name}-${moment.replaceAll(/[-:]/g, '')}`),
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
      });
      try {
        await client.send(schedule);
      } catch (error) {
        // It is set already, perhaps by this very call: its answer was lost.
        if (!(error instanceof ConflictException)) throw error;
      }
    },
  };
}

/** The scheduler takes 64 letters, digits and `-_.`. */
function fitting(name: string): string {
  if (/^[0-9a-zA-Z_.-]{1,64}$/.test(name)) return name;
  return `long-${createHash('sha256').update(name).digest('hex').slice(0, 40)}`;
}
