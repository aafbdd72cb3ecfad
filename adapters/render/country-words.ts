import * as z from 'zod/mini';
import type { Language } from '../../core/case/words.ts';
import type { Sender } from '../../core/message/message.ts';
import { type FixedWords, fill, NoApprovedText, question, templateOf, type Values } from './templates.ts';

/**
 * What differs from country to country, in one language, each a Liquid text: the law's words, and where help is found.
 * Help lines stand here and nowhere else.
 */
const CountryWords = z.strictObject({
  /** What the law of the country calls interest and costs. */
  interest: z.string(),
  costs: z.string(),
  costsWithVat: z.string(),
  /** That costs were added, how much and by which right. */
  costsAdded: z.string(),
  /** The term of a notice, as a line of its own. */
  noticeTerm: z.string(),
  /** On everything that an outside collector writes, where the law wants it; `sms` closes a text message. */
  amicable: z.optional(z.strictObject({ box: z.string(), sms: z.string() })),
  creditorNumber: z.string(),
  register: z.string(),
  supervisor: z.string(),
  postcodeHint: z.string(),
  /** Where people find advice about their rights. */
  advice: z.string(),
  /** Where a complaint goes that we do not solve. */
  complaintsBeyond: z.optional(z.string()),
  help: z.strictObject({
    /** Help with money in a sentence or two, in the few words of a text message, and place by place. */
    money: z.string(),
    sms: z.string(),
    places: z.array(question).check(z.minLength(1)),
    /** For whoever thinks of suicide. */
    crisis: question,
  }),
});
export type CountryWords = z.infer<typeof CountryWords>;

const known = new Map<string, CountryWords>();

/**
 * The words of a country in a language, read once.
 *
 * @param country two capitals
 * @throws NoApprovedText for a country whose words nobody has written: help of another country would be no help
 */
export function countryWords(country: string, language: Language): CountryWords {
  if (!/^[A-Z]{2}$/.test(country)) throw new NoApprovedText(`not a country: ${country}`);
  const path = `countries/${country.toLowerCase()}/${language}.json`;
  let found = known.get(path);
  if (!found) {
    found = CountryWords.parse(JSON.parse(templateOf(path)));
    known.set(path, found);
  }
  return found;
}

/** The fixed words that a country has its own for, filled: texts name them like any value. */
export function valuesOfCountry(words: CountryWords, values: Values): Values {
  const { costsAdded, noticeTerm, advice, help } = words;
  return {
    costsAdded: fill(costsAdded, values),
    noticeTerm: fill(noticeTerm, values),
    advice: fill(advice, values),
    moneyHelp: fill(help.money, values),
    smsHelp: fill(help.sms, values),
  };
}

/** Places that help with money, or the two that help in need, as questions and answers. */
export function helpOf(
  what: 'money-help' | 'help-lines',
  { help }: CountryWords,
  fixed: FixedWords,
): { title: string; items: { question: string; answer: string }[] } {
  const { title } = fixed[what];
  if (what === 'money-help') return { title, items: help.places };
  return { title, items: [{ question: fixed['help-lines'].money, answer: help.money }, help.crisis] };
}

/** Who asks for the money and who writes for them, a sentence each; empty where there is nothing to say. */
export function whoWrites(from: Sender, words: CountryWords, { foot }: FixedWords, values: Values) {
  const { collector } = from;
  const say = (is: unknown, source = '') => (is ? fill(source, values) : '');
  return {
    creditor: say(true, foot.creditor),
    who: collector ? say(true, foot.collector) : say(from.brand !== from.creditor, foot.brand),
    creditorNumber: say(from.creditorNumber, words.creditorNumber),
    creditorPostal: say(from.creditorPostal, foot.creditorPostal),
    creditorPhone: say(from.creditorPhone, foot.creditorPhone),
    register: say(collector?.registerNumber, words.register),
    supervisor: say(collector?.supervisor, words.supervisor),
    beyond: say(words.complaintsBeyond, words.complaintsBeyond),
  };
}

/** That this is no matter of a court, where an outside collector must say so. */
export function amicable(from: Sender, words: CountryWords): CountryWords['amicable'] {
  return from.collector && words.amicable;
}
