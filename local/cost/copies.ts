import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const example = fileURLToPath(new URL('../../examples/portfolio.csv', import.meta.url));

/** Writes the example portfolio so many times over, each copy with debtors and invoices of its own. */
export function writeCopies(path: string, copies: number): void {
  const [header = '', ...rows] = readFileSync(example, 'utf8').trimEnd().split('\n');
  const all = [header];
  for (let row = 0; row < rows.length * copies; row++) {
    const copy = Math.floor(row / rows.length);
    const first = rows[row % rows.length] ?? '';
    all.push(first.replace(/^D-\d+/, `$&-${copy}`).replace(/\b[A-Z]{2}\d{4}-\d{5}\b/, `$&-${copy}`));
  }
  writeFileSync(path, `${all.join('\n')}\n`);
}
