import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, dayAt, plusDays } from '../../../core/calendar/moment.ts';
import { change } from '../../../core/case/change.ts';
import type { ClaimRow } from '../../../core/case/claim-row.ts';
import { openCase } from '../../../core/case/open.ts';
import { deliver } from '../../../core/message/deliver.ts';
import { isWay } from '../../../core/person/ways.ts';
import { makeRow, morning, type Story, tell } from '../make-case.ts';
import { makeCreditor, makePorts, type TestPorts } from '../make-ports.ts';

const OTHERS = ['creditor-b', 'creditor-c'];

/** Ports with three creditors who do not know of each other, with one safety budget. */
async function three(budget: Partial<ReturnType<typeof makeCreditor>['budget']> = {}): Promise<TestPorts> {
  const own = { budget: { ...makeCreditor().budget, ...budget } };
  const ports = makePorts({ creditor: own });
  for (const id of OTHERS) await ports.creditors.put(makeCreditor({ ...own, id }));
  return ports;
}

const all: Partial<ClaimRow> = { phone: '+31600000001' };
const everything = makeRow(all);
const { street: _, ...noLetterBox } = everything;
const { email: __, ...noMailbox } = everything;
const { phone: ___, ...noNumber } = everything;
/** What the creditors know of one person whom they all can reach somehow. */
const partly: [string, Partial<ClaimRow>, Partial<ClaimRow>][] = [
  ['mailbox', { street: 'Oudestraat 7' }, { name: 'J. Voorbeeld', street: 'Nieuwestraat 8' }],
  ['number', { ...all, email: 'a@example.org' }, { ...all, email: 'b@example.org', street: 'Ergens 9' }],
  ['letter box', { email: 'a@example.org' }, { email: 'b@example.org', name: 'J. Voorbeeld' }],
];

async function twoCreditors(budget: Parameters<typeof three>[0], mine = {}, theirs = {}) {
  const ports = await three(budget);
  const one = await tell({ ports, rows: [makeRow(mine)] });
  const two = await tell({
    ports,
    of: 'creditor-b',
    rows: [makeRow({ debtorReference: 'X-77', ...theirs })],
  });
  return { ports, one, two };
}

describe('contacts of all creditors count together', () => {
  test.each(partly)('where they know the same %s', async (_, mine, theirs) => {
    const { ports, one, two } = await twoCreditors({ day: 1 }, mine, theirs);
    await one.say('first-reminder');
    const contact = await two.write('first-reminder');
    const written = (await two.case()).contacts.get(contact);
    ports.clock.set(
      ports.clock.now() > (written?.sendAt ?? '') ? ports.clock.now() : (written?.sendAt ?? ''),
    );
    await two.send(contact);
    expect(ports.messages).toHaveLength(1);
    ports.clock.pass(1);
    await two.send(contact);
    expect(ports.messages).toHaveLength(2);
  });

  test('but not where nothing is the same, whatever their numbers at the creditors', async () => {
    const { ports, one, two } = await twoCreditors(
      { day: 1 },
      {},
      { debtorReference: 'D-1', email: 'bo@example.org', name: 'Bo Ander' },
    );
    await one.say('first-reminder');
    await two.say('first-reminder');
    expect(ports.messages).toHaveLength(2);
  });

  test('and one that would have to wait too long is refused, with the limit and the first free day', async () => {
    const { ports, one, two } = await twoCreditors({ week: 1 });
    await one.say('first-reminder');
    const day = dayAt(ports.clock.now(), 'Europe/Amsterdam');
    await two.say('first-reminder');
    expect(await two.last('contact-refused')).toMatchObject({
      reason: 'too-many-contacts',
      until: expect.stringContaining(plusDays(day, 7)),
      receipt: { inputs: { limit: 'week', most: 1 }, rules: [{ name: 'own/safety-budget' }] },
    });
  });

  test('except answers, which are owed: they are not counted, and nothing is read for them', async () => {
    const { ports, one, two } = await twoCreditors({ day: 1 });
    await one.say('information');
    const read: string[] = [];
    const { read: reads } = ports.persons;
    ports.persons.read = (stream, after) => {
      read.push(stream);
      return reads(stream, after);
    };
    await one.say('information');
    expect(read.filter(isWay)).toEqual([]);
    await two.say('first-reminder');
    await one.say('information');
    expect(ports.messages).toHaveLength(4);
  });
});

test('an ask costs three reads and three writes more for three ways to reach somebody, and no more', async () => {
  const { ports, one } = await twoCreditors({}, all);
  const contact = await one.write('first-reminder');
  const asked = { read: 0, append: 0 };
  const { read, append } = ports.persons;
  ports.persons.read = (stream, after) => {
    if (isWay(stream)) asked.read += 1;
    return read(stream, after);
  };
  ports.persons.append = (item) => {
    if (isWay(item.stream)) asked.append += 1;
    return append(item);
  };
  await one.send(contact);
  expect(ports.messages).toHaveLength(1);
  expect(asked).toEqual({ read: 3, append: 3 });
});

