import type { Day } from '../calendar/moment.ts';
import { checkedDe } from './checked-de.ts';
import { checkedEn } from './checked-en.ts';
import { checkedFr } from './checked-fr.ts';
import { checkedNl } from './checked-nl.ts';
import type { Content } from './law.ts';
import { amountsIn, deadlinesIn, type Term, termsIn } from './said.ts';

// Looks for words. That they are found does not make a letter good; that they are not found makes it bad.

/**
 * The letters whose law is known: the Dutch notice before costs, the Belgian reminder and a Belgian collector's formal
 * notice, the German first demand.
 */
export type TextKind = 'notice-14-days' | 'first-reminder' | 'formal-notice' | 'first-demand';

/** Languages in which texts are checked. */
export const checkedLanguages = { nl: checkedNl, en: checkedEn, fr: checkedFr, de: checkedDe };
export type CheckedLanguage = keyof typeof checkedLanguages;

/** Words that hurt or mislead: `block` may never stand there, `warn` has a better way to say it. */
export interface LexiconEntry {
  severity: 'block' | 'warn';
  pattern: RegExp;
  why: string;
}

/** How a language says what a letter must hold. */
export interface CheckedWords {
  /** Found by any of these; a content that has none cannot be checked by words. */
  contents: Partial<Record<Content, RegExp>>;
  /** Words for numbers of days and weeks. */
  numbers: Readonly<Record<string, number>>;
  /** Months, January first. */
  months: readonly string[];
  units: { days: string; calendarDays: string; weeks: string };
  /** What stands before a term: `within`. */
  within: string;
  /** What follows a term, by when it starts; the first that fits holds. */
  starts: readonly { starts: Term['starts']; after: string }[];
  /** What stands before a last day: `by`, `no later than`. */
  by: string;
  lexicon: readonly LexiconEntry[];
}

export interface TextAsked {
  kind: TextKind;
  language: CheckedLanguage;
  /** What the law wants in it. */
  contents: readonly Content[];
  /** The costs that it must announce to the cent, VAT included; cents. Left out where nobody said. */
  costs?: number;
  /** The last free day of the term, where it is known when the letter leaves. */
  lastFreeDay?: Day;
}

export interface Finding {
  severity: 'block' | 'warn';
  /** A stable name. */
  what: string;
  /** The words in which it was found. */
  found: string;
  why: string;
}

export interface TextChecked {
  /** What the law wants and no word of it was found. */
  missing: Content[];
  /** What must not stand there. */
  invalid: Finding[];
  warnings: Finding[];
  /** What a person must look for: no word gives it away. */
  unchecked: Content[];
  /** True when no costs can ever be charged on this letter: only a new one repairs it. */
  costsLost: boolean;
}

/** Without one of these a notice is none, and no costs follow from it (art. 6:96(6) BW; CEL art. XIX.2). */
const statutory: ReadonlySet<Content> = new Set<Content>([
  'demand-for-payment',
  'term-after-receipt',
  'pay-by',
  'consequence',
  'costs-amount',
  'vat',
]);

/** Days that a term must give at least, the first one counted. */
const LEAST_DAYS = 14;

/** What is missing or invalid in a letter. */
export function checkText(written: string, asked: TextAsked): TextChecked {
  const text = written
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[’‘]/g, "'");
  const words: CheckedWords = checkedLanguages[asked.language];
  const found: Finding[] = [
    ...wrongTerms(text, words, asked),
    ...wrongCosts(text, words, asked),
    ...wrongDays(text, words, asked),
    ...words.lexicon.flatMap(({ severity, pattern, why }) => {
      const said = pattern.exec(text)?.[0];
      return said === undefined ? [] : [{ severity, what: 'lexicon', found: said, why }];
    }),
  ];

  const missing: Content[] = [];
  const unchecked: Content[] = [];
  for (const content of asked.contents) {
    const held = holds(text, words, asked, content);
    if (held === undefined) unchecked.push(content);
    else if (!held) missing.push(content);
  }
  const invalid = found.filter(({ severity }) => severity === 'block');
  const warnings = found.filter(({ severity }) => severity === 'warn');
  const costsLost =
    asked.kind !== 'first-demand' &&
    (missing.some((content) => statutory.has(content)) || invalid.some(({ what }) => what !== 'lexicon'));
  return { missing, invalid, warnings, unchecked, costsLost };
}

/** Whether a text holds something; undefined where words cannot tell. */
function holds(text: string, words: CheckedWords, asked: TextAsked, content: Content): boolean | undefined {
  const terms = termsIn(text, words);
  switch (content) {
    case 'term-after-receipt':
      // A term that starts too early or is too short is there, and is said to be invalid.
      return terms.some(({ starts }) => starts !== 'unsaid');
    case 'pay-by':
      return terms.length > 0 || deadlinesIn(text, words).length > 0;
    case 'costs-amount':
      if (asked.costs === 0) return true;
      return words.contents['costs-amount']?.test(text) && amountsIn(text).length > 0;
    case 'principal':
      return amountsIn(text).length > 0;
    default:
      return words.contents[content]?.test(text);
  }
}

function wrongTerms(text: string, words: CheckedWords, { kind }: TextAsked): Finding[] {
  if (kind === 'first-demand') return [];
  return termsIn(text, words).flatMap(({ days, starts, found }): Finding[] => {
    const block = (what: string, why: string): Finding[] => [{ severity: 'block', what, found, why }];
    if (kind === 'notice-14-days' && starts === 'earlier') {
      return block(
        'term-starts-too-early',
        'the term starts on the day after receipt, never with the letter',
      );
    }
    if (kind === 'notice-14-days' && starts === 'unsaid') return [];
    // Counted from the receipt itself the day of receipt is lost: fifteen days are needed.
    const least = kind === 'notice-14-days' && starts === 'receipt' ? LEAST_DAYS + 1 : LEAST_DAYS;
    if (days >= least) return [];
    return block('term-too-short', `at least ${least} days when it is counted like that`);
  });
}

function wrongCosts(text: string, words: CheckedWords, { costs, contents }: TextAsked): Finding[] {
  if (costs === undefined || costs === 0 || !contents.includes('costs-amount')) return [];
  const named = words.contents['costs-amount']?.exec(text)?.[0];
  if (named === undefined || amountsIn(text).includes(costs)) return [];
  const why = `the exact amount is ${(costs / 100).toFixed(2)}, and it is not named`;
  return [{ severity: 'block', what: 'costs-not-exact', found: named, why }];
}

function wrongDays(text: string, words: CheckedWords, { kind, lastFreeDay }: TextAsked): Finding[] {
  if (kind === 'first-demand') return [];
  return deadlinesIn(text, words).flatMap(({ day, found }): Finding[] => {
    if (lastFreeDay === undefined) {
      const why =
        'a fixed last day makes the letter void when it comes too early: say when the letter leaves';
      return [{ severity: 'warn', what: 'fixed-day', found, why }];
    }
    if (day >= lastFreeDay) return [];
    const why = `the term runs to ${lastFreeDay} at least`;
    return [{ severity: 'block', what: 'fixed-day-too-early', found, why }];
  });
}
