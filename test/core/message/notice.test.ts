import { describe, expect, test } from 'vitest';
import { answer } from '../../../core/case/answer.ts';
import { openCase } from '../../../core/case/open.ts';
import { makeRow, onlyPaper, type Story, tell } from '../make-case.ts';

const noticeOf = async (story: Story, contact: string) => (await story.case()).notices.get(contact);

describe('the notice', () => {
  test('names its claims and the costs that would follow', async () => {
    const story = await tell({ rows: [makeRow(), makeRow({ invoice: 'B', cents: 50_000 })] });
    await story.write('notice', 14);
    expect(await story.last('contact-written')).toMatchObject({
      purpose: 'notice',
      notice: { claims: ['A', 'B'], costs: 22_500, vat: 0 },
      cents: 150_000,
    });
    expect(await story.last('costs-charged')).toBeUndefined();
  });

  test('by letter is served when it is posted: it counts from its presumed delivery', async () => {
    const story = await tell({ rows: [onlyPaper] });
    const contact = await story.say('notice', 14);
    expect(await noticeOf(story, contact)).toMatchObject({
      deliveredOn: '2026-01-07',
      lastFreeDay: '2026-01-21',
      costsFrom: '2026-01-25',
    });
    expect(story.audit()).toEqual([]);
  });

  test('by e-mail is served when its delivery is proven, and not before', async () => {
    const story = await tell();
    const contact = await story.say('notice', 14);
    expect(await noticeOf(story, contact)).toBeUndefined();
    story.on('2026-01-08');
    await story.feedback(contact, 'delivered');
    expect(await noticeOf(story, contact)).toMatchObject({
      deliveredOn: '2026-01-08',
      lastFreeDay: '2026-01-22',
    });
    await story.feedback(contact, 'delivered');
    expect((await story.case()).kinds.get('notice-served')).toBe(1);
    expect(story.audit()).toEqual([]);
  });

  test('that bounced is void, its address is not used again, and it is written anew by letter', async () => {
    const story = await tell();
    const contact = await story.say('notice', 14);
    const c = await story.feedback(contact, 'bounced');
    expect(await story.last('notice-void')).toMatchObject({ contact, reason: 'bounced' });
    expect(answer(c)).toEqual({ answer: 'again' });
    expect([...(await story.ctx()).person.failedAddresses]).toEqual(['email']);
    await story.feedback(contact, 'delivered');
    expect(await noticeOf(story, contact)).toBeUndefined();
    const second = await story.say('notice', 14);
    expect((await story.case()).contacts.get(second)?.channel).toBe('letter');
    expect(await noticeOf(story, second)).toBeDefined();
  });

  test('that came back by post is void, and costs cannot follow from it', async () => {
    const story = await tell({ rows: [onlyPaper] });
    const contact = await story.say('notice', 14);
    await story.feedback(contact, 'returned');
    expect(await noticeOf(story, contact)).toMatchObject({ void: true });
    story.on('2026-02-02');
    const costs = await story.write('costs-added', 7);
    expect((await story.case()).refused.get(costs)?.reason).toBe('unreachable');
    expect(await story.last('costs-charged')).toBeUndefined();
  });

  test('by e-mail whose delivery nobody proves goes by letter the next time', async () => {
    const story = await tell();
    await story.say('notice', 14);
    story.on('2026-01-26');
    const second = await story.say('notice', 14);
    expect((await story.case()).contacts.get(second)?.channel).toBe('letter');
    expect(await noticeOf(story, second)).toBeDefined();
  });

  test('of somebody with nothing but a phone cannot be written', async () => {
    const { email: _, street: __, ...row } = makeRow({ phone: '+31612345678' });
    const story = await tell({ rows: [row] });
    const contact = await story.write('notice', 14);
    expect((await story.case()).refused.get(contact)?.reason).toBe('unreachable');
  });

  test('where no term was agreed waits for the day of the first reminder', async () => {
    const story = await tell({ rows: [makeRow({ agreedTerm: false })] });
    const first = await story.write('notice', 14);
    expect((await story.case()).refused.get(first)).toMatchObject({ reason: 'not-needed' });

    const reminder = await story.say('first-reminder', 10);
    const { payBy = '' } = (await story.case()).contacts.get(reminder) ?? {};
    const second = await story.write('notice', 14);
    expect((await story.case()).refused.get(second)?.reason).toBe('not-yet-due');
    expect((await story.case()).refused.get(second)?.until?.slice(0, 10) ?? '').toBe('2026-01-16');
    expect(payBy).toBe('2026-01-15');

    story.on('2026-01-16');
    expect(await noticeOf(story, await story.say('notice', 14))).toBeUndefined();
    expect((await story.last('contact-written'))?.step).toBe('notice');
    expect(story.audit()).toEqual([]);
  });

  test('is for claims that have none yet: one that joins later gets its own', async () => {
    const story = await tell({ rows: [onlyPaper] });
    const first = await story.say('notice', 14);
    const again = await story.write('notice', 14);
    expect((await story.case()).refused.get(again)?.reason).toBe('not-needed');

    const creditor = await story.ports.creditors.get('voorbeeld-incasso');
    const claim = { ...onlyPaper, invoice: 'B', cents: 50_000 };
    await openCase(story.ports, creditor, [{ row: 2, claim }]);
    story.on('2026-01-12');
    const second = await story.say('notice', 14);
    expect(await noticeOf(story, second)).toMatchObject({ claims: ['B'], costs: 7_500 });

    const from = (await noticeOf(story, first))?.costsFrom ?? '';
    expect(((await noticeOf(story, second))?.costsFrom ?? '') > from).toBe(true);
    story.on(from);
    await story.say('costs-added', 7);
    expect((await story.entries()).filter((entry) => entry.kind === 'costs-charged')).toMatchObject([
      { notice: first, shares: [{ claim: 'A', cents: 15_000 }] },
    ]);
    const later = (await noticeOf(story, second))?.costsFrom ?? '';
    story.on(later);
    await story.say('costs-added', 7);
    expect(await story.last('costs-charged')).toMatchObject({ notice: second, cents: 7_500 });
    expect(story.audit()).toEqual([]);
  });

  test('is not needed where the terms are not cleared, or the creditor charges no costs', async () => {
    const uncleared = await tell({ rows: [makeRow({ termsCleared: false })] });
    await uncleared.write('notice', 14);
    expect((await uncleared.last('contact-refused'))?.reason).toBe('not-needed');

    const kind = await tell({ creditor: { creditor: { charge: { interest: true, costs: false } } } });
    await kind.write('notice', 14);
    expect((await kind.last('contact-refused'))?.reason).toBe('not-needed');
  });
});

