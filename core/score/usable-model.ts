import type { KeptModel } from '../ports.ts';
import type { CaseTarget } from './case-rows.ts';
import { catalogue } from './catalogue.ts';
import { type Model, readModel } from './glass-box/model.ts';
import { WatchReport } from './watch-report.ts';

/** No model with this hash was kept for this creditor and target, or this version cannot use it. */
export class UnknownModel extends Error {
  override name = 'UnknownModel';
}

const known = new Set(catalogue.map(({ name }) => name));

/** Reads a model that was kept. Undefined for one that cannot score a case here: changed, of another target or version. */
export function usableModel(json: unknown, target: CaseTarget, hash: string): Model | undefined {
  const read = readModel(json);
  if (!read.ok || read.model.hash !== hash) return undefined;
  const { source, features } = read.model;
  const fits = source.kind === 'cases' && source.target === target;
  return fits && features.every(({ binning }) => known.has(binning.name)) ? read.model : undefined;
}

/** Reads a model and its report as they were kept. */
export function readKept(
  { model, report }: { model: string; report: string },
  target: CaseTarget,
  hash: string,
): KeptModel | undefined {
  const usable = usableModel(parsed(model), target, hash);
  const found = WatchReport.safeParse(parsed(report));
  return usable && found.success ? { model: usable, report: found.data } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
