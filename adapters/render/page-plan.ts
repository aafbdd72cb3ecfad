import type { Instalment } from '../../core/case/entry.ts';
import type { FormPage } from '../../core/page/page.ts';
import type { PlanChoices } from '../../core/page/plan-choices.ts';
import type { Field, PageBlock } from './page-blocks.ts';
import { baseOf, fieldsOf, typedIn } from './page-fields.ts';
import { helpWith } from './page-overview.ts';
import type { Voice } from './page-words.ts';

/** Plans to choose from, means to tell, and any other number of months: each in a form of its own. */
export function planForms(form: FormPage, voice: Voice): PageBlock[] {
  const { plans, token } = form;
  const text = (name: string) => voice.say('plan', name);
  // What was told goes along, so that it is still there when something has to be mended.
  const told = ['spare', 'pay-day'].map((name) => ({ name, value: typedIn(form, name) }));
  const formOf = (
    names: readonly string[],
    kept: typeof told,
    ...buttons: readonly { label: string; name?: string; value?: string }[]
  ): PageBlock => ({
    kind: 'form',
    action: voice.href('/plan'),
    hidden: [{ name: 'token', value: token }, ...kept.filter(({ value }) => value !== '')],
    fields: fieldsOf(form, voice).filter(({ name }) => names.includes(name)),
    buttons: [...buttons],
  });
  const doing = (label: string, value: string) => ({ label: text(label), name: 'do', value });
  const stated = plans?.stated;
  return [
    ...(plans?.debtHelp ? debtHelp(voice) : []),
    ...(plans && plans.choices.length > 0 ? [formOf(['choice'], told, { label: text('submit') })] : []),
    { kind: 'heading', text: text('means') },
    { kind: 'text', text: text('meansText') },
    ...(stated === undefined ? [] : [statedText(form, stated, voice)]),
    formOf(
      ['spare', 'pay-day'],
      [],
      doing('calculate', 'propose'),
      ...(stated === undefined ? [] : [doing('withdrawMeans', 'withdraw-means')]),
    ),
    { kind: 'heading', text: text('other') },
    formOf(['months', 'first'], told, { label: text('submitOther') }),
  ];
}

/** What they said before, so that they see what the plans rest on and can change it. */
function statedText({ facts }: FormPage, cents: number, voice: Voice): PageBlock {
  return {
    kind: 'text',
    text: voice.say('plan', 'stated', { amount: voice.money(cents, facts.currency) }),
  };
}

function debtHelp(voice: Voice): PageBlock[] {
  const text = (name: string) => voice.say('plan', name);
  return [
    { kind: 'notice', tone: 'calm', title: text('helpTitle'), lines: [text('help'), text('helpAsk')] },
    ...helpWith('money-help', voice),
    { kind: 'button', href: voice.href('/hardship'), label: voice.say('ways', 'hardship'), quiet: true },
  ];
}

/** What the forms for a plan ask. */
export function planFields(form: FormPage, voice: Voice): Field[] {
  const { plans } = form;
  return [
    ...(plans && plans.choices.length > 0 ? [choiceField(form, plans, voice)] : []),
    spareField(form, voice),
    { kind: 'text', type: 'text', inputmode: 'numeric', ...textField(form, voice, 'pay-day') },
    monthsField(form, voice),
    { kind: 'text', type: 'date', ...textField(form, voice, 'first'), min: form.facts.today },
  ];
}

/** What they said before stands in it already. */
function spareField(form: FormPage, voice: Voice): Field {
  const { stated } = form.plans ?? {};
  const field = textField(form, voice, 'spare');
  const said = stated === undefined ? '' : voice.money(stated, form.facts.currency);
  return { kind: 'text', type: 'text', inputmode: 'decimal', ...field, value: field.value || said };
}

function textField(form: FormPage, voice: Voice, name: string) {
  const hint = voice.say('plan', `${name}Hint`);
  return { ...baseOf(form, voice, name, voice.say('plan', name), hint), value: typedIn(form, name) };
}

function choiceField(form: FormPage, plans: PlanChoices, voice: Voice): Field {
  const chosen = typedIn(form, 'choice') || String(plans.choices[0]?.months);
  return {
    kind: 'radios',
    ...baseOf(form, voice, 'choice', voice.say('plan', 'choice')),
    options: plans.choices.map((choice, index) => ({
      value: String(choice.months),
      label: voice.say('plan', 'times', {
        count: choice.instalments.length,
        amount: voice.money(choice.instalments[0]?.cents ?? 0, form.facts.currency),
      }),
      hint: inWords(choice, index === 0 ? whyFirst(plans) : undefined, form, voice),
      checked: chosen === String(choice.months),
    })),
  };
}

/** The words that recommend the first plan; none where debt help is better, or nothing speaks for it but a person's yes. */
function whyFirst({ choices, stated, debtHelp }: PlanChoices): string | undefined {
  if (debtHelp) return undefined;
  if (stated !== undefined) return 'recommendedTold';
  return choices[0]?.atOnce ? 'recommended' : undefined;
}

/** Why it is recommended, its days, its last amount where that is another, the total, and who says yes. */
function inWords(
  { instalments, cents, atOnce }: PlanChoices['choices'][number],
  why: string | undefined,
  { facts }: FormPage,
  voice: Voice,
): string {
  const text = (name: string, more = {}) => voice.say('plan', name, more);
  const money = (amount: number) => voice.money(amount, facts.currency);
  const day = (instalment: Instalment | undefined) => voice.day(instalment?.on ?? facts.today);
  const [begin, end] = [instalments[0], instalments.at(-1)];
  return [
    ...(why ? [text(why)] : []),
    text(instalments.length > 1 ? 'days' : 'day', { first: day(begin), last: day(end) }),
    ...(end && end.cents !== begin?.cents ? [text('last', { amount: money(end.cents) })] : []),
    text('total', { amount: money(cents) }),
    text(atOnce ? 'atOnce' : 'person'),
  ].join(' ');
}

function monthsField(form: FormPage, voice: Voice): Field {
  const { months, currency } = form.facts;
  return {
    kind: 'select',
    ...baseOf(form, voice, 'months', voice.say('plan', 'months')),
    options: months.map((one) => ({
      value: String(one.months),
      label: voice.say('plan', 'option', { months: one.months, amount: voice.money(one.cents, currency) }),
      checked: typedIn(form, 'months') === String(one.months),
    })),
  };
}
