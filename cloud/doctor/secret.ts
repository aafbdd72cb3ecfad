import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readSecret } from '../secret.ts';
import { type Finding, green, red } from './finding.ts';

const ABOUT = 'secret';

/** Whether the one secret is there and fit, and whether a creditor's system has a key. */
export async function lookAtSecret(
  client: SecretsManagerClient,
  id: string,
  stage: string,
): Promise<Finding[]> {
  const read = await readSecret(client, id);
  if ('unfit' in read) {
    return [
      red(
        ABOUT,
        `It cannot be used: ${read.unfit}.`,
        `Put the version before it back in Secrets Manager. Never make a new "master": no one's data could be read any more.`,
      ),
    ];
  }
  const { api } = read.installation;
  if (api.length > 0) return [green(ABOUT, `It is fit. Keys of creditors' systems: ${api.length}.`)];
  return [
    green(ABOUT, 'It is fit.'),
    red(
      'keys',
      'No creditor has one: nobody can sign a request.',
      `amicable key add --stage ${stage} --creditor <id>`,
    ),
  ];
}
