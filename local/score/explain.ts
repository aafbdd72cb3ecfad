import type { Database } from '../../adapters/local/database.ts';
import { sqliteJournal } from '../../adapters/local/journal.ts';
import { sqliteModels } from '../../adapters/local/models.ts';
import { reasonInWords } from '../../adapters/render/reasons.ts';
import type { Moment } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import type { Language, Profile } from '../../core/case/words.ts';
import { priorFor } from '../../core/score/case-rows.ts';
import { channelsNoted, earlierCases, knownBefore } from '../../core/score/cases/known.ts';
import { scoringDay, viewOf } from '../../core/score/cases/view.ts';
import { catalogue } from '../../core/score/catalogue.ts';
import { coldStart } from '../../core/score/cold-start.ts';
import type { Model } from '../../core/score/glass-box/model.ts';
import { written } from '../../core/score/glass-box/unit.ts';
import { uses } from '../../core/score/invoices/card.ts';
import { type Reason, scoreCase } from '../../core/score/score-case.ts';
import { strongest } from '../../core/score/told.ts';
import { ZONE } from '../days.ts';
import { WrongUse } from '../stored.ts';
import { wall } from '../story.ts';
import { findCase } from '../view.ts';
import { languageInWords, spoken } from '../words.ts';

/** A score with all that it is made of. */
export interface Explanation {
  case: string;
  /** When it was made, or as of when it was made again. */
  at: Moment;
  model: string;
  hash?: string;
  /** False for a model that was made by hand. */
  learnt: boolean;
  /** Chance in per cent of being paid in full within 90 days. */
  points: number;
  /** In ten-thousandths of a logit; absent in old entries, whose reasons add up to `points`. */
  score?: number;
  reasons: Reason[];
  inputs: Readonly<Record<string, unknown>>;
  language: Language;
  /** The strongest reasons as the debtor would read them. */
  told: string[];
  profile?: { profile: Profile; why?: string };
  mayNotBeUsedFor: readonly string[];
}

const MOST_TOLD = 3;

/**
 * The last score of a case; with `at` what the score would have been on what was known before that moment.
 *
 * @throws WrongUse for a case that was not scored, or whose model is not at hand to score it again
 */
export async function explain(
  db: Database,
  beginning: string,
  wanted: { language?: Language; at?: Moment },
): Promise<Explanation> {
  const id = findCase(db, beginning);
  const journal = sqliteJournal(db);
  const all = (await journal.read(id)).flatMap(({ entries }) => entries);
  const { at } = wanted;
  const entries = at === undefined ? all : all.filter((entry) => entry.at < at);
  const first = entries[0];
  if (first?.kind !== 'case-opened') throw new WrongUse(`Case ${id} was not open yet at that moment.`);
  const models = sqliteModels(db, () => {});
  const kept = async (hash: string) => (await models.get(first.creditor, 'paid-90', hash))?.model;
  const found = at === undefined ? asRecorded(id, entries) : await again(journal, id, all, at, kept);
  const profile = entries.findLast((entry) => entry.kind === 'profile-assigned');
  const language = wanted.language ?? first.language;
  return {
    case: id,
    ...found,
    learnt: found.hash !== undefined && found.hash !== coldStart.hash,
    language,
    told: strongest(found.reasons, found.inputs, MOST_TOLD).flatMap((reason) =>
      // Entries of earlier versions have names that nobody wrote sentences for.
      isKnown(reason.feature) ? [reasonInWords(reason, language)] : [],
    ),
    ...(profile && {
      profile: { profile: profile.profile, ...(profile.receipt && { why: profile.receipt.reason }) },
    }),
    mayNotBeUsedFor: uses.mayNotBeUsedFor,
  };
}

type Found = Pick<Explanation, 'at' | 'model' | 'hash' | 'points' | 'score' | 'reasons' | 'inputs'>;

