import type { Message } from '../../core/message/message.ts';
import { countryInWords, dayInWords, oneLine, referenceInWords } from './amounts-and-days.ts';
import type { Block, Line, PayBlock } from './blocks.ts';
import { qrSquares } from './epc-qr.ts';
import { colours, mm, openSheet, page, type Sheet, type Style } from './sheet.ts';
import { fixedWords, say } from './templates.ts';
import { type Text, textOf } from './text.ts';
import { isReadableOnPaper } from './win-ansi.ts';

const body: Style = { size: 10, gap: 3.4 };
const heading: Style = { size: 10.5, bold: true, colour: colours.accent };
const small: Style = { size: 8.5, colour: colours.muted, gap: 2 };
const footStyle: Style = { size: 7.5, colour: colours.muted, gap: 2 };

/** Where the print house's envelopes have their window. */
export type Window = 'left' | 'right';

/**
 * Renders a message as a letter: A4, address in the window of a Dutch EA5/6 or C5 envelope, PDF with structure
 * for screen readers. The same message always gives the same bytes.
 *
 * @throws NoApprovedText, UndefinedVariableError: see `textOf`; NoTransferCode for a wrong IBAN or reference
 */
export async function renderLetter(message: Message, window: Window = 'left'): Promise<Uint8Array> {
  const readable = onPaper(message);
  const text = textOf(readable, 'letter');
  const sheet = openSheet(text.subject, text.language, message.from.brand, message.date);
  drawHead(sheet, readable, text, window);
  for (const block of text.blocks) drawBlock(sheet, block);
  drawClosing(sheet, text);
  drawFoot(sheet, text.foot);
  const words = fixedWords(message.language).letter;
  return await sheet.finish((number, pages) => say(words, 'page', { page: number, pages }));
}

/** Without a name that the fonts can show, the letter is addressed to the customer number. */
function onPaper(message: Message): Message {
  const { name, ...to } = message.to;
  return { ...message, to: name && isReadableOnPaper(name) ? { ...to, name } : to };
}

function drawHead(sheet: Sheet, message: Message, text: Text, window: Window): void {
  const { from, to, language } = message;
  const words = fixedWords(language).letter;
  const addressX = window === 'left' ? page.left : mm(115);
  const factsX = window === 'left' ? mm(130) : page.left;
  const sender = [from.brand, from.postal.street, `${from.postal.postcode} ${from.postal.city}`]
    .map(oneLine)
    .join(', ');

  sheet.element('P', () => {
    sheet.write(
      oneLine(from.brand),
      { x: page.left, y: mm(18), width: page.width },
      { size: 15, bold: true, colour: colours.accent },
    );
  });
  sheet.element('P', () => {
    const place = { x: addressX, y: mm(47), width: mm(85) };
    sheet.write(say(words, 'returnTo', { postal: sender }), place, { size: 6.5, colour: colours.muted });
    sheet.write(
      addressLines(message).join('\n'),
      { x: addressX, y: mm(53), width: mm(85) },
      { size: 10.5, gap: 3 },
    );
  });
  const facts = [
    [say(words, 'date'), dayInWords(message.date, language)],
    [say(words, 'reference'), referenceInWords(message.reference)],
    [say(words, 'customer'), oneLine(to.reference)],
    [say(words, 'phone'), oneLine(from.phone)],
  ];
  let y = mm(47);
  for (const [label = '', value = ''] of facts) {
    const width = mm(50);
    sheet.element('P', () => {
      y += sheet.write(label, { x: factsX, y, width }, { size: 7.5, colour: colours.muted, gap: 1 });
      // Small enough for a reference of 21 characters on one line.
      y += sheet.write(value, { x: factsX, y, width }, { size: 9, gap: 1 }) + 5;
    });
  }
  sheet.y = mm(95);
  if (text.box) drawBox(sheet, text.box);
  sheet.element('H1', () =>
    flowText(sheet, say(words, 'subject', { subject: text.subject }), { size: 11.5, bold: true }, 14),
  );
  sheet.element('P', () => flowText(sheet, text.greeting, body, 8));
}

