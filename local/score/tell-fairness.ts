import type { Profile } from '../../core/case/words.ts';
import { FEWEST_OF_A_GROUP } from '../../core/score/fairness.ts';
import type { FairnessReport } from '../../core/score/watch-report.ts';
import { spoken } from '../words.ts';

export type GroupFairness = FairnessReport['by'][number]['groups'][number];

const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
const signed = (part: number) => `${part < 0 ? '-' : '+'}${percent(Math.abs(part))}`;

/** How far what was said of a group lay from what happened, with its interval. */
export function gapInWords({ gap, gapInterval: [low, high] }: GroupFairness): string {
  return `${signed(gap)} (${signed(low)} to ${signed(high)})`;
}

const order: readonly Profile[] = ['quick-payer', 'late-payer', 'arranger', 'problem-payer'];

/** The shares of a group that would begin with each profile; nothing where that is not known. */
export function treatmentInWords({ treated }: GroupFairness): string {
  if (!treated) return '';
  return order.map((profile) => `${Math.round(100 * (treated[profile] ?? 0))}`).join(' / ');
}

/** How sure it is that leaving a group out costs something, from the 95 % interval of what it costs. */
export function sureInWords([low, high]: readonly [low: number, high: number]): string {
  if (low > 0) return 'leaving it out costs this much';
  return high < 0 ? 'leaving it out is better' : 'no price that chance would not make';
}

/** What leaving a grouping out costs, and whether that is more than chance would make. */
export function priceInWords({ groups, price }: FairnessReport['by'][number]): string {
  if (!price && groups.length > 1) return 'the group of too few is known to tell';
  if (!price) return 'there is one group only: nothing is left out';
  const { without, with: knowing, price: worth, interval } = price.auc;
  const [low, high] = interval;
  const in4 = (value: number) => value.toFixed(4);
  return `AUC ${in4(without)} without, ${in4(knowing)} with: ${in4(worth)} (${in4(low)} to ${in4(high)}), ${sureInWords(interval)}`;
}

/** Groups about which a challenger is surely far off, and whether it would make that worse. */
export function farOffInWords(farOff: FairnessReport['farOff']): string {
  return farOff
    .map(
      ({ what, group, worse }) =>
        `${spoken(what)} ${group} (${worse ? 'further than' : 'as is'} what scores now)`,
    )
    .join(', ');
}

/** The part of a refit's report on groups, line by line. */
export function tellFairness({ by, farOff, mostOff }: FairnessReport): string[] {
  const head = ['', 'rows', 'true', 'said', 'off by (95 %)', 'now', 'AUC', 'quick/late/arranger/problem %'];
  const cells = by.flatMap(({ what, groups }) =>
    groups.map((each) => [
      `${spoken(what)} ${each.group}`,
      String(each.rows),
      percent(each.happened),
      percent(each.said),
      gapInWords(each),
      signed(each.gapNow),
      each.auc === null ? '-' : each.auc.toFixed(3),
      treatmentInWords(each),
    ]),
  );
  const widths = head.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `  ${row
      .map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()}`;
  return [
    `Groups (of ${FEWEST_OF_A_GROUP} rows and more; the score knows none of them):`,
    ...[head, ...cells].map(line),
    farOff.length === 0
      ? `  About none it is surely off by more than ${percent(mostOff)}.`
      : `  Surely off by more than ${percent(mostOff)}: ${farOffInWords(farOff)}.`,
    'What leaving them out costs (scores that know them were learnt only to measure):',
    ...by.map((each) => `  ${spoken(each.what)}: ${priceInWords(each)}`),
  ];
}
