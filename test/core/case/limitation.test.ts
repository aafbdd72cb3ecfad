import { describe, expect, test } from 'vitest';
import { nextMoment } from '../../../core/case/answer.ts';
import type { ClaimRow } from '../../../core/case/claim-row.ts';
import { rule, UnfitRuling } from '../../../core/case/decide.ts';
import type { Fact } from '../../../core/case/entry.ts';
import { hasLapsed, keepLimitation, limitationDue } from '../../../core/case/limitation.ts';
import type { Decision } from '../../../core/case/words.ts';
import { packFor } from '../../../core/law/packs.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import { compose } from '../../../core/message/compose.ts';
import { makeRow, onlyPaper, type Story, tell } from '../make-case.ts';
import * as f from './make-facts.ts';

// A consumer's purchase lapses after two years in the Netherlands, after one in Belgium.
const soon = { dueOn: '2024-03-01', basis: 'sale' } as const; // from 2026-03-02; watched from 2025-12-02
const later = { dueOn: '2024-05-01', basis: 'sale' } as const; // from 2026-05-02; watched from 2026-02-01

const keep = (story: Story) => story.decide((draft, ctx) => keepLimitation(draft, ctx));
const watch = async (story: Story) =>
  [...(await story.case()).tasks.values()].filter(({ what }) => what === 'limitation');
/** The day on which limitation wants something next; it is always a morning. */
const due = async (story: Story) => {
  const moment = limitationDue(await story.case(), (await story.ctx()).pack);
  expect(moment ?? 'T05:00:00Z').toMatch(/T0[45]:00:00Z$/);
  return moment?.slice(0, 10);
};
const open = (but: Partial<ClaimRow>, more: ClaimRow[] = []) => tell({ rows: [makeRow(but), ...more] });