describe('costs', () => {
  test.each([
    ['the day before', '2026-01-24', 'not-needed'],
    ['on the day', '2026-01-25', undefined],
  ])('are charged from the day after the term and its buffer: %s', async (_, day, refusal) => {
    const story = await tell({ rows: [onlyPaper] });
    await story.say('notice', 14);
    story.on(day);
    const contact = await story.write('costs-added', 7);
    expect((await story.case()).refused.get(contact)?.reason).toBe(refusal);
    expect((await story.last('costs-charged'))?.cents).toBe(refusal ? undefined : 15_000);
  });

  test('enter the books in the same item as the message that tells them', async () => {
    const story = await tell();
    await story.chargeCosts();
    const items = await story.ports.journal.read(story.id);
    const item = items.find(({ entries }) => entries.some((entry) => entry.kind === 'costs-charged'));
    expect(item?.entries.map((entry) => entry.kind)).toEqual([
      'costs-charged',
      'interest-charged',
      'contact-written',
    ]);
    expect(item?.entries.at(-1)).toMatchObject({ step: 'costs-added', stated: [{ costs: 15_000 }] });
  });

  test('are those over what is unpaid when they are charged, never more than announced', async () => {
    const story = await tell({ rows: [onlyPaper] });
    await story.say('notice', 14);
    await story.pay(60_000, '2026-01-20');
    story.on('2026-01-26');
    await story.say('costs-added', 7);
    expect((await story.last('costs-charged'))?.cents).toBe(6_000);
    expect(story.audit()).toEqual([]);
  });

  test('are charged once for a notice', async () => {
    const story = await tell();
    await story.chargeCosts();
    story.ports.clock.pass(10);
    await story.write('costs-added', 7);
    expect((await story.case()).kinds.get('costs-charged')).toBe(1);
  });

  test.each<[string, (story: Story, told: string) => Promise<unknown>]>([
    ['bounced', (story, told) => story.send(told).then(() => story.feedback(told, 'bounced'))],
    [
      'was held back by a dispute',
      async (story, told) => {
        await story.react({ what: 'dispute', claims: [], ground: 'other' });
        await story.send(told);
        await story.rule({ decision: 'reject' });
      },
    ],
  ])('are told again, and not charged again, when the message that told them %s', async (_, happens) => {
    const story = await tell();
    const notice = await story.say('notice', 14);
    await story.feedback(notice, 'delivered');
    story.on((await noticeOf(story, notice))?.costsFrom ?? '');
    await happens(story, await story.write('costs-added', 7));
    const again = await story.say('costs-added', 7);
    expect((await story.case()).contacts.get(again)).toMatchObject({ stated: [{ costs: 15_000 }] });
    expect((await story.case()).kinds.get('costs-charged')).toBe(1);
    const third = await story.write('costs-added', 7);
    expect((await story.case()).refused.get(third)?.reason).toBe('not-needed');
    expect(story.audit()).toEqual([]);
  });

  test('carry VAT where a creditor that cannot deduct it has somebody else collect', async () => {
    const story = await tell({ creditor: { creditor: { vat: { canReclaim: false } } } });
    await story.chargeCosts();
    expect((await story.last('costs-charged'))?.cents).toBe(18_150);
    expect(story.audit()).toEqual([]);
  });

  test('of what was paid within the term are none', async () => {
    const story = await tell({ rows: [onlyPaper] });
    await story.say('notice', 14);
    expect((await story.pay(100_000, '2026-01-20')).closed?.outcome).toBe('settled');
    expect(await story.last('interest-charged')).toBeUndefined();
  });
});

describe('interest', () => {
  test('is asked for only after the notice has run out', async () => {
    const story = await tell({ rows: [onlyPaper] });
    await story.say('notice', 14);
    story.on('2026-01-22');
    await story.say('last-reminder', 7);
    expect(await story.last('interest-charged')).toBeUndefined();
    story.on('2026-02-02');
    await story.say('last-reminder', 7);
    expect(await story.last('interest-charged')).toMatchObject({
      claim: 'A',
      from: '2025-12-02',
      to: '2026-02-02',
    });
    expect(story.audit()).toEqual([]);
  });

  test('follows on where the last charge ended', async () => {
    const story = await tell({ rows: [makeRow({ cents: 500_000 })] });
    await story.chargeCosts();
    story.ports.clock.pass(30);
    await story.say('last-reminder', 7);
    const charges = (await story.entries()).filter((entry) => entry.kind === 'interest-charged');
    expect(charges).toHaveLength(2);
    expect(charges[1]?.from).toBe(charges[0]?.to);
    expect(story.audit()).toEqual([]);
  });

  test('below what is worth asking for is not charged', async () => {
    const story = await tell({ rows: [makeRow({ cents: 10_000 })] });
    await story.chargeCosts();
    expect(await story.last('interest-charged')).toBeUndefined();
  });
});
