import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  type LambdaClient,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { prefixOf } from '../stage.ts';
import { type Finding, green, red, yellow } from './finding.ts';

const ABOUT = 'functions';
/** What an account usually has; new ones have less until they are used. */
const USUAL = 1000;
/** Below this the functions without a reservation begin to turn calls away on a busy morning. */
const LEAST_SHARED = 100;

/** Whether Lambda runs enough calls at once, and whether somebody has switched a function off. */
export async function lookAtConcurrency(client: LambdaClient, stage: string): Promise<Finding[]> {
  const { AccountLimit } = await client.send(new GetAccountSettingsCommand());
  const limit = AccountLimit?.ConcurrentExecutions ?? 0;
  const shared = AccountLimit?.UnreservedConcurrentExecutions ?? 0;
  const reserved: { name: string; calls: number }[] = [];
  for await (const page of paginateListFunctions({ client }, {})) {
    for (const { FunctionName: name = '' } of page.Functions ?? []) {
      if (!name.startsWith(prefixOf(stage))) continue;
      const { ReservedConcurrentExecutions: calls } = await client.send(
        new GetFunctionConcurrencyCommand({ FunctionName: name }),
      );
      if (calls !== undefined) reserved.push({ name, calls });
    }
  }
  const sum = reserved.reduce((total, { calls }) => total + calls, 0);
  const findings = reserved
    .filter(({ calls }) => calls === 0)
    .map(({ name }) =>
      red(
        ABOUT,
        `${name} is switched off (it may run no call at all).`,
        `When the cause is gone: npm run deploy -- --stage ${stage}`,
      ),
    );
  const says = `${limit} calls at once; this stage reserves ${sum}, ${shared} are shared by the rest.`;
  if (shared < LEAST_SHARED || limit < USUAL) {
    findings.push(
      yellow(
        ABOUT,
        says,
        `Ask for ${USUAL} "Concurrent executions" of Lambda in Service Quotas; that is free.`,
      ),
    );
  } else findings.push(green(ABOUT, says));
  return findings;
}
