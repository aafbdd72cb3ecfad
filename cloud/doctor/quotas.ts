import { paginateListServiceQuotas, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { type Finding, green, yellow } from './finding.ts';

const ABOUT = 'quotas';

/** What bounds the number of cases, and what an account usually has. */
const quotas = [
  { service: 'states', name: /open.*executions/i, usual: 1_000_000, means: 'cases with a running journey' },
  { service: 'scheduler', name: /^number of schedules$/i, usual: 1_000_000, means: 'follow-ups that wait' },
] as const;

/** How many cases this account can hold at once. */
export async function lookAtQuotas(client: ServiceQuotasClient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { service, name, usual, means } of quotas) {
    const value = await quotaOf(client, service, name);
    if (value === undefined) {
      findings.push(
        yellow(
          ABOUT,
          `Service Quotas does not tell how many ${means} there may be.`,
          `Look at ${service} in its console.`,
        ),
      );
    } else if (value < usual) {
      findings.push(
        yellow(
          ABOUT,
          `At most ${value} ${means}; usual are ${usual}.`,
          `Ask for more of ${service} in Service Quotas.`,
        ),
      );
    } else findings.push(green(ABOUT, `At most ${value} ${means}.`));
  }
  return findings;
}

async function quotaOf(
  client: ServiceQuotasClient,
  service: string,
  name: RegExp,
): Promise<number | undefined> {
  for await (const page of paginateListServiceQuotas({ client }, { ServiceCode: service })) {
    const found = page.Quotas?.find(({ QuotaName = '' }) => name.test(QuotaName));
    if (found) return found.Value;
  }
  return undefined;
}
