import { Liquid, type LiquidOptions, type Template } from 'liquidjs';
import * as z from 'zod/mini';
import type { Language } from '../../core/case/words.ts';
import { liquidWords } from './liquid-words.ts';
import { templateSource } from './template-source.ts';

/** There is no approved text of this name in this language for this channel. */
export class NoApprovedText extends Error {
  override name = 'NoApprovedText';
}

const strict = {
  // Not asked of the system: that loads all its languages, and amounts and days are written elsewhere.
  locale: 'nl',
  // A text with a hole in it never reaches a reader; only `if` may ask whether something is there.
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  ownPropertyOnly: true,
  jsTruthy: true,
};
const plain = liquid();
const html = liquid({ outputEscape: 'escape' });

function liquid(options: LiquidOptions = {}): Liquid {
  const made = new Liquid({ ...strict, ...options });
  for (const name in made.tags) if (!liquidWords.tags.includes(name)) delete made.tags[name];
  for (const name in made.filters) if (!liquidWords.filters.includes(name)) delete made.filters[name];
  return made;
}

/** A question with its answer. */
export const question = z.strictObject({ question: z.string(), answer: z.string() });
const questions = z.strictObject({ title: z.string(), items: z.array(question) });
const words = z.record(z.string(), z.string());

/** The fixed words of one language, each a Liquid text. */
const FixedWords = z.strictObject({
  greeting: z.string(),
  greetingWithoutName: z.string(),
  closing: z.string(),
  onBehalf: z.string(),
  sender: z.string(),
  thisMessage: z.strictObject({ email: z.string(), letter: z.string(), sms: z.string() }),
  statement: words,
  pay: words,
  plan: words,
  page: words,
  'ways-out': questions,
  'money-help': z.strictObject({ title: z.string() }),
  'help-lines': z.strictObject({ title: z.string(), money: z.string() }),
  foot: words,
  letter: words,
});
export type FixedWords = z.infer<typeof FixedWords>;

/** Names and their values, all formatted already. */
export type Values = Record<string, string | number | boolean>;

const fixed = new Map<Language, FixedWords>();
const parsed = new Map<string, Template[]>();

/** The fixed words of a language, read once. */
export function fixedWords(language: Language): FixedWords {
  let known = fixed.get(language);
  if (!known) {
    known = FixedWords.parse(JSON.parse(templateOf(`blocks/${language}.json`)));
    fixed.set(language, known);
  }
  return known;
}

/** One fixed word or sentence by its name, filled. */
export function say(group: Record<string, string>, name: string, values: Values = {}): string {
  const source = group[name];
  if (source === undefined) throw new NoApprovedText(`no words for ${name}`);
  return fill(source, values);
}

/** Fills a Liquid text without escaping: for plain text, SMS, paper. */
export function fill(source: string, values: Values): string {
  if (!source.includes('{')) return source;
  let template = parsed.get(source);
  if (!template) {
    template = plain.parse(source);
    parsed.set(source, template);
  }
  // "... van Voorbeeld B.V..": a name's own full stop ends the sentence too.
  return plain.renderSync(template, values).replace(/(?<!\.)\.\.(?!\.)/g, '.');
}

/** Fills a Liquid layout and escapes every value for HTML. */
export function fillMarkup(path: string, values: object): string {
  let template = parsed.get(path);
  if (!template) {
    template = html.parse(templateOf(path));
    parsed.set(path, template);
  }
  return html.renderSync(template, values);
}

/**
 * The source of an approved text: the one for the reader's country (`notice.be.liquid`), else the one that serves all
 * (`thanks.liquid`). A text that the law of each country words has none for all. In easier words (`thanks.easy`) it is
 * the usual text with other paragraphs: its subject and its blocks are the same, so that nothing is lost.
 *
 * @param country two capitals
 * @throws NoApprovedText when there is no such file
 */
export function approvedText(
  kind: 'text' | 'sms',
  language: Language,
  variant: string,
  country: string,
): string {
  const [, usual, easy] = /^([a-z0-9-]+)(\.easy)?$/.exec(variant) ?? [];
  if (!usual) throw new NoApprovedText(`not the name of a text: ${variant}`);
  const path = `${kind}/${language}/${variant}`;
  if (easy) {
    const paragraphs = templateOf(`${path}.liquid`).trim();
    return approvedText(kind, language, usual, country).replace(/(?<=\n\n).*?(?=\n\n::)/s, () => paragraphs);
  }
  return templateSource(`${path}.${country.toLowerCase()}.liquid`) ?? templateOf(`${path}.liquid`);
}

/**
 * A file of the templates folder.
 *
 * @throws NoApprovedText when there is no such file
 */
export function templateOf(path: string): string {
  const text = templateSource(path);
  if (text === undefined) throw new NoApprovedText(`no approved text ${path}`);
  return text;
}
