import { describe, expect, test } from 'vitest';
import { runJourney } from './make-journey.ts';

const due = 'follow-up-due';
const patient = ['quick-payer', 'late-payer', 'arranger'];
const asking = [...patient, 'problem-payer'];

/** The messages that the journey writes, or what it does, without what it sends. */
const written = (steps: string[]) => steps.filter((step) => !step.startsWith('send'));

test.each([
  ['quick-payer', ['first-reminder', 'second-reminder', 'notice', 'costs-added', 'last-reminder']],
  ['late-payer', ['first-reminder', 'direct-debit-offer', 'second-reminder', 'notice', 'costs-added']],
  ['arranger', ['plan-offer', 'first-reminder', 'second-reminder', 'notice', 'costs-added', 'plan-offer']],
])(
  'a %s who never answers gets these messages in this order, and the journey ends unanswered',
  async (machine, order) => {
    const { steps, output } = await runJourney(
      machine,
      order.map(() => due),
    );
    expect(written(steps)).toEqual([...order.map((step) => `write ${step}`), 'end unanswered']);
    expect(output).toEqual({ end: 'unanswered' });
  },
);

test('a problem-payer is asked about help, called, offered a plan and reminded once before a person decides', async () => {
  const { steps, output } = await runJourney('problem-payer', [
    due,
    'decided',
    due,
    due,
    'closed handed-over',
  ]);
  expect(written(steps)).toEqual([
    'write help-offer',
    'ask call',
    'write plan-offer',
    'write last-reminder',
    'ask hand-over',
  ]);
  expect(output).toEqual({ end: 'handed-over' });
});

test('nobody is handed over because a person is slow to decide: they are asked again', async () => {
  const answers = [due, 'decided', due, due, due, due, 'decided'];
  const { steps, output } = await runJourney('problem-payer', answers);
  expect(steps.filter((step) => step === 'ask hand-over')).toHaveLength(3);
  expect(output).toEqual({ end: 'answered' });
});

describe.each(asking)('%s', (machine) => {
  test.each([1, 2, 3, 4, 5])(
    'paid after contact %i, it is settled and nothing more is written',
    async (n) => {
      const { steps, output, record } = await runJourney(machine, [
        ...Array(n - 1).fill(due),
        'closed settled',
      ]);
      expect(written(steps)).toHaveLength(n);
      expect([record.state, output]).toEqual(['Settled', { end: 'settled' }]);
    },
  );
});

describe.each(asking)('%s', (machine) => {
  // The problem-payer's second wait is the call.
  const second = machine === 'problem-payer' ? ['write help-offer', 'ask call'] : undefined;

  test('disputed at the second contact, it waits for a person and ends with what the person decided', async () => {
    const { steps, output, record } = await runJourney(machine, [due, 'dispute', 'decided']);
    expect(written(steps).slice(-2)).toEqual(['ask dispute', 'end answered']);
    if (second) expect(written(steps).slice(0, 2)).toEqual(second);
    expect([record.state, output]).toEqual(['Answered by a person', { end: 'answered' }]);
  });

  test('a plan makes way for the plan, also when a person agrees it', async () => {
    const atOnce = await runJourney(machine, ['plan-agreed']);
    expect(written(atOnce.steps).slice(1)).toEqual(['end plan-agreed']);
    const byPerson = await runJourney(machine, ['plan-request', 'plan-agreed']);
    expect(written(byPerson.steps).slice(1)).toEqual(['ask plan-request', 'end plan-agreed']);
    expect([atOnce, byPerson].map(({ record }) => record.state)).toEqual(Array(2).fill('A plan was agreed'));
  });

  test('closed in another way, the journey ends with that outcome and writes nothing', async () => {
    const { steps, output, record } = await runJourney(machine, ['closed withdrawn']);
    expect(written(steps)).toHaveLength(1);
    expect([record.state, output]).toEqual(['Closed with another outcome', { end: 'withdrawn' }]);
  });

  test('what never arrived is written again, and only that', async () => {
    const { steps } = await runJourney(machine, ['again', 'again', 'closed settled']);
    expect(new Set(written(steps)).size).toBe(1);
    expect(steps).toHaveLength(6);
  });

  test.each(['dispute', 'hardship', 'payment-claim', 'unreachable', 'report'])(
    'a person who is slow with a %s is asked about it again, and nobody is asked to pay',
    async (what) => {
      const { steps, output } = await runJourney(machine, [what, due, due, 'closed settled']);
      expect(steps.slice(2)).toEqual(Array(3).fill(`ask ${what}`));
      expect(output).toEqual({ end: 'settled' });
    },
  );

  test('a wait that times out waits on for the same message and writes nothing', async () => {
    const { steps } = await runJourney(machine, ['silence', 'silence', 'closed settled']);
    expect(steps.slice(1)).toEqual(Array(3).fill('send k1'));
  });

  test.each(['write-message', 'send-and-wait'])('%s that fails for a while is tried again', async (name) => {
    const { steps, output } = await runJourney(machine, ['closed settled'], { failing: { name, times: 6 } });
    expect(steps).toHaveLength(2);
    expect(output).toEqual({ end: 'settled' });
  });

  test.each(['write-message', 'send-and-wait'])(
    '%s that keeps failing hands the case to a person once',
    async (name) => {
      const { steps, output } = await runJourney(machine, [], { failing: { name, times: 99 } });
      expect(steps.filter((step) => step.startsWith('fail'))).toEqual(['fail ProviderDown']);
      expect(steps.at(-1)).toBe('fail ProviderDown');
      expect(output).toEqual({ end: 'failed' });
    },
  );
});

