import { type Day, type Moment, plusDays } from '../calendar/moment.ts';
import type { Entry } from '../case/entry.ts';
import type { Profile } from '../case/words.ts';
import { defaultCutOffs } from '../segment/cut-offs.ts';
import { pointsOf, withCutOffs } from '../segment/fit-to-model.ts';
import { chooseProfile } from '../segment/profile.ts';
import { type CaseTarget, type caseTable, type FirstScore, firstScores, priorFor } from './case-rows.ts';
import { caseCard } from './cases/card.ts';
import { scoringDay } from './cases/view.ts';
import { directionsFor } from './catalogue.ts';
import { chancesOf, columnNamed } from './chances-of.ts';
import { coldStart } from './cold-start.ts';
import { driftOfCalibration, driftOfFeature, worstOf } from './drift.ts';
import { bootstrap, type Figures, figuresOf, type Interval } from './glass-box/figures.ts';
import type { Model } from './glass-box/model.ts';
import { type Answers, cameTrue, type Draw, type Table } from './glass-box/table.ts';
import { makeModel, tooLittle } from './make-model.ts';
import { pickRows } from './pick-rows.ts';
import { fairnessOf } from './release-fairness.ts';
import { rounded } from './rounded.ts';
import type { RowGroups } from './row-groups.ts';
import type { FairnessReport, Verdict, WatchReport } from './watch-report.ts';

/** Of the rows in the order of time, the later part is held out. */
const HELD_OUT = 0.25;
/** A model whose chances are surely further off than this, on average, is not promoted. */
const FAR = 0.05;
/** Samples of which the interval of a difference is made. */
const SAMPLES = 1_000;
const TINY = 1e-12;

export interface Refit {
  /** The entries of each case of one creditor. */
  journals: readonly (readonly Entry[])[];
  target: CaseTarget;
  /** Nothing of this moment or later is looked at. */
  until: Moment;
  /** The model that scores now; undefined before one was promoted. */
  champion: Model | undefined;
  seed: number;
  drawFrom: (seed: number) => Draw;
  tableOf: typeof caseTable;
}

/** Why nothing was learnt, in a sentence; or a challenger and what was found. */
export type Refitted = { tooFew: string } | { model: Model; report: WatchReport };

/**
 * Learns a challenger from all but the latest time, and sets it against what scores now on that time, which neither has
 * seen. The same journals, champion and seed give the same challenger.
 */
export function refit({ journals, target, until, champion, seed, drawFrom, tableOf }: Refit): Refitted {
  const all = tableOf(journals, target, until);
  const from = heldOutFrom(all, champion);
  if (from === undefined)
    return { tooFew: 'No case came to its end yet of which something could be learnt.' };
  // Most small portfolios are told so here, before more is counted.
  const less = tooLittle(all);
  if (less) return { tooFew: less };
  // As it would have been learnt on that day: what became known later is not in it.
  const earlier = tableOf(journals, target, startOf(from));
  const few = tooLittle(earlier) ?? tooLittle(pickRows(all, since(all, from)));
  if (few) return { tooFew: few };
  const learnt = makeModel(earlier, {
    source: { kind: 'cases', target },
    card: caseCard(target),
    seed,
    draw: drawFrom(seed),
    asOf: dayOf(from),
    directions: directionsFor(target),
  });
  // Of the time held out: a model says too surely what came of the cases that it learnt from.
  const fresh =
    target === 'paid-90'
      ? firstScores(journals, until, priorFor(learnt)).filter(({ view }) => view.day >= from)
      : [];
  // A score is cut where its own portfolio says.
  const model = withCutOffs(learnt, fresh, until);

  // Each model is given its rows as it would be given them live.
  const tableFor = ({ training }: Model) =>
    training.prior ? tableOf(journals, target, until, training.prior) : all;
  const heldFor = (each: Model) => {
    const table = tableFor(each);
    return pickRows(table, since(table, from));
  };
  const held = heldFor(model);
  const { answers } = held;
  const incumbent = champion ?? (target === 'paid-90' ? coldStart : undefined);
  const baseRate = cameTrue(earlier.answers) / earlier.answers.length;
  const champions = incumbent
    ? chancesOf(incumbent, heldFor(incumbent))
    : new Float64Array(answers.length).fill(baseRate);
  const challengers = chancesOf(model, held);

  const figures = figuresOf(challengers, answers);
  const { calibrationError: calibration } = bootstrap(challengers, answers, drawFrom(seed));
  const difference = differenceOf(challengers, champions, answers, drawFrom(seed));
  const fairness = fairnessOf({
    target,
    earlier,
    held,
    challengers,
    champions,
    treated: treatedBy(model, fresh),
    seed,
    drawFrom,
  });
  const worse = fairness.farOff.filter((each) => each.worse);
  const verdict: Verdict =
    difference.interval[1] >= 0
      ? 'not-better'
      : calibration[0] > FAR
        ? 'badly-calibrated'
        : worse.length > 0
          ? 'wrong-about-a-group'
          : 'better';

  const looks = incumbent ?? model;
  const table = tableFor(looks);
  // The newest inputs are those of cases whose time is not over: for drift their end need not be known.
  const recent =
    target === 'kept' ? table : tableOf(journals, 'paid-30', until, looks.training.prior ?? all.prior);
  const then = pickRows(
    table,
    [...table.answers.keys()].filter((row) => dayIn(table, row) < from),
  );
  const now = pickRows(recent, since(recent, from));
  const features = looks.features.map(({ binning }) =>
    driftOfFeature(binning, columnNamed(then, binning.name), columnNamed(now, binning.name)),
  );
  const kept = driftOfCalibration(champions, answers);
  return {
    model,
    report: {
      verdict,
      why: sentences[verdict] + (verdict === 'wrong-about-a-group' ? ` ${inWords(worse)}` : ''),
      heldOutFrom: dayOf(from),
      rows: { learnt: earlier.answers.length, heldOut: answers.length },
      champion: {
        kind: champion ? 'promoted' : incumbent ? 'cold-start' : 'base-rate',
        ...(incumbent && { hash: incumbent.hash }),
        figures: shown(figuresOf(champions, answers)),
      },
      challenger: {
        hash: model.hash,
        figures: shown(figures),
        calibrationInterval: [rounded(calibration[0]), rounded(calibration[1])],
      },
      difference,
      fairness,
      drift: {
        overall: worstOf([...features, kept].map(({ drift }) => drift)),
        features,
        calibration: kept,
      },
    },
  };
}

