import { plusDays } from '../../core/calendar/moment.ts';
import type { Language } from '../../core/case/words.ts';
import type { FormFacts, FormPage } from '../../core/page/page.ts';
import { oneLine } from './amounts-and-days.ts';
import type { Field } from './page-blocks.ts';
import { planFields } from './page-plan.ts';
import type { Voice } from './page-words.ts';

const grounds = ['not-mine', 'not-delivered', 'wrong-amount', 'already-paid', 'other'];
/** Most likely first. */
const people = [
  'wrong-person',
  'deceased',
  'debt-help',
  'under-administration',
  'represented',
  'moved',
  'insolvent',
  'minor',
];

/** What a form asks, with what was typed and what is wrong with it. */
export function fieldsOf(form: FormPage, voice: Voice): Field[] {
  const { way, facts } = form;
  switch (way) {
    case 'pay':
      return [payChoice(form, voice), amountField(form, voice)];
    case 'plan':
      return planFields(form, voice);
    case 'promise':
      return [promiseField(form, voice)];
    case 'already-paid':
      return [amountField(form, voice)];
    case 'dispute':
      return [
        ...(facts.claims.length > 1 ? [claimsField(form, voice)] : []),
        among(form, voice, 'ground', grounds),
      ];
    case 'person':
      return [among(form, voice, 'who', people)];
    default:
      return [];
  }
}

/** What is wrong with a field, in words; undefined when nothing is. */
export function errorOf({ problems, facts }: FormPage, voice: Voice, field: string): string | undefined {
  const found = problems.find((one) => one.field === field);
  if (!found) return undefined;
  const open = voice.money(facts.open, facts.currency);
  return voice.say('problem', found.problem, { open, example: exampleDay(facts, voice) });
}

/** Name, words and what is wrong with a field. */
export function baseOf(form: FormPage, voice: Voice, name: string, label: string, hint?: string) {
  const error = errorOf(form, voice, name);
  return { name, label, ...(hint && { hint }), ...(error && { error }) };
}

/** What was typed into a field. */
export function typedIn({ typed }: FormPage, name: string): string {
  return typed[name]?.[0] ?? '';
}

function amountField(form: FormPage, voice: Voice): Field {
  const { way } = form;
  return {
    kind: 'text',
    type: 'text',
    inputmode: 'decimal',
    ...baseOf(form, voice, 'amount', voice.say(way, 'amount'), voice.say(way, 'amountHint')),
    value: typedIn(form, 'amount'),
  };
}

/** One of several answers; their words are those of the form. */
function among(form: FormPage, voice: Voice, name: string, values: readonly string[]): Field {
  return {
    kind: 'radios',
    ...baseOf(form, voice, name, voice.say(form.way, name)),
    options: values.map((value) => ({
      value,
      label: voice.say(form.way, value),
      checked: typedIn(form, name) === value,
    })),
  };
}

function payChoice(form: FormPage, voice: Voice): Field {
  const { open, instalment, currency } = form.facts;
  const label = (name: string, cents: number) =>
    voice.say('pay', name, { amount: voice.money(cents, currency) });
  const next = instalment && {
    value: 'instalment',
    label: label('instalment', instalment.cents),
    hint: voice.say('pay', 'instalmentHint', { day: voice.day(instalment.on) }),
  };
  const options: { value: string; label: string; hint?: string }[] = [
    ...(next ? [next] : []),
    { value: 'all', label: label('all', open) },
    { value: 'other', label: voice.say('pay', 'other') },
  ];
  // What most people want is chosen already.
  const chosen = typedIn(form, 'what') || options[0]?.value;
  return {
    kind: 'radios',
    ...baseOf(form, voice, 'what', voice.say('pay', 'what')),
    options: options.map((option) => ({ ...option, checked: option.value === chosen })),
  };
}

function promiseField(form: FormPage, voice: Voice): Field {
  const { lastPromiseDay: max, today: min } = form.facts;
  const example = exampleDay(form.facts, voice);
  const hint = voice.say('promise', 'dayHint', { day: voice.day(max), example });
  return {
    kind: 'text',
    type: 'date',
    ...baseOf(form, voice, 'day', voice.say('promise', 'day'), hint),
    value: typedIn(form, 'day'),
    min,
    max,
  };
}

function claimsField(form: FormPage, voice: Voice): Field {
  return {
    kind: 'checks',
    ...baseOf(form, voice, 'claims', voice.say('dispute', 'claims')),
    options: form.facts.claims.map(({ claim, subject }) => ({
      value: claim,
      label: voice.say('dispute', 'claim', { number: oneLine(claim) }),
      ...(subject && { hint: oneLine(subject) }),
      checked: form.typed.claims?.includes(claim) ?? false,
    })),
  };
}

/** What stands between day, month and year where somebody types them. */
const between: Record<Language, string> = { nl: '-', fr: '/', en: '/', de: '.' };

/** A day next week, as it can be typed by hand where a browser has no calendar. */
function exampleDay(facts: FormFacts, voice: Voice): string {
  const [year, month, day] = plusDays(facts.today, 7).split('-').map(Number);
  return [day, month, year].join(between[voice.language]);
}
