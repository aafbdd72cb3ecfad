import { caseRow } from './case-rows.ts';
import { featureNamed } from './catalogue.ts';
import type { View } from './feature.ts';
import { compile } from './glass-box/compile.ts';
import { calledOf, type Model, nameOf, probabilityOfScore } from './glass-box/model.ts';

/** A term of a score, in units: base and terms add up to it exactly. */
export interface Reason {
  /** `base`, a feature of the catalogue, or two joined by ` × `. */
  feature: string;
  points: number;
  /** What it is about, in English. */
  words: string;
}

export interface Scored {
  /** Name of the model, and the hash that says which one it is. */
  model: string;
  hash: string;
  /** The chance in per cent that the model sees, rounded: 0 to 100. */
  points: number;
  /** In units of a ten-thousandth of a logit. */
  score: number;
  /** The base, then what moved the score, the strongest first. */
  reasons: Reason[];
  /** What the model looked at, by the names of the catalogue; what is not known is left out. */
  inputs: Record<string, number>;
}

const joint = ' × ';

/**
 * Scores a case. It softens or delays: it never adds costs, shortens a term or refuses.
 *
 * @param model one that predicts whether a case is paid in full within 90 days: `points` is that chance
 */
export function scoreCase(model: Model, view: View): Scored {
  const row = caseRow(model, view);
  const parts = compile(model).explainRow(row);
  const score = parts.reduce((sum, { points }) => sum + points, 0);
  const inputs = model.features.flatMap(({ binning: { name } }, at): [string, number][] => {
    const value = row[at] as number;
    return Number.isNaN(value) ? [] : [[name, Math.round(value * 1e4) / 1e4]];
  });
  // Journals tell of channels only here: whoever learns from them later needs it, whatever this model looks at.
  const channels = view.soFar?.reach;
  if (channels !== undefined && !Number.isNaN(channels) && !inputs.some(([name]) => name === 'channels'))
    inputs.push(['channels', channels]);
  const [base, ...terms] = parts
    .map((part) => ({ feature: nameOf(model, part), points: part.points }))
    .map((part) => ({ ...part, words: wordsOf(part.feature) }));
  return {
    model: calledOf(model),
    hash: model.hash,
    points: Math.round(probabilityOfScore(score) * 100),
    score,
    reasons: [
      ...(base ? [base] : []),
      ...terms.filter(({ points }) => points !== 0).sort((a, b) => Math.abs(b.points) - Math.abs(a.points)),
    ],
    inputs: Object.fromEntries(inputs),
  };
}

function wordsOf(feature: string): string {
  if (feature === 'base') return 'Where every case begins.';
  // Details after a comma are for the catalogue: a journal keeps every word for years.
  const meanings = feature.split(joint).map((name) => featureNamed(name).meaning.replace(/[,;:].*/, ''));
  return `${meanings.join('; together with: ')}.`;
}
