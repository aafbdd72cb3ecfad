import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Piece {
  text: string;
  /** Points from the left and from the top of an A4 page. */
  x: number;
  y: number;
}

/** Reads the pages of a PDF as a screen reader would: pieces of text in order. */
export async function readPdf(
  bytes: Uint8Array,
): Promise<{ pages: Piece[][]; text: string; lang: string; title: string }> {
  // pdf.js takes the memory for itself, and needs its fonts only for drawing.
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages: Piece[][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(
      items.flatMap((item) =>
        'str' in item && item.str.trim()
          ? [{ text: item.str.replace(/\u00A0/g, ' '), x: item.transform[4], y: 841.89 - item.transform[5] }]
          : [],
      ),
    );
  }
  const { info } = await document.getMetadata();
  const facts = new Map(Object.entries(info));
  await document.loadingTask.destroy();
  return {
    pages,
    text: pages.flatMap((pieces) => pieces.map((piece) => piece.text)).join(' '),
    lang: String(facts.get('Language')),
    title: String(facts.get('Title')),
  };
}
