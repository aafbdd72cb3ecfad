import { type CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { prefixOf } from '../stage.ts';
import { type Finding, green, red, yellow } from './finding.ts';

const ABOUT = 'alarms';

/** Which alarms ring. */
export async function lookAtAlarms(client: CloudWatchClient, stage: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  let quiet = 0;
  for await (const page of paginateDescribeAlarms({ client }, { AlarmNamePrefix: prefixOf(stage) })) {
    for (const { AlarmName = '', AlarmDescription, StateValue, ActionsEnabled } of page.MetricAlarms ?? []) {
      if (StateValue === 'ALARM') {
        findings.push(
          red(ABOUT, `${AlarmName} rings.`, AlarmDescription ?? 'Look it up in docs/runbook.md.'),
        );
      } else if (ActionsEnabled === false) {
        findings.push(
          yellow(
            ABOUT,
            `${AlarmName} tells nobody.`,
            `aws cloudwatch enable-alarm-actions --alarm-names ${AlarmName}`,
          ),
        );
      } else quiet += 1;
    }
  }
  if (quiet > 0) findings.push(green(ABOUT, `${quiet} are quiet.`));
  if (findings.length > 0) return findings;
  return [yellow(ABOUT, 'There is none.', `npm run deploy -- --stage ${stage}`)];
}