describe('a claim that is time-barred', () => {
  test('is given up before the next ask, the case ends, and the debtor is told that nothing has to be paid', async () => {
    const story = await open(soon);
    await story.say('first-reminder', 7);
    story.on('2026-03-02');
    await story.write('second-reminder', 7);
    const c = await story.case();
    expect([c.closed?.outcome, outstanding(c), c.journey]).toEqual(['time-barred', 0, undefined]);
    expect(await story.last('claim-written-off')).toMatchObject({
      claim: 'A',
      cents: 100_000,
      reason: 'time-barred',
      receipt: { reason: 'Time-barred from 2026-03-02.', rules: [{ name: 'nl/limitation' }] },
    });
    const [last] = [...c.contacts.values()].slice(-1);
    expect([last?.step, last?.purpose]).toEqual(['case-closed', 'service']);
    const { creditor, pack } = await story.ctx();
    const parties = {
      creditor,
      pack,
      to: { reference: 'D-1' },
      links: [{ key: 1, secret: 'test' }] as const,
    };
    expect(last && compose(c, last, parties).totals.outstanding).toBe(0);
    expect(story.audit()).toEqual([]);
  });

  test('is asked for on its last day, and not on the next', async () => {
    const story = await open(soon);
    story.on('2026-03-01');
    expect(hasLapsed(await story.case(), packFor('NL'), '2026-03-01')).toBe(false);
    await keep(story);
    expect((await story.case()).closed).toBeUndefined();
    story.on('2026-03-02');
    await keep(story);
    expect((await story.case()).closed?.outcome).toBe('time-barred');
  });

  test('ends in silence for who never heard from us', async () => {
    const story = await open(soon);
    story.on('2026-03-02');
    await keep(story);
    expect((await story.case()).closed?.outcome).toBe('time-barred');
    expect((await story.case()).contacts.size).toBe(0);
  });

  test('is left out where another is still owed, which is asked for as before', async () => {
    const story = await open(soon, [makeRow({ invoice: 'B', cents: 50_000 })]);
    story.on('2026-03-02');
    const contact = await story.write('first-reminder', 7);
    const c = await story.case();
    expect([c.closed, outstanding(c), c.claims.get('A')?.gone]).toEqual([undefined, 50_000, 'written-off']);
    expect(c.contacts.get(contact)?.stated).toMatchObject([{ claim: 'B', outstanding: 50_000 }]);
    expect((await story.pay(50_000)).closed?.outcome).toBe('settled');
    expect(story.audit()).toEqual([]);
  });

  test('is not sent when it lapsed between writing and sending: the text is written again, without it', async () => {
    const story = await open(soon, [makeRow({ invoice: 'B', cents: 50_000 })]);
    story.on('2026-03-01');
    const contact = await story.write('first-reminder', 7);
    // A Sunday: it goes on Monday.
    const c = await story.send(contact);
    expect(story.ports.clock.now().slice(0, 10)).toBe('2026-03-02');
    expect(c.refused.get(contact)?.reason).toBe('stale');
    const again = await story.say('first-reminder', 7);
    expect((await story.case()).contacts.get(again)?.stated).toMatchObject([{ claim: 'B' }]);
    expect(story.ports.messages).toHaveLength(1);
  });

  test('is given up once, however often somebody looks', async () => {
    const story = await open(soon, [makeRow({ invoice: 'B', cents: 50_000 })]);
    story.on('2026-03-02');
    await keep(story);
    const { seq } = await story.case();
    await keep(story);
    expect((await story.case()).seq).toBe(seq);
  });

  test('does not end a case of which another claim was only credited', async () => {
    const story = await open(soon, [makeRow({ invoice: 'B', cents: 50_000 })]);
    story.on('2026-03-02');
    await keep(story);
    await story.add({ kind: 'claim-credited', claim: 'B', cents: 50_000, reason: 'returned' });
    await keep(story);
    expect((await story.case()).closed).toBeUndefined();
  });

  test('that is paid afterwards is not booked: the money goes back through a person', async () => {
    const story = await open(soon);
    story.on('2026-03-02');
    await keep(story);
    const c = await story.pay(100_000);
    expect([c.closed?.outcome, c.credit]).toEqual(['time-barred', 100_000]);
    expect([...c.tasks.values()].find((task) => !task.closed)?.what).toBe('refund');
    expect(story.audit()).toEqual([]);
  });

  test('was paid in the same moment: whoever is first decides, and the books add up', async () => {
    for (const first of ['money', 'time'] as const) {
      const story = await open(soon);
      story.on('2026-03-02');
      if (first === 'time') await keep(story);
      await story.pay(100_000);
      if (first === 'money') await keep(story);
      const c = await story.case();
      expect(c.closed?.outcome).toBe(first === 'money' ? 'settled' : 'time-barred');
      expect(outstanding(c)).toBe(0);
      expect(story.audit()).toEqual([]);
    }
  });

  test('is not brought back to life by who wants to pay it: they hear that nothing has to be paid', async () => {
    for (const reaction of [
      { what: 'promise', payOn: '2026-03-10' },
      { what: 'plan', months: 3 },
    ] as const) {
      const story = await open(soon);
      await story.say('first-reminder', 7);
      story.on('2026-03-02');
      expect(await story.react(reaction)).toMatchObject({
        taken: false,
        reason: expect.stringContaining('nothing has to be paid'),
      });
      const c = await story.case();
      expect([c.closed?.outcome, c.promise, c.plans.size]).toEqual(['time-barred', undefined, 0]);
    }
  });

  test.each<[Decision, object]>([
    ['approve-hand-over', { to: 'Voorbeeld Gerechtsdeurwaarders' }],
    ['agree-plan', { months: 3 }],
    ['settle-for-less', { keep: 50_000 }],
  ])('is not settled by a person any more: %s', async (decision, more) => {
    const story = await open(soon);
    await story.add(f.task('t1', 'hand-over'));
    story.on('2026-03-02');
    const c = await story.rule({ decision, ...more });
    expect([c.closed?.outcome, c.handedOverTo]).toEqual(['time-barred', undefined]);
    expect(await story.last('plan-agreed')).toBeUndefined();
    expect(await story.last('settlement-accepted')).toBeUndefined();
  });
});

describe('what is not certain is not given up', () => {
  test('who owes is not known: a person is asked, and the claim waits for the answer', async () => {
    const story = await open({ ...soon, debtorKind: 'unknown' });
    story.on('2026-03-02');
    await keep(story);
    const c = await story.case();
    expect([c.closed, outstanding(c)]).toEqual([undefined, 100_000]);
    expect((await watch(story)).length).toBe(1);
    await story.add({ kind: 'debtor-recognised', debtor: 'legal' });
    await keep(story);
    // A company has five years.
    expect((await story.case()).closed).toBeUndefined();
  });

  test('the law was never read for so old a claim: it is not asked for, and not given up', async () => {
    const story = await open({ dueOn: '1985-03-01', basis: 'sale' });
    await keep(story);
    const contact = await story.write('first-reminder', 7);
    expect((await story.case()).closed).toBeUndefined();
    expect(await story.last('contact-refused')).toMatchObject({
      contact,
      reason: 'law-unread',
      until: '2026-01-12T05:30:00Z',
      receipt: { reason: expect.stringContaining('1985-03-01') },
    });
    await story.rule({ decision: 'go-on' });
    expect(await due(story)).toBeUndefined();
  });
});

