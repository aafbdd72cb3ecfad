import type { Creditor } from '../../core/creditor/creditor.ts';
import type { Creditors } from '../../core/ports.ts';
import { type Finding, green, red, yellow } from './finding.ts';

const ABOUT = 'creditors';

/** Creditors as the stage knows them, and what is wrong with them. */
export async function lookAtCreditors(
  creditors: Pick<Creditors, 'get' | 'stopped'> & { all(): Promise<string[]> },
  keys: readonly { key: string; creditor: string }[],
  stage: string,
): Promise<{ findings: Finding[]; fit: Creditor[] }> {
  const findings: Finding[] = [];
  const fit: Creditor[] = [];
  const ids = await creditors.all();
  for (const id of ids) {
    try {
      fit.push(await creditors.get(id));
    } catch {
      findings.push(
        red(
          ABOUT,
          `The policy of ${id} cannot be read.`,
          `amicable creditor set <policy.json> --stage ${stage}`,
        ),
      );
      continue;
    }
    findings.push(
      (await creditors.stopped(id))
        ? yellow(
            ABOUT,
            `A stop order stands for ${id}: nothing is sent.`,
            `When the cause is gone: amicable stop --lift --creditor ${id} --stage ${stage} (or --all)`,
          )
        : green(ABOUT, `${id} is set.`),
    );
  }
  for (const { key, creditor } of keys) {
    if (ids.includes(creditor)) continue;
    findings.push(
      red(
        ABOUT,
        `The key ${key} is of ${creditor}, which is not set.`,
        `amicable creditor set <policy.json> --stage ${stage}`,
      ),
    );
  }
  if (findings.length > 0) return { findings, fit };
  return {
    findings: [red(ABOUT, 'There is none.', `amicable creditor set <policy.json> --stage ${stage}`)],
    fit,
  };
}
