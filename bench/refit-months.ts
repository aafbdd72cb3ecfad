import { type Database, recall } from '../adapters/local/database.ts';
import { streams } from '../adapters/local/journal.ts';
import { sqliteModels } from '../adapters/local/models.ts';
import { dayAt } from '../core/calendar/moment.ts';
import type { Entry } from '../core/case/entry.ts';
import { firstScores, priorFor } from '../core/score/case-rows.ts';
import { coldStart } from '../core/score/cold-start.ts';
import { drawFrom } from '../core/score/draw.ts';
import { bootstrap, figuresOf, type Interval } from '../core/score/glass-box/figures.ts';
import type { Model } from '../core/score/glass-box/model.ts';
import { pointsOf } from '../core/segment/fit-to-model.ts';
import { outcomeOf } from '../core/segment/outcome-of.ts';

/** How good a score was on the cases that were opened in one month. */
export interface Said {
  auc: number;
  aucInterval: Interval;
  brier: number;
}

export interface Month {
  month: string;
  /** Cases that were first scored in it, of which it is known whether they were paid in full within 90 days. */
  cases: number;
  paid: number;
  /** What the cold start says of them, whoever scored them. */
  cold: Said;
  /** What was said of them when they were scored. */
  live: Said;
  /** Hashes of the models that scored them. */
  by: string[];
}

const ZONE = 'Europe/Amsterdam';
/** Fewer cases of either answer say nothing. */
const FEWEST = 10;

/** The cold start against what scored, month by month, on cases that neither had seen when it scored them. */
export async function monthsOf(db: Database, creditor: string): Promise<Month[]> {
  const until = recall<string>(db, 'now') ?? '';
  const journals = Array.from(streams<Entry>(db), ({ items }) => items.flatMap(({ entries }) => entries));
  const models = sqliteModels(db, () => {});
  const scoredBy = journals.map((entries) => entries.find((entry) => entry.kind === 'scored')?.hash);
  const used = [...new Set(scoredBy)].filter((hash) => hash !== undefined && hash !== coldStart.hash);
  const learnt: Model[] = [];
  for (const hash of used) {
    const kept = await models.get(creditor, 'paid-90', hash ?? '');
    if (kept) learnt.push(kept.model);
  }
  // The same case under the cold start, and under the model that scored it.
  const said = [coldStart, ...learnt].map((model) => {
    const firsts = firstScores(journals, until, priorFor(model));
    const points = pointsOf(model, firsts);
    return new Map(firsts.map((first, at) => [`${first.begun.person}`, { first, points: points[at] ?? 0 }]));
  });
  const rows = [...(said[0] ?? [])].flatMap(([person, { first, points }]) => {
    const outcome = outcomeOf(first.begun, first.end, until);
    const hash = first.begun.score?.hash;
    const place = learnt.findIndex((model) => model.hash === hash);
    const live = said[place + 1]?.get(person)?.points;
    if (!outcome || live === undefined || hash === undefined) return [];
    const month = dayAt(first.begun.at, ZONE).slice(0, 'YYYY-MM'.length);
    return [{ month, paid: outcome.paid90, cold: points, live, hash }];
  });
  return [...Map.groupBy(rows, ({ month }) => month)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([month, own]) => {
      const answers = Uint8Array.from(own, ({ paid }) => (paid ? 1 : 0));
      const paid = own.filter((row) => row.paid).length;
      if (Math.min(paid, own.length - paid) < FEWEST) return [];
      const figures = (of: (row: (typeof own)[number]) => number): Said => {
        const chances = Float64Array.from(own, (row) => of(row) / 100);
        const { auc, brier } = figuresOf(chances, answers);
        return { auc, brier, aucInterval: bootstrap(chances, answers, drawFrom(1)).auc };
      };
      return [
        {
          month,
          cases: own.length,
          paid,
          cold: figures(({ cold }) => cold),
          live: figures(({ live }) => live),
          by: [...new Set(own.map(({ hash }) => hash))].sort(),
        },
      ];
    });
}
