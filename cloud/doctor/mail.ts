import {
  DescribeConfigurationSetCommand,
  GetAccountSendingEnabledCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  type SESClient,
} from '@aws-sdk/client-ses';
import { type Finding, green, red, yellow } from './finding.ts';

const ABOUT = 'e-mail';
/** What an account in the sandbox may send a day. */
const SANDBOX_A_DAY = 200;

/** Whether SES sends for this account: sandbox, quota, suspension. */
export async function lookAtSending(client: SESClient): Promise<Finding[]> {
  const { Max24HourSend = 0, SentLast24Hours = 0 } = await client.send(new GetSendQuotaCommand());
  const { Enabled } = await client.send(new GetAccountSendingEnabledCommand());
  const findings: Finding[] = [];
  if (Enabled === false) {
    findings.push(
      red(
        ABOUT,
        'SES has stopped sending for this account.',
        'Look at the reputation page in the SES console and answer AWS: too many messages bounced or were complained about.',
      ),
    );
  }
  if (Max24HourSend <= SANDBOX_A_DAY && Max24HourSend >= 0) {
    findings.push(
      yellow(
        ABOUT,
        `SES is in the sandbox: ${Max24HourSend} a day, and only to addresses that are verified.`,
        'Before real debtors are written to: SES console, Account dashboard, Request production access.',
      ),
    );
  } else if (Max24HourSend > 0 && SentLast24Hours > 0.8 * Max24HourSend) {
    findings.push(
      yellow(
        ABOUT,
        `${SentLast24Hours} of ${Max24HourSend} a day were sent in the last 24 hours.`,
        'Ask for a higher sending quota in Service Quotas: what is refused is not sent again by itself.',
      ),
    );
  } else findings.push(green(ABOUT, 'SES sends to everybody.'));
  return findings;
}

/**
 * Whether the addresses that we send from are verified, by themselves or by their domain.
 *
 * @param senders addresses
 */
export async function lookAtSenders(client: SESClient, senders: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const sender of new Set(senders.map((sender) => sender.toLowerCase()))) {
    const identities = [sender, ...domainsOf(sender)];
    const { VerificationAttributes = {} } = await client.send(
      new GetIdentityVerificationAttributesCommand({ Identities: identities }),
    );
    const { DkimAttributes = {} } = await client.send(
      new GetIdentityDkimAttributesCommand({ Identities: identities }),
    );
    const signed = identities.some(
      (one) => DkimAttributes[one]?.DkimEnabled && DkimAttributes[one]?.DkimVerificationStatus === 'Success',
    );
    // A domain that proved its signatures has proved itself.
    const verified =
      signed || identities.some((one) => VerificationAttributes[one]?.VerificationStatus === 'Success');
    const domain = domainsOf(sender)[0] ?? sender;
    const todo = `aws ses verify-domain-dkim --domain ${domain}, and put the three records that it prints into the domain's DNS.`;
    findings.push(
      signed
        ? green(ABOUT, `The domain ${domain} is verified, and its mail is signed (DKIM).`)
        : verified
          ? yellow(
              ABOUT,
              `Mail of the domain ${domain} is not signed (DKIM): much of it will land in spam.`,
              todo,
            )
          : red(ABOUT, `The domain ${domain} is not verified: nothing can be sent in its name.`, todo),
    );
  }
  return findings;
}

/** `a@mail.example.nl` → `mail.example.nl`, `example.nl`: a domain that is verified covers those below it. */
function domainsOf(address: string): string[] {
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}

/** Whether the configuration set is there: without it nobody hears of bounces and complaints. */
export async function lookAtConfigurationSet(
  client: SESClient,
  name: string,
  stage: string,
): Promise<Finding[]> {
  const deploy = `npm run deploy -- --stage ${stage}`;
  try {
    const { EventDestinations = [] } = await client.send(
      new DescribeConfigurationSetCommand({
        ConfigurationSetName: name,
        ConfigurationSetAttributeNames: ['eventDestinations'],
      }),
    );
    return EventDestinations.some(({ Enabled }) => Enabled)
      ? [green(ABOUT, 'Bounces and complaints come back to us.')]
      : [red(ABOUT, 'Nobody hears of bounces: the configuration set tells nobody.', deploy)];
  } catch (error) {
    if (!(error instanceof Error) || !error.name.startsWith('ConfigurationSetDoesNotExist')) throw error;
    return [red(ABOUT, `The configuration set ${name} is not there: no mail can be sent.`, deploy)];
  }
}
