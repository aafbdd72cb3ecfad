import type { Day, Moment } from '../calendar/moment.ts';
import type { Case, Claim } from '../case/case.ts';
import type { Entry, EntryOf } from '../case/entry.ts';
import { fold } from '../case/fold.ts';
import { openIn } from '../money/statement.ts';
import { hardshipIn } from '../segment/hardship-before.ts';
import { caseFeatures, planFeatures } from './cases/catalogue.ts';
import { channelsNoted, knownBefore, MOST_EARLIER } from './cases/known.ts';
import { type Around, coldPrior, notOwed, scoringDay, settledOf, viewOf } from './cases/view.ts';
import { featureNamed } from './catalogue.ts';
import type { Prior, View } from './feature.ts';
import type { Model } from './glass-box/model.ts';
import type { Table } from './glass-box/table.ts';
import { invoiceFeatures } from './invoices/catalogue.ts';
import { latenessOf, numbered } from './invoices/history.ts';
import { groupsOfRow, type RowGroups } from './row-groups.ts';

/**
 * What can be asked of a case: paid in full within so many days of the moment it was scored, the share that was recovered
 * within so many, or whether a plan is kept.
 */
export const caseTargets = ['paid-30', 'paid-60', 'paid-90', 'recovered-180', 'kept'] as const;
export type CaseTarget = (typeof caseTargets)[number];

/** A place in a journal of which something can be asked, and what came true. */
interface Row {
  view: View;
  /** 0 or 1; of a share anything between. */
  answer: number;
  groups: RowGroups;
}

/** Rows with the groups that they belong to: beside the columns, so that no model can know them. */
export type GroupedTable = Table & { groups: readonly RowGroups[] };

interface Journal {
  entries: readonly Entry[];
  /** All that is known of the case before `until`. */
  end: Case;
}

/**
 * Rows to learn from, out of the journals of one creditor's cases: for `paid-…` and `recovered-…` one for each time that a case was scored,
 * for `kept` one for each plan that was agreed. What a row knows is what the journal told before that entry. A row whose
 * time was not over is left out, whatever came of it: only one kind of news would be known of the newest.
 *
 * @param journals the entries of each case, in their order. Earlier cases of the same debtors belong with them
 * @param until nothing of this moment or later is learnt from
 * @param given what rows with little history are drawn towards, for a model that was learnt already; else it is learnt
 * @returns a column for each feature that the target may know, each row with its day and its groups, and what the rows
 * were drawn towards
 */
export function caseTable(
  journals: readonly (readonly Entry[])[],
  target: CaseTarget,
  until: Moment,
  given?: Prior,
): GroupedTable & { prior: Prior } {
  const known = knownOf(journals, until);
  const prior = given ?? priorOf(known);
  const rows = byDebtor(known).flatMap((cases) =>
    cases.flatMap((journal, at) => {
      const before = cases.slice(Math.max(0, at - MOST_EARLIER), at);
      return target === 'kept'
        ? plansOf(journal, before, prior, until)
        : scoresOf(journal, before, prior, target, until);
    }),
  );
  const features = [...invoiceFeatures, ...caseFeatures, ...(target === 'kept' ? planFeatures : [])];
  return {
    columns: features.map(({ name, of }) => ({
      name,
      kind: 'number',
      values: Float64Array.from(rows, ({ view }) => of(view)),
    })),
    answers: Float64Array.from(rows, ({ answer }) => answer),
    days: Int32Array.from(rows, ({ view }) => view.day),
    groups: rows.map(({ groups }) => groups),
    prior,
  };
}

/** A case when it was first scored: what a score knew then, the case with that score, and how it stands in the end. */
export interface FirstScore {
  view: View;
  begun: Case;
  end: Case;
  groups: RowGroups;
  /** They had reported money trouble in an earlier case: a profile knows it, and no score. */
  hardshipBefore: boolean;
}

