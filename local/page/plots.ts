import * as Plot from '@observablehq/plot';
import { html, raw } from 'hono/html';
import { parseHTML } from 'linkedom';
import { plusDays } from '../../core/calendar/moment.ts';
import type { Channel, Profile } from '../../core/case/words.ts';
import { spoken } from '../words.ts';
import type { Week } from './figures.ts';
import type { Html } from './frame.ts';
import { capital, share } from './in-words.ts';
import type { CaseReading } from './readings.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** Widths in pixels at which each plot is drawn: the stylesheet shows the one that fits. */
const widths = { narrow: 288, wide: 520 } as const;
type Size = keyof typeof widths;

export const channelColours: Record<Channel, string> = {
  email: 'var(--email)',
  sms: 'var(--sms)',
  letter: 'var(--letter)',
};

export const moneyColours = {
  paid: 'var(--paid)',
  waived: 'var(--waived)',
  outstanding: 'var(--open)',
} as const;

/** Draws a plot for narrow and for wide screens. `label` is what somebody hears who does not see it. */
export function draw(label: string, options: (size: Size) => Plot.PlotOptions): Html {
  return html`${(Object.keys(widths) as Size[]).map((size) => {
    const plot = Plot.plot({ document, width: widths[size], ...options(size) } as Plot.PlotOptions);
    // Plot brings a stylesheet along that our policy of contents forbids; ours does its work.
    plot.querySelector('style')?.remove();
    // The parts of a picture have no names of their own: the picture has one.
    for (const part of plot.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-label', label);
    plot.setAttribute('class', `plot ${size}`);
    return raw(plot.outerHTML);
  })}`;
}

const inEuros = (cents: number) => cents / 100;
const monday = ({ monday }: Week) => new Date(monday);
const shortEuros = {
  label: null,
  grid: true,
  tickFormat: (euros: number) => `€${short.format(euros)}`,
} as const;
const short = new Intl.NumberFormat('en', { notation: 'compact' });

/** An axis of weeks that names some of their Mondays; over a year long, the months in which they lie. */
function overWeeks(weeks: readonly Week[], size: Size): Plot.ScaleOptions {
  const step = Math.ceil(weeks.length / (size === 'narrow' ? 4 : 8));
  const name = weeks.length > 60 ? inMonths : inDays;
  return {
    type: 'utc',
    label: null,
    ticks: weeks.filter((_, index) => index % step === 0).map(monday),
    tickFormat: (date: Date) => name.format(date),
  };
}

const inDays = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const inMonths = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

export function plotMoneySoFar(label: string, weeks: readonly Week[], owed: number): Html {
  const start = weeks.slice(0, 1).map((week) => ({ at: monday(week), euros: 0 }));
  // A week's money is all there when the week is over.
  const steps = [
    ...start,
    ...weeks.map(({ monday, soFar }) => ({ at: new Date(plusDays(monday, 7)), euros: inEuros(soFar) })),
  ];
  return draw(label, (size) => ({
    height: 220,
    marginLeft: 52,
    marginRight: 16,
    x: overWeeks(weeks, size),
    y: { ...shortEuros, domain: [0, inEuros(owed)], nice: true },
    marks: [
      Plot.areaY(steps, { x: 'at', y: 'euros', fill: 'var(--paid)', fillOpacity: 0.18 }),
      Plot.lineY(steps, { x: 'at', y: 'euros', stroke: 'var(--paid)', strokeWidth: 2.5 }),
      Plot.ruleY([inEuros(owed)], { stroke: 'var(--open)', strokeDasharray: '4 3', strokeWidth: 1.5 }),
      Plot.text([inEuros(owed)], {
        y: (euros) => euros,
        text: () => 'owed',
        frameAnchor: 'right',
        textAnchor: 'end',
        dy: 10,
      }),
      Plot.ruleY([0]),
    ],
  }));
}

