import { html } from 'hono/html';
import type { Case } from '../../core/case/case.ts';
import type { Entry, Receipt } from '../../core/case/entry.ts';
import { ZONE } from '../days.ts';
import { decided, quiet, tellEntry, wall } from '../story.ts';
import { spoken } from '../words.ts';
import type { Html } from './frame.ts';
import { fullDay } from './in-words.ts';

/**
 * The story of a case, day by day, each entry with its receipt.
 *
 * @param all leave nothing out, also not what says nothing that the next line does not say
 */
export function timeline(c: Case, entries: readonly Entry[], all: boolean): Html {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (!all && quiet.has(entry.kind)) continue;
    const [day] = wall(entry.at, ZONE);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return html`<ol class="timeline">${[...days].map(
    ([day, told]) =>
      html`<li><h3><time datetime="${day}">${fullDay(day)}</time></h3><ol>${told.map((entry) => oneEntry(c, entry))}</ol></li>`,
  )}</ol>`;
}

function oneEntry(c: Case, entry: Entry): Html {
  const [, clock] = wall(entry.at, ZONE);
  return html`<li id="e${entry.seq}" class="entry"><span class="time">${clock}</span><div>
<p>${daysTogether(tellEntry(c.id, entry))}${entry.kind === 'contact-sent' ? html` <a href="/outbox/${entry.contact}">Read it<span class="unseen">: ${spoken(entry.step)}, ${entry.contact}</span></a>` : ''}</p>
${entry.receipt ? receipt({ ...modelOf(entry), ...entry.receipt }, decided.has(entry.kind)) : ''}
</div></li>`;
}

function receipt({ reason, inputs, rules, model, options }: Receipt, important: boolean): Html {
  return html`<details class="receipt"><summary>${important ? html`why: ${reason}` : 'why'}</summary>
${important ? '' : html`<p>${reason}</p>`}
<dl>
${
  inputs
    ? html`<dt>Inputs</dt>${Object.entries(inputs).map(
        ([name, value]) =>
          html`<dd>${inputInWords(name)}: ${value === null ? 'unknown' : String(value)}</dd>`,
      )}`
    : ''
}
${
  rules && rules.length > 0
    ? html`<dt>Rules</dt>${rules.map(
        ({ name, source, confidence }) =>
          html`<dd><code>${name}</code>, ${source} <em class="confidence">${spoken(confidence)}</em></dd>`,
      )}`
    : ''
}
${model ? html`<dt>Model</dt><dd><code>${model}</code></dd>` : ''}
${
  options
    ? html`<dt>Options</dt>${options.map(
        ({ option, probability, why }) =>
          html`<dd>${spoken(option)}: ${Math.round(probability * 100)} %${why ? html` (${why})` : ''}</dd>`,
      )}`
    : ''
}
</dl></details>`;
}

/** The model that scored, with the beginning of its hash: the entry has it, so its receipt need not. */
function modelOf(entry: Entry): Pick<Receipt, 'model'> {
  if (entry.kind !== 'scored') return {};
  return { model: [entry.model, entry.hash?.slice(0, 12)].filter((part) => part).join(' ') };
}

/** `daysOverdue` or `days-overdue` as a person says it: `days overdue`. */
function inputInWords(name: string): string {
  return spoken(name).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A day like `2026-01-05` stays on one line. */
function daysTogether(sentence: string): (Html | string)[] {
  return sentence
    .split(/(\d{4}-\d\d-\d\d)/)
    .map((part, index) => (index % 2 === 1 ? html`<span class="day">${part}</span>` : part));
}
