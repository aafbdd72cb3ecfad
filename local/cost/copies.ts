import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const example = fileURLToPath(new URL('../../examples/portfolio.csv', import.meta.url));

/** Telephone numbers of the example are below this. */
const NUMBERS = 10_000;

/**
 * Writes the example portfolio so many times over, each copy with debtors and invoices of its own, who are reached in
 * ways of their own.
 */
export function writeCopies(path: string, copies: number): void {
  const [header = '', ...rows] = readFileSync(example, 'utf8').trimEnd().split('\n');
  const all = [header];
  for (let row = 0; row < rows.length * copies; row++) {
    const copy = Math.floor(row / rows.length);
    const first = rows[row % rows.length] ?? '';
    all.push(
      first
        .replace(/^D-\d+/, `$&-${copy}`)
        .replace(/\b[A-Z]{2}\d{4}-\d{5}\b/, `$&-${copy}`)
        .replace(/@example/, `.${copy}$&`)
        .replace(
          /(\b06|\+31 6 )(\d{4})( ?)(\d{4})\b/,
          (_, start, four, space, more) => start + numberIn(copy, Number(four + more)).join(space),
        )
        .replace(/,(\d{4} [A-Z]{2}),/, `-${copy}$&`),
    );
  }
  writeFileSync(path, `${all.join('\n')}\n`);
}

/** A telephone number of a copy, as its two groups of four digits. */
function numberIn(copy: number, digits: number): [string, string] {
  const all = String(copy * NUMBERS + digits).padStart(8, '0');
  return [all.slice(0, 4), all.slice(4)];
}
