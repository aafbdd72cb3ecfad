import { createHash } from 'node:crypto';
import { Language } from '../../core/case/words.ts';
import type { Sender } from '../../core/message/message.ts';
import type { Page } from '../../core/page/page.ts';
import { oneLine } from './amounts-and-days.ts';
import { amicable, whoWrites } from './country-words.ts';
import type { Link, PageText } from './page-blocks.ts';
import { notMeText, plainText, questionText } from './page-doors.ts';
import { formText } from './page-forms.ts';
import { overviewText, planPreviewText } from './page-overview.ts';
import { pageWords, type Voice, voiceOf } from './page-words.ts';
import { fillMarkup, fixedWords, say, templateOf } from './templates.ts';

/** In one line: it travels with every page. */
const css = templateOf('pages/page.css').replace(/\s+/g, ' ');
/** The page's own styles are allowed by what is in them, so that nothing that is smuggled in has any. */
const styles = `'sha256-${createHash('sha256').update(css).digest('base64')}'`;

/**
 * Renders a debtor's page: HTML that loads nothing and needs no script. Every value is escaped; only our own styles
 * and the code that we drew are not.
 */
export async function renderPage(page: Page): Promise<{ html: string; styles: string }> {
  const voice = voiceOf(page);
  const text = await textOf(page, voice);
  const brand = page.from && oneLine(page.from.brand);
  const title = brand ? voice.say('layout', 'title', { heading: text.heading, brand }) : text.heading;
  const html = fillMarkup('pages/page.liquid', {
    css,
    language: page.language,
    title: text.problem ? voice.say('layout', 'titleWithProblem', { title }) : title,
    brand,
    box: page.from && amicable(page.from, voice.country())?.box,
    text,
    skip: voice.say('layout', 'skip'),
    backLabel: voice.say('layout', 'back'),
    others: Language.options
      .filter((language) => language !== page.language)
      .map((language) => ({ language, name: pageWords(language).layout.own })),
    reach: page.from && reachOf(page, voice),
    foot: page.from ? footOf(page.from, voice) : [],
  });
  return { html, styles };
}

async function textOf(page: Page, voice: Voice): Promise<PageText> {
  const { content } = page;
  switch (content.page) {
    case 'question':
      // A question is only asked behind a link that we know.
      return questionText(content, page.from as Sender, voice);
    case 'not-me':
      return notMeText(voice);
    case 'overview':
      return overviewText(content, voice);
    case 'form':
      return await formText(page, content, voice);
    case 'why':
      return (await import('./page-why.ts')).whyText(content, voice);
    case 'plan-preview':
      return planPreviewText(content, voice);
    default:
      return plainText(content, voice);
  }
}

/** How to reach a person: on every page, as links that a phone can follow. */
function reachOf({ from, reference }: Page, voice: Voice): { title: string; note: string; links: Link[] } {
  const { phone = '', email = '' } = from ?? {};
  return {
    title: voice.say('layout', 'reach'),
    note: reference ? voice.say('layout', 'reachReference') : '',
    links: [
      { href: `tel:${phone.replace(/[^+\d]/g, '')}`, label: voice.say('layout', 'call') },
      { href: `mailto:${oneLine(email)}`, label: voice.say('layout', 'mail') },
    ],
  };
}

/** Who writes and for whom, where they are, where to complain: with the words of messages. */
function footOf(from: Sender, voice: Voice): string[] {
  const fixed = fixedWords(voice.language);
  const { creditor, who, creditorNumber, creditorPostal, creditorPhone, register, supervisor, beyond } =
    whoWrites(from, voice.country(), fixed, voice.values);
  const text = (name: string) => say(fixed.foot, name, voice.values);
  return [
    [creditor, who, register, supervisor],
    [creditorNumber, creditorPostal, creditorPhone],
    [text('postal')],
    [text('complaints'), beyond],
    [text('data')],
  ]
    .map((sentences) => sentences.filter(Boolean).join(' '))
    .filter(Boolean);
}
