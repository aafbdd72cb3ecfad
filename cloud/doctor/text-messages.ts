import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { type Finding, green, yellow } from './finding.ts';

const ABOUT = 'text messages';
/** What a new account may spend a month, in dollars. */
const FIRST_LIMIT = 1;

/** Whether SNS sends text messages for this account: sandbox and monthly limit. */
export async function lookAtTextMessages(client: SNSClient, sender: string): Promise<Finding[]> {
  const { IsInSandbox } = await client.send(new GetSMSSandboxAccountStatusCommand());
  const { attributes = {} } = await client.send(
    new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] }),
  );
  const limit = Number(attributes.MonthlySpendLimit ?? FIRST_LIMIT);
  return [
    IsInSandbox
      ? yellow(
          ABOUT,
          'SNS is in the sandbox: only to numbers that are verified.',
          'Before real debtors are written to: SNS console, Text messaging, Exit SMS sandbox.',
        )
      : green(ABOUT, 'SNS sends to everybody.'),
    limit <= FIRST_LIMIT
      ? yellow(
          ABOUT,
          `At most $${limit} a month is spent, about ten messages; then they are refused.`,
          'Ask for a higher "SMS spend limit" in Service Quotas, then: aws sns set-sms-attributes --attributes MonthlySpendLimit=<dollars>',
        )
      : green(ABOUT, `At most $${limit} a month is spent.`),
    green(
      ABOUT,
      `They leave as "${sender}". Some countries show no sender id or want it registered: look at the AWS list before the first message to a new country.`,
    ),
  ];
}
