import PDFDocument from 'pdfkit';
import { inWinAnsi } from './win-ansi.ts';

const MM = 72 / 25.4;
/** Millimetres as PDF points. */
export const mm = (millimetres: number) => millimetres * MM;

export const colours = { ink: '#1d2529', muted: '#56626a', accent: '#14505c', rule: '#cfd6da' };
export const page = { left: mm(25), width: mm(155), top: mm(25), bottom: mm(297 - 22), height: mm(297) };

export interface Style {
  size?: number;
  bold?: boolean;
  colour?: string;
  /** Extra space between lines, points. */
  gap?: number;
  align?: 'left' | 'right';
}

/** Where a piece of text stands; points from the top left. */
export interface Place {
  x: number;
  y: number;
  width: number;
}

/** A4 paper that is written from top to bottom, with the structure that screen readers need. */
export interface Sheet {
  /** Where the next line begins; points from the top of the page. */
  y: number;
  /** Height a text would take, points. */
  heightOf(text: string, width: number, style?: Style): number;
  /** Writes a text somewhere, without moving on; gives its height. */
  write(text: string, place: Place, style?: Style): number;
  /** Everything drawn inside belongs to one element of the document's structure: P, H1, H2, Table, TR, TD ...; `alt` says what a picture shows. */
  element(type: string, draw: () => void, alt?: string): void;
  /** A thin line over the width of the text; decoration only. */
  rule(y: number): void;
  /** A thin line around a place; decoration only. */
  frame(place: Place, height: number): void;
  /** Fills squares, for a code that must stay sharp in print. */
  squares(dark: readonly { x: number; y: number }[], at: { x: number; y: number; size: number }): void;
  /** Begins a new page when less than so many points are left. */
  need(points: number): void;
  /** Numbers the pages, when there is more than one, and gives the file. */
  finish(pageLabel: (page: number, pages: number) => string): Promise<Uint8Array>;
}

/** Opens a first sheet. The same title, language and day always give the same bytes. */
export function openSheet(title: string, language: string, author: string, day: string): Sheet {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { left: page.left, right: mm(210) - page.left - page.width, top: page.top, bottom: 0 },
    bufferPages: true,
    tagged: true,
    displayTitle: true,
    lang: language,
    pdfVersion: '1.7',
    info: { Title: inWinAnsi(title), Author: inWinAnsi(author), CreationDate: new Date(`${day}T00:00:00Z`) },
  });
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
  const root = doc.struct('Document');
  doc.addStructure(root);
  const open = [root];

  const use = ({ size = 10, bold = false, colour = colours.ink }: Style) =>
    doc
      .font(bold ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(size)
      .fillColor(colour);
  const flow = ({ size = 10, gap = size * 0.28, align = 'left' }: Style, width: number) => ({
    width,
    lineGap: gap,
    align,
  });
  const decoration = (draw: () => void) => {
    doc.markContent('Artifact', { type: 'Layout' });
    draw();
    doc.endMarkedContent();
  };

  const sheet: Sheet = {
    y: page.top,
    heightOf(text, width, style = {}) {
      use(style);
      return doc.heightOfString(inWinAnsi(text), flow(style, width));
    },
    write(text, { x, y, width }, style = {}) {
      use(style).text(inWinAnsi(text), x, y, flow(style, width));
      return doc.heightOfString(inWinAnsi(text), flow(style, width));
    },
    element(type, draw, alt) {
      const parent = open.at(-1) ?? root;
      // Elements that hold others may not hold text themselves, so a closure is only given to the innermost.
      if (['Table', 'TR', 'Sect', 'L'].includes(type)) {
        const element = doc.struct(type);
        parent.add(element);
        open.push(element);
        draw();
        open.pop();
        element.end();
      } else {
        const element = doc.struct(type, alt ? { alt: inWinAnsi(alt) } : {}, draw);
        parent.add(element);
        element.end();
      }
    },
    rule(y) {
      decoration(() => {
        doc
          .moveTo(page.left, y)
          .lineTo(page.left + page.width, y)
          .lineWidth(0.5)
          .strokeColor(colours.rule)
          .stroke();
      });
    },
    frame({ x, y, width }, height) {
      decoration(() => {
        doc.rect(x, y, width, height).lineWidth(0.8).strokeColor(colours.ink).stroke();
      });
    },
    squares(dark, { x, y, size }) {
      for (const square of dark) doc.rect(x + square.x * size, y + square.y * size, size, size);
      doc.fill('#000000');
    },
    need(points) {
      if (sheet.y + points <= page.bottom) return;
      doc.addPage();
      sheet.y = page.top;
    },
    finish(pageLabel) {
      const { count } = doc.bufferedPageRange();
      for (let index = 0; count > 1 && index < count; index++) {
        doc.switchToPage(index);
        const place = { x: page.left, y: page.height - mm(14), width: page.width };
        decoration(() =>
          sheet.write(pageLabel(index + 1, count), place, { size: 8, colour: colours.muted, align: 'right' }),
        );
      }
      root.end();
      doc.end();
      return done;
    },
  };
  return sheet;
}