/**
 * Each case with its first score.
 *
 * @param until nothing of this moment or later is looked at
 * @param prior what rows with little history are drawn towards: that of the model that is to score them
 */
export function firstScores(
  journals: readonly (readonly Entry[])[],
  until: Moment,
  prior: Prior,
): FirstScore[] {
  return byDebtor(knownOf(journals, until)).flatMap((cases) =>
    cases.flatMap(({ entries, end }, place): FirstScore[] => {
      const at = entries.findIndex(({ kind }) => kind === 'scored');
      const entry = entries[at];
      const begun = caseOf(entries.slice(0, at + 1));
      if (!entry || !begun) return [];
      const before = cases.slice(Math.max(0, place - MOST_EARLIER), place);
      const found = viewAt(entries.slice(0, at), entry, channelsNoted([entry]), before, prior);
      if (!found) return [];
      const groups = groupsOfRow(begun, entries);
      return [{ view: found.view, begun, end, groups, hardshipBefore: hardshipIn(found.earlier, entry.at) }];
    }),
  );
}

/** The row of a live case as a model takes it: a number for each of its features, NaN where nothing is known. */
export function caseRow(model: Pick<Model, 'features'>, view: View): Float64Array {
  return Float64Array.from(model.features, ({ binning }) => featureNamed(binning.name).of(view));
}

/** What little history is drawn towards, for views that a model is to score. */
export function priorFor({ training }: Pick<Model, 'training'>): Prior {
  return training.prior ?? coldPrior;
}

function knownOf(journals: readonly (readonly Entry[])[], until: Moment): Journal[] {
  return journals.flatMap((all) => {
    const entries = all.filter(({ at }) => at < until);
    const end = caseOf(entries);
    return end ? [{ entries, end }] : [];
  });
}

function caseOf(entries: readonly Entry[]): Case | undefined {
  // Which case it is, no feature knows.
  return fold([{ stream: '', seq: 1, cause: '', entries: [...entries] }]);
}

/** Cases of one debtor with one creditor, in one capacity and currency, in the order in which they were opened. */
function byDebtor(journals: readonly Journal[]): Journal[][] {
  const groups = new Map<string, Journal[]>();
  for (const journal of journals) {
    const { creditor, person, capacity, currency } = journal.end;
    const key = [creditor, person, capacity, currency].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), journal]);
  }
  return [...groups.values()].map((cases) =>
    cases.toSorted((a, b) =>
      a.end.openedAt < b.end.openedAt ? -1 : a.end.openedAt > b.end.openedAt ? 1 : 0,
    ),
  );
}

function scoresOf(
  journal: Journal,
  before: readonly Journal[],
  prior: Prior,
  target: Exclude<CaseTarget, 'kept'>,
  until: Moment,
): Row[] {
  const share = target === 'recovered-180';
  return journal.entries.flatMap((entry, at) => {
    if (entry.kind !== 'scored') return [];
    const limit = scoringDay(entry.at) + Number(target.split('-')[1]);
    if (limit >= scoringDay(until)) return [];
    const seen = journal.entries.slice(0, at);
    // What was noted with the score was known when it was made.
    const found = viewAt(seen, entry, channelsNoted([entry]), before, prior);
    const answer = found && (share ? shareRecovered : paidInFull)(found.c, journal.end, limit);
    return found && answer !== undefined
      ? [{ view: found.view, answer, groups: groupsOfRow(found.c, journal.entries) }]
      : [];
  });
}

function plansOf(journal: Journal, before: readonly Journal[], prior: Prior, until: Moment): Row[] {
  return journal.entries.flatMap((entry, at) => {
    if (entry.kind !== 'plan-agreed') return [];
    const answer = kept(journal.end, entry, until);
    const seen = journal.entries.slice(0, at);
    const found = viewAt(seen, entry, channelsNoted(seen), before, prior, entry.instalments);
    return found && answer !== undefined
      ? [{ view: found.view, answer, groups: groupsOfRow(found.c, journal.entries) }]
      : [];
  });
}