const sentences: Record<Verdict, string> = {
  better:
    'On time that neither had seen the challenger was better by more than chance, and its chances hold.',
  'not-better': 'On time that neither had seen the challenger was not better by more than chance.',
  'badly-calibrated': 'The challenger was better, but what it calls a chance is further off than 5 per cent.',
  'wrong-about-a-group':
    'The challenger was better on the whole, but about a group it is surely off by more than 5 per cent, and further than what scores now: a person decides.',
};

function inWords(farOff: FairnessReport['farOff']): string {
  return `${farOff.map(({ what, group }) => `${what}: ${group}`).join('; ')}.`;
}

/** The profile with which each case would begin under a model. */
function treatedBy(model: Model, firsts: readonly FirstScore[]): { groups: RowGroups; profile: Profile }[] {
  const points = pointsOf(model, firsts);
  return firsts.map(({ begun, groups, hardshipBefore }, at) => ({
    groups,
    profile: chooseProfile(begun, points[at] as number, model.profiles ?? defaultCutOffs, hardshipBefore)
      .profile,
  }));
}

/** The day from which on rows are held out; a champion has never seen them either. */
function heldOutFrom({ days }: Table, champion: Model | undefined): number | undefined {
  if (!days || days.length === 0) return undefined;
  const sorted = days.slice().sort();
  const latest = sorted[Math.floor(sorted.length * (1 - HELD_OUT))] as number;
  const { asOf, to } = champion?.training ?? {};
  const learntUntil = asOf ?? to;
  return learntUntil === undefined ? latest : Math.max(latest, numberOf(learntUntil));
}

const numberOf = (day: Day): number => scoringDay(`${day}T12:00:00Z`);
const dayOf = (day: number): Day => plusDays('1970-01-01', day);
const startOf = (day: number): Moment => `${dayOf(day)}T00:00:00Z`;
const dayIn = ({ days }: Table, row: number): number => days?.[row] ?? Number.NEGATIVE_INFINITY;

function since(table: Table, from: number): number[] {
  return [...table.answers.keys()].filter((row) => dayIn(table, row) >= from);
}

/** How much less (below 0) the first loses than the second, row by row, and what chance makes of it. */
function differenceOf(
  first: Float64Array,
  second: Float64Array,
  answers: Answers,
  draw: Draw,
): { value: number; interval: Interval } {
  const loss = (chances: Float64Array, row: number) => {
    const [chance, answer] = [chances[row] as number, answers[row] as number];
    return -answer * Math.log(Math.max(TINY, chance)) - (1 - answer) * Math.log(Math.max(TINY, 1 - chance));
  };
  const apart = first.map((_, row) => loss(first, row) - loss(second, row));
  const size = apart.length;
  const means = Array.from({ length: SAMPLES }, () => {
    let sum = 0;
    for (let row = 0; row < size; row += 1) sum += apart[draw(size)] as number;
    return sum / size;
  }).sort((a, b) => a - b);
  const at = (share: number) => rounded(means[Math.round(share * (SAMPLES - 1))] as number);
  return {
    value: rounded(apart.reduce((sum, one) => sum + one, 0) / size),
    interval: [at(0.025), at(0.975)],
  };
}

function shown({ auc, brier, logLoss, calibrationError }: Figures) {
  return {
    auc: rounded(auc),
    brier: rounded(brier),
    logLoss: rounded(logLoss),
    calibrationError: rounded(calibrationError),
  };
}