test('a person who cannot be asked leaves the case with a person all the same', async () => {
  const { steps, output } = await runJourney('late-payer', ['dispute'], {
    failing: { name: 'ask-person', times: 99 },
  });
  expect(steps.at(-1)).toBe('fail ProviderDown');
  expect(output).toEqual({ end: 'failed' });
});

describe('payment-plan', () => {
  const paid = 'instalment-paid';

  test('instalments that come are paid one after another, each with a word before it', async () => {
    const { steps, output } = await runJourney('payment-plan', [paid, paid, paid, 'closed settled']);
    expect(written(steps)).toEqual(Array(4).fill('write instalment-reminder'));
    expect(output).toEqual({ end: 'settled' });
  });

  test('a missing instalment gets one friendly message, and once paid the plan goes on', async () => {
    const { steps, output } = await runJourney('payment-plan', [paid, due, paid, 'closed settled']);
    expect(written(steps)).toEqual(
      ['instalment-reminder', 'instalment-reminder', 'instalment-missed', 'instalment-reminder'].map(
        (step) => `write ${step}`,
      ),
    );
    expect(output).toEqual({ end: 'settled' });
  });

  test('missed and missed again, the plan is broken', async () => {
    const { steps, output, record } = await runJourney('payment-plan', [due, due]);
    expect(written(steps)).toEqual([
      'write instalment-reminder',
      'write instalment-missed',
      'end plan-broken',
    ]);
    expect([record.state, output]).toEqual(['Plan broken', { end: 'plan-broken' }]);
  });

  test('a plan that runs for more than 250 days goes on in a new journey', async () => {
    const { steps, output } = await runJourney('payment-plan', Array(9).fill(paid), { days: 30 });
    expect(written(steps)).toEqual([...Array(9).fill('write instalment-reminder'), 'end continued']);
    expect(output).toEqual({ end: 'continued' });
    await expect(runJourney('payment-plan', Array(8).fill(paid), { days: 31 })).rejects.toThrow(
      'nobody scripted',
    );
  });

  test('hardship during a plan waits for a person', async () => {
    const { steps, output } = await runJourney('payment-plan', [paid, 'hardship', 'decided']);
    expect(written(steps).slice(-2)).toEqual(['ask hardship', 'end answered']);
    expect(output).toEqual({ end: 'answered' });
  });
});

describe('opening a case and five contacts take at most 22 transitions and 100 history events', () => {
  async function counted(machine: string, answers: string[]): Promise<[transitions: number, events: number]> {
    const opened = await runJourney('open-case');
    const { record } = await runJourney(machine, answers);
    return [opened.record.transitions + record.transitions, opened.record.events + record.events];
  }

  test('open-case itself: score, profile, start', async () => {
    const { steps, record } = await runJourney('open-case');
    expect(steps).toEqual(['score-case', 'assign-profile', 'start-journey']);
    expect([record.transitions, record.events]).toEqual([3, 17]);
  });

  test.each(['quick-payer', 'late-payer'])(
    '%s, unanswered to the end: 20 transitions, 91 events',
    async (machine) => {
      expect(await counted(machine, [due, due, due, due, due])).toEqual([20, 91]);
    },
  );

  test('arranger, unanswered to the end: three transitions more for the sixth contact', async () => {
    expect(await counted('arranger', [due, due, due, due, due, due])).toEqual([23, 104]);
  });

  test.each(patient)('%s, paid after the fifth contact: 19 transitions, 86 events', async (machine) => {
    expect(await counted(machine, [due, due, due, due, 'closed settled'])).toEqual([19, 86]);
  });

  test('problem-payer, with its call and proposal, decided by a person: 19 transitions, 83 events', async () => {
    expect(await counted('problem-payer', [due, 'decided', due, due, 'decided'])).toEqual([19, 83]);
  });
});