describe('the term of a claim begins again', () => {
  const cases: [string, 'NL' | 'BE' | 'DE', (story: Story) => Promise<unknown>, string][] = [
    ['with nothing', 'NL', async () => {}, '2026-05-02'],
    ['not with a reminder', 'NL', (story) => story.say('first-reminder', 7), '2026-05-02'],
    // By letter of Monday 5 January: presumed to arrive on the 7th.
    [
      'with a notice that was served, in the Netherlands',
      'NL',
      (story) => story.say('notice', 14),
      '2028-01-08',
    ],
    [
      'with a promise of the debtor',
      'NL',
      (story) => story.react({ what: 'promise', payOn: '2026-01-20' }),
      '2028-01-06',
    ],
    [
      'with a plan that the debtor asked for',
      'NL',
      (story) => story.react({ what: 'plan', months: 3 }),
      '2028-01-06',
    ],
    ['not with a plan that a person agreed', 'NL', (story) => story.add(f.agreed('p1')), '2026-05-02'],
    [
      'but with the first instalment of it',
      'NL',
      async (story) => {
        await story.add(f.agreed('p1'));
        await story.pay(20_000, '2026-01-05');
      },
      '2028-01-06',
    ],
    [
      'unless that was taken back',
      'NL',
      async (story) => {
        await story.add(f.agreed('p1'));
        await story.pay(20_000, '2026-01-05');
        await story.reverse('pay-1');
      },
      '2026-05-02',
    ],
    ['not with money without a plan', 'NL', (story) => story.pay(20_000), '2026-05-02'],
    [
      'not with a notice that never arrived',
      'NL',
      async (story) => {
        const notice = await story.say('notice', 14);
        await story.feedback(notice, 'returned');
      },
      '2026-05-02',
    ],
    [
      'not for a claim that is disputed while another is promised',
      'NL',
      async (story) => {
        await story.add({ kind: 'dispute-raised', dispute: 'd1', claims: ['A'], ground: 'other' });
        await story.add({ kind: 'promise-made', promise: 'p1', payOn: '2026-01-20' });
      },
      '2026-05-02',
    ],
  ];
  test.each(cases)('%s', async (_, country, act, barred) => {
    const story = await tell({
      rows: [{ ...onlyPaper, ...later, country }],
      creditor: { creditor: { country } },
    });
    await act(story);
    await story.add(f.task('w1', 'limitation', barred), {
      kind: 'task-closed',
      task: 'w1',
      decision: 'go-on',
      by: 'Noor',
    });
    expect(await due(story)).toBe(barred);
  });

  test('not with a promise that was made before the claim came', async () => {
    const story = await open({ dueOn: '2025-12-01', basis: 'sale' });
    await story.react({ what: 'promise', payOn: '2026-01-20' });
    await story.add({
      kind: 'claim-added',
      claim: 'B',
      cents: 10_000,
      dueOn: later.dueOn,
      basis: 'sale',
      agreedTerm: true,
      termsCleared: true,
    });
    expect(await due(story)).toBe('2026-02-01');
  });

  test('in Belgium and Germany not with a notice', async () => {
    for (const [country, dueOn, barred] of [
      ['BE', '2025-05-01', '2026-05-02'],
      ['DE', '2023-05-01', '2027-01-01'],
    ] as const) {
      const story = await tell({
        rows: [{ ...onlyPaper, dueOn, contractOn: '2023-01-02', basis: 'sale', country }],
        creditor: {
          creditor: {
            country,
            contract: { termsCleared: true, agreedTerm: true, damages: { flat: 2_000, rate: 0 } },
          },
        },
      });
      await story.say('notice', 14);
      expect((await story.case()).notices.size).toBe(1);
      await story.add(f.task('w1', 'limitation', barred), {
        kind: 'task-closed',
        task: 'w1',
        decision: 'go-on',
        by: 'Noor',
      });
      expect(await due(story)).toBe(barred);
    }
  });

  test('a plan that is being paid outlives the short term of Belgium', async () => {
    const story = await tell({
      rows: [makeRow({ dueOn: '2025-06-01', basis: 'sale', country: 'BE' })],
      creditor: { creditor: { country: 'BE' } },
    });
    await story.add(f.agreed('p1'));
    for (const day of ['2026-01-20', '2026-10-20', '2027-08-20']) {
      story.on(day);
      await keep(story);
      expect((await story.case()).closed, day).toBeUndefined();
      await story.pay(10_000);
    }
  });
});

