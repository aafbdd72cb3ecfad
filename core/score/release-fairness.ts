import type { Profile } from '../case/words.ts';
import type { CaseTarget, GroupedTable } from './case-rows.ts';
import { directionsFor } from './catalogue.ts';
import { chancesOf } from './chances-of.ts';
import {
  type Difference,
  FEWEST_OF_A_GROUP,
  figuresByGroup,
  type GroupFigures,
  groupsOf,
  priceOf,
} from './fairness.ts';
import { learn } from './glass-box/learn.ts';
import type { Column, Draw } from './glass-box/table.ts';
import { tooLittle } from './make-model.ts';
import { pickRows } from './pick-rows.ts';
import { rounded } from './rounded.ts';
import { type Grouping, groupings, type RowGroups } from './row-groups.ts';
import type { FairnessReport } from './watch-report.ts';

/** About a group a model that is surely further off than this is far off. */
const MOST_OFF = 0.05;
/** Further off than what scores now, by more than this: it would make things worse for the group. */
const WORSE = 0.01;
/** What is said from which on it is called likely: only for figures that are not kept. */
const EVEN = 0.5;

/** What is known of a release: rows that were learnt from, rows held out, and what is said of the latter. */
export interface Release {
  target: CaseTarget;
  earlier: GroupedTable;
  held: GroupedTable;
  /** What the challenger says of each row held out, and what scores now. */
  challengers: Float64Array;
  champions: Float64Array;
  /** The profile that each case of the time held out would get when it is first scored; empty where a score gives none. */
  treated: readonly { groups: RowGroups; profile: Profile }[];
  seed: number;
  drawFrom: (seed: number) => Draw;
}

/**
 * How right a model is about each group on time it never saw, how its cut-offs would treat them, and what it costs to leave
 * each grouping out. The models that know a grouping are learnt only to measure, and thrown away.
 */
export function fairnessOf(release: Release): FairnessReport {
  const by = groupings.flatMap((what) => {
    const groups = errorsBy(release, what);
    if (groups.length === 0) return [];
    const price = groups.length > 1 ? priceOfLeavingOut(release, what) : undefined;
    return [{ what, groups, ...(price && { price }) }];
  });
  const farOff = by.flatMap(({ what, groups }) =>
    groups.filter(isFarOff).map((each) => ({ what, group: each.group, worse: isWorse(each) })),
  );
  return { mostOff: MOST_OFF, by, farOff };
}

type Group = FairnessReport['by'][number]['groups'][number];

/** Too low a chance calls people problem payers who are none, too high a one asks them sooner than others. */
function isFarOff({ gapInterval: [low, high] }: Group): boolean {
  return low > MOST_OFF || high < -MOST_OFF;
}

/** A challenger that is no further off than what scores now is no reason to keep that. */
function isWorse({ gap, gapNow }: Group): boolean {
  return Math.abs(gap) > Math.abs(gapNow) + WORSE;
}

function errorsBy(
  { held, challengers, champions, treated, seed, drawFrom }: Release,
  what: Grouping,
): Group[] {
  const rows = [...held.groups.keys()].filter((row) => held.groups[row]?.[what] !== undefined);
  const names = groupsOf(rows.map((row) => held.groups[row]?.[what] ?? ''));
  const of = (values: ArrayLike<number>) => Float64Array.from(rows, (row) => values[row] as number);
  const answers = of(held.answers);
  const now = of(champions);
  const rowsBy = Map.groupBy(names.keys(), (row) => names[row] as string);
  // Of what scores now only this is told: its interval need not be sampled.
  const gapNow = (group: string) => {
    const own = rowsBy.get(group) ?? [];
    return own.reduce((sum, row) => sum + ((now[row] as number) - (answers[row] as number)), 0) / own.length;
  };
  return figuresByGroup(names, of(challengers), answers, EVEN, drawFrom(seed))
    .filter((each) => each.rows >= FEWEST_OF_A_GROUP)
    .map((each) => shown(each, gapNow(each.group), sharesOf(treated, what, names, each.group)));
}

/** The share of a group's cases that would get each profile; nothing where there are too few. */
function sharesOf(
  treated: Release['treated'],
  what: Grouping,
  names: readonly string[],
  group: string,
): Group['treated'] {
  const named = new Set(names);
  const own = treated.filter(({ groups }) => {
    const name = groups[what];
    return name !== undefined && (named.has(name) ? name : 'others') === group;
  });
  if (own.length < FEWEST_OF_A_GROUP) return undefined;
  const counts = Map.groupBy(own, ({ profile }) => profile);
  return Object.fromEntries(
    [...counts].map(([profile, cases]) => [profile, rounded(cases.length / own.length)]),
  );
}

function shown(
  { group, rows, baseRate, said, gap, gapInterval: [low, high], auc }: GroupFigures,
  gapNow: number,
  treated: Group['treated'],
): Group {
  return {
    group,
    rows,
    happened: rounded(baseRate),
    said: rounded(said),
    gap: rounded(gap),
    gapInterval: [rounded(low), rounded(high)],
    gapNow: rounded(gapNow),
    auc: auc === null ? null : rounded(auc),
    ...(treated && { treated }),
  };
}

function priceOfLeavingOut(
  { target, seed, drawFrom, ...all }: Release,
  what: Grouping,
): { auc: Difference; logLoss: Difference } | undefined {
  const [earlier, held] = [named(all.earlier, what), named(all.held, what)];
  if (tooLittle(earlier) ?? tooLittle(held)) return undefined;
  const learnt = (table: GroupedTable) =>
    learn(table, { draw: drawFrom(seed), directions: directionsFor(target) });
  const knowing = (table: GroupedTable) => ({ ...table, columns: [...table.columns, columnOf(table, what)] });
  // That a group is not known can tell what came: who paid before anything was written is on no map.
  const without =
    earlier === all.earlier && held === all.held ? all.challengers : chancesOf(learnt(earlier), held);
  const { auc, logLoss } = priceOf(
    held.answers,
    without,
    chancesOf(learnt(knowing(earlier)), knowing(held)),
    drawFrom(seed),
  );
  return { auc: inShort(auc), logLoss: inShort(logLoss) };
}

/** The rows of which the group is known. */
function named(table: GroupedTable, what: Grouping): GroupedTable {
  const rows = [...table.groups.keys()].filter((row) => table.groups[row]?.[what] !== undefined);
  return rows.length === table.groups.length ? table : pickRows(table, rows);
}

function inShort({ without, with: knowing, price, interval: [low, high] }: Difference): Difference {
  return {
    without: rounded(without),
    with: rounded(knowing),
    price: rounded(price),
    interval: [rounded(low), rounded(high)],
  };
}

function columnOf({ groups }: GroupedTable, what: Grouping): Column {
  const words = [...new Set(groups.flatMap((each) => each[what] ?? []))].sort();
  const codes = Int32Array.from(groups, (each) => words.indexOf(each[what] ?? ''));
  return { name: `group ${what}`, kind: 'category', words, codes };
}