function asRecorded(id: string, entries: readonly Entry[]): Found {
  const scored = lastScore(entries);
  if (!scored) throw new WrongUse(`Case ${id} was not scored yet.`);
  const { at, model, hash, points, score, reasons, receipt } = scored;
  return {
    at,
    model,
    ...(hash !== undefined && { hash }),
    points,
    ...(score !== undefined && { score }),
    reasons,
    inputs: receipt?.inputs ?? {},
  };
}

async function again(
  journal: ReturnType<typeof sqliteJournal>,
  id: string,
  all: readonly Entry[],
  at: Moment,
  kept: (hash: string) => Promise<Model | undefined>,
): Promise<Found> {
  const entries = all.filter((entry) => entry.at < at);
  const scored = lastScore(entries) ?? all.find((entry) => entry.kind === 'scored');
  const hash = scored ? scored.hash : coldStart.hash;
  const model = hash === coldStart.hash ? coldStart : hash !== undefined && (await kept(hash));
  if (!model)
    throw new WrongUse(
      `Case ${id} was scored by ${scored?.model}, which is not part of this version: only what was recorded can be shown. Leave --at out.`,
    );
  const c = knownBefore(id, all, at);
  const view =
    c &&
    viewOf(c, {
      day: scoringDay(at),
      earlier: await earlierCases(journal, id, at),
      channels: channelsNoted(entries),
      prior: priorFor(model),
    });
  if (!view) throw new WrongUse(`Case ${id} had no claims yet at that moment.`);
  return { at, ...scoreCase(model, view) };
}

function lastScore(entries: readonly Entry[]): EntryOf<'scored'> | undefined {
  return entries.findLast((entry) => entry.kind === 'scored');
}

function isKnown(feature: string): boolean {
  return feature.split(' × ').every((name) => catalogue.some((each) => each.name === name));
}

/** An explanation as a person reads it. */
export function tellExplanation(found: Explanation): string {
  const { points, score, reasons, profile, told } = found;
  const [day, clock] = wall(found.at, ZONE);
  const number = score === undefined ? String : written;
  const signed = (value: number) => `${value > 0 ? '+' : ''}${number(value)}`.padStart(9);
  const sum = reasons.reduce((total, reason) => total + reason.points, 0);
  return [
    `Case ${found.case}, ${day} ${clock}`,
    `Likely to be paid in full within 90 days: ${points} %`,
    `Model ${found.model}${found.hash ? `, SHA-256 ${found.hash}` : ''}${found.learnt ? '' : '; made by hand, not learnt'}`,
    '',
    ...reasons.map(
      (reason) => `${signed(reason.points)}  ${reason.words}${valueWithUnit(reason.feature, found.inputs)}`,
    ),
    `${number(sum).padStart(9)}  together${score === undefined ? '' : `, in logits: the score, ${points} %`}`,
    ...(told.length > 0
      ? ['', `In ${languageInWords[found.language]}:`, ...told.map((line) => `  ${line}`)]
      : []),
    ...(profile ? ['', `Profile: ${spoken(profile.profile)}.${profile.why ? ` ${profile.why}` : ''}`] : []),
    '',
    'This score may not be used for:',
    ...found.mayNotBeUsedFor.map((use) => `  ${use}`),
  ].join('\n');
}

/** What was known of a feature, with its unit: ` (45 euros)`. */
function valueWithUnit(name: string, inputs: Explanation['inputs']): string {
  const value = inputs[name];
  const unit = catalogue.find((feature) => feature.name === name)?.unit;
  if (typeof value !== 'number' || unit === undefined) return '';
  const rounded = Number(value.toFixed(2));
  if (unit === 'share') return ` (${Math.round(value * 100)} %)`;
  if (unit === 'yes or no') return ` (${value > 0 ? 'yes' : 'no'})`;
  return unit === 'number' || unit === 'ratio' ? ` (${rounded})` : ` (${rounded} ${unit})`;
}
