import type { Sender } from '../../core/message/message.ts';
import type { Content, Question } from '../../core/page/page.ts';
import { whoWrites } from './country-words.ts';
import type { Field, PageBlock, PageText } from './page-blocks.ts';
import { saidNotice } from './page-overview.ts';
import type { Voice } from './page-words.ts';
import { fixedWords } from './templates.ts';

/** Who writes, that it is about a bill, and the question whose answer opens the page. */
export function questionText(question: Question, from: Sender, voice: Voice): PageText {
  const text = (name: string) => voice.say('question', name);
  const { problem, said } = question;
  const blocks: PageBlock[] = [];
  if (said) blocks.push(saidNotice(said, voice));
  if (problem === 'away' || problem === 'locked') {
    const tone = problem === 'away' ? 'calm' : 'problem';
    blocks.push({ kind: 'notice', tone, title: text(`${problem}Title`), lines: [text(problem)] });
  }
  const wrong = problem === 'empty' || problem === 'wrong' ? text(problem) : undefined;
  if (wrong) {
    const title = voice.say('layout', 'problems');
    blocks.push({
      kind: 'notice',
      tone: 'problem',
      title,
      lines: [],
      links: [{ href: '#f-answer', label: wrong }],
    });
  }
  blocks.push({
    kind: 'text',
    text: `${introduction(from, voice)} ${text(question.closed ? 'closed' : 'open')}`,
  });
  if (problem !== 'locked') blocks.push(...answerForm(question, voice, wrong));
  blocks.push({
    kind: 'links',
    items: [{ href: voice.href('/not-me'), label: text('notMe'), hint: text('notMeHint') }],
  });
  const heading = text('heading');
  return { heading, blocks, problem: wrong !== undefined || problem === 'locked' };
}

function answerForm({ to, asks }: Question, voice: Voice, error: string | undefined): PageBlock[] {
  const text = (name: string) => voice.say('question', name);
  const postcode = asks === 'postcode';
  const field: Field = {
    kind: 'text',
    type: 'text',
    name: 'answer',
    label: text(postcode ? 'postcode' : 'customer'),
    hint: postcode ? voice.country().postcodeHint : text('customerHint'),
    value: '',
    autocomplete: postcode ? 'postal-code' : 'off',
    ...(error && { error }),
  };
  return [
    { kind: 'text', text: text('why') },
    {
      kind: 'form',
      action: voice.href(to),
      hidden: [{ name: 'do', value: 'answer' }],
      fields: [field],
      buttons: [{ label: text('submit') }],
    },
  ];
}

/** In a sentence or two: who writes for whom, with the number in the register where there is one. */
function introduction(from: Sender, voice: Voice): string {
  const { creditor, who, register } = whoWrites(
    from,
    voice.country(),
    fixedWords(voice.language),
    voice.values,
  );
  return [who || creditor, register].filter(Boolean).join(' ');
}

/** For whoever the message reached by mistake. */
export function notMeText(voice: Voice): PageText {
  const text = (name: string) => voice.say('not-me', name);
  return {
    heading: text('heading'),
    blocks: [
      { kind: 'text', text: text('text') },
      {
        kind: 'form',
        action: voice.href('/not-me'),
        hidden: [],
        fields: [],
        buttons: [{ label: text('submit') }],
      },
    ],
    back: voice.href(),
  };
}

/** Pages on which nothing can be done but to call. */
export function plainText(
  content: Extract<Content, { page: 'unknown' | 'ended' | 'broken' }>,
  voice: Voice,
): PageText {
  const text = (name: string) => voice.say(content.page, name);
  if (content.page === 'ended' && content.handedOver) {
    return { heading: text('headingHandedOver'), blocks: [{ kind: 'text', text: text('textHandedOver') }] };
  }
  const blocks: PageBlock[] = [{ kind: 'text', text: text('text') }];
  if (content.page === 'broken') blocks.push({ kind: 'button', href: voice.href(), label: text('again') });
  return { heading: text('heading'), blocks };
}