describe('creditors who send at the same moment', () => {
  test('are counted one after another: the second sees the first, and is told when it may', async () => {
    const { ports, one, two } = await twoCreditors({ day: 1 });
    const contacts = [await one.write('first-reminder'), await two.write('first-reminder')] as const;
    ports.clock.set(morning('2026-01-06'));
    const sends = [one, two].map((story, at) => deliver(ports, story.id, contacts[at] ?? '', 'now'));
    await Promise.all([...sends, deliver(ports, one.id, contacts[0], 'again')]);
    expect(ports.messages).toHaveLength(1);
    const refused = [await one.last('contact-refused'), await two.last('contact-refused')].filter(Boolean);
    expect(refused).toMatchObject([
      { reason: 'too-many-contacts', until: expect.stringContaining('2026-01-07') },
    ]);
    expect([...one.audit(), ...two.audit()]).toEqual([]);
  });

  test('leave a count and no message when one of them dies on the way, and nothing is sent twice', async () => {
    const { ports, one, two } = await twoCreditors({ day: 1 }, all, all);
    const contact = await one.write('first-reminder');
    ports.clock.set(morning('2026-01-06'));
    const { append } = ports.persons;
    let puts = 0;
    ports.persons.append = (item) => {
      if (++puts === 2) throw new Error('the process dies');
      return append(item);
    };
    await expect(deliver(ports, one.id, contact, 'now')).rejects.toThrow('dies');
    ports.persons.append = append;
    await deliver(ports, one.id, contact, 'again');
    expect((await one.case()).contacts.get(contact)).toMatchObject({ claimedAt: expect.any(String) });
    await two.say('first-reminder');
    expect(ports.messages).toEqual([]);
  });
});

