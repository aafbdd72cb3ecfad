import type { Channel, Language } from '../../core/case/words.ts';
import type { Message } from '../../core/message/message.ts';
import { type Block, type BlockName, blocks, footOf, type Line } from './blocks.ts';
import { amicable, countryWords } from './country-words.ts';
import { greetingsOf, shortWords } from './manner.ts';
import { approvedText, fill, fixedWords, NoApprovedText } from './templates.ts';
import { valuesOf } from './values.ts';

/** A message in words, in reading order, not yet laid out. */
export interface Text {
  language: Language;
  subject: string;
  /** What must stand apart, above everything else. */
  box?: string;
  greeting: string;
  blocks: Block[];
  /** Greeting at the end: kind regards, who, for whom. */
  closing: string[];
  foot: string[];
}

/** Stands for `::` after parsing. No value can hold it (`oneLine`), so nobody can forge a block. */
const MARK = '\uE000';

/**
 * Fills the approved text of a message for a channel.
 *
 * @throws NoApprovedText when there is no text of that name
 * @throws UndefinedVariableError (of liquidjs) when the message lacks something the text must say
 */
export function textOf(message: Message, channel: Channel): Text {
  const { language, variant } = message;
  const words = fixedWords(language);
  const country = countryWords(message.country, language);
  const values = valuesOf(message, channel);
  const source = approvedText('text', language, variant, message.country);
  const [subject, ...body] = fill(source.replace(/^::/gm, MARK), values).split('\n');
  if (!subject?.startsWith('Subject: ')) throw new NoApprovedText(`the text ${variant} has no subject`);

  const short = shortWords(message);
  const context = { message, words, country, values, ...(short && { short }) };
  const greetings = greetingsOf(message, words);
  const found: Block[] = [];
  let sentences: string[] = [];
  const endParagraph = () => {
    if (sentences.length > 0) found.push({ kind: 'paragraph', text: sentences.join(' ') });
    sentences = [];
  };
  for (const line of [...body, '']) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith(MARK)) endParagraph();
    else sentences.push(trimmed);
    if (trimmed.startsWith(MARK)) {
      const block = blocks[blockName(trimmed.slice(1), variant)](context);
      if (block) found.push(block);
    }
  }
  const box = amicable(message.from, country)?.box;
  return {
    language,
    ...(box && { box }),
    subject: subject.slice('Subject: '.length).trim(),
    greeting: fill(values.name ? greetings.greeting : greetings.greetingWithoutName, values),
    blocks: found,
    closing: [
      fill(greetings.closing, values),
      String(values.brand),
      ...(message.from.collector ? [fill(words.onBehalf, values)] : []),
    ],
    foot: footOf(context),
  };
}

function blockName(name: string, variant: string): BlockName {
  if (!Object.hasOwn(blocks, name))
    throw new NoApprovedText(`the text ${variant} asks for a block ::${name}`);
  return name as BlockName;
}

/** The message as plain text, for mail readers that show no HTML and for screen readers. */
export function plainText(text: Text): string {
  const parts = [
    ...(text.box ? [text.box] : []),
    text.greeting,
    ...text.blocks.map((block) => plainBlock(block, text.language)),
    text.closing.join('\n'),
    '--',
    text.foot.join('\n'),
  ];
  return `${withPlainSpaces(parts.join('\n\n'))}\n`;
}

/** Spaces that do not break are for layout; text that is searched, copied or sent by SMS wants plain ones. */
export function withPlainSpaces(text: string): string {
  return text.replace(/[\u00A0\u202F]/g, ' ');
}

function plainBlock(block: Block, language: Language): string {
  const rows = (lines: readonly Line[]) => lines.flatMap((line) => plainLine(line, language));
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'statement':
      return headed(
        block.title,
        block.groups
          .map(({ title, detail, lines }) => [title, detail, ...rows(lines)].filter(Boolean).join('\n'))
          .join('\n\n'),
      );
    case 'pay':
      return headed(
        block.title,
        `${block.link}\n\n${[...(block.bankHint ? [block.bankHint] : []), ...rows(block.rows)].join('\n')}`,
      );
    case 'plan':
      return headed(block.title, rows(block.lines).join('\n'));
    case 'questions':
      return headed(
        block.title,
        block.items.map(({ question, answer }) => `${question}\n${answer}`).join('\n\n'),
      );
    case 'page':
      return headed(block.title, `${block.text}\n${block.link}`);
  }
}

function plainLine({ label, value, notes = [] }: Line, language: Language): string[] {
  // French keeps its marks apart from the word.
  return [`${label}${language === 'fr' ? ' ' : ''}: ${value}`, ...notes.map((note) => `  ${note}`)];
}

function headed(title: string, body: string): string {
  return `${title}\n${'-'.repeat([...title].length)}\n${body}`;
}
