import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { epochSeconds, type Moment } from '../../core/calendar/moment.ts';
import type { Machines } from '../../core/ports.ts';
import { patient } from './patience.ts';

/** A token that was used, ran out, or was of an execution that has ended. */
const gone = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

/** An execution that began longer ago than this was not begun by the call that hears of it. Seconds. */
const JUST_NOW = 60;

export function openMachines(prefix: string, now: () => Moment): Machines {
  return awsMachines(new SFNClient(patient), prefix, now);
}

/** @param prefix ARN of a machine without its own name */
export function awsMachines(client: SFNClient, prefix: string, now: () => Moment): Machines {
  return {
    start: async (machine, name, input) => {
      try {
        const { startDate } = await client.send(
          new StartExecutionCommand({
            stateMachineArn: `${prefix}${machine}`,
            name,
            input: JSON.stringify(input),
          }),
        );
        // An execution of this name and input that still runs is no error for Step Functions.
        const began = (startDate?.getTime() ?? Number.POSITIVE_INFINITY) / 1_000;
        return began < epochSeconds(now()) - JUST_NOW ? 'exists' : 'started';
      } catch (error) {
        if (nameOf(error) === 'ExecutionAlreadyExists') return 'exists';
        throw error;
      }
    },
    succeed: async (token, output) => {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }));
        return 'accepted';
      } catch (error) {
        if (gone.has(nameOf(error))) return 'gone';
        throw error;
      }
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
