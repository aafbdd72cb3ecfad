import type { FormFacts, FormPage, Page } from '../../core/page/page.ts';
import { amountsShown } from '../../core/page/ways.ts';
import { inFours, oneLine, referenceInWords } from './amounts-and-days.ts';
import type { Transfer } from './epc-qr.ts';
import type { PageBlock, PageText } from './page-blocks.ts';
import { errorOf, fieldsOf } from './page-fields.ts';
import { helpWith } from './page-overview.ts';
import { planForms } from './page-plan.ts';
import type { Voice } from './page-words.ts';
import { fixedWords, say } from './templates.ts';

/** A form of the page, with what stands around it. */
export async function formText(page: Page, form: FormPage, voice: Voice): Promise<PageText> {
  const { way, facts, problems } = form;
  const blocks: PageBlock[] = [];
  if (problems.length > 0) {
    const fields = fieldsOf(form, voice);
    const links = problems.map(({ field }) => {
      const label = fields.find(({ name }) => name === field)?.label ?? '';
      const problem = errorOf(form, voice, field) ?? '';
      return { href: `#f-${field}`, label: voice.say('layout', 'problem', { label, problem }).trim() };
    });
    const title = voice.say('layout', 'problems');
    blocks.push({ kind: 'notice', tone: 'problem', title, lines: [], links });
  }
  if (way !== 'pay') blocks.push({ kind: 'text', text: introduction(way, facts, voice) });
  if (way === 'messages') blocks.push(...messageForms(form, voice));
  else if (way === 'plan') blocks.push(...planForms(form, voice));
  else if (way !== 'pay' || !facts.transfersOnly) blocks.push(theForm(form, voice));
  if (way === 'pay') blocks.push(...(await transfer(page, facts, voice)));
  if (way === 'dispute') blocks.push({ kind: 'text', small: true, text: voice.say('dispute', 'more') });
  if (way === 'hardship') blocks.push(...helpWith('help-lines', voice));
  const heading = way === 'pay' ? voice.say('pay', 'heading') : voice.say('ways', way);
  return { heading, blocks, back: voice.href(), problem: problems.length > 0 };
}

function introduction(way: Exclude<FormPage['way'], 'pay'>, facts: FormFacts, voice: Voice): string {
  const amount = voice.money(facts.open, facts.currency);
  const text = voice.say(way, 'text', { amount, day: voice.day(facts.directDebitDay) });
  return way === 'plan' && facts.instalment ? `${text} ${voice.say('plan', 'running')}` : text;
}

function theForm(form: FormPage, voice: Voice): PageBlock {
  const { way, token, facts } = form;
  const hidden = [{ name: 'token', value: token }];
  if (way === 'pay') hidden.push({ name: 'shown', value: amountsShown(facts) });
  const buttons = [{ label: voice.say(way, 'submit') }];
  return { kind: 'form', action: voice.href(`/${way}`), hidden, fields: fieldsOf(form, voice), buttons };
}

/** One form for each channel, and one for the words: how it is now, and the button that changes it. */
function messageForms({ facts, token }: FormPage, voice: Voice): PageBlock[] {
  const text = (name: string) => voice.say('messages', name);
  const form = (about: string, now: string, change: string, button: string): PageBlock[] => [
    { kind: 'heading', text: text(`heading-${about}`) },
    { kind: 'text', text: text(now) },
    {
      kind: 'form',
      action: voice.href('/messages'),
      hidden: [
        { name: 'token', value: token },
        { name: 'change', value: change },
      ],
      fields: [],
      buttons: [{ label: text(`${button}-${about}`) }],
    },
  ];
  const channels = facts.channels.flatMap(({ channel, stopped }) =>
    stopped
      ? form(channel, 'is-off', `opt-in ${channel}`, 'start')
      : form(channel, 'is-on', `opt-out ${channel}`, 'stop'),
  );
  return [
    ...(channels.length > 0 ? channels : [{ kind: 'text', text: text('none') } as const]),
    ...(facts.easyWords
      ? form('words', 'are-easy', 'words usual', 'stop')
      : form('words', 'are-usual', 'words easy', 'start')),
  ];
}

/** Account, name, reference and code for a transfer by the payer's own bank. */
async function transfer(page: Page, facts: FormFacts, voice: Voice): Promise<PageBlock[]> {
  const { from, reference } = page;
  if (!from?.iban || !reference) return [];
  const words = fixedWords(voice.language).pay;
  const cents = facts.instalment?.cents ?? facts.open;
  const name = oneLine(from.accountName ?? from.creditor);
  const svg = facts.currency === 'EUR' && (await codeOf({ name, iban: from.iban, cents, reference }));
  return [
    { kind: 'heading', text: voice.say('pay', 'transfer') },
    { kind: 'text', text: voice.say('pay', facts.transfersOnly ? 'transferOnly' : 'transferHint') },
    {
      kind: 'rows',
      level: 3,
      title: voice.say('pay', 'details'),
      lines: [
        { label: say(words, 'amount'), value: voice.money(cents, facts.currency) },
        { label: say(words, 'account'), value: inFours(from.iban) },
        { label: say(words, 'accountName'), value: name },
        { label: say(words, 'reference'), value: referenceInWords(reference) },
      ],
    },
    ...(svg ? [{ kind: 'code' as const, svg, alt: say(words, 'qr') }] : []),
    { kind: 'text', small: true, text: voice.say('pay', 'days') },
  ];
}

async function codeOf(transfer: Transfer): Promise<string | undefined> {
  // Loaded when somebody wants to pay: most visits are to look.
  const { epcPayload, NoTransferCode, qrSvg } = await import('./epc-qr.ts');
  try {
    return await qrSvg(epcPayload(transfer));
  } catch (error) {
    // No code is better than one that leads money astray. The account is still shown as it was given.
    if (error instanceof NoTransferCode) return undefined;
    throw error;
  }
}