describe('the watch', () => {
  test('asks a person ninety days before, and only once', async () => {
    const story = await open(later);
    expect(await due(story)).toBe('2026-02-01');
    story.on('2026-01-31');
    await keep(story);
    expect(await watch(story)).toEqual([]);
    story.on('2026-02-01');
    await keep(story);
    await keep(story);
    expect(await watch(story)).toMatchObject([{ about: '2026-05-02' }]);
    expect(await due(story)).toBe('2026-05-02');
  });

  test.each<[string, Fact?]>([
    ['a pause', { kind: 'paused', until: '2026-12-31', reason: 'r' }],
    ['a dispute', f.task('t1', 'dispute')],
    ['a plan', f.agreed('p1')],
    ['a stop order'],
  ])('is not stopped by %s', async (_, fact) => {
    const story = await open(later);
    if (fact) await story.add(fact);
    else story.ports.stops.stop('*');
    expect(await due(story)).toBe('2026-02-01');
    story.on('2026-02-01');
    await keep(story);
    expect((await watch(story)).length).toBe(1);
  });

  test('stops no asking, and no journey is told of it', async () => {
    const story = await open(soon);
    await keep(story);
    expect((await watch(story)).length).toBe(1);
    expect(await story.last('contact-written')).toBeUndefined();
    await story.say('first-reminder', 7);
    expect(story.ports.messages).toHaveLength(1);
  });

  test('asks once about claims of the same day, and apart about others', async () => {
    const story = await open(soon, [
      makeRow({ ...soon, invoice: 'B' }),
      makeRow({ ...soon, invoice: 'C', dueOn: '2024-03-04' }),
    ]);
    await keep(story);
    expect((await watch(story)).map(({ about }) => about)).toEqual(['2026-03-02', '2026-03-05']);
  });

  test('whoever lets it lapse is not asked again, and then it lapses', async () => {
    const story = await open(soon);
    await keep(story);
    await story.rule({ decision: 'go-on' });
    await keep(story);
    expect((await watch(story)).length).toBe(1);
    expect(await due(story)).toBe('2026-03-02');
    story.on('2026-03-02');
    await keep(story);
    expect((await story.case()).closed?.outcome).toBe('time-barred');
  });

  test('asks again when a case is opened again whose end had put the question away', async () => {
    const story = await open(soon);
    await keep(story);
    await story.pay(100_000);
    expect(await due(story)).toBeUndefined();
    await story.reverse('pay-1');
    await keep(story);
    expect((await watch(story)).map(({ closed }) => closed?.by)).toEqual(['amicable', undefined]);
  });
});

