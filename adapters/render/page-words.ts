import * as z from 'zod/mini';
import type { Language } from '../../core/case/words.ts';
import type { Page } from '../../core/page/page.ts';
import { dayInWords, moneyInWords, referenceInWords } from './amounts-and-days.ts';
import { type CountryWords, countryWords } from './country-words.ts';
import { say, templateOf, type Values } from './templates.ts';
import { valuesOfSender } from './values.ts';

const words = z.record(z.string(), z.string());

/** The words of the debtor's page in one language, in groups, each a Liquid text. */
const PageWords = z.strictObject({
  layout: words,
  question: words,
  'not-me': words,
  unknown: words,
  ended: words,
  broken: words,
  overview: words,
  statement: words,
  closed: words,
  ways: words,
  pay: words,
  plan: words,
  'plan-preview': words,
  promise: words,
  'direct-debit': words,
  hardship: words,
  dispute: words,
  'already-paid': words,
  person: words,
  information: words,
  messages: words,
  complaint: words,
  why: words,
  groups: words,
  problem: words,
  said: words,
  'not-taken': words,
  payment: words,
});
type PageWords = z.infer<typeof PageWords>;

const known = new Map<Language, PageWords>();

/** The words of a language, read once. */
export function pageWords(language: Language): PageWords {
  let found = known.get(language);
  if (!found) {
    found = PageWords.parse(JSON.parse(templateOf(`pages/${language}.json`)));
    known.set(language, found);
  }
  return found;
}

/** How a page speaks: its words with what they can name, its amounts, its days, its addresses. */
export interface Voice {
  language: Language;
  /** A word or sentence of a group, filled. @throws NoApprovedText when there is none */
  say(group: keyof PageWords, name: string, more?: Values): string;
  /** The words of the debtor's country. @throws NoApprovedText on a page that knows no debtor */
  country(): CountryWords;
  /** What words can name: who writes, the reference. */
  values: Values;
  money(cents: number, currency: string): string;
  day(day: string): string;
  /** The address of a form or of the page itself, with the language that was chosen. */
  href(path?: string): string;
}

export function voiceOf(page: Page): Voice {
  const { language } = page;
  const all = pageWords(language);
  const values: Values = {
    ...(page.from && valuesOfSender(page.from, language)),
    ...(page.reference && { reference: referenceInWords(page.reference) }),
  };
  return {
    language,
    say: (group, name, more = {}) => say(all[group], name, { ...values, ...more }),
    country: () => countryWords(page.country ?? '', language),
    values,
    money: (cents, currency) => moneyInWords(cents, currency, language),
    day: (day) => dayInWords(day, language),
    href: (path = '') => `${page.at}${path}${page.chosen ? `?lang=${language}` : ''}`,
  };
}