/** In bold and in a frame: it must not be overlooked. */
function drawBox(sheet: Sheet, text: string): void {
  const style: Style = { size: 10, bold: true };
  const place = { x: page.left + mm(3), y: sheet.y + mm(2.5), width: page.width - mm(6) };
  const height = sheet.heightOf(text, place.width, style) + mm(4);
  sheet.frame({ x: page.left, y: sheet.y, width: page.width }, height);
  sheet.element('P', () => {
    sheet.write(text, place, style);
  });
  sheet.y += height + 14;
}

function addressLines({ to, from, language }: Message): string[] {
  const words = fixedWords(language).letter;
  const name = to.name ? [oneLine(to.name)] : [];
  if (!to.postal || to.postalHeldByCreditor) {
    const lines = [...name, `${say(words, 'customer')} ${oneLine(to.reference)}`];
    return to.postalHeldByCreditor ? [...lines, say(words, 'printHouse')] : lines;
  }
  const { street, postcode, city, country } = to.postal;
  const abroad = country === from.postal.country ? [] : [countryInWords(country, language)];
  // PostNL reads two spaces between postcode and town, the town in capitals.
  return [...name, oneLine(street), `${oneLine(postcode)}  ${oneLine(city).toUpperCase()}`, ...abroad];
}

/** Points, near enough to keep a claim's lines together. */
function heightOfClaim({ lines }: { lines: readonly Line[] } = { lines: [] }): number {
  return lines.reduce((sum, { notes = [] }) => sum + 17 + notes.length * 12, 34);
}

function drawBlock(sheet: Sheet, block: Block): void {
  switch (block.kind) {
    case 'paragraph':
      sheet.element('P', () => flowText(sheet, block.text, body, 8));
      return;
    case 'statement':
      drawHeading(sheet, block.title, heightOfClaim(block.groups[0]));
      block.groups.forEach(({ title, detail, lines }, index) => {
        // A claim stays on one page: its lines only make sense together.
        sheet.need(heightOfClaim({ lines }));
        if (index > 0) sheet.y += 5;
        if (title)
          sheet.element('H3', () =>
            flowText(sheet, title, { size: 9.5, bold: true, gap: 2 }, detail ? 1 : 3),
          );
        if (detail) sheet.element('P', () => flowText(sheet, detail, small, 4));
        drawLines(sheet, lines);
      });
      sheet.y += 6;
      return;
    case 'pay':
      drawPay(sheet, block);
      return;
    case 'plan':
      drawHeading(sheet, block.title, 34);
      drawLines(sheet, block.lines);
      sheet.y += 6;
      return;
    case 'questions':
      drawQuestions(sheet, block);
      return;
    case 'page':
      drawHeading(sheet, block.title, 30);
      sheet.element('P', () => flowText(sheet, `${block.text} ${block.link}`, { ...body, size: 9.5 }, 8));
      return;
  }
}

/** Labels left, amounts right, a thin line above what they add up to. */
function drawLines(sheet: Sheet, lines: readonly Line[]): void {
  sheet.element('Table', () => {
    for (const { label, value, notes = [], strong = false } of lines) {
      const style: Style = { size: 9.5, bold: strong, gap: 2 };
      sheet.need(17 + notes.length * 12);
      if (strong) sheet.rule(sheet.y - 0.5);
      const y = sheet.y + 3;
      sheet.element('TR', () => {
        let height = 0;
        sheet.element('TD', () => {
          height = sheet.write(label, { x: page.left, y, width: mm(105) }, style);
          for (const note of notes)
            height += sheet.write(note, { x: page.left, y: y + height, width: mm(105) }, small);
        });
        sheet.element('TD', () => {
          sheet.write(
            value,
            { x: page.left + mm(107), y, width: page.width - mm(107) },
            { ...style, align: 'right' },
          );
        });
        sheet.y = y + height + 1.5;
      });
    }
  });
}

