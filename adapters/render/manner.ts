import * as z from 'zod/mini';
import type { Language } from '../../core/case/words.ts';
import type { Message } from '../../core/message/message.ts';
import { type FixedWords, templateOf } from './templates.ts';

const Greetings = z.strictObject({
  greeting: z.string(),
  greetingWithoutName: z.string(),
  closing: z.string(),
});
type Greetings = z.infer<typeof Greetings>;

/** What other manners than the plain and full one say in its place, each a Liquid text. */
const Manners = z.strictObject({
  friendly: Greetings,
  formal: Greetings,
  short: z.strictObject({
    /** Where the rest of the statement is. */
    statement: z.string(),
    /** The answers to the questions of the ways out, in their order. */
    'ways-out': z.array(z.string()),
  }),
});

const known = new Map<Language, z.infer<typeof Manners>>();

function mannersOf(language: Language): z.infer<typeof Manners> {
  let found = known.get(language);
  if (!found) {
    found = Manners.parse(JSON.parse(templateOf(`manners/${language}.json`)));
    known.set(language, found);
  }
  return found;
}

/** How a message greets and ends. */
export function greetingsOf({ manner, language }: Message, words: FixedWords): Greetings {
  const tone = manner?.tone ?? 'plain';
  return tone === 'plain' ? words : mannersOf(language)[tone];
}

/** The words of a short message; undefined for a full one. */
export function shortWords({ manner, language }: Message): z.infer<typeof Manners>['short'] | undefined {
  return manner?.length === 'short' ? mannersOf(language).short : undefined;
}
