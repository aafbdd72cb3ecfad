import { html } from 'hono/html';
import type { Html } from './frame.ts';
import { numbers } from './in-words.ts';

/** One page of a list. Pages count from 1; a page that does not exist is the nearest that does. */
export interface Slice<T> {
  rows: readonly T[];
  page: number;
  pages: number;
  all: number;
}

const LONG = 50;

export function slice<T>(rows: readonly T[], asked: string | undefined): Slice<T> {
  const pages = Math.max(1, Math.ceil(rows.length / LONG));
  const number = Number(asked);
  const page = Number.isInteger(number) ? Math.min(pages, Math.max(1, number)) : 1;
  return { rows: rows.slice((page - 1) * LONG, page * LONG), page, pages, all: rows.length };
}

/** An address with its filters; what is empty is left out. */
export function address(path: string, filters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(
    Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
  ).toString();
  return query ? `${path}?${query}` : path;
}

/** Links to the pages before and after this one. */
export function pager(
  { page, pages }: Slice<unknown>,
  path: string,
  filters: Readonly<Record<string, string | undefined>>,
): Html | string {
  if (pages === 1) return '';
  const to = (number: number) => address(path, { ...filters, page: number > 1 ? String(number) : undefined });
  return html`<nav class="pager" aria-label="Pages">
${page > 1 ? html`<a href="${to(page - 1)}" rel="prev">Earlier in the list</a>` : ''}
<span>Page ${numbers(page)} of ${numbers(pages)}</span>
${page < pages ? html`<a href="${to(page + 1)}" rel="next">Further in the list</a>` : ''}
</nav>`;
}

/** A field with a list to choose from; the first choice means all. */
export function choice(
  name: string,
  label: string,
  all: string,
  options: readonly (readonly [value: string, words: string])[],
  chosen: string | undefined,
): Html {
  return html`<label>${label} <select name="${name}"><option value="">${all}</option>${options.map(
    ([value, words]) =>
      html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${words}</option>`,
  )}</select></label>`;
}