describe('a person who wants to keep a claim', () => {
  async function asked(but: Partial<ClaimRow> = {}): Promise<Story> {
    const story = await tell({ rows: [{ ...onlyPaper, ...soon, ...but }] });
    await keep(story);
    return story;
  }
  const letters = async (story: Story) =>
    [...(await story.case()).contacts.values()].filter(({ step }) => step === 'interruption');

  test('has a letter written, on paper, which counts once it has been sent', async () => {
    const story = await asked();
    await story.rule({ decision: 'interrupt' });
    const [letter] = await letters(story);
    expect(letter).toMatchObject({ channel: 'letter', purpose: 'service', stated: [{ claim: 'A' }] });
    // Written is not sent: somebody looks again when it should have been.
    expect(await due(story)).toBe('2026-01-19');
    await story.send(letter?.contact ?? '');
    // Posted on Monday the 5th, there on the 7th: two years from then, watched ninety days before.
    expect(await due(story)).toBe('2027-10-10');
    story.on('2026-03-02');
    await story.write('first-reminder', 7);
    expect((await story.case()).closed).toBeUndefined();
    expect(story.audit()).toEqual([]);
  });

  test('may do so while the asking is paused, or a dispute is open', async () => {
    const story = await asked();
    await story.add({ kind: 'paused', until: '2026-12-31', reason: 'r' }, f.task('t9', 'dispute'));
    const task = (await watch(story))[0]?.task;
    await story.decide(async (draft, ctx) => {
      const found = draft.case.tasks.get(task ?? '');
      if (found) await rule(draft, ctx, found, { decision: 'interrupt', by: 'Noor' });
    });
    const [letter] = await letters(story);
    await story.send(letter?.contact ?? '');
    expect(story.ports.messages.map(({ message }) => message.step)).toEqual(['interruption']);
  });

  test('is asked again when the letter comes back, for the claim was not kept', async () => {
    const story = await asked();
    await story.rule({ decision: 'interrupt' });
    const [letter] = await letters(story);
    await story.send(letter?.contact ?? '');
    await story.feedback(letter?.contact ?? '', 'returned');
    expect(await due(story)).toBe('2026-01-05');
    await keep(story);
    expect((await watch(story)).map(({ closed }) => closed?.decision)).toEqual(['interrupt', undefined]);
  });

  test('is asked again when an e-mail is not proven to have arrived in two weeks; once it is, it counts', async () => {
    const { street: _, postcode: __, city: ___, ...onlyMail } = makeRow(soon);
    const story = await tell({ rows: [onlyMail] });
    await keep(story);
    await story.rule({ decision: 'interrupt' });
    const [letter] = await letters(story);
    await story.send(letter?.contact ?? '');
    expect(letter?.channel).toBe('email');
    expect(await due(story)).toBe('2026-01-19');
    story.on('2026-01-18');
    await keep(story);
    expect((await watch(story)).length).toBe(1);
    story.on('2026-01-19');
    await keep(story);
    expect((await watch(story)).length).toBe(2);
    await story.feedback(letter?.contact ?? '', 'delivered');
    expect(await due(story)).toBe('2027-10-22');
  });

  test.each<['BE' | 'DE', string]>([
    ['BE', '2025-03-01'],
    ['DE', '2022-03-01'],
  ])('is told in %s that a letter does not do it, and can let it lapse', async (country, dueOn) => {
    const story = await tell({
      rows: [{ ...onlyPaper, dueOn, contractOn: '2022-01-03', basis: 'sale', country }],
      creditor: { creditor: { country }, ...(country === 'DE' && { now: '2025-11-03T05:30:00Z' }) },
    });
    await keep(story);
    expect((await watch(story)).length).toBe(1);
    const { seq } = await story.case();
    await expect(story.rule({ decision: 'interrupt' })).rejects.toThrow(
      'A letter does not interrupt limitation here: a court or bailiff does, or the debtor.',
    );
    expect((await story.case()).seq).toBe(seq);
    await story.rule({ decision: 'go-on' });
    expect((await watch(story))[0]?.closed?.decision).toBe('go-on');
  });

  test('is told when a letter would arrive too late', async () => {
    const story = await asked();
    story.on('2026-02-28');
    await expect(story.rule({ decision: 'interrupt' })).rejects.toThrow('too late');
  });

  test('is told when no letter can reach them: nothing is written, and the question stays', async () => {
    const story = await asked();
    await story.person({ kind: 'address-failed', channel: 'letter' });
    await expect(story.rule({ decision: 'interrupt' })).rejects.toThrow('No letter can reach them');
    expect((await watch(story))[0]?.closed).toBeUndefined();
  });

  test('is told when the debtor has acknowledged the debt in the meantime', async () => {
    const story = await asked();
    await story.react({ what: 'promise', payOn: '2026-01-20' });
    await expect(story.rule({ decision: 'interrupt' })).rejects.toThrow('nothing to keep');
  });

  test('cannot answer another question with a letter', async () => {
    const story = await tell({ rows: [makeRow(soon)] });
    await story.react({ what: 'hardship' });
    await expect(story.rule({ decision: 'interrupt' })).rejects.toThrow(UnfitRuling);
  });
});

test('the next moment of a case is that of its limitation when nothing comes sooner', async () => {
  const story = await open(later);
  await story.add({ kind: 'journey-ended', journey: 1, end: 'answered' }, f.task('t1', 'hardship'));
  const c = await story.case();
  const { pack } = await story.ctx();
  expect(nextMoment(c, { pack })).toBe('2026-01-19T16:00:00Z');
  await story.add(f.task('t2', 'call'));
  story.on('2026-03-02');
  expect(nextMoment(await story.case(), { pack })).toBe('2026-01-19T16:00:00Z');
});

test('a case of a thousand claims with many letters is looked through in a moment', async () => {
  const rows = Array.from({ length: 1_000 }, (_, index) =>
    makeRow({
      invoice: `F-${index}`,
      cents: 1_000,
      dueOn: `2025-${String((index % 12) + 1).padStart(2, '0')}-01`,
    }),
  );
  const story = await tell({ rows });
  for (let sent = 0; sent < 20; sent++) {
    const contact = `${story.id}-n${sent}`;
    const stated = rows.map(({ invoice }) => ({
      claim: invoice,
      principal: 1_000,
      interest: 0,
      costs: 0,
      paid: 0,
      outstanding: 1_000,
    }));
    await story.add(f.written(contact, 'first-reminder', { stated }));
  }
  const c = await story.case();
  const began = performance.now();
  for (let time = 0; time < 5; time++) limitationDue(c, packFor('NL'));
  expect((performance.now() - began) / 5).toBeLessThan(250);
});
