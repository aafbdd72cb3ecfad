import { type Database, recall, remember } from '../../adapters/local/database.ts';
import type { CaseTarget } from '../../core/score/case-rows.ts';
import type { WatchReport } from '../../core/score/watch-report.ts';
import type { ExecutionRecord } from '../interpreter/record.ts';
import { createLaptop, type Laptop } from '../laptop.ts';
import { WrongUse } from '../stored.ts';
import { count } from '../words.ts';
import { type Refitting, refittingOf, reportOf } from './refits.ts';
import { tellFairness } from './tell-fairness.ts';

/** The machine did not come to its end: what scored before goes on scoring. */
export class RefitFailed extends Error {
  override name = 'RefitFailed';
}

export interface RefitResult extends Omit<Refitting, 'on' | 'hash'> {
  /** Of the challenger; absent where too little is known to learn one, and where the very same was learnt before. */
  report?: WatchReport;
}

/**
 * Walks `refit-score` over a finished run, at the moment at which its clock stands.
 *
 * @param whose creditor; default: the one of the run
 * @throws WrongUse, RefitFailed
 */
export async function refitStored(db: Database, target: CaseTarget, whose?: string): Promise<RefitResult> {
  const { laptop, creditor } = await laptopOn(db, whose);
  db.begin();
  const number = (recall<number>(db, 'refits') ?? 0) + 1;
  remember(db, 'refits', number);
  const name = `refit-${creditor}-${target}-${number}`;
  await laptop.ports.machines.start('refit-score', name, { creditor, target });
  await laptop.advance(laptop.now());
  laptop.flush();
  const row = db.get<{ record: string }>('select record from executions where id = ?', `refit-score:${name}`);
  const record = JSON.parse(row?.record ?? 'null') as ExecutionRecord | null;
  const found = record && refittingOf(record);
  if (!found || found.end === 'failed')
    throw new RefitFailed(
      `The refit did not come to its end (${found?.why ?? 'a step will be tried again'}).`,
    );
  const { end, why } = found;
  const report = await reportOf(laptop.ports.models, found);
  return { creditor, target, end, why, ...(report && { report }) };
}

/**
 * A person decides which model scores from now on: an earlier one, or a challenger that was held back.
 *
 * @param hash or its beginning; `none`: nothing that was learnt, as before the first
 * @throws WrongUse for a model that was never kept, or may not be released
 */
export async function promoteStored(
  db: Database,
  target: CaseTarget,
  hash: string,
  whose?: string,
): Promise<string> {
  const { laptop, creditor } = await laptopOn(db, whose);
  const full = hash === 'none' ? hash : keptAs(db, creditor, target, hash);
  db.begin();
  const input = { creditor, target, hash: full };
  const { promoted, why } = (await laptop.invoke('promote-score', input)) as {
    promoted: boolean;
    why: string;
  };
  laptop.flush();
  if (!promoted) throw new WrongUse(`It may not score. ${why}`);
  return full === 'none'
    ? `From now on nothing that was learnt scores (${target} of ${creditor}).`
    : `From now on ${full} scores (${target} of ${creditor}).`;
}

/** The whole hash of a model, by its beginning. @throws WrongUse */
function keptAs(db: Database, creditor: string, target: CaseTarget, hash: string): string {
  const kept = db.all<{ hash: string }>(
    'select hash from models where creditor = ? and target = ? and substr(hash, 1, length(?)) = ?',
    creditor,
    target,
    hash,
    hash,
  );
  if (kept.length === 1 && kept[0]) return kept[0].hash;
  throw new WrongUse(
    kept.length === 0 ? `There is no model ${hash}.` : `More than one model begins with ${hash}.`,
  );
}

async function laptopOn(
  db: Database,
  whose: string | undefined,
): Promise<{ laptop: Laptop; creditor: string }> {
  const now = recall<string>(db, 'now');
  const creditor = whose ?? recall<string>(db, 'creditor');
  if (!now || !creditor)
    throw new WrongUse('Nothing was ever run in this database: start with "amicable run".');
  const laptop = createLaptop(db, now, 'stretches');
  if (!(await laptop.ports.creditors.all()).includes(creditor))
    throw new WrongUse(`There is no creditor ${creditor} in this database.`);
  return { laptop, creditor };
}

const ends: Record<Refitting['end'], string> = {
  promoted: 'Promoted',
  'champion-stays': 'The champion stays',
  'too-few': 'Too little is known',
  failed: 'It failed',
};

/** A refit, as a person reads it. */
export function tellRefit({ creditor, target, end, why, report }: RefitResult): string {
  const head = `${ends[end]} (${target} of ${creditor}). ${why}`;
  if (!report) return head;
  const { rows, heldOutFrom, champion, challenger, difference, drift, fairness } = report;
  const in3 = (value: number) => value.toFixed(3).padStart(9);
  const line = (name: string, { auc, brier, logLoss, calibrationError }: typeof champion.figures) =>
    `  ${name.padEnd(22)}${in3(auc)}${in3(brier)}${in3(logLoss)}${in3(calibrationError)}`;
  const { calibration, features } = drift;
  return [
    head,
    '',
    `Learnt from ${count(rows.learnt, 'row')}, measured on ${count(rows.heldOut, 'row')} from ${heldOutFrom} on:`,
    `  ${''.padEnd(22)}      AUC    Brier log loss   off by`,
    line(`scores now (${champion.kind})`, champion.figures),
    line('challenger', challenger.figures),
    `Difference in log loss: ${difference.value.toFixed(4)} (95 %: ${difference.interval.map((end) => end.toFixed(4)).join(' to ')})`,
    '',
    `Drift: ${drift.overall}`,
    `  ${calibration.drift.padEnd(8)} ${calibration.observed} came true; ${calibration.expected} were expected (95 %: ${calibration.interval.join(' to ')})`,
    ...features
      .toSorted((a, b) => b.index - a.index)
      .map(({ feature, index, drift: word }) => `  ${word.padEnd(8)} ${index.toFixed(3)}  ${feature}`),
    ...(fairness ? ['', ...tellFairness(fairness)] : []),
    '',
    `Challenger: ${challenger.hash}`,
  ].join('\n');
}
