import { html } from 'hono/html';
import type { Html } from './frame.ts';

/** A column: its head, and whether numbers stand in it. */
export interface Column {
  head: string;
  number?: boolean;
}

type Cell = Html | string | number;

/**
 * A table in a region of its own, that scrolls there and not with the page. Rows of a `stacked` table stand below one
 * another on a narrow screen, each cell with its head. The first cell names its row.
 *
 * @param caption what the table shows, for those who hear it
 */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: { stacked?: boolean; sum?: readonly Cell[] } = {},
): Html {
  // Roles are said again: a browser forgets them when a stylesheet makes blocks of rows.
  const cells = (row: readonly Cell[]) =>
    row.map((cell, index) => {
      const column = columns[index];
      const kind = column?.number ? 'number' : '';
      return index === 0
        ? html`<th scope="row" role="rowheader" class="${kind}">${cell}</th>`
        : html`<td role="cell" class="${kind}" data-head="${column?.head ?? ''}">${cell}</td>`;
    });
  return html`<div class="region" role="region" aria-label="${caption}" tabindex="0">
<table role="table" class="${options.stacked ? 'stacked' : ''}">
<thead role="rowgroup"><tr role="row">${columns.map(
    ({ head, number }) =>
      html`<th scope="col" role="columnheader" class="${number ? 'number' : ''}">${head}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${cells(row)}</tr>`)}</tbody>
${options.sum ? html`<tfoot role="rowgroup"><tr role="row">${cells(options.sum)}</tr></tfoot>` : ''}
</table></div>`;
}