test('nobody gets more than the policy allows whoever of the creditors writes by what channel', async () => {
  const step = fc.record({
    creditor: fc.nat({ max: 2 }),
    channel: fc.constantFrom('email', 'sms', 'letter'),
    days: fc.integer({ min: 0, max: 3 }),
    atOnce: fc.boolean(),
  });
  const limits = fc.record({
    day: fc.constantFrom(1, 2),
    week: fc.constantFrom(2, 3),
    month: fc.constantFrom(3, 5),
  });
  // All know everything, or each two know one way that the third does not.
  const known = fc.constantFrom([everything, everything, everything], [noLetterBox, noMailbox, noNumber]);
  let [came, refused] = [0, 0];
  const many = fc.array(step, { minLength: 10, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(limits, known, many, async (limit, rows, steps) => {
      const ports = await three(limit);
      const cases: string[] = [];
      for (const [at, of] of ['voorbeeld-incasso', ...OTHERS].entries())
        cases.push((await tell({ ports, of, rows: rows.slice(at, at + 1) })).id);
      let day = '2026-01-05';
      const waiting: Promise<unknown>[] = [];
      for (const [at, { creditor, channel, days, atOnce }] of steps.entries()) {
        day = plusDays(day, days);
        if (days > 0 || !atOnce) await Promise.all(waiting.splice(0));
        if (morning(day) > ports.clock.now()) ports.clock.set(morning(day));
        waiting.push(ask(ports, cases[creditor] ?? '', `s${at}`, channel));
      }
      await Promise.all(waiting);
      const sent = ports.messages.map(({ at }) => dayAt(at, 'Europe/Amsterdam'));
      came += sent.length;
      refused += steps.length - sent.length;
      for (const last of new Set(sent)) {
        expect(within(sent, last, 1)).toBeLessThanOrEqual(limit.day);
        expect(within(sent, last, 7)).toBeLessThanOrEqual(limit.week);
        expect(within(sent, last, 30)).toBeLessThanOrEqual(limit.month);
      }
      ports.db.close();
    }),
    { numRuns: 25 },
  );
  expect(Math.min(came, refused)).toBeGreaterThan(50);
});

function within(days: readonly Day[], last: Day, length: number): number {
  return days.filter((day) => day <= last && day > plusDays(last, -length)).length;
}

/** Writes an ask as it would be written for a channel, and sends it. */
async function ask(ports: TestPorts, id: string, cause: string, channel: 'email' | 'sms' | 'letter') {
  let contact = '';
  await change(ports, id, `write ${cause}`, (draft) => {
    contact = `${id}-k${draft.case.contactIds + 1}`;
    draft.add({
      kind: 'contact-written',
      contact,
      step: 'first-reminder',
      purpose: 'ask',
      channel,
      addressee: 'debtor',
      language: 'nl',
      variant: 'first-reminder',
      sendAt: ports.clock.now(),
    });
  });
  await deliver(ports, id, contact, `send ${cause}`);
}

describe('costs of all creditors count together', () => {
  /** A notice that ran out unpaid, and the message that would add the costs. */
  const addCosts = async (story: Story) => {
    const notice = await story.say('notice', 14);
    if (!(await story.case()).notices.has(notice)) await story.feedback(notice, 'delivered');
    const term = (await story.case()).notices.get(notice);
    story.on(term?.costsFrom ?? '');
    await story.say('costs-added', 7);
    return { announced: term?.costs, charged: (await story.last('costs-charged'))?.cents };
  };

  test('a notice announces what one person has still to bear, and no more is charged', async () => {
    const { one, two } = await twoCreditors({ costs: 20_000 });
    expect(await addCosts(one)).toEqual({ announced: 15_000, charged: 15_000 });
    expect(await addCosts(two)).toEqual({ announced: 5_000, charged: 5_000 });
    const notice = (await two.entries()).find((entry) => entry.kind === 'contact-written' && entry.notice);
    expect(notice?.receipt?.rules?.map(({ name }) => name)).toContain('own/safety-budget');
    expect([...one.audit(), ...two.audit()]).toEqual([]);
  });

  test('when nothing is left, the notice says that it costs nothing, and nothing is added', async () => {
    const { one, two } = await twoCreditors({ costs: 15_000 });
    await addCosts(one);
    expect(await addCosts(two)).toEqual({ announced: 0, charged: undefined });
    expect(await two.last('contact-refused')).toMatchObject({ step: 'costs-added', reason: 'not-needed' });
  });

  test('what others charged since the notice is looked at again, and the receipt says so', async () => {
    const { ports, one, two } = await twoCreditors({ costs: 20_000 });
    for (const story of [one, two]) {
      const notice = await story.say('notice', 14);
      await story.feedback(notice, 'delivered');
    }
    const terms = await Promise.all(
      [one, two].map(async (story) => [...(await story.case()).notices.values()][0]?.costsFrom ?? ''),
    );
    ports.clock.set(morning(terms.sort().at(-1) ?? ''));
    await Promise.all([one.write('costs-added', 7), two.write('costs-added', 7)]);
    const charged = [await one.last('costs-charged'), await two.last('costs-charged')];
    expect(charged.map((entry) => entry?.cents).sort()).toEqual([15_000, 5_000].sort());
    const cut = charged.find((entry) => entry?.cents === 5_000);
    expect(cut?.receipt?.rules?.map(({ name }) => name)).toContain('own/safety-budget');
  });

  test('what was charged a year ago no longer counts', async () => {
    const { ports, one, two } = await twoCreditors({ costs: 15_000 });
    await addCosts(one);
    const left = async () => (await two.ctx()).budget.costsLeft();
    ports.clock.pass(364);
    expect(await left()).toBe(0);
    ports.clock.pass(1);
    expect(await left()).toBe(15_000);
  });

  test('and are never above the budget, however many charge at once and however often one tries', async () => {
    const charge = fc.record({
      creditor: fc.nat({ max: 2 }),
      notice: fc.nat({ max: 4 }),
      cents: fc.integer({ min: 1, max: 9_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20_000 }),
        fc.array(charge, { maxLength: 12 }),
        async (costs, charges) => {
          const ports = await three({ costs });
          const stories: Story[] = [];
          for (const of of ['voorbeeld-incasso', ...OTHERS])
            stories.push(await tell({ ports, of, rows: [makeRow(all)] }));
          const taken = new Map<string, number>();
          await Promise.all(
            charges.map(async ({ creditor, notice, cents }) => {
              const ctx = await stories[creditor]?.ctx();
              const name = `${creditor}-${notice}`;
              const may = (await ctx?.budget.takeCosts(name, cents)) ?? 0;
              expect(may).toBeLessThanOrEqual(cents);
              taken.set(name, Math.max(may, taken.get(name) ?? 0));
            }),
          );
          expect([...taken.values()].reduce((sum, cents) => sum + cents, 0)).toBeLessThanOrEqual(costs);
          ports.db.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});

test('the journal of a way holds nothing that leads to a case, a creditor or an address', async () => {
  const { ports, one } = await twoCreditors({}, all);
  await one.say('first-reminder');
  await (await one.ctx()).budget.takeCosts(`${one.id}-k9`, 100);
  const kept = ports.db.all<{ stream: string }>("select * from person_items where stream like 'reach-%'");
  expect(kept.length).toBe(6);
  const { person } = await one.case();
  for (const word of [one.id, person, 'voorbeeld', 'jo@', 'Jo ', '+316', '1234'])
    expect(JSON.stringify(kept)).not.toContain(word);
});

test('a way is known again when the same address comes with another claim, and opens no door between persons', async () => {
  const { ports, one, two } = await twoCreditors({ day: 1 });
  await one.person({ kind: 'opted-out', channel: 'email' });
  const creditor = await ports.creditors.get('creditor-b');
  await openCase(ports, creditor, [{ row: 2, claim: makeRow({ debtorReference: 'X-77', invoice: 'B' }) }]);
  expect((await two.ctx()).person.optedOut.size).toBe(0);
});