export function plotMoneyByWeek(label: string, weeks: readonly Week[]): Html {
  return draw(label, (size) => ({
    height: 220,
    marginLeft: 52,
    marginRight: 16,
    x: overWeeks(weeks, size),
    y: shortEuros,
    marks: [
      Plot.rectY(weeks, {
        x: monday,
        interval: 'monday',
        y: (week: Week) => inEuros(week.cents),
        fill: 'var(--paid)',
      }),
      Plot.ruleY([0]),
    ],
  }));
}

export function plotSentByWeek(label: string, weeks: readonly Week[]): Html {
  const sent = weeks.flatMap((week) =>
    (Object.keys(week.sent) as Channel[]).map((channel) => ({
      ...week,
      channel,
      number: week.sent[channel],
    })),
  );
  return draw(label, (size) => ({
    height: 220,
    marginLeft: 40,
    marginRight: 16,
    x: overWeeks(weeks, size),
    y: { label: null, grid: true },
    marks: [
      Plot.rectY(sent, {
        x: monday,
        interval: 'monday',
        y: 'number',
        fill: ({ channel }) => channelColours[channel as Channel],
      }),
      Plot.ruleY([0]),
    ],
    color: { type: 'identity' },
  }));
}

export function plotStates(
  label: string,
  states: readonly { state: CaseReading['state']; cases: number }[],
): Html {
  return draw(label, () => ({
    height: 30 + states.length * 26,
    marginLeft: 140,
    marginRight: 48,
    x: { axis: null },
    y: { label: null, tickSize: 0, domain: states.map(({ state }) => capital(spoken(state))) },
    marks: [
      Plot.barX(states, {
        y: ({ state }) => capital(spoken(state)),
        x: 'cases',
        fill: ({ state }) => (state === 'waiting' ? 'var(--open)' : 'var(--accent)'),
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.text(states, {
        y: ({ state }) => capital(spoken(state)),
        x: 'cases',
        text: 'cases',
        textAnchor: 'start',
        dx: 6,
      }),
    ],
    color: { type: 'identity' },
  }));
}

export function plotSteps(
  label: string,
  steps: readonly { step: string; sent: Record<Channel, number>; all: number }[],
): Html {
  const bars = steps.flatMap(({ step, sent }) =>
    (Object.keys(sent) as Channel[]).map((channel) => ({
      step: capital(spoken(step)),
      channel,
      number: sent[channel],
    })),
  );
  return draw(label, () => ({
    height: 30 + steps.length * 22,
    marginLeft: 150,
    marginRight: 40,
    x: { axis: null },
    y: { label: null, tickSize: 0, domain: steps.map(({ step }) => capital(spoken(step))) },
    marks: [
      Plot.barX(bars, {
        y: 'step',
        x: 'number',
        fill: ({ channel }) => channelColours[channel as Channel],
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.text(steps, {
        y: ({ step }) => capital(spoken(step)),
        x: 'all',
        text: 'all',
        textAnchor: 'start',
        dx: 6,
      }),
    ],
    color: { type: 'identity' },
  }));
}

export function plotProfiles(
  label: string,
  profiles: readonly {
    profile: Profile;
    owed: number;
    totals: { paid: number; waived: number; outstanding: number };
  }[],
): Html {
  const bars = profiles.flatMap(({ profile, owed, totals }) =>
    (Object.keys(moneyColours) as (keyof typeof moneyColours)[]).map((what) => ({
      profile: capital(spoken(profile)),
      what,
      share: owed === 0 ? 0 : totals[what] / owed,
    })),
  );
  return draw(label, (size) => ({
    height: 46 + profiles.length * 36,
    marginLeft: 104,
    marginRight: 20,
    x: {
      label: null,
      domain: [0, 1],
      tickFormat: (part: number) => share(part, 1),
      ticks: size === 'narrow' ? 3 : 5,
    },
    y: { label: null, tickSize: 0, domain: profiles.map(({ profile }) => capital(spoken(profile))) },
    marks: [
      Plot.barX(bars, {
        y: 'profile',
        x: 'share',
        fill: ({ what }) => moneyColours[what as keyof typeof moneyColours],
        insetTop: 3,
        insetBottom: 3,
      }),
    ],
    color: { type: 'identity' },
  }));
}
