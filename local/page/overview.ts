import { html } from 'hono/html';
import { Channel } from '../../core/case/words.ts';
import { dayOfLaptop } from '../days.ts';
import { euros, spoken } from '../words.ts';
import type { Desk } from './desk.ts';
import { figure, legend } from './figure.ts';
import { owedOf, profilesOf, sentOf, statesOf, stepsOf, weeksOf } from './figures.ts';
import { type Html, page } from './frame.ts';
import { capital, channelInWords, numbers, share, shortly } from './in-words.ts';
import {
  plotMoneyByWeek,
  plotMoneySoFar,
  plotProfiles,
  plotSentByWeek,
  plotStates,
  plotSteps,
} from './plots.ts';
import type { Readings } from './readings.ts';
import { type Column, table } from './table.ts';

/** Makes the first page; what it shows is drawn again only when something was appended or another day has come. */
export function overviewOf(desk: Desk): () => Promise<Html> {
  let drawn: { readings: Readings; today: string; body: Html } | undefined;
  return async () => {
    const readings = await desk.readings();
    const today = dayOfLaptop(desk.live.laptop);
    if (drawn?.readings !== readings || drawn.today !== today) {
      drawn = { readings, today, body: overview(readings, today) };
    }
    return page(desk, { title: 'Overview', here: '/', body: drawn.body });
  };
}

function overview(readings: Readings, today: string): Html {
  const { cases, totals } = readings;
  if (cases.length === 0) return html`<p>No case has been opened yet. Let a day pass.</p>`;
  const owed = owedOf(totals);
  const sent = sentOf(readings);
  const messages = sent.email + sent.sms + sent.letter;
  const figures: [string, string, string?][] = [
    ['Cases', numbers(cases.length)],
    ['Claims', numbers(cases.reduce((sum, { invoices }) => sum + invoices.length, 0))],
    ['Owed', euros(owed), 'principal, interest and costs'],
    ['Paid', euros(totals.paid), share(totals.paid, owed)],
    ['Waived', euros(totals.waived), `${share(totals.waived, owed)}, with what was withdrawn or written off`],
    ['Outstanding', euros(totals.outstanding), share(totals.outstanding, owed)],
    ['Messages sent', numbers(messages)],
    ['Open tasks', numbers(cases.reduce((sum, { openTasks }) => sum + openTasks.length, 0))],
  ];
  return html`
<dl class="figures">${figures.map(
    ([name, value, note]) =>
      html`<div><dt>${name}</dt><dd>${value}${note ? html` <small>${note}</small>` : ''}</dd></div>`,
  )}</dl>
<div class="plots">
${moneyPlots(readings, owed, today)}
${statePlot(readings)}
${profilePlot(readings)}
${messagePlots(readings, messages, today)}
</div>`;
}

const channels = Channel.options.map((channel) => [channel, channelInWords[channel]] as const);

function moneyPlots({ cases, totals }: Readings, owed: number, today: string): Html {
  const weeks = weeksOf(cases, today);
  const best = weeks.reduce((a, b) => (b.cents > a.cents ? b : a), weeks[0] ?? { monday: today, cents: 0 });
  const soFar = `${euros(totals.paid)} of ${euros(owed)} has come in`;
  const byWeek = `Most came in the week of ${shortly(best.monday)}: ${euros(best.cents)}`;
  const money: Column[] = [
    { head: 'Week of' },
    { head: 'Came in', number: true },
    { head: 'So far', number: true },
  ];
  const shown = (caption: string) =>
    table(
      caption,
      money,
      weeks.map((week) => [shortly(week.monday), euros(week.cents), euros(week.soFar)]),
    );
  return html`
${figure(soFar, plotMoneySoFar(`Money that has come in, adding up week by week. ${soFar}.`, weeks, owed), shown('Money so far'))}
${figure(byWeek, plotMoneyByWeek(`Money that came in each week. ${byWeek}.`, weeks), shown('Money by week'))}`;
}

function statePlot({ cases }: Readings): Html {
  const states = statesOf(cases);
  const number = (state: string) => states.find((one) => one.state === state)?.cases ?? 0;
  const title = `${numbers(number('settled'))} of ${numbers(cases.length)} cases are settled, ${numbers(number('waiting'))} are waiting`;
  return figure(
    title,
    plotStates(`How many cases ended how. ${title}.`, states),
    table(
      'Cases by outcome',
      [{ head: 'Outcome' }, { head: 'Cases', number: true }, { head: 'Share', number: true }],
      states.map(({ state, cases: some }) => [
        html`<a href="/cases?outcome=${state}">${capital(spoken(state))}</a>`,
        numbers(some),
        share(some, cases.length),
      ]),
    ),
  );
}

function profilePlot({ cases }: Readings): Html {
  const profiles = profilesOf(cases);
  const title = profiles
    .map(({ profile, totals, owed }) => `${spoken(profile)}s paid ${share(totals.paid, owed)}`)
    .join(', ');
  return figure(
    `Of what they owe, ${title}`,
    plotProfiles(
      `Shares that each profile paid, was waived and still owes. Of what they owe, ${title}.`,
      profiles,
    ),
    table(
      'Money by profile',
      [
        { head: 'Profile' },
        { head: 'Cases', number: true },
        { head: 'Owed', number: true },
        { head: 'Paid', number: true },
        { head: 'Waived', number: true },
        { head: 'Outstanding', number: true },
      ],
      profiles.map(({ profile, cases: some, totals, owed }) => [
        html`<a href="/cases?profile=${profile}">${capital(spoken(profile))}</a>`,
        numbers(some),
        euros(owed),
        euros(totals.paid),
        euros(totals.waived),
        euros(totals.outstanding),
      ]),
    ),
    legend([
      ['paid', 'paid'],
      ['waived', 'waived'],
      ['open', 'outstanding'],
    ]),
  );
}

function messagePlots(readings: Readings, messages: number, today: string): Html {
  const weeks = weeksOf(readings.cases, today);
  const steps = stepsOf(readings.cases);
  const sent = sentOf(readings);
  const key = legend(channels);
  const byWeek = `${numbers(messages)} messages were sent, ${share(sent.email, messages)} of them by e-mail`;
  const most = steps[0];
  const byStep = most
    ? `The message sent most often is the ${spoken(most.step)}: ${numbers(most.all)} times`
    : 'Nothing was sent';
  const heads = (first: string): Column[] => [
    { head: first },
    ...channels.map(([, name]) => ({ head: capital(name), number: true })),
  ];
  const row = (counted: Record<Channel, number>) => channels.map(([channel]) => numbers(counted[channel]));
  return html`
${figure(
  byWeek,
  plotSentByWeek(`Messages sent each week, by channel. ${byWeek}.`, weeks),
  table(
    'Messages by week',
    heads('Week of'),
    weeks.map((week) => [shortly(week.monday), ...row(week.sent)]),
  ),
  key,
)}
${figure(
  byStep,
  plotSteps(`Messages by what they say and by channel. ${byStep}.`, steps),
  table(
    'Messages by step',
    heads('Message'),
    steps.map(({ step, sent: some }) => [
      html`<a href="/outbox?step=${step}">${capital(spoken(step))}</a>`,
      ...row(some),
    ]),
  ),
  key,
)}`;
}
