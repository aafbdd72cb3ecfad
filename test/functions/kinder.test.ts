import { describe, expect, test } from 'vitest';
import { daysBetween, plusDays } from '../../core/calendar/moment.ts';
import type { Profile, Step } from '../../core/case/words.ts';
import { coldStart } from '../../core/score/cold-start.ts';
import { type Model, sealed } from '../../core/score/glass-box/model.ts';
import { defaultCutOffs } from '../../core/segment/cut-offs.ts';
import { type MadeLaptop, makeLaptop } from './make-laptop.ts';

// The same case is run again and again, and nothing differs but what a model says of it. The machines are compared as
// files in ../statemachines/kinder.test.ts; here Sundays, holidays, breathing space and terms have their say too.

/** A model that says the same as the cold start, or so much more or less of everybody. */
function saying(units: number, room = defaultCutOffs.room): Model {
  const { hash: _, ...rest } = coldStart;
  return sealed({
    ...rest,
    source: { kind: 'cases', target: 'paid-90' },
    intercept: coldStart.intercept + units,
    profiles: { ...defaultCutOffs, room },
  });
}

const models: Record<Profile, Model> = {
  'quick-payer': saying(60_000),
  'late-payer': saying(0),
  arranger: saying(0, 1),
  'problem-payer': saying(-20_000),
};

type Scores = readonly [first: Profile, after?: Profile];

/** A case opened on a day, scored by one model in its first journey and by another in all that follow. */
async function open(day: string, [first, after = first]: Scores, claim = {}): Promise<MadeLaptop> {
  let journeys = 0;
  return await makeLaptop({
    at: `${day}T08:00:00Z`,
    claim: { cents: 30_000, dueOn: plusDays(day, -60), invoicedOn: plusDays(day, -74), ...claim },
    instead: ({ models: usual, machines }) => ({
      machines: {
        ...machines,
        start: async (machine, name, input) => {
          if (machine === 'open-case') journeys = (input as { journey: number }).journey;
          return await machines.start(machine, name, input);
        },
      },
      models: {
        ...usual,
        champion: async (creditor, target) => {
          if (target !== 'paid-90') return await usual.champion(creditor, target);
          return models[journeys > 1 ? after : first];
        },
      },
    }),
  });
}

/** The days after the first on which messages of a kind left, and on which costs were charged. */
interface Seen {
  profiles: Profile[];
  first: Map<Step | 'costs', number>;
  messages: number[];
}

async function seen(laptop: MadeLaptop, start: string): Promise<Seen> {
  const first: Seen['first'] = new Map();
  const messages: number[] = [];
  const note = (what: Step | 'costs', at: string) => {
    const day = daysBetween(start, at.slice(0, 10));
    if (!first.has(what)) first.set(what, day);
    return day;
  };
  for (const entry of await laptop.entries()) {
    if (entry.kind === 'costs-charged') note('costs', entry.at);
    if (entry.kind === 'contact-sent' && entry.purpose !== 'service')
      messages.push(note(entry.step, entry.at));
  }
  const profiles = (await laptop.all('profile-assigned')).map(({ profile }) => profile);
  return { profiles, first, messages };
}

const softer: Profile[] = ['quick-payer', 'arranger', 'problem-payer'];
const steps = ['second-reminder', 'notice', 'costs', 'costs-added'] as const;
const dayOf = ({ first }: Seen, step: Step | 'costs') => first.get(step) ?? Number.POSITIVE_INFINITY;

function expectNoSooner(one: Seen, usual: Seen): void {
  for (const step of steps) expect(dayOf(one, step), step).toBeGreaterThanOrEqual(dayOf(usual, step));
}

// Around Christmas, Easter, King's Day and Ascension, before a Sunday, and in the quiet of summer.
const starts = [
  '2026-01-05',
  '2026-03-05',
  '2026-03-16',
  '2026-03-25',
  '2026-04-24',
  '2026-05-05',
  '2026-08-01',
  '2026-11-27',
  '2026-12-07',
  '2026-12-16',
];

describe.each(starts)('of a case opened on %s', (start) => {
  test('no score, high or low, brings a reminder, the notice or the costs nearer', async () => {
    const run = async (profile: Profile) => {
      const laptop = await open(start, [profile]);
      await laptop.days(80);
      const one = await seen(laptop, start);
      expect(one.profiles[0]).toBe(profile);
      return one;
    };
    const usual = await run('late-payer');
    expect(dayOf(usual, 'costs')).toBeLessThan(80);
    for (const profile of softer) {
      const one = await run(profile);
      expectNoSooner(one, usual);
      // The first message is as early; no further one is.
      const asMany = one.messages.slice(0, usual.messages.length);
      for (const [at, day] of asMany.entries()) {
        expect(day, `${profile}, message ${at + 1}`).toBeGreaterThanOrEqual(usual.messages[at] ?? 0);
      }
    }
  });
});

/** Every first journey and every next one, with how it went when a person answers a dispute in between. */
const changes = Object.keys(models).flatMap((first) =>
  Object.keys(models).map((after) => [first, after] as [Profile, Profile]),
);

// Before the notice, while its term runs, and after the costs of the usual journey.
describe.each([4, 40, 62])('who disputes on day %i and is answered three days later', (day) => {
  const start = '2026-01-05';
  async function run(scores: Scores): Promise<Seen & { charges: number }> {
    const laptop = await open(start, scores);
    await laptop.days(day);
    await laptop.react('r-1', { what: 'dispute', claims: [], ground: 'not-delivered' });
    await laptop.days(3);
    await laptop.close(await laptop.task('dispute'), { decision: 'reject' });
    await laptop.days(80);
    const charges = (await laptop.all('costs-charged')).length;
    return { ...(await seen(laptop, start)), charges };
  }
  const usual = run(['late-payer']);

  test.each(changes)(
    'goes from %s to %s without any step sooner, and pays no costs twice',
    async (...scores) => {
      const one = await run(scores);
      expect(one.profiles.slice(0, 2)).toEqual(scores);
      expectNoSooner(one, await usual);
      expect(one.charges).toBeLessThanOrEqual(1);
    },
  );
});
