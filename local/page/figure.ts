import { html } from 'hono/html';
import type { Html } from './frame.ts';

/** A plot under what it says, with its figures as a table for whoever would rather read. */
export function figure(title: string, plot: Html, shown: Html, legend: Html | string = ''): Html {
  return html`<figure><figcaption><h2>${title}</h2></figcaption>${legend}${plot}
<details><summary>The same figures as a table</summary>${shown}</details></figure>`;
}

export function legend(names: readonly (readonly [swatch: string, name: string])[]): Html {
  return html`<ul class="legend">${names.map(
    ([swatch, name]) => html`<li><span class="swatch ${swatch}"></span>${name}</li>`,
  )}</ul>`;
}