function drawPay(sheet: Sheet, { title, rows, link, linkLabel, qr }: PayBlock): void {
  const squares = qr && qrSquares(qr.payload);
  const qrSide = mm(30);
  const labelWidth = mm(38);
  const valueWidth = page.width - labelWidth - (squares ? qrSide + mm(8) : 0);
  const all: Line[] = [...rows, { label: linkLabel, value: link }];
  const heights = all.map(
    ({ value, strong = false }) => sheet.heightOf(value, valueWidth, { size: 9.5, bold: strong, gap: 2 }) + 4,
  );
  const height = Math.max(
    heights.reduce((total, each) => total + each, 0),
    squares ? qrSide + 26 : 0,
  );
  drawHeading(sheet, title, height);
  const top = sheet.y + 2;
  let y = top;
  sheet.element('Table', () => {
    all.forEach(({ label, value, strong = false }, index) => {
      sheet.element('TR', () => {
        sheet.element('TD', () => {
          sheet.write(
            label,
            { x: page.left, y, width: labelWidth },
            { size: 9.5, colour: colours.muted, gap: 2 },
          );
        });
        sheet.element('TD', () => {
          const place = { x: page.left + labelWidth, y, width: valueWidth };
          sheet.write(value, place, { size: 9.5, bold: strong, gap: 2 });
        });
      });
      y += heights[index] ?? 0;
    });
  });
  if (qr && squares) {
    const x = page.left + page.width - qrSide;
    const at = { x, y: top, size: qrSide / squares.size };
    sheet.element('Figure', () => sheet.squares(squares.dark, at), qr.hint);
    sheet.element('Caption', () => {
      sheet.write(
        qr.hint,
        { x, y: top + qrSide + 5, width: qrSide },
        { size: 7.5, colour: colours.muted, gap: 1 },
      );
    });
  }
  sheet.y = top + height + 8;
}

/** Question left, answer right: the eye finds its own question first. */
function drawQuestions(sheet: Sheet, { title, items }: Extract<Block, { kind: 'questions' }>): void {
  const left = mm(45);
  const right = page.width - left - mm(5);
  const style: Style = { size: 9.5, gap: 2.4 };
  const heights = items.map(({ question, answer }) =>
    Math.max(sheet.heightOf(question, left, { ...style, bold: true }), sheet.heightOf(answer, right, style)),
  );
  drawHeading(sheet, title, heights[0] ?? 0);
  items.forEach(({ question, answer }, index) => {
    const height = heights[index] ?? 0;
    sheet.need(height);
    const { y } = sheet;
    sheet.element('P', () => {
      sheet.write(question, { x: page.left, y, width: left }, { ...style, bold: true });
      sheet.write(answer, { x: page.left + left + mm(5), y, width: right }, style);
    });
    sheet.y = y + height + 5;
  });
  sheet.y += 4;
}

function drawHeading(sheet: Sheet, title: string, withNext: number): void {
  sheet.need(withNext + 32);
  sheet.y += 7;
  sheet.element('H2', () => flowText(sheet, title, heading, 4));
}

function drawClosing(sheet: Sheet, { closing: [regards = '', ...names] }: Text): void {
  sheet.need(60);
  sheet.y += 8;
  sheet.element('P', () => flowText(sheet, regards, body, 6));
  sheet.element('P', () => flowText(sheet, names.join('\n'), body, 8));
}

/** At the bottom of the last page, where people look for it. */
function drawFoot(sheet: Sheet, lines: readonly string[]): void {
  const text = lines.join('\n');
  const height = sheet.heightOf(text, page.width, footStyle);
  sheet.need(height + 16);
  const y = page.bottom - height;
  sheet.rule(y - 7);
  sheet.element('P', () => {
    sheet.write(text, { x: page.left, y, width: page.width }, footStyle);
  });
}

/** Writes a text over the full width and moves on; one that would be cut goes to the next page. */
function flowText(sheet: Sheet, text: string, style: Style, after: number): void {
  sheet.need(sheet.heightOf(text, page.width, style));
  sheet.y += sheet.write(text, { x: page.left, y: sheet.y, width: page.width }, style) + after;
}
