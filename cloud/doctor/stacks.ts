import { type CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { prefixOf } from '../stage.ts';
import { type Finding, green, red, yellow } from './finding.ts';

const ABOUT = 'stacks';

/** Whether the stage's stacks are there, and how their last change ended. */
export async function lookAtStacks(client: CloudFormationClient, stage: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const page of paginateDescribeStacks({ client }, {})) {
    for (const { StackName = '', StackStatus = '' } of page.Stacks ?? []) {
      if (StackName.toLowerCase().startsWith(prefixOf(stage)))
        findings.push(judge(StackName, StackStatus, stage));
    }
  }
  if (findings.length > 0) return findings;
  return [red(ABOUT, 'There is none.', `npm run deploy -- --stage ${stage}`)];
}

function judge(name: string, status: string, stage: string): Finding {
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return green(ABOUT, `${name} is deployed.`);
  if (status === 'UPDATE_ROLLBACK_COMPLETE') {
    return yellow(
      ABOUT,
      `${name}: the last deploy failed, so the version before it runs.`,
      `Look at the stack's events in CloudFormation, then: npm run deploy -- --stage ${stage}`,
    );
  }
  if (status.endsWith('_IN_PROGRESS'))
    return yellow(ABOUT, `${name} is being changed (${status}).`, 'Look again in some minutes.');
  return red(
    ABOUT,
    `${name} is in state ${status}.`,
    `Look at the stack's events in CloudFormation, then: npm run deploy -- --stage ${stage}`,
  );
}
