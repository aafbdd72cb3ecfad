import { html } from 'hono/html';
import { Channel, Step } from '../../core/case/words.ts';
import { count, spoken } from '../words.ts';
import type { Desk } from './desk.ts';
import { type Html, page } from './frame.ts';
import { capital, channelInWords, dayAndTime } from './in-words.ts';
import { address, choice, pager, slice } from './paging.ts';
import type { CaseReading, Readings } from './readings.ts';
import { table } from './table.ts';

export interface OutboxFilters {
  channel?: string | undefined;
  step?: string | undefined;
  page?: string | undefined;
}

type Sent = CaseReading['sent'][number] & { case: string };

/** Makes the list of all messages that were sent, newest first; sorted again only when something was appended. */
export function outboxOf(desk: Desk): (filters: OutboxFilters) => Promise<Html> {
  let sorted: { readings: Readings; sent: Sent[] } | undefined;
  return async (filters) => {
    const readings = await desk.readings();
    if (sorted?.readings !== readings) sorted = { readings, sent: newestFirst(readings) };
    return outbox(desk, sorted.sent, filters);
  };
}

function newestFirst({ cases }: Readings): Sent[] {
  return cases
    .flatMap(({ id, sent }) => sent.map((one) => ({ ...one, case: id })))
    .sort((a, b) => (a.at === b.at ? (a.contact < b.contact ? -1 : 1) : a.at < b.at ? 1 : -1));
}

function outbox(desk: Desk, sent: readonly Sent[], filters: OutboxFilters): Html {
  const { channel, step, page: _ } = filters;
  const found = sent.filter((one) => (!channel || one.channel === channel) && (!step || one.step === step));
  const shown = slice(found, filters.page);
  return page(desk, {
    title: 'Outbox',
    here: address('/outbox', { ...filters }),
    body: html`
<form method="get" action="/outbox" class="filters">
${choice(
  'channel',
  'Channel',
  'All',
  Channel.options.map((one) => [one, capital(channelInWords[one])] as const),
  channel,
)}
${choice(
  'step',
  'Message',
  'All',
  Step.options.map((one) => [one, capital(spoken(one))] as const),
  step,
)}
<button>Show</button>
</form>
<p>${count(found.length, 'message')}${found.length === sent.length ? '' : html` of ${sent.length}. <a href="/outbox">Show all</a>`}</p>
${
  found.length === 0
    ? ''
    : table(
        'Messages that were sent',
        [{ head: 'Message' }, { head: 'Channel' }, { head: 'Sent' }, { head: 'Case' }],
        shown.rows.map((one) => [
          html`<a href="/outbox/${one.contact}">${capital(spoken(one.step))}<span class="unseen">, ${one.contact}</span></a>`,
          channelInWords[one.channel],
          dayAndTime(one.at),
          html`<a href="/cases/${one.case}"><code>${one.case}</code></a>`,
        ]),
        { stacked: true },
      )
}
${pager(shown, '/outbox', { channel, step })}`,
  });
}
