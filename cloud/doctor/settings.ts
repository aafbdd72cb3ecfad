import type { Stage } from '../stage.ts';
import { type Finding, green, red, yellow } from './finding.ts';

const ABOUT = 'settings';

/** What is set so that nothing real can happen, or something wrong. */
export function lookAtSettings({ name, variables }: Stage): Finding[] {
  const findings: Finding[] = [];
  if (variables.AMICABLE_CLOCK_URL) {
    findings.push(
      red(
        ABOUT,
        'The stage goes by another clock than the world (AMICABLE_CLOCK_URL).',
        `Take it out and deploy: npm run deploy -- --stage ${name}`,
      ),
    );
  }
  const payments = variables.AMICABLE_PAYMENTS;
  findings.push(
    payments === 'pretend-bank'
      ? yellow(
          ABOUT,
          'Debtors pay at a pretend bank: no money moves.',
          'Only for trying things out. Never with real debtors.',
        )
      : payments === 'none'
        ? yellow(
            ABOUT,
            'Debtors cannot pay on their page, only by transfer.',
            'Their payments have to be reported through the API.',
          )
        : green(ABOUT, `Debtors pay through ${payments}.`),
  );
  return findings;
}
