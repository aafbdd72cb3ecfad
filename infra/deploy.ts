import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { Command } from 'commander';
import { deployStage, destroyStage, type Tools } from './stage-commands.ts';

// `npm run deploy -- --stage dev` and `npm run destroy -- --stage dev`.

const root = fileURLToPath(new URL('../', import.meta.url));

const tools: Tools = {
  cdk: async (words) => {
    const child = spawn(process.execPath, [`${root}node_modules/aws-cdk/bin/cdk`, '--no-notices', ...words], {
      cwd: root,
      stdio: 'inherit',
    });
    const code = await new Promise((done) => child.once('close', done));
    if (code !== 0) throw new Error(`cdk ${words[0]} failed: see above.`);
  },
  bootstrapped: async () => {
    try {
      await new CloudFormationClient().send(new DescribeStacksCommand({ StackName: 'CDKToolkit' }));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ValidationError') return false;
      throw error;
    }
  },
  concurrency: async () => {
    const { AccountLimit } = await new LambdaClient().send(new GetAccountSettingsCommand());
    return AccountLimit?.ConcurrentExecutions ?? 0;
  },
  stopExecutions: async (prefix) => {
    const client = new SFNClient({ maxAttempts: 10 });
    for await (const { stateMachines = [] } of paginateListStateMachines({ client }, {})) {
      for (const { stateMachineArn, name } of stateMachines) {
        if (!name?.startsWith(prefix)) continue;
        const running = paginateListExecutions({ client }, { stateMachineArn, statusFilter: 'RUNNING' });
        for await (const { executions = [] } of running) {
          await Promise.all(
            executions.map(({ executionArn }) =>
              client.send(new StopExecutionCommand({ executionArn, error: 'StageTakenDown' })),
            ),
          );
        }
      }
    }
  },
  outputs: (file) => JSON.parse(readFileSync(`${root}${file}`, 'utf8')),
  say: console.log,
};

const program = new Command('stage').description('Deploys a stage of Amicable, or takes it down');
for (const [name, description, act] of [
  ['deploy', 'deploys a stage: everything, or what has changed', deployStage],
  ['destroy', 'takes a stage down and keeps its data', destroyStage],
] as const) {
  program
    .command(name)
    .description(description)
    .requiredOption('--stage <name>', 'the stage: 2 to 12 small letters and digits')
    .option('--region <region>', 'AWS region; else that of the profile or of AWS_REGION')
    .option('--profile <profile>', 'profile of the AWS command line')
    .action(async ({ stage, region, profile }: { stage: string; region?: string; profile?: string }) => {
      const chosen = region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
      if (chosen) process.env.AWS_REGION = chosen;
      if (profile) process.env.AWS_PROFILE = profile;
      await act(stage, tools);
    });
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
