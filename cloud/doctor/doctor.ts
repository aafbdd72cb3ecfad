import { styleText } from 'node:util';
import { FAILED } from '../../local/exit-codes.ts';
import { openStage, type StageFlags } from '../stage.ts';
import { checksOf, examine } from './examine.ts';
import type { Finding } from './finding.ts';

/** Looks at a stage, prints what it found, and fails when something is red. */
export async function doctor(flags: StageFlags): Promise<void> {
  const stage = await openStage(flags);
  const findings = await examine(checksOf(stage));
  console.log(
    flags.json
      ? JSON.stringify({ stage: stage.name, region: stage.region, findings })
      : `Stage ${stage.name} in ${stage.region}\n\n${tellFindings(findings)}`,
  );
  if (findings.some(({ light }) => light === 'red')) process.exitCode = FAILED;
}

const words: Record<Finding['light'], string> = { green: 'ok', yellow: 'look', red: 'mend' };

/** The findings as text, each with what to do; the sum at the end. */
export function tellFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ light, about, says, todo }) => [
    `${styleText(light, words[light].padEnd(6))}${about.padEnd(15)}${says}`,
    ...(todo ? [`${' '.repeat(21)}→ ${todo}`] : []),
  ]);
  const count = (light: Finding['light']) => findings.filter((finding) => finding.light === light).length;
  return [...lines, '', `${count('green')} ok, ${count('yellow')} to look at, ${count('red')} to mend.`].join(
    '\n',
  );
}
