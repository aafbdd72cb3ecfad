import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { askedClock, realClock } from '../adapters/aws/clock.ts';
import { BadSettings, readSettings, type Settings } from '../adapters/aws/settings.ts';
import type { Moment } from '../core/calendar/moment.ts';
import { WrongUse } from '../local/stored.ts';

/** What every command about a stage is told. */
export interface StageFlags {
  stage: string;
  region?: string;
  profile?: string;
  json?: boolean;
}

/** A deployed stage. */
export interface Stage {
  name: string;
  region: string;
  /** What its functions are told: names of table, bus, secret and the like. */
  settings: Settings;
}

/** The names of functions, stacks, queues and alarms of a stage begin with this. */
export const prefixOf = (stage: string) => `amicable-${stage}-`;

/** Every function is told everything; this one is in each stage since its first deploy. */
const ANY_FUNCTION = 'sweep';

/**
 * Looks the stage up in the operator's account.
 *
 * What its functions are told is the one source of its names: an operator who asks the same source cannot work on
 * another table than they do.
 *
 * @throws WrongUse when the region is unset or holds no such stage
 */
export async function openStage(flags: StageFlags): Promise<Stage> {
  choose(flags);
  return findStage(new LambdaClient(), flags.stage);
}

/** Every client looks here, those of the adapters too. */
function choose({ region, profile }: StageFlags): void {
  // The AWS command line reads the second name as well, the SDK does not.
  const chosen = region || process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION;
  if (chosen) process.env.AWS_REGION = chosen;
  else delete process.env.AWS_REGION;
  if (profile) process.env.AWS_PROFILE = profile;
}

/** @throws WrongUse when there is no such stage */
export async function findStage(lambda: LambdaClient, name: string): Promise<Stage> {
  const region = await lambda.config.region();
  try {
    const found = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: `${prefixOf(name)}${ANY_FUNCTION}` }),
    );
    return { name, region, settings: readSettings(found.Environment?.Variables ?? {}) };
  } catch (error) {
    const deploy = `npm run deploy -- --stage ${name}`;
    if (error instanceof BadSettings)
      throw new WrongUse(
        `Stage ${name} is of another version: ${error.message} Deploy this one first: ${deploy}`,
      );
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
    throw new WrongUse(
      `There is no stage ${name} in ${region}. Is the region right (--region)? Deploy it with: ${deploy}`,
    );
  }
}

/** The moment by which a stage goes: the world's, or that of the emulator in which it runs. */
export async function momentIn({ settings }: Stage): Promise<Moment> {
  // An emulator tells its functions the clock by its own environment, and so it does the operator.
  const url = settings.clockUrl ?? process.env.AMICABLE_CLOCK_URL;
  const clock = url ? askedClock(url) : realClock;
  await clock.read();
  return clock.now();
}