/** What was known just before an entry. */
function viewAt(
  seen: readonly Entry[],
  { at }: Entry,
  channels: number,
  before: readonly Journal[],
  prior: Prior,
  plan?: Around['plan'],
): { c: Case; view: View; earlier: readonly Case[] } | undefined {
  const c = caseOf(seen);
  if (!c) return undefined;
  const earlier = before.flatMap(({ entries }) => knownBefore('', entries, at) ?? []);
  const around = { day: scoringDay(at), earlier, channels, prior, ...(plan && { plan }) };
  const view = viewOf(c, around);
  return view && { c, view, earlier };
}

/**
 * Whether the principal of all claims that a case then had was paid through a day (since 1970); undefined where it turned
 * out that they were not owed. Costs and interest are paid before principal, or were not worth asking for.
 */
function paidInFull(then: Case, end: Case, limit: number): 0 | 1 | undefined {
  const owed = owedThen(then, end);
  if (owed.length === 0) return undefined;
  if (end.closed?.outcome === 'small-balance-waived' && scoringDay(end.closed.at) <= limit) return 1;
  return owed.every(({ books, claim }) => principalPaid(end, claim, limit) >= books.principal.charged)
    ? 1
    : 0;
}

/** The share of the principal that was open then that was paid through a day (since 1970); undefined as above. */
function shareRecovered(then: Case, end: Case, limit: number): number | undefined {
  let [open, paid] = [0, 0];
  for (const { claim, books } of owedThen(then, end)) {
    const before = then.claims.get(claim)?.books.principal.paid ?? 0;
    open += Math.max(0, books.principal.charged - before);
    paid += Math.max(0, principalPaid(end, claim, limit) - before);
  }
  return open > 0 ? Math.min(1, paid / open) : undefined;
}

/** The claims of which something was open then, as they stand at the end: none where it never became known who would have paid. */
function owedThen(then: Case, end: Case): Claim[] {
  if (notOwed(end)) return [];
  return [...then.claims.values()].flatMap((claim) => {
    const last = end.claims.get(claim.claim);
    return last && last.gone !== 'withdrawn' && openIn(claim.books, 'principal') > 0 ? [last] : [];
  });
}

/** Principal of a claim that was paid through a day, by value day. Money that was taken back later never came. */
function principalPaid(end: Case, claim: string, limit: number): number {
  let paid = 0;
  for (const line of end.lines) {
    if (line.claim !== claim || line.bucket !== 'principal' || line.effect !== 'paid') continue;
    if (line.cents < 0 || numbered(line.on) <= limit) paid += line.cents;
  }
  return paid;
}

/** Whether a plan was kept; undefined where its time is not over, or something else took its place. */
function kept(end: Case, { plan, instalments }: EntryOf<'plan-agreed'>, until: Moment): 0 | 1 | undefined {
  const last = instalments.reduce((latest: Day, { on }) => (on > latest ? on : latest), '');
  if (notOwed(end)) return undefined;
  if (last === '' || numbered(last) >= scoringDay(until)) return undefined;
  const state = end.plans.get(plan)?.state;
  return state === 'completed' ? 1 : state === 'broken' ? 0 : undefined;
}

/** How all debtors pay, as far as the journals tell: what the creditor counted, and how late claims were paid. */
function priorOf(journals: readonly Journal[]): Prior {
  let [days, paid, invoices, late] = [0, 0, 0, 0];
  for (const { end } of journals) {
    invoices += end.history.invoices;
    late += end.history.late;
    for (const settled of settledOf(end)) {
      days += latenessOf(settled);
      paid += 1;
    }
  }
  return {
    meanLateness: paid > 0 ? days / paid : coldPrior.meanLateness,
    shareLate: invoices > 0 ? late / invoices : coldPrior.shareLate,
  };
}
