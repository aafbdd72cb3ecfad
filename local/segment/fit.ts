import type { Database } from '../../adapters/local/database.ts';
import { streams } from '../../adapters/local/journal.ts';
import type { Moment } from '../../core/calendar/moment.ts';
import type { Case } from '../../core/case/case.ts';
import type { Entry } from '../../core/case/entry.ts';
import { fold } from '../../core/case/fold.ts';
import type { Profile } from '../../core/case/words.ts';
import { defaultCutOffs } from '../../core/segment/cut-offs.ts';
import { FEWEST, FEWEST_OF_ONE, type Fit, fitCutOffs } from '../../core/segment/fit-cut-offs.ts';
import { outcomeOf } from '../../core/segment/outcome-of.ts';
import { chooseProfile } from '../../core/segment/profile.ts';
import { count, euros, spoken } from '../words.ts';

/** A case as it was when it was first scored, and as it stands. */
export interface Scored {
  begun: Case;
  c: Case;
}

/** What was fitted, to what, and what it would change. */
export interface FittedPortfolio extends Fit {
  /** Cases that were scored, and those of them of which it is known what came. */
  cases: number;
  known: number;
  /** Cases that would have begun with another profile, by `from → to`, the most first. */
  changes: { from: Profile; to: Profile; cases: number }[];
}

/** Every case of a database that was scored. */
export function* casesSinceScored(db: Database): Generator<Scored> {
  for (const { items } of streams<Entry>(db)) {
    const at = items.findIndex(({ entries }) => entries.some(({ kind }) => kind === 'scored'));
    if (at < 0) continue;
    const begun = fold(items.slice(0, at + 1));
    const c = fold(items);
    if (begun && c) yield { begun, c };
  }
}

/** Fits cut-offs to cases, and counts whose first profile they would change. */
export function fitPortfolio(cases: Iterable<Scored>, now: Moment): FittedPortfolio {
  const all = [...cases];
  const rows = all.flatMap(({ begun, c }) => outcomeOf(begun, c, now) ?? []);
  const fit = fitCutOffs(rows);
  const moves = new Map<string, { from: Profile; to: Profile; cases: number }>();
  for (const { begun } of all) {
    const points = begun.score?.points ?? 0;
    const from = chooseProfile(begun, points, defaultCutOffs).profile;
    const to = chooseProfile(begun, points, fit.cutOffs).profile;
    if (from === to) continue;
    const move = moves.get(`${from} ${to}`) ?? { from, to, cases: 0 };
    moves.set(`${from} ${to}`, { ...move, cases: move.cases + 1 });
  }
  const changes = [...moves.values()].sort((a, b) => b.cases - a.cases);
  return { ...fit, cases: all.length, known: rows.length, changes };
}

export function tellFit({ cutOffs, evidence, cases, known, changes }: FittedPortfolio): string {
  const row = (name: keyof typeof evidence, what: string, shown: (value: number) => string) => {
    const { yes, no, fitted } = evidence[name];
    const how = fitted
      ? `fitted to ${count(yes + no, 'case')}, ${yes} of them yes (usual: ${shown(defaultCutOffs[name])})`
      : `the usual one: ${yes} yes and ${no} no are too few`;
    return `  ${what.padEnd(58)} ${shown(cutOffs[name]).padStart(10)}   ${how}`;
  };
  const moved = changes.reduce((sum, change) => sum + change.cases, 0);
  return [
    `${count(cases, 'scored case')}; of ${known} it is known what came within 90 days.`,
    '',
    row('quickFrom', 'Quick payer from a score of (paid within 30 days?)', String),
    row('helpBelow', 'Problem payer below a score of (paid within 90 days?)', String),
    row('room', 'Arranger above an amount of (paid at once?)', euros),
    '',
    `Each needs ${FEWEST} cases, and ${FEWEST_OF_ONE} of either answer.`,
    `${count(moved, 'case')} would have begun with another profile${moved > 0 ? ':' : '.'}`,
    ...changes.map(({ from, to, cases: many }) => `  ${spoken(from)} → ${spoken(to)}: ${many}`),
  ].join('\n');
}
