import { ArnFormat, type Stack } from 'aws-cdk-lib';
import type { Journey } from '../core/case/words.ts';

/** The state machines: the files `statemachines/<name>.asl.json`. */
export type MachineName = Journey | 'intake' | 'open-case' | 'refit-score';

/** What everything of a stage is called: `amicable-dev-` and what it is. */
export function named(stage: string, what: string): string {
  return `amicable-${stage}-${what}`;
}

/** ARN of a function by its folder name. Computed, so that functions and machines can name one another without a circle. */
export function functionArn(stack: Stack, stage: string, name: string): string {
  return stack.formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: named(stage, name),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** ARN of a state machine by its file name. */
export function machineArn(stack: Stack, stage: string, name: string): string {
  return stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: named(stage, name),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
