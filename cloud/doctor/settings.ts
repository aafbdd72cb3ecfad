import type { Stage } from '../stage.ts';
import { type Finding, green, red, yellow } from './finding.ts';

const ABOUT = 'settings';

/** What is set so that nothing real can happen, or something wrong. */
export function lookAtSettings({ name, settings }: Stage): Finding[] {
  const findings: Finding[] = [];
  if (settings.clockUrl) {
    findings.push(
      red(
        ABOUT,
        'The stage goes by another clock than the world (AMICABLE_CLOCK_URL).',
        `Take it out and deploy: npm run deploy -- --stage ${name}`,
      ),
    );
  }
  findings.push(
    settings.payments === 'pretend-bank'
      ? yellow(
          ABOUT,
          'Debtors pay at a pretend bank: no money moves.',
          'Only for trying things out. Never with real debtors.',
        )
      : green(ABOUT, 'Debtors pay by transfer: what came in is reported through the API.'),
  );
  return findings;
}
