import { readFileSync } from 'node:fs';

/** Headings of docs/runbook.md to which alarms lead. */
export type Heading =
  | 'A function fails'
  | 'A function is turned away'
  | 'A page or the API answers with an error'
  | 'Money is not booked'
  | 'Something lies in a queue'
  | 'An execution failed'
  | 'A file was not read'
  | 'The bus is behind'
  | 'The table turns requests away'
  | 'Messages are not sent'
  | 'Cases are overdue'
  | 'The daily sweep did not run'
  | 'Mail comes back'
  | 'A creditor is not told'
  | 'A creditor tells no payments'
  | 'A score was not learnt anew'
  | 'A score drifts'
  | 'A score is held back'
  | 'The law is past its review date'
  | 'Open executions run out';

const runbook = readFileSync(new URL('../docs/runbook.md', import.meta.url), 'utf8');
const headings = new Set([...runbook.matchAll(/^### (.+)$/gm)].map((match) => match[1] ?? ''));

/** @throws Error for a heading that the runbook does not have */
export function inRunbook(heading: Heading): string {
  if (!headings.has(heading)) throw new Error(`docs/runbook.md has no "### ${heading}".`);
  return `docs/runbook.md, "${heading}"`;
}
