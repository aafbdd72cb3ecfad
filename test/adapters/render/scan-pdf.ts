import scanner from 'jsqr';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Pixels of one square: enough for a scanner. */
const SCALE = 4;
/** Squares that a code has at least: everything else on a letter has fewer corners. */
const FEWEST = 100;
const black = [0, 0, 0, 255];

/** Reads the code that is printed on a letter, as a telephone would; nothing where there is none. */
export async function scanPdf(bytes: Uint8Array): Promise<string | undefined> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const corners: { x: number; y: number }[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { fnArray, argsArray } = await (await document.getPage(number)).getOperatorList();
    fnArray.forEach((operator: number, index: number) => {
      if (operator !== OPS.constructPath) return;
      const drawn = squaresOf(argsArray[index][1][0]);
      if (drawn.length >= FEWEST) corners.push(...drawn);
    });
  }
  await document.loadingTask.destroy();
  if (corners.length === 0) return undefined;

  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const steps = [...new Set(xs.map((x) => x.toFixed(3)))].map(Number).sort((a, b) => a - b);
  const size = Math.min(...steps.slice(1).map((x, index) => x - (steps[index] ?? 0)));
  const [left, top] = [Math.min(...xs), Math.max(...ys)];
  const quiet = 4;
  const side = (Math.round((Math.max(...xs) - left) / size) + 1 + 2 * quiet) * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const { x, y } of corners) {
    const column = (Math.round((x - left) / size) + quiet) * SCALE;
    const row = (Math.round((top - y) / size) + quiet) * SCALE;
    for (let dy = 0; dy < SCALE; dy++) {
      for (let dx = 0; dx < SCALE; dx++) pixels.set(black, ((row + dy) * side + column + dx) * 4);
    }
  }
  return scanner.default(pixels, side, side)?.data;
}

/** Where each figure of a path begins: a code is drawn as squares, one after the other. */
function squaresOf(path: Float32Array): { x: number; y: number }[] {
  const found: { x: number; y: number }[] = [];
  // How many numbers follow a move, a line, a curve, a flatter curve and the end of a figure.
  const lengths = [2, 2, 6, 4, 0];
  for (let at = 0; at < path.length; ) {
    const operation = path[at] ?? 0;
    if (operation === 0) found.push({ x: path[at + 1] ?? 0, y: path[at + 2] ?? 0 });
    at += 1 + (lengths[operation] ?? 0);
  }
  return found;
}
